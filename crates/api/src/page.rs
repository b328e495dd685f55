//! Lists, page by page: the answer, its links, and the signed cursors between pages.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{HeaderValue, LINK},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Array, Object, Ref, RefOr, Schema},
};
use viche_domain::problem::{Code, Problem};

/// The version of the cursors' form; cursors of another version are bad.
const CURSOR_VERSION: u8 = 1;
const MAC_LENGTH: usize = 32;

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
    /// The cursor of the next page; null on the last.
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
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some("cursor"))
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

/// Which way a cursor leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// To the items after the position.
    Next,
    /// To the items before the position.
    Prev,
}

/// The list a cursor belongs to; it is of no use in another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    name: String,
    sort: String,
    filters: String,
}

impl List {
    /// A list by its name, its order and its filters (without cursor and limit).
    pub fn new(name: &str, sort: &str, filters: &impl Serialize) -> Self {
        let filters = serde_json::to_vec(filters).expect("filters have string keys and no failing parts");
        Self {
            name: name.to_owned(),
            sort: sort.to_owned(),
            filters: BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(filters)),
        }
    }
}

/// A place in a list: next to the item with these sort keys and this id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Which way to read from there.
    pub direction: Direction,
    /// The item's sort keys, as text.
    pub keys: Vec<String>,
    /// The item's id, which decides between equal keys.
    pub id: String,
}

/// Signs cursors (HMAC-SHA-256), so that clients can only send back what they got. All nodes share it.
#[derive(Clone)]
pub struct CursorKey(Hmac<Sha256>);

impl CursorKey {
    /// A key from secret bytes.
    pub fn new(secret: &[u8]) -> Self {
        Self(Hmac::new_from_slice(secret).expect("HMAC takes keys of any length"))
    }

    /// A digest of bytes that nobody without the key can make or test.
    pub fn seal(&self, bytes: &[u8]) -> String {
        let sealed = self.0.clone().chain_update("sealed").chain_update(bytes).finalize();
        BASE64_URL_SAFE_NO_PAD.encode(sealed.into_bytes())
    }

    /// The cursor of a position: opaque, and fit for an address as it is.
    pub fn encode(&self, list: &List, position: &Position) -> String {
        let body =
            serde_json::to_vec(&(CURSOR_VERSION, list, position)).expect("cursors are strings and numbers");
        let mut bytes = self.0.clone().chain_update(&body).finalize().into_bytes().to_vec();
        bytes.extend(body);
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The position of a cursor that this service made for this very list; anything else is a bad cursor.
    pub fn decode(&self, list: &List, cursor: &str) -> Result<Position, Problem> {
        self.verified(list, cursor).ok_or(Problem::new(Code::BadCursor))
    }

    fn verified(&self, list: &List, cursor: &str) -> Option<Position> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (mac, body) = bytes.split_at_checked(MAC_LENGTH)?;
        self.0.clone().chain_update(body).verify_slice(mac).ok()?;
        let (version, of, position): (u8, List, Position) = serde_json::from_slice(body).ok()?;
        (version == CURSOR_VERSION && of == *list).then_some(position)
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;
    use serde_json::json;

    use super::*;

    fn position() -> Position {
        Position { direction: Direction::Next, keys: vec!["2017-10-14T09:30:00Z".into()], id: "7".into() }
    }

    #[test]
    fn a_cursor_leads_back_to_its_position() {
        let (key, list) =
            (CursorKey::new(b"secret"), List::new("petitions", "newest", &json!({"state": "collecting"})));
        let cursor = key.encode(&list, &position());
        assert_eq!(key.decode(&list, &cursor), Ok(position()));
        assert!(cursor.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    }

    #[test]
    fn a_cursor_of_another_list_order_filter_or_key_is_bad() {
        let key = CursorKey::new(b"secret");
        let filters = json!({"state": "collecting"});
        let list = List::new("petitions", "newest", &filters);
        let cursor = key.encode(&list, &position());
        for other in [
            List::new("signatures", "newest", &filters),
            List::new("petitions", "popular", &filters),
            List::new("petitions", "newest", &json!({"state": "answered"})),
        ] {
            assert_eq!(key.decode(&other, &cursor), Err(Code::BadCursor.into()), "{other:?}");
        }
        assert_eq!(CursorKey::new(b"other").decode(&list, &cursor), Err(Code::BadCursor.into()));
    }

    #[test]
    fn a_damaged_cursor_is_bad() {
        let (key, list) = (CursorKey::new(b"secret"), List::new("petitions", "newest", &json!({})));
        let cursor = key.encode(&list, &position());
        for index in 0..cursor.len() {
            let mut damaged = cursor.clone().into_bytes();
            damaged[index] = if damaged[index] == b'A' { b'B' } else { b'A' };
            let damaged = String::from_utf8(damaged).unwrap();
            assert_eq!(key.decode(&list, &damaged), Err(Code::BadCursor.into()), "byte {index}");
            assert_eq!(key.decode(&list, &cursor[..index]), Err(Code::BadCursor.into()), "cut at {index}");
        }
        for nonsense in ["", "null", "курсор", "%00", "AAAA===="] {
            assert_eq!(key.decode(&list, nonsense), Err(Code::BadCursor.into()), "{nonsense}");
        }
    }

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
        let only = PageInfo { next: None, prev: None, limit: 10 };
        assert!(!with_links(HttpResponse::Ok().finish(), &request, &only).headers().contains_key("link"));
    }
}
