//! The parts of the document that operations share.

use std::collections::BTreeSet;

use serde_json::{Value, to_value};
use utoipa::{
    PartialSchema,
    openapi::{
        Components, ComponentsBuilder, Object, Ref, RefOr, Required, Response, ResponseBuilder, Schema, Type,
        example::ExampleBuilder,
        header::HeaderBuilder,
        path::{Parameter, ParameterBuilder, ParameterIn},
        schema::{KnownFormat, SchemaFormat, SchemaType},
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};
use viche_domain::{
    language::Locale,
    problem::{Code, Fault, FaultCode, Problem},
};

use super::limits;
use crate::page::{DEFAULT_LIMIT, MAX_LIMIT};
use crate::problem::{ProblemCode, ProblemDocument, ProblemError, ProblemErrorCode};

/// The name of the security scheme.
pub(super) const BEARER: &str = "bearer";

/// Request headers: name, whether it is needed, description, example, the name of its limit.
const REQUEST_HEADERS: &[(&str, bool, &str, &str, Option<&str>)] = &[
    ("Accept-Language", false, "The language of messages: `uk` (default) or `en`.", "uk, en;q=0.8", None),
    (
        "Idempotency-Key",
        false,
        "A key of the client's choice: the same request with the same key is done once and answered alike.",
        "2f1c7a52-6e0f-4d3f-9a54-7d1f0f0a9b11",
        Some("idempotency_key"),
    ),
    ("If-Match", true, "The `ETag` of the version that is edited, or of several, or `*`.", "*", None),
    (
        "If-Modified-Since",
        false,
        "The `Last-Modified` of the answer that the client has: 304 while it is current. Without effect beside \
         `If-None-Match`, which tells changes within a second apart.",
        "Sat, 14 Oct 2017 09:30:00 GMT",
        None,
    ),
    (
        "If-None-Match",
        false,
        "An `ETag` that the client has: 304 while it is current.",
        "\"q5Zr0S4yYwqkJc2mVt3n0Q8b3l1p0hX2nE8i7d6c5b4\"",
        None,
    ),
    (
        "X-Request-Id",
        false,
        "The client's own number of the request, which the answer repeats where it has this form.",
        "0192f0c1-5b1e-7c3a-9d2e-4f5a6b7c8d9e",
        Some("request_id"),
    ),
];

/// The query parameters of every list.
fn paging() -> [ParameterBuilder; 2] {
    let limit = Object::builder()
        .schema_type(Type::Integer)
        .minimum(Some(1))
        .maximum(Some(MAX_LIMIT))
        .default(Some(DEFAULT_LIMIT.into()));
    [
        ParameterBuilder::new()
            .name("cursor")
            .description(Some("The cursor of a page, from `page` of another page of the same list."))
            .schema(Some(string()))
            .example(Some("q5Zr0S4yYwqkJc2mVt3n0Q8b3l1p0hX2nE8i7d6c5b4".into())),
        ParameterBuilder::new()
            .name("limit")
            .description(Some("How many items a page has at most."))
            .schema(Some(limit))
            .example(Some(DEFAULT_LIMIT.into())),
    ]
}

/// Answer headers: name, description, example.
const ANSWER_HEADERS: &[(&str, &str, &str)] = &[
    ("Accept-Encoding", "The only encoding of a body that is taken.", "identity"),
    ("Cache-Control", "How long the answer may be kept, and by whom.", "no-store"),
    ("Content-Language", "The language of the messages.", "uk"),
    ("ETag", "The version of this answer.", "\"v3\""),
    ("Last-Modified", "When what is shown last changed.", "Sat, 14 Oct 2017 09:30:00 GMT"),
    ("Link", "The next and the previous page (RFC 8288).", "</v1/petitions?cursor=AYl2>; rel=\"next\""),
    ("Location", "The address of what was made.", "/v1/petitions/0192f0c1-5b1e-7c3a-9d2e-4f5a6b7c8d9e"),
    ("Retry-After", "Seconds until a retry makes sense.", "2"),
    ("WWW-Authenticate", "How to authenticate.", "Bearer"),
    (
        "X-Request-Id",
        "The number of the request; a client may choose its own.",
        "0192f0c1-5b1e-7c3a-9d2e-4f5a6b7c8d9e",
    ),
];

/// A plain string.
pub(super) fn string() -> Object {
    Object::with_type(Type::String)
}

/// A string within the limit of this name, if there is one.
fn string_within(limit: Option<&str>) -> RefOr<Schema> {
    let format = limit.map(|name| SchemaFormat::Custom(name.to_owned()));
    let mut schema = Object::builder().schema_type(Type::String).format(format).build().into();
    limits::spell_out(&mut schema, &mut Vec::new());
    schema
}

/// A string of a known format.
pub fn text_of(format: KnownFormat) -> Object {
    Object::builder().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(format))).build()
}

/// The schema of an optional query parameter, which may be missing but never null.
pub(super) fn not_null(mut schema: RefOr<Schema>) -> RefOr<Schema> {
    match &mut schema {
        RefOr::T(Schema::Object(object)) => drop_null(&mut object.schema_type),
        RefOr::T(Schema::Array(array)) => drop_null(&mut array.schema_type),
        RefOr::T(Schema::OneOf(choice)) => {
            let null = SchemaType::Type(Type::Null);
            choice
                .items
                .retain(|item| !matches!(item, RefOr::T(Schema::Object(item)) if item.schema_type == null));
            if choice.items.len() == 1 {
                return choice.items.remove(0);
            }
        }
        _ => {}
    }
    schema
}

fn drop_null(schema_type: &mut SchemaType) {
    if let SchemaType::Array(types) = schema_type {
        types.retain(|one| *one != Type::Null);
        if let [one] = &types[..] {
            *schema_type = SchemaType::Type(one.clone());
        }
    }
}

/// The parameter as the API reference shows it: the example of one that may be missing stands in its schema, since a
/// parameter's own example is filled into the form and would be sent.
pub(super) fn unfilled(parameter: Parameter) -> Parameter {
    let example = to_value(&parameter).unwrap_or_default()["example"].take();
    if parameter.required == Required::True || example.is_null() {
        return parameter;
    }
    let schema = parameter.schema.clone().map(|mut schema| {
        add_example(&mut schema, example);
        schema
    });
    ParameterBuilder::from(parameter).example(None).schema(schema).build()
}

fn add_example(schema: &mut RefOr<Schema>, example: Value) {
    match schema {
        RefOr::T(Schema::Object(object)) => object.examples.push(example),
        RefOr::T(Schema::Array(array)) => array.examples.push(example),
        _ => {}
    }
}

/// The response with headers that [`shared`] describes.
pub(super) fn with_headers(response: ResponseBuilder, names: &[&str]) -> Response {
    names
        .iter()
        .fold(response, |response, name| {
            response.header_ref(*name, Ref::new(format!("#/components/headers/{name}")))
        })
        .build()
}

/// Everything but what the operations themselves bring along, which refuse with these codes.
pub(super) fn shared(codes: &BTreeSet<Code>) -> Components {
    let bearer = Http::builder()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some("An access token, from a login or a refresh."))
        .build();
    let mut components = ComponentsBuilder::new()
        .security_scheme(BEARER, SecurityScheme::Http(bearer))
        .schema("Problem", ProblemDocument::schema())
        .schema("ProblemError", ProblemError::schema())
        .schema("ProblemCode", ProblemCode::schema())
        .schema("ProblemErrorCode", ProblemErrorCode::schema());
    for (name, required, description, example, limit) in REQUEST_HEADERS {
        let parameter = ParameterBuilder::new()
            .name(*name)
            .parameter_in(ParameterIn::Header)
            .required(if *required { Required::True } else { Required::False })
            .description(Some(*description))
            .schema(Some(string_within(*limit)))
            .example(Some((*example).into()));
        components = components.parameter(*name, unfilled(parameter.build()));
    }
    for parameter in paging() {
        let parameter = unfilled(parameter.parameter_in(ParameterIn::Query).build());
        components = components.parameter(parameter.name.clone(), parameter);
    }
    for (name, description, example) in ANSWER_HEADERS {
        let header = HeaderBuilder::new()
            .schema(Some(string()))
            .description(Some(*description))
            .example(Some((*example).into()));
        components = components.header(*name, header.build());
    }
    for code in codes {
        let document = ProblemDocument::new(
            &sample(*code),
            Locale::En,
            "/v1/petitions",
            "0192f0c1-5b1e-7c3a-9d2e-4f5a6b7c8d9e",
        );
        let example =
            ExampleBuilder::new().summary(code.title(Locale::En)).value(serde_json::to_value(document).ok());
        components = components.example(code.as_str(), example.build());
    }
    components.build()
}

/// A typical refusal with this code.
fn sample(code: Code) -> Problem {
    let problem = Problem::new(code);
    match code {
        Code::ValidationFailed => problem.fault(Fault::at("/title", FaultCode::Required)),
        Code::MalformedBody => {
            problem.fault(Fault::at("", FaultCode::Malformed)).with("line", 1).with("column", 17)
        }
        Code::BadParameter => problem.fault(Fault::parameter("sort", FaultCode::UnknownValue)),
        Code::BadHeader => problem.fault(Fault::header("Idempotency-Key", FaultCode::Malformed)),
        _ => problem,
    }
}
