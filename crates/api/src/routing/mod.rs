//! The list of addresses: from one declaration come the service and the `OpenAPI` document.

mod components;
mod document;
mod limits;
mod operation;
mod refusals;
mod tag;
#[cfg(test)]
mod taken;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::AssertUnwindSafe,
};

use actix_web::{
    Error, FromRequest, Handler, HttpResponse, Resource, Responder, ResponseError, Route,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    guard,
    http::{Method, header},
    middleware::{Next, from_fn},
    web::{self, ServiceConfig},
};
use futures_util::FutureExt;
use utoipa::openapi::{HttpMethod, Paths, RefOr, Response, Schema};
use viche_domain::problem::{Code, Problem};

pub use components::text_of;
pub(crate) use limits::spell_out;
pub use operation::Operation;
pub use tag::Tag;

use crate::{extract, problem::ApiError};

/// Every address of the API, with what the document says about it.
#[derive(Default)]
pub struct Routes {
    /// In byte order, so that `/x/words` comes before `/x/{id}` and is found first: `{` follows every letter.
    addresses: BTreeMap<&'static str, Address>,
    paths: Paths,
    ids: BTreeSet<&'static str>,
    schemas: BTreeMap<String, RefOr<Schema>>,
    refusals: BTreeMap<String, RefOr<Response>>,
    codes: BTreeSet<Code>,
    faults: Vec<String>,
    #[cfg(test)]
    taken: Vec<OfOperation>,
}

/// What an operation takes in its query or its body.
#[cfg(test)]
struct OfOperation {
    operation: &'static str,
    is_body: bool,
    shape: taken::Shape,
}

#[derive(Default)]
struct Address {
    handlers: Vec<Route>,
    methods: Vec<(Method, Gate)>,
}

/// What is looked at before a handler is called.
#[derive(Clone, Copy)]
struct Gate {
    /// Whether the query may hold parameters.
    takes_query: bool,
    /// Whether a login is needed.
    needs_login: bool,
    /// Whether a login makes no difference, so that an expired token is no hindrance to a new one.
    is_public: bool,
}

impl Gate {
    /// Of an address that is no part of the API.
    const OPEN: Self = Self { takes_query: false, needs_login: false, is_public: true };

    fn of(operation: &Operation) -> Self {
        Self {
            takes_query: operation.takes_query(),
            needs_login: operation.needs_login(),
            is_public: operation.is_public(),
        }
    }

    /// Refuses a missing login where one is needed, and parameters in a query that has none.
    fn admit(self, request: &mut ServiceRequest) -> Result<(), Problem> {
        if self.is_public {
            request.headers_mut().remove(header::AUTHORIZATION);
        }
        if self.needs_login && !request.headers().contains_key(header::AUTHORIZATION) {
            return Err(Code::Unauthenticated.into());
        }
        if self.takes_query { Ok(()) } else { extract::refuse_any_query(request.query_string()) }
    }
}

/// One address while its operations are declared.
pub struct At<'a> {
    path: &'static str,
    routes: &'a mut Routes,
}

impl Routes {
    /// Declares the operations of an address, such as `/v1/petitions/{id}`.
    pub fn at(&mut self, path: &'static str) -> At<'_> {
        At { path, routes: self }
    }

    /// Answers GET and HEAD at an address that is no part of the API: a page for people, or figures for operators.
    pub fn undocumented<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.serve(path, get_or_head().to(handler), &[Method::GET, Method::HEAD], Gate::OPEN);
    }

    /// As [`undocumented`](Self::undocumented), a page that reads its query itself.
    pub fn page<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let gate = Gate { takes_query: true, ..Gate::OPEN };
        self.serve(path, get_or_head().to(handler), &[Method::GET, Method::HEAD], gate);
    }

    fn serve(&mut self, path: &'static str, handler: Route, methods: &[Method], gate: Gate) {
        let address = self.addresses.entry(path).or_default();
        for method in methods {
            if address.methods.iter().any(|(known, _)| known == method) {
                self.faults.push(format!("{method} {path} is declared twice"));
            }
            address.methods.push((method.clone(), gate));
        }
        address.handlers.push(handler);
    }

    /// Puts every address into the service. HEAD is answered wherever GET is; another method is 405 with `Allow`,
    /// whatever else the request holds.
    pub fn mount(self, config: &mut ServiceConfig) {
        for (path, Address { handlers, methods }) in self.addresses {
            let allow: Vec<_> = methods.iter().map(|(method, _)| method.as_str()).collect();
            let allow = allow.join(", ");
            let resource = handlers.into_iter().fold(Resource::new(path), Resource::route).default_service(
                web::to(move || {
                    let response =
                        HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, &*allow)).finish();
                    async { response }
                }),
            );
            config.service(resource.wrap(from_fn(
                move |mut request: ServiceRequest, next: Next<BoxBody>| {
                    let gate =
                        methods.iter().find(|(method, _)| method == request.method()).map(|(_, gate)| *gate);
                    let admitted = gate.map_or(Ok(()), |gate| gate.admit(&mut request));
                    async move {
                        match admitted {
                            Ok(()) => contain_panic(request, next).await,
                            Err(problem) => Ok(request.into_response(ApiError(problem).error_response())),
                        }
                    }
                },
            )));
        }
    }
}

impl At<'_> {
    /// Answers GET and HEAD; only GET is documented.
    pub fn get<F, Args>(&mut self, handler: F, operation: Operation) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(get_or_head().to(handler), HttpMethod::Get, &[Method::GET, Method::HEAD], operation)
    }

    /// Answers POST.
    pub fn post<F, Args>(&mut self, handler: F, operation: Operation) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(web::post().to(handler), HttpMethod::Post, &[Method::POST], operation)
    }

    /// Answers PUT.
    pub fn put<F, Args>(&mut self, handler: F, operation: Operation) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(web::put().to(handler), HttpMethod::Put, &[Method::PUT], operation)
    }

    /// Answers PATCH.
    pub fn patch<F, Args>(&mut self, handler: F, operation: Operation) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(web::patch().to(handler), HttpMethod::Patch, &[Method::PATCH], operation)
    }

    /// Answers DELETE.
    pub fn delete<F, Args>(&mut self, handler: F, operation: Operation) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(web::delete().to(handler), HttpMethod::Delete, &[Method::DELETE], operation)
    }

    fn add(
        &mut self,
        handler: Route,
        documented: HttpMethod,
        methods: &[Method],
        operation: Operation,
    ) -> &mut Self {
        self.routes.serve(self.path, handler, methods, Gate::of(&operation));
        self.routes.describe(self.path, documented, operation);
        self
    }
}

fn get_or_head() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// Turns a handler's panic into an internal error instead of a broken connection; the panic hook has logged it.
async fn contain_panic(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let head = request.request().clone();
    match AssertUnwindSafe(next.call(request)).catch_unwind().await {
        Ok(response) => Ok(response?.map_into_boxed_body()),
        Err(_) => Ok(ServiceResponse::new(head, ApiError::from(Code::Internal).error_response())),
    }
}
