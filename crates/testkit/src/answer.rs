//! What the service answered, and the assertions that tests make of it.

use std::time::Duration;

use reqwest::header::HeaderMap;
use serde_json::Value;

/// An answer of the service, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The request, for messages: method and path.
    pub request: String,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Vec<u8>,
}

#[expect(clippy::return_self_not_must_use, reason = "an assertion may end its sentence")]
impl Answer {
    pub(crate) async fn read(request: String, response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.unwrap_or_else(|error| panic!("{request}: {error}"));
        Self { request, status, headers, body: body.to_vec() }
    }

    /// Asserts the status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self}");
        self
    }

    /// Asserts a problem document (RFC 9457) with that status and code.
    #[track_caller]
    pub fn is_refused(self, status: u16, code: &str) -> Self {
        let answer = self.is(status);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{answer}");
        assert_eq!(answer.text("/code"), code, "{answer}");
        assert_eq!(answer.pointer("/status"), status, "{answer}");
        assert_eq!(answer.text("/type"), format!("/docs/problems#{code}"), "{answer}");
        for field in ["/title", "/detail", "/instance", "/request_id"] {
            assert!(!answer.text(field).is_empty(), "{field}: {answer}");
        }
        answer
    }

    /// Asserts that the service had no room and is to be asked again; after how long.
    #[track_caller]
    pub fn asks_to_come_back(&self) -> Duration {
        let refused = self.clone().is_refused(503, "overloaded");
        let seconds = refused.header("retry-after").and_then(|seconds| seconds.parse().ok());
        Duration::from_secs(seconds.filter(|seconds| *seconds > 0).unwrap_or_else(|| panic!("when? {self}")))
    }

    /// Asserts that the problem document names a fault: at a JSON pointer, a parameter or a header.
    #[track_caller]
    pub fn names(self, place: &str, fault: &str) -> Self {
        let errors = self.pointer("/errors").as_array().cloned().unwrap_or_default();
        let found = errors.iter().any(|error| {
            let at = ["pointer", "parameter", "header"].iter().any(|kind| error[*kind] == place);
            at && error["code"] == fault && error["message"].as_str().is_some_and(|text| !text.is_empty())
        });
        assert!(found, "no {fault} at {place:?}: {self}");
        self
    }

    /// Asserts that the problem document is written in a language, `uk` or `en`.
    #[track_caller]
    pub fn is_written_in(self, language: &str) -> Self {
        assert_eq!(self.header("content-language"), Some(language), "{self}");
        for field in ["/title", "/detail"] {
            assert_eq!(self.text(field).is_ascii(), language == "en", "{field}: {self}");
        }
        self
    }

    /// A header's value.
    #[track_caller]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap_or_else(|_| panic!("{name}: {self}")))
    }

    /// The entity tag, quotes included, as `If-Match` takes it.
    #[track_caller]
    pub fn etag(&self) -> String {
        self.header("etag").unwrap_or_else(|| panic!("no ETag: {self}")).to_owned()
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    /// The value at a JSON pointer (RFC 6901).
    #[track_caller]
    pub fn pointer(&self, pointer: &str) -> Value {
        self.json().pointer(pointer).unwrap_or_else(|| panic!("nothing at {pointer}: {self}")).clone()
    }

    /// The text at a JSON pointer.
    #[track_caller]
    pub fn text(&self, pointer: &str) -> String {
        match self.pointer(pointer) {
            Value::String(text) => text,
            other => panic!("{pointer} is {other}: {self}"),
        }
    }

    /// Asserts that the body has these members, beside any others.
    #[track_caller]
    pub fn shows(self, members: Value) -> Self {
        let body = self.json();
        for (name, value) in members.as_object().into_iter().flatten() {
            assert_eq!(body.get(name), Some(value), "{name}: {self}");
        }
        self
    }

    /// The items of a list.
    #[track_caller]
    pub fn items(&self) -> Vec<Value> {
        match self.pointer("/data") {
            Value::Array(items) => items,
            other => panic!("/data is {other}: {self}"),
        }
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} answered {} {}", self.request, self.status, String::from_utf8_lossy(&self.body))
    }
}
