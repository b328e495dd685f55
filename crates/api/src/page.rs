//! Lists, page by page: the answer and its links.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{HeaderValue, LINK},
};
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Array, Object, Ref, RefOr, Schema},
};

use crate::extract::name_of;

/// How many items a page has where the client does not say.
pub const DEFAULT_LIMIT: u32 = 25;
/// How many items a page has at most.
pub const MAX_LIMIT: u32 = 100;

/// One page of a list.
#[derive(Debug, Serialize)]
pub struct Page<T> {
    /// The items, in the order asked for.
    pub data: Vec<T>,
    /// Where the page lies in the list.
    pub page: PageInfo,
}

/// Where a page lies in its list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PageInfo {
    /// The cursor of the next page; null on the last, and on no other.
    #[schema(required = true)]
    pub next: Option<String>,
    /// The cursor of the previous page; null on the first.
    #[schema(required = true)]
    pub prev: Option<String>,
    /// How many items a page has at most.
    pub limit: u32,
}

impl<T: ToSchema> PartialSchema for Page<T> {
    fn schema() -> RefOr<Schema> {
        Object::builder()
            .property("data", Array::new(Ref::from_schema_name(T::name())))
            .required("data")
            .property("page", Ref::from_schema_name(PageInfo::name()))
            .required("page")
            .description(Some("One page of a list."))
            .into()
    }
}

impl<T: ToSchema> ToSchema for Page<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        format!("{}Page", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
        schemas.push((PageInfo::name().into_owned(), PageInfo::schema()));
    }
}

/// Adds the `Link` header (RFC 8288): the same address and filters, with the cursors of the neighbouring pages.
pub fn with_links(mut response: HttpResponse, request: &HttpRequest, page: &PageInfo) -> HttpResponse {
    let filters: String = request
        .query_string()
        .split('&')
        .filter(|pair| !pair.is_empty() && name_of(pair).as_deref() != Some("cursor"))
        .flat_map(|pair| [pair, "&"])
        .collect();
    let links: Vec<_> = [("next", &page.next), ("prev", &page.prev)]
        .into_iter()
        .filter_map(|(relation, cursor)| Some((relation, cursor.as_ref()?)))
        .map(|(relation, cursor)| {
            format!("<{}?{filters}cursor={cursor}>; rel=\"{relation}\"", request.uri().path())
        })
        .collect();
    if let Ok(value) = HeaderValue::from_str(&links.join(", "))
        && !links.is_empty()
    {
        response.headers_mut().insert(LINK, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn links_keep_the_filters_and_change_the_cursor() {
        let request =
            TestRequest::with_uri("/v1/petitions?state=collecting&cursor=old&limit=10").to_http_request();
        let page = PageInfo { next: Some("n".into()), prev: Some("p".into()), limit: 10 };
        let response = with_links(HttpResponse::Ok().finish(), &request, &page);
        assert_eq!(
            response.headers().get("link").unwrap(),
            "</v1/petitions?state=collecting&limit=10&cursor=n>; rel=\"next\", \
             </v1/petitions?state=collecting&limit=10&cursor=p>; rel=\"prev\""
        );
        let written_otherwise =
            TestRequest::with_uri("/v1/petitions?%63ursor=old&q=a%26cursor%3Db&cur%73or=old")
                .to_http_request();
        let next = PageInfo { next: Some("n".into()), prev: None, limit: 25 };
        let response = with_links(HttpResponse::Ok().finish(), &written_otherwise, &next);
        assert_eq!(
            response.headers().get("link").unwrap(),
            "</v1/petitions?q=a%26cursor%3Db&cursor=n>; rel=\"next\""
        );
        let only = PageInfo { next: None, prev: None, limit: 10 };
        assert!(!with_links(HttpResponse::Ok().finish(), &request, &only).headers().contains_key("link"));
    }
}
