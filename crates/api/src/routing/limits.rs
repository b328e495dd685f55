//! What a schema says in the place of a limit's name.

use utoipa::Number;
use utoipa::openapi::schema::{ArrayItems, SchemaFormat};
use utoipa::openapi::{Object, RefOr, Schema};
use viche_domain::limits::{Limit, named};

/// Formats of JSON Schema that utoipa knows no word for.
const STANDARD: [&str; 1] = ["uri-reference"];

/// Puts the limits that a schema names where they belong. What names no limit is reported.
pub(crate) fn spell_out(schema: &mut RefOr<Schema>, unknown: &mut Vec<String>) {
    let RefOr::T(schema) = schema else { return };
    match schema {
        Schema::Object(object) => {
            object.properties.values_mut().for_each(|property| spell_out(property, unknown));
            limit(object, unknown);
        }
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                spell_out(items, unknown);
            }
        }
        Schema::OneOf(choice) => choice.items.iter_mut().for_each(|item| spell_out(item, unknown)),
        Schema::AllOf(all) => all.items.iter_mut().for_each(|item| spell_out(item, unknown)),
        Schema::AnyOf(any) => any.items.iter_mut().for_each(|item| spell_out(item, unknown)),
        _ => {}
    }
}

fn limit(object: &mut Object, unknown: &mut Vec<String>) {
    let Some(SchemaFormat::Custom(name)) = &object.format else { return };
    let Some(limit) = named(name) else {
        if !STANDARD.contains(&&**name) {
            unknown.push(name.clone());
        }
        return;
    };
    let format = match &limit {
        Limit::Format(format, _) | Limit::Number(format, _) => {
            Some(SchemaFormat::Custom((*format).to_owned()))
        }
        Limit::Text(_) | Limit::Token(..) | Limit::Pattern(_) => None,
    };
    object.format = format;
    match limit {
        Limit::Text(length) | Limit::Format(_, length) => {
            object.min_length = Some(*length.start()).filter(|least| *least > 0);
            object.max_length = Some(*length.end());
        }
        Limit::Token(class, length) => {
            (object.min_length, object.max_length) = (Some(*length.start()), Some(*length.end()));
            object.pattern = Some(format!("^[{class}]+$"));
        }
        Limit::Pattern(pattern) => object.pattern = Some(pattern.to_owned()),
        Limit::Number(_, range) => {
            let number = |value: i64| isize::try_from(value).ok().map(Number::Int);
            (object.minimum, object.maximum) = (number(*range.start()), number(*range.end()));
        }
    }
}
