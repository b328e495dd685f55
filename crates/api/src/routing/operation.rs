//! What the document says about one operation.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::{
    IntoParams, ToSchema,
    openapi::{
        Content, ContentBuilder, HttpMethod, Ref, RefOr, Required, Response, ResponseBuilder, Schema,
        extensions::ExtensionsBuilder,
        path::{self, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, ParameterStyle},
        request_body::RequestBodyBuilder,
        security::SecurityRequirement,
    },
};
use viche_domain::problem::Code;

use super::{
    Tag,
    components::{self, with_headers},
    refusals::Refusals,
};

/// Schemas by name.
pub(super) type Schemas = Vec<(String, RefOr<Schema>)>;

/// The description of an operation; what every operation of its kind may refuse is added by itself.
pub struct Operation {
    pub(super) id: &'static str,
    pub(super) summary: &'static str,
    tag: Tag,
    description: Option<&'static str>,
    access: Access,
    permission: Option<&'static str>,
    manners: BTreeSet<Manner>,
    pub(super) parameters: Vec<Parameter>,
    body: Option<Content>,
    answers: BTreeMap<u16, Option<Content>>,
    refusals: BTreeSet<Code>,
    pub(super) schemas: Schemas,
    #[cfg(test)]
    pub(super) taken: Vec<super::OfOperation>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Public,
    OptionalLogin,
    Login,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Manner {
    Cached,
    Dated,
    Edits,
    Idempotent,
    Paged,
    Queried,
    Versioned,
}

impl Operation {
    /// An operation that anybody may call: its `operationId`, group and what it does in a few words.
    pub const fn new(id: &'static str, tag: Tag, summary: &'static str) -> Self {
        Self {
            id,
            summary,
            tag,
            description: None,
            access: Access::Public,
            permission: None,
            manners: BTreeSet::new(),
            parameters: Vec::new(),
            body: None,
            answers: BTreeMap::new(),
            refusals: BTreeSet::new(),
            schemas: Vec::new(),
            #[cfg(test)]
            taken: Vec::new(),
        }
    }

    /// What there is to know beyond the summary; Markdown.
    #[must_use]
    pub const fn describe(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// Needs an access token.
    #[must_use]
    pub const fn login(mut self) -> Self {
        self.access = Access::Login;
        self
    }

    /// Shows more with an access token.
    #[must_use]
    pub const fn optional_login(mut self) -> Self {
        self.access = Access::OptionalLogin;
        self
    }

    /// Needs a login whose role gives this permission; stands in the document as `x-permission`.
    #[must_use]
    pub fn permission(mut self, permission: &'static str) -> Self {
        self.permission = Some(permission);
        self.login().refuses(&[Code::Forbidden])
    }

    /// Describes a `{parameter}` of the path that is text.
    #[must_use]
    pub fn path(self, name: &str, description: &str, example: impl Into<Value>) -> Self {
        self.path_of(components::string(), name, description, example)
    }

    /// Describes a `{parameter}` of the path with this schema.
    #[must_use]
    pub fn path_of(
        mut self,
        schema: impl Into<RefOr<Schema>>,
        name: &str,
        description: &str,
        example: impl Into<Value>,
    ) -> Self {
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(Some(description))
            .schema(Some(schema))
            .example(Some(example.into()));
        self.parameters.push(parameter.build());
        self
    }

    /// Takes these query parameters; each needs an example, enums `inline`. Lists are sent as forms send them, one
    /// parameter for each item; with commas they are understood too.
    #[must_use]
    pub fn query<Q: IntoParams + DeserializeOwned>(mut self) -> Self {
        #[cfg(test)]
        self.takes::<Q>(false);
        self.parameters.extend(Q::into_params(|| Some(ParameterIn::Query)).into_iter().map(
            |mut parameter| {
                parameter.schema = parameter.schema.map(components::not_null);
                if let Some(RefOr::T(Schema::Array(_))) = parameter.schema {
                    (parameter.style, parameter.explode) = (Some(ParameterStyle::Form), Some(true));
                }
                parameter
            },
        ));
        self.manner(Manner::Queried)
    }

    /// Takes a JSON body.
    #[must_use]
    pub fn body<T: ToSchema + DeserializeOwned>(mut self, example: Value) -> Self {
        #[cfg(test)]
        self.takes::<T>(true);
        self.body = Some(self.json::<T>(example));
        self
    }

    /// Answers with JSON.
    #[must_use]
    pub fn answers<T: ToSchema>(mut self, status: u16, example: Value) -> Self {
        let content = self.json::<T>(example);
        self.answers.insert(status, Some(content));
        self
    }

    /// Answers 201 with what was made, its address in `Location`.
    #[must_use]
    pub fn makes<T: ToSchema>(self, example: Value) -> Self {
        self.answers::<T>(201, example)
    }

    /// Answers without a body: 202 or 204.
    #[must_use]
    pub fn answers_nothing(mut self, status: u16) -> Self {
        self.answers.insert(status, None);
        self
    }

    /// May be cached by anybody: `ETag`, `Last-Modified`, `Cache-Control`, and 304 to `If-None-Match` and
    /// `If-Modified-Since`.
    #[must_use]
    pub fn cached(self) -> Self {
        self.cached_undated().manner(Manner::Dated)
    }

    /// As [`Self::cached`], without `Last-Modified` and `If-Modified-Since`.
    #[must_use]
    pub fn cached_undated(self) -> Self {
        self.manner(Manner::Cached)
    }

    /// Answers one page of a list, with a `Link` header; takes these query parameters, and `cursor` and `limit`.
    #[must_use]
    pub fn list<Q: IntoParams + DeserializeOwned>(self) -> Self {
        self.query::<Q>().manner(Manner::Paged).refuses(&[Code::BadCursor])
    }

    /// Takes an `Idempotency-Key`.
    #[must_use]
    pub fn idempotent(self) -> Self {
        self.manner(Manner::Idempotent).refuses(&[
            Code::BadHeader,
            Code::IdempotencyKeyReused,
            Code::IdempotencyInProgress,
            Code::AnswerNotKept,
        ])
    }

    /// Answers with the record's version in `ETag`, for a later `If-Match`.
    #[must_use]
    pub fn versioned(self) -> Self {
        self.manner(Manner::Versioned)
    }

    /// Edits: needs `If-Match`, and answers with the new version in `ETag`.
    #[must_use]
    pub fn if_match(self) -> Self {
        self.versioned().manner(Manner::Edits).refuses(&[
            Code::BadHeader,
            Code::PreconditionRequired,
            Code::PreconditionFailed,
        ])
    }

    /// What this operation may refuse, beyond what all of its kind do.
    #[must_use]
    pub fn refuses(mut self, codes: &[Code]) -> Self {
        self.refusals.extend(codes);
        self
    }

    /// Whether the query may hold parameters.
    pub(super) fn takes_query(&self) -> bool {
        self.manners.contains(&Manner::Queried)
    }

    /// Whether a login makes no difference.
    pub(super) fn is_public(&self) -> bool {
        self.access == Access::Public
    }

    /// Whether a caller without a login is refused.
    pub(super) fn needs_login(&self) -> bool {
        self.access == Access::Login
    }

    fn manner(mut self, manner: Manner) -> Self {
        self.manners.insert(manner);
        self
    }

    #[cfg(test)]
    fn takes<T: DeserializeOwned>(&mut self, is_body: bool) {
        self.taken.push(super::OfOperation {
            operation: self.id,
            is_body,
            shape: super::taken::shape::<T>(),
        });
    }

    fn json<T: ToSchema>(&mut self, example: Value) -> Content {
        T::schemas(&mut self.schemas);
        self.schemas.push((T::name().into_owned(), T::schema()));
        ContentBuilder::new().schema(Some(Ref::from_schema_name(T::name()))).example(Some(example)).build()
    }

    /// What the declaration lacks for a document that stands by itself.
    pub(super) fn faults(&self, path: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let mut lacks = |what: String| faults.push(format!("{} ({path}) lacks {what}", self.id));
        if self.id.is_empty() {
            lacks("an id".into());
        }
        if self.summary.is_empty() {
            lacks("a summary".into());
        }
        if self.description.is_none_or(str::is_empty) {
            lacks("a description".into());
        }
        if self.answers.is_empty() {
            lacks("an answer".into());
        }
        let contents = self.answers.values().flatten().chain(&self.body);
        if contents.clone().any(|content| content.example.as_ref().is_none_or(Value::is_null)) {
            lacks("an example of its body or answer".into());
        }
        for parameter in &self.parameters {
            let written = serde_json::to_value(parameter).unwrap_or_default();
            for key in ["description", "example"] {
                if written[key].is_null() {
                    lacks(format!("the {key} of the parameter {}", parameter.name));
                }
            }
        }
        let described: BTreeSet<_> = self
            .parameters
            .iter()
            .filter(|parameter| parameter.parameter_in == ParameterIn::Path)
            .map(|parameter| parameter.name.as_str())
            .collect();
        let named: BTreeSet<_> =
            path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        for name in named.symmetric_difference(&described) {
            lacks(format!("the path parameter {name}, in the address or in its description"));
        }
        faults
    }

    /// Everything the operation may refuse, by status.
    pub(super) fn refusals(&self, method: &HttpMethod) -> Vec<Refusals> {
        let mut codes = self.refusals.clone();
        codes.extend([Code::BadParameter, Code::Internal, Code::Unavailable, Code::Overloaded]);
        if sends_body(method) {
            codes.extend([Code::NotWritable, Code::ClockWrong]);
            codes.extend([
                Code::MalformedBody,
                Code::RequestTooSlow,
                Code::BodyTooLarge,
                Code::UnsupportedMediaType,
                Code::UnsupportedEncoding,
                Code::ValidationFailed,
            ]);
        }
        if self.parameters.iter().any(|parameter| parameter.parameter_in == ParameterIn::Path) {
            codes.insert(Code::NotFound);
        }
        match self.access {
            Access::Public => {}
            Access::OptionalLogin => codes.extend([Code::BadToken]),
            Access::Login => codes.extend([Code::Unauthenticated, Code::BadToken]),
        }
        Refusals::by_status(codes)
    }

    /// The operation as it stands in the document.
    pub(super) fn build(mut self, method: &HttpMethod) -> path::Operation {
        let refusals = self.refusals(method);
        let mut operation = OperationBuilder::new()
            .operation_id(Some(self.id))
            .summary(Some(self.summary))
            .description(self.description)
            .tag(self.tag.name())
            .securities(Some(self.securities()));
        for parameter in std::mem::take(&mut self.parameters) {
            operation = operation.parameter(components::unfilled(parameter));
        }
        for name in self.shared_parameters() {
            operation = operation.parameter_ref(Ref::new(format!("#/components/parameters/{name}")));
        }
        if let Some(body) = self.body.take() {
            let body =
                RequestBodyBuilder::new().content("application/json", body).required(Some(Required::True));
            operation = operation.request_body(Some(body.build()));
        }
        for (status, content) in std::mem::take(&mut self.answers) {
            operation = operation.response(status.to_string(), self.answer(status, content));
        }
        if self.has(Manner::Cached) {
            operation = operation.response("304", self.answer(304, None));
        }
        for refusals in refusals {
            operation = operation.response(refusals.status.to_string(), refusals.reference());
        }
        let permission =
            self.permission.map(|name| ExtensionsBuilder::new().add("x-permission", name).build());
        operation.extensions(permission).build()
    }

    fn has(&self, manner: Manner) -> bool {
        self.manners.contains(&manner)
    }

    fn securities(&self) -> Vec<SecurityRequirement> {
        let bearer = SecurityRequirement::new(components::BEARER, [""; 0]);
        match self.access {
            Access::Public => Vec::new(),
            Access::OptionalLogin => vec![SecurityRequirement::default(), bearer],
            Access::Login => vec![bearer],
        }
    }

    fn shared_parameters(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        if self.has(Manner::Paged) {
            names.extend(["cursor", "limit"]);
        }
        names.extend(["Accept-Language", "X-Request-Id"]);
        names.extend(self.has(Manner::Cached).then_some("If-None-Match"));
        names.extend(self.has(Manner::Dated).then_some("If-Modified-Since"));
        names.extend(self.has(Manner::Idempotent).then_some("Idempotency-Key"));
        names.extend(self.has(Manner::Edits).then_some("If-Match"));
        names
    }

    fn answer(&self, status: u16, content: Option<Content>) -> Response {
        let mut headers = vec!["X-Request-Id", "Cache-Control"];
        headers.extend(self.has(Manner::Cached).then_some("ETag"));
        headers.extend(self.has(Manner::Dated).then_some("Last-Modified"));
        headers.extend((self.has(Manner::Versioned) && content.is_some()).then_some("ETag"));
        headers.extend((self.has(Manner::Paged) && status == 200).then_some("Link"));
        headers.extend((status == 201).then_some("Location"));
        let response = ResponseBuilder::new().description(match status {
            201 => "Made; `Location` is its address.",
            202 => "Accepted; it goes on in the background.",
            204 => "Done; the answer has no body.",
            304 => "Not changed since the answer with this `ETag`.",
            _ => "The answer.",
        });
        let response = match content {
            Some(content) => response.content("application/json", content),
            None => response,
        };
        with_headers(response, &headers)
    }
}

/// Whether requests with this method are read for a body: one that takes none accepts an empty one or `{}`.
fn sends_body(method: &HttpMethod) -> bool {
    matches!(method, HttpMethod::Post | HttpMethod::Put | HttpMethod::Patch)
}
