//! What is read from request headers.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{self, HeaderName},
};
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

/// The version an edit was made against, from `If-Match`, which edits must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfMatch {
    /// `*`: whatever version there is.
    Any,
    /// `"v7"`: this version only.
    Version(i64),
}

impl IfMatch {
    /// The version that must be current; none where any will do.
    pub const fn version(self) -> Option<i64> {
        match self {
            Self::Any => None,
            Self::Version(version) => Some(version),
        }
    }

    /// One entity tag or `*`. What is no entity tag is a bad header; one that is not of our form matches nothing, so
    /// the precondition fails (RFC 9110, 13.1.1, where weak tags never match).
    fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let Some(text) = single(request, &header::IF_MATCH, "If-Match")? else {
            return Err(Problem::new(Code::PreconditionRequired));
        };
        if text == "*" {
            return Ok(Self::Any);
        }
        let tag = text.strip_prefix("W/").unwrap_or(text);
        let opaque =
            tag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|tag| !tag.contains('"'));
        let opaque = opaque.ok_or_else(|| bad_header("If-Match"))?;
        let digits = opaque.strip_prefix('v').filter(|_| text == tag).unwrap_or_default();
        match digits.parse::<i64>() {
            Ok(version) if version.to_string() == digits => Ok(Self::Version(version)),
            _ => Err(Problem::new(Code::PreconditionFailed)),
        }
    }
}

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request).map_err(ApiError))
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
