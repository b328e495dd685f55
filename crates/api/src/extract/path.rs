//! The `{…}` parts of an address.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use viche_domain::problem::Code;

use crate::problem::ApiError;

/// The parameters of the path, in their order: `Path<String>`, `Path<(String, i64)>`. What can't be read names
/// nothing that exists, so it is 404.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let readable =
            percent_decode_str(request.uri().path()).decode_utf8().is_ok_and(|path| !path.contains('\0'));
        let value = web::Path::<T>::from_request(request, payload).into_inner();
        ready(match value {
            Ok(value) if readable => Ok(Self(value.into_inner())),
            _ => Err(Code::NotFound.into()),
        })
    }
}
