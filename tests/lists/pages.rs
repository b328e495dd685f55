use reqwest::Method;
use serde_json::Value;
use viche_testkit::on_both;

use super::crowd::Crowd;
use super::{ids, pages, publish_many};
use crate::document::operations::Operation;

/// Rows of each list: no multiple of the pages' size.
const ROWS: u64 = 10;

on_both! {
    async fn every_list_is_read_forward_and_back_without_gaps_or_doubles(service) {
        let mut crowd = Crowd::new(&service).await;
        crowd.grow(ROWS).await;
        for operation in lists() {
            let (caller, path) = crowd.reads(operation.id);
            let whole = caller.get(&format!("{path}?limit=100")).await.is(200).items();
            assert!(whole.len() as u64 >= ROWS, "{} has too few rows to tell", operation.id);
            let path = format!("{path}?limit=3");
            let (there, last) = pages(caller, &path, None, "next").await;
            if whole.len() < 100 {
                assert_eq!(there.concat(), whole, "{}", operation.id);
            }
            let (mut here, _) = pages(caller, &path, Some(last.text("/page/prev")), "prev").await;
            here.reverse();
            let before_last = &there[..there.len() - 1];
            assert_eq!(here.concat(), before_last.concat(), "{} read back", operation.id);
        }
    }

    async fn ties_have_one_order_on_every_page(service) {
        publish_many(&service, 7).await;
        let nobody = service.nobody();
        for order in ["newest", "oldest", "most_signed", "closing_soon"] {
            let path = format!("/v1/petitions?sort={order}");
            let whole = nobody.get(&path).await.is(200).items();
            let (there, _) = pages(&nobody, &format!("{path}&limit=2"), None, "next").await;
            assert_eq!(there.concat(), whole, "{order}");
            assert_eq!(whole.len(), 7, "{order}");
        }
    }

    async fn rows_that_appear_meanwhile_shift_nothing(service) {
        let nobody = service.nobody();
        for order in ["newest", "oldest"] {
            let first = publish_many(&service, 4).await;
            let path = format!("/v1/petitions?sort={order}&limit=3");
            let page = nobody.get(&path).await.is(200);
            let mut seen = ids(&page);
            let mut cursor = page.pointer("/page/next");
            while let Value::String(next) = cursor {
                service.advance(chrono::TimeDelta::minutes(1));
                if seen.len() < 12 {
                    publish_many(&service, 1).await;
                }
                let page = nobody.get(&format!("{path}&cursor={next}")).await.is(200);
                seen.extend(ids(&page));
                cursor = page.pointer("/page/next");
            }
            let mut once = seen.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), seen.len(), "{order} shows a row twice");
            assert!(first.iter().all(|id| seen.contains(id)), "{order} leaves a row out");
        }
    }

    async fn the_link_header_leads_to_the_neighbouring_pages(service) {
        publish_many(&service, 5).await;
        let nobody = service.nobody();
        let filtered = "/v1/petitions?category=transport&limit=2";
        let first = nobody.get(filtered).await.is(200);
        assert_eq!(first.pointer("/page/prev"), Value::Null);
        assert_eq!(first.pointer("/page/limit"), 2);
        let middle = nobody.get(&linked(&first, "next").unwrap()).await.is(200);
        assert_eq!(linked(&first, "prev"), None);
        let last = nobody.get(&linked(&middle, "next").unwrap()).await.is(200);
        assert_eq!(last.items().len(), 1);
        assert_eq!((linked(&last, "next"), last.pointer("/page/next")), (None, Value::Null));
        let back = nobody.get(&linked(&middle, "prev").unwrap()).await.is(200);
        assert_eq!(back.items(), first.items());
        let one_page = nobody.get("/v1/petitions").await.is(200);
        assert_eq!(one_page.header("link"), None);
        assert_eq!(one_page.pointer("/page/limit"), 25);
    }

    async fn a_cursor_is_good_only_where_it_came_from(service) {
        let petitions = publish_many(&service, 3).await;
        let ivan = service.citizen("Іван").await;
        for petition in &petitions {
            ivan.signs(petition).await.is(201);
        }
        let cursor = ivan.get("/v1/petitions?category=transport&limit=1").await.is(200).text("/page/next");
        ivan.get(&format!("/v1/petitions?category=transport&limit=2&cursor={cursor}")).await.is(200);
        for other in [
            "/v1/petitions?".to_owned(),
            "/v1/petitions?category=culture&".to_owned(),
            "/v1/petitions?category=transport&sort=oldest&".to_owned(),
            "/v1/petitions?category=transport&q=вело&".to_owned(),
            "/v1/me/petitions?".to_owned(),
            "/v1/me/signatures?".to_owned(),
            format!("/v1/petitions/{}/signatures?", petitions[0]),
        ] {
            ivan.get(&format!("{other}cursor={cursor}")).await.is_refused(400, "bad_cursor");
        }
    }

    async fn a_damaged_cursor_is_refused_by_every_list(service) {
        let mut crowd = Crowd::new(&service).await;
        crowd.grow(2).await;
        for operation in lists() {
            assert_eq!(operation.method, Method::GET);
            let (caller, path) = crowd.reads(operation.id);
            let cursor = caller.get(&format!("{path}?limit=1")).await.is(200).text("/page/next");
            let flipped = if cursor.starts_with('A') { "B" } else { "A" };
            for bad in [format!("{flipped}{}", &cursor[1..]), cursor[..40].to_owned(), String::new(), "курсор".to_owned()] {
                caller.get(&format!("{path}?cursor={bad}")).await
                    .is_refused(400, "bad_cursor")
                    .names("cursor", "malformed");
            }
        }
    }
}

/// Every list of the document, by its parameters.
fn lists() -> Vec<Operation> {
    let mut lists = Operation::all();
    lists.retain(|operation| operation.names("query").contains(&"cursor"));
    let paged = |operation: &&Operation| {
        operation.answer().is_some_and(|answer| answer["schema"].to_string().contains("Page\""))
    };
    assert_eq!(lists.len(), Operation::all().iter().filter(paged).count(), "answers with pages take cursors");
    assert_eq!(lists.len(), 10);
    lists
}

/// The address of a relation in the `Link` header.
fn linked(answer: &viche_testkit::Answer, relation: &str) -> Option<String> {
    let links = answer.header("link")?.split(", ");
    links.filter_map(|link| link.split_once(">; rel=")).find_map(|(address, named)| {
        (named == format!("\"{relation}\"")).then(|| address.trim_start_matches('<').to_owned())
    })
}
