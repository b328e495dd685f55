//! What is read from request headers.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{self, HeaderName, HeaderValue},
};
use viche_app::{Over, Sent};
use viche_domain::{
    language::Locale,
    problem::{Code, Fault, FaultCode, Problem},
};

use crate::problem::ApiError;

/// The language of the answer, by `Accept-Language`.
#[derive(Debug, Clone, Copy)]
pub struct Language(pub Locale);

impl FromRequest for Language {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(language(request))))
    }
}

/// The language a request asks for; Ukrainian by default.
pub fn language(request: &HttpRequest) -> Locale {
    let value = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Locale::negotiate(value.unwrap_or_default())
}

/// The versions an edit may be made over, from `If-Match`, which edits must have.
#[derive(Debug)]
pub struct IfMatch(pub Sent<Over>);

/// Entity tags or `*` (RFC 9110, 13.1.1). What is no entity tag is a bad header; one that is not of our form, or weak,
/// matches nothing.
fn over(request: &HttpRequest) -> Sent<Over> {
    let lines = request.headers().get_all(header::IF_MATCH).map(HeaderValue::to_str);
    let lines = lines.collect::<Result<Vec<_>, _>>().map_err(|_| bad_header("If-Match"))?;
    if lines.is_empty() {
        return Err(Problem::new(Code::PreconditionRequired));
    }
    let text = lines.join(",");
    if text.trim() == "*" {
        return Ok(Over::Any);
    }
    let tags = entity_tags(&text).filter(|tags| !tags.is_empty()).ok_or_else(|| bad_header("If-Match"))?;
    Ok(Over::Versions(tags.into_iter().filter_map(version).collect()))
}

/// The entity tags of a list, as they stand there; it may have empty places (RFC 9110, 5.6.1.2).
fn entity_tags(text: &str) -> Option<Vec<&str>> {
    let mut tags = Vec::new();
    let mut rest = text.trim_start_matches([',', ' ', '\t']);
    while !rest.is_empty() {
        let opaque = rest.strip_prefix("W/").unwrap_or(rest).strip_prefix('"')?;
        let (opaque, after) = opaque.split_once('"')?;
        let next = after.trim_start_matches([' ', '\t']);
        if opaque.contains([' ', '\t']) || !(next.is_empty() || next.starts_with(',')) {
            return None;
        }
        tags.push(&rest[..rest.len() - after.len()]);
        rest = next.trim_start_matches([',', ' ', '\t']);
    }
    Some(tags)
}

/// The version of a strong tag in the form that answers have.
fn version(tag: &str) -> Option<i64> {
    let digits = tag.strip_prefix("\"v")?.strip_suffix('"')?;
    digits.parse().ok().filter(|version: &i64| version.to_string() == digits)
}

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(over(request))))
    }
}

/// The access token, where the request has one; any other `Authorization` is refused (401).
#[derive(Clone, PartialEq, Eq)]
pub struct Bearer(pub Option<String>);

impl Bearer {
    fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let bad_token = || Problem::new(Code::BadToken);
        let header = single(request, &header::AUTHORIZATION, "Authorization").map_err(|_| bad_token())?;
        let Some(text) = header else { return Ok(Self(None)) };
        let (scheme, token) = text.split_once(' ').ok_or_else(bad_token)?;
        let token = token.trim();
        let fits = scheme.eq_ignore_ascii_case("bearer")
            && !token.is_empty()
            && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte));
        if fits { Ok(Self(Some(token.to_owned()))) } else { Err(bad_token()) }
    }
}

impl FromRequest for Bearer {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request).map_err(ApiError))
    }
}

/// The value of a header that may be sent once; `label` is its name as people write it.
fn single<'a>(
    request: &'a HttpRequest,
    name: &HeaderName,
    label: &'static str,
) -> Result<Option<&'a str>, Problem> {
    let mut values = request.headers().get_all(name);
    let Some(value) = values.next() else { return Ok(None) };
    match (value.to_str(), values.next()) {
        (Ok(text), None) => Ok(Some(text.trim())),
        _ => Err(bad_header(label)),
    }
}

fn bad_header(name: &'static str) -> Problem {
    Problem::new(Code::BadHeader).fault(Fault::header(name, FaultCode::Malformed))
}
