//! What is wrong with a body, all of it at once: found by the schema that the document has of it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use viche_app::Id;
use viche_domain::problem::{Fault, FaultCode};
use viche_domain::time::parse_date;
use viche_domain::{limits, text};

use crate::routing::spell_out;

/// The faults of a value that is to be of this type, by their places. Each is one that the value would have alone.
pub(super) fn of_body<T: ToSchema>(value: &Value) -> BTreeMap<String, Fault> {
    let schema = schema_of::<T>();
    let mut faults = BTreeMap::new();
    for error in validator(&schema).iter_errors(value) {
        let keyword = error.schema_path().as_str();
        let limits = keyword.rsplit_once('/').and_then(|(parent, _)| schema.pointer(parent));
        for fault in faults_of(&error, limits.unwrap_or(&schema)) {
            let place = fault.place.to_string();
            // A text that is too long is not called malformed too.
            if !matches!(error.kind(), Kind::Format { .. }) || !faults.contains_key(&place) {
                faults.insert(place, fault);
            }
        }
    }
    faults
}

/// The schema of a type, with its limits and everything that it refers to in its place.
fn schema_of<T: ToSchema>() -> Value {
    let mut parts = Vec::new();
    T::schemas(&mut parts);
    parts.push((T::name().into_owned(), T::schema()));
    let written = parts.into_iter().map(|(name, mut schema)| {
        spell_out(&mut schema, &mut Vec::new());
        (name, serde_json::to_value(schema).unwrap_or_default())
    });
    let parts: BTreeMap<_, _> = written.collect();
    whole(&parts[&*T::name()], &parts)
}

/// A schema with everything in its place: what it refers to, and that objects have no other members. What may also be
/// null is a choice of two in the document, and here one of two types.
fn whole(schema: &Value, parts: &BTreeMap<String, Value>) -> Value {
    let members = match schema {
        Value::Object(members) => members,
        Value::Array(items) => return items.iter().map(|item| whole(item, parts)).collect(),
        plain => return plain.clone(),
    };
    if let Some(name) = members.get("$ref").and_then(Value::as_str) {
        return whole(&parts[name.trim_start_matches("#/components/schemas/")], parts);
    }
    if let Some([chosen, ..]) = members.get("oneOf").and_then(Value::as_array).map(Vec::as_slice) {
        return or_null(whole(chosen, parts));
    }
    let mut members: Map<_, _> =
        members.iter().map(|(name, member)| (name.clone(), whole(member, parts))).collect();
    if members.get("type").is_some_and(|kind| kind == "object") {
        members.insert("additionalProperties".to_owned(), false.into());
    }
    members.into()
}

fn or_null(mut schema: Value) -> Value {
    schema["type"] = json!([schema["type"], "null"]);
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.push(Value::Null);
    }
    schema
}

/// Formats are read as the types and the checks behind them read them.
fn validator(schema: &Value) -> Validator {
    let options = jsonschema::options()
        .should_validate_formats(true)
        .with_format("date", |text: &str| parse_date(text).is_some())
        .with_format("date-time", |text: &str| text.parse::<DateTime<Utc>>().is_ok())
        .with_format("email", |address: &str| text::email("", address).is_ok())
        .with_format("uri", |_: &str| true)
        .with_format("uuid", |text: &str| Id::parse(text).is_some());
    options.build(schema).expect("the schemas of our types are schemas")
}

/// The faults behind an error; `limits` is the schema of the place.
fn faults_of(error: &ValidationError<'_>, limits: &Value) -> Vec<Fault> {
    let here = error.instance_path().as_str();
    let member = |name: &str, code| {
        let name = name.replace('~', "~0").replace('/', "~1").replace('\0', "\u{fffd}");
        Fault::at(format!("{here}/{name}"), code)
    };
    let text = error.instance().as_str();
    let fault = match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            return unexpected.iter().map(|name| member(name, FaultCode::UnknownField)).collect();
        }
        Kind::Required { property } => {
            return property.as_str().map(|name| member(name, FaultCode::Required)).into_iter().collect();
        }
        Kind::Enum { .. } if text.is_some() => Fault::at(here, FaultCode::UnknownValue),
        Kind::Type { .. } | Kind::Enum { .. } => Fault::at(here, FaultCode::WrongType),
        Kind::Format { format } if format == "email" => Fault::at(here, FaultCode::BadEmail),
        Kind::Pattern { pattern } => Fault::at(here, limits::misfit(pattern)),
        Kind::MinLength { .. } | Kind::MaxLength { .. } => {
            return length(here, text, limits).into_iter().collect();
        }
        Kind::MaxItems { limit } => {
            Fault::at(here, FaultCode::TooMany).with("max", i64::try_from(*limit).unwrap_or(i64::MAX))
        }
        Kind::Minimum { .. } | Kind::Maximum { .. } => {
            let limit = |name: &str| limits[name].as_i64().unwrap_or_default();
            let fault = Fault::at(here, FaultCode::OutOfRange);
            fault.with("min", limit("minimum")).with("max", limit("maximum"))
        }
        _ => Fault::at(here, FaultCode::Malformed),
    };
    vec![fault]
}

/// The fault of a text that seems too short or too long: what is kept of it is shorter, but for a password.
fn length(here: &str, text: Option<&str>, limits: &Value) -> Option<Fault> {
    let limit = |name: &str| limits[name].as_u64().and_then(|limit| usize::try_from(limit).ok());
    let (text, length) = (text?, limit("minLength").unwrap_or(0)..=limit("maxLength").unwrap_or(usize::MAX));
    let checked = match &limits["format"] {
        Value::String(format) if format == "password" => text::length(here, text, &length),
        _ if text.contains('\n') => text::body(here, text, length).map(drop),
        _ => text::line(here, &text.split_whitespace().collect::<Vec<_>>().join(" "), length).map(drop),
    };
    checked.err()
}
