//! Refusals as RFC 9457 problem documents, whatever part of the service they come from.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse, ResponseError,
    body::{BodySize, BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
    middleware::Next,
};
use serde::Serialize;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::{Object, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};
use viche_app::RequestId;
use viche_domain::{
    language::Locale,
    problem::{Code, Fault, FaultCode, Place, Problem},
};

use crate::cors;
use crate::extract::language;

/// The media type of problem documents (RFC 9457).
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Seconds until a retry where a refusal that invites one does not say itself.
const RETRY_AFTER: u32 = 2;

/// What a handler returns instead of an answer; [`render`] makes the document.
#[derive(Debug)]
pub struct ApiError(pub Problem);

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<Code> for ApiError {
    fn from(code: Code) -> Self {
        Self(Problem::new(code))
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        status(self.0.code)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status_code());
        response.extensions_mut().insert(self.0.clone());
        response
    }
}

/// A problem document (RFC 9457): why a request was refused.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// Where this kind of problem is described.
    #[serde(rename = "type")]
    #[schema(example = "/docs/problems#already_signed", format = "uri-reference")]
    kind: String,
    /// What happened, in a few words of the language asked for.
    title: Cow<'static, str>,
    /// The HTTP status.
    status: u16,
    /// What happened and what to do about it.
    detail: Cow<'static, str>,
    /// The path of the request.
    instance: String,
    /// Which refusal it is; stable, for programs.
    #[schema(value_type = ProblemCode)]
    code: &'static str,
    /// What is wrong where, when the request itself is at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<ProblemError>,
    /// Facts a client may want to show.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false)]
    context: BTreeMap<&'static str, String>,
    /// The number of the request, to be quoted when asking for help.
    request_id: String,
}

/// One fault of a request. Exactly one of `pointer`, `parameter` and `header` says where it lies.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemError {
    /// A JSON pointer (RFC 6901) into the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    /// A query or path parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// A request header.
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<&'static str>,
    /// What is wrong; stable, for programs.
    #[schema(value_type = ProblemErrorCode)]
    code: &'static str,
    /// What is wrong, as a sentence of the language asked for.
    message: Cow<'static, str>,
}

/// What the document says of `code`.
pub struct ProblemCode;

impl PartialSchema for ProblemCode {
    fn schema() -> RefOr<Schema> {
        open_words(
            "Which refusal it is. Others may come: a client takes one that it doesn't know by its status.",
            Code::ALL.iter().map(|code| code.as_str()),
        )
    }
}

impl ToSchema for ProblemCode {}

/// What the document says of `errors[].code`.
pub struct ProblemErrorCode;

impl PartialSchema for ProblemErrorCode {
    fn schema() -> RefOr<Schema> {
        open_words(
            "What is wrong at one place of a request. Others may come.",
            FaultCode::ALL.iter().map(|code| code.as_str()),
        )
    }
}

impl ToSchema for ProblemErrorCode {}

/// Words to which others may come: a string, since generators make of a choice between words and a string types that hold
/// neither.
fn open_words(description: &str, known: impl Iterator<Item = &'static str>) -> RefOr<Schema> {
    let known: Vec<_> = known.collect();
    Object::builder()
        .schema_type(Type::String)
        .description(Some(description))
        .extensions(Some(ExtensionsBuilder::new().add("x-extensible-enum", known).build()))
        .build()
        .into()
}

impl ProblemError {
    fn new(fault: &Fault, locale: Locale) -> Self {
        let mut error = Self {
            pointer: None,
            parameter: None,
            header: None,
            code: fault.code.as_str(),
            message: fault.message(locale),
        };
        match &fault.place {
            Place::Pointer(pointer) => error.pointer = Some(pointer.clone()),
            Place::Parameter(name) => error.parameter = Some(name.clone()),
            Place::Header(name) => error.header = Some(name),
        }
        error
    }
}

impl ProblemDocument {
    /// The document of a refusal: `instance` is the request's path, percent-encoded as it came.
    pub fn new(problem: &Problem, locale: Locale, instance: &str, request_id: &str) -> Self {
        Self {
            kind: format!("/docs/problems#{}", problem.code.as_str()),
            title: problem.code.title(locale),
            status: problem.code.status(),
            detail: problem.code.detail(locale),
            instance: instance.to_owned(),
            code: problem.code.as_str(),
            errors: problem.faults.iter().map(|fault| ProblemError::new(fault, locale)).collect(),
            context: problem.context.iter().cloned().collect(),
            request_id: request_id.to_owned(),
        }
    }
}

/// Middleware: renders the refusals of handlers and extractors, and what actix itself refuses, as problem documents.
pub async fn render(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let (request, mut response) = next.call(request).await?.map_into_boxed_body().into_parts();
    let refused = response.extensions_mut().remove::<Problem>();
    let problem = refused.or_else(|| foreign(&response));
    let response = match problem {
        Some(problem) => answer(&request, response, &problem),
        None => response,
    };
    Ok(ServiceResponse::new(request, response))
}

/// The refusal behind an error answer that is not of our making: one without a body, or with actix's own.
fn foreign(response: &HttpResponse) -> Option<Problem> {
    let status = response.status();
    let ours =
        response.error().is_none() && !matches!(response.body().size(), BodySize::None | BodySize::Sized(0));
    if ours || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    if let Some(error) = response.error().and_then(|error| error.as_error()) {
        return Some(cors::refusal(error));
    }
    Some(Problem::new(match status {
        StatusCode::NOT_FOUND => Code::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::BodyTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedMediaType,
        StatusCode::SERVICE_UNAVAILABLE => Code::Unavailable,
        // What else actix refuses by itself is a header.
        _ if status.is_client_error() => Code::BadHeader,
        _ => Code::Internal,
    }))
}

/// The document as an answer; headers that the response has already, such as `Allow`, stay.
fn answer(request: &HttpRequest, mut response: HttpResponse, problem: &Problem) -> HttpResponse {
    let locale = language(request);
    let request_id = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
    let document = ProblemDocument::new(problem, locale, request.uri().path(), request_id.told());
    let body = serde_json::to_vec(&document).expect("a problem document has only strings and numbers");

    *response.status_mut() = status(problem.code);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(locale.tag()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.append(header::VARY, HeaderValue::from_static("Accept-Language"));
    if let Some(seconds) = problem.retry_after.or(invites_retry(problem.code).then_some(RETRY_AFTER)) {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    if problem.code == Code::UnsupportedEncoding {
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    }
    if problem.code.status() == 401 {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response.set_body(BoxBody::new(body))
}

/// The refusal of what is no request, in the place of a head without a body.
pub fn in_place_of(head: &str, code: Code, request_id: &str) -> Vec<u8> {
    let locale = Locale::default();
    let document = ProblemDocument::new(&Problem::new(code), locale, "", request_id);
    let body = serde_json::to_vec(&document).expect("a problem document has only strings and numbers");
    let lines =
        head.trim_end().lines().filter(|line| !line.to_ascii_lowercase().starts_with("content-length:"));
    let own = [
        format!("content-type: {MEDIA_TYPE}"),
        format!("content-language: {}", locale.tag()),
        "cache-control: no-store".to_owned(),
        "x-content-type-options: nosniff".to_owned(),
        format!("x-request-id: {request_id}"),
        format!("content-length: {}", body.len()),
    ];
    let head: Vec<_> = lines.map(ToOwned::to_owned).chain(own).collect();
    [head.join("\r\n").as_bytes(), b"\r\n\r\n", &body].concat()
}

/// Whether the same request may be sent again soon, and `Retry-After` says when.
pub fn invites_retry(code: Code) -> bool {
    code.status() == 503 || code == Code::IdempotencyInProgress
}

fn status(code: Code) -> StatusCode {
    StatusCode::from_u16(code.status()).expect("the table of codes has only statuses of errors")
}
