//! What every handler needs: the service, and who asks.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use viche_app::{App, Request, RequestId};
use viche_domain::problem::{Code, Problem};

use crate::cursor::CursorKey;
use crate::extract::{Bearer, IdempotencyKey, language};
use crate::problem::ApiError;

/// The service behind the handlers.
pub struct Service {
    /// The use cases.
    pub app: Arc<App>,
    /// Signs cursors.
    pub cursors: CursorKey,
}

/// The service and the request as a use case takes it. A token that is sent must be good, even where none is needed.
pub struct Context {
    /// The service.
    pub service: web::Data<Service>,
    /// Who asks, by which request, in which language.
    pub request: Request,
}

impl Context {
    /// The use cases.
    pub fn app(&self) -> &App {
        &self.service.app
    }

    /// The request.
    pub fn request(&self) -> Request {
        self.request.clone()
    }

    /// The request with the client's idempotency key.
    pub fn keyed(&self, key: Option<IdempotencyKey>) -> Request {
        // Sealed, since a body may hold a password or an identity number, which a plain digest would give away.
        let idempotency = key.map(|key| (key.key, self.service.cursors.seal(&key.fingerprint)));
        Request { idempotency, ..self.request.clone() }
    }
}

impl FromRequest for Context {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bearer = Bearer::from_request(request, payload).into_inner();
        ready(bearer.and_then(|Bearer(token)| context(request, token.as_deref()).map_err(ApiError)))
    }
}

fn context(request: &HttpRequest, token: Option<&str>) -> Result<Context, Problem> {
    let service = request.app_data::<web::Data<Service>>().ok_or(Code::Internal)?.clone();
    let now = service.app.clock.now();
    let login = token.map(|token| service.app.tokens.verify(token, now)).transpose()?;
    let id = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
    Ok(Context { service, request: Request { id, login, locale: language(request), ..Request::default() } })
}
