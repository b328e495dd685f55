//! The answers of refusals: each set of codes stands once in the document, and operations refer to it.

use std::collections::{BTreeMap, BTreeSet};

use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use viche_domain::language::Locale;
use viche_domain::problem::Code;

use super::components::with_headers;
use crate::problem::{MEDIA_TYPE, invites_retry};

/// What an operation may refuse with one status.
pub(super) struct Refusals {
    pub status: u16,
    codes: Vec<Code>,
}

impl Refusals {
    /// The codes of an operation by their statuses, in alphabetical order within each.
    pub fn by_status(codes: BTreeSet<Code>) -> Vec<Self> {
        let mut statuses: BTreeMap<u16, Vec<Code>> = BTreeMap::new();
        for code in codes {
            statuses.entry(code.status()).or_default().push(code);
        }
        let sorted = |(status, mut codes): (u16, Vec<Code>)| {
            codes.sort_by_key(|code| code.as_str());
            Self { status, codes }
        };
        statuses.into_iter().map(sorted).collect()
    }

    /// The name in the document, made of the codes alone, so that it stays whatever else is added:
    /// `OverloadedOrUnavailable`.
    pub fn name(&self) -> String {
        let names: Vec<_> = self.codes.iter().map(|code| pascal_case(code.as_str())).collect();
        names.join("Or")
    }

    /// The codes.
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// Where an operation refers to.
    pub fn reference(&self) -> Ref {
        Ref::from_response_name(self.name())
    }

    /// What stands there.
    pub fn response(&self) -> Response {
        let line = |code: &Code| format!("- `{}`: {}", code.as_str(), code.title(Locale::En));
        let lines: Vec<_> = self.codes.iter().map(line).collect();
        let examples = self.codes.iter().map(|code| {
            (code.as_str(), RefOr::Ref(Ref::new(format!("#/components/examples/{}", code.as_str()))))
        });
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .examples_from_iter(examples)
            .build();
        let mut headers = vec!["X-Request-Id", "Cache-Control", "Content-Language"];
        headers.extend(self.codes.iter().copied().any(invites_retry).then_some("Retry-After"));
        headers.extend(self.codes.contains(&Code::UnsupportedEncoding).then_some("Accept-Encoding"));
        headers.extend((self.status == 401).then_some("WWW-Authenticate"));
        with_headers(
            ResponseBuilder::new().description(lines.join("\n")).content(MEDIA_TYPE, content),
            &headers,
        )
    }
}

fn pascal_case(code: &str) -> String {
    code.split('_')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}
