//! Addresses that name nothing, parameters that nobody knows, methods that an address does not take.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;
use viche_testkit::on_both;

use super::{Inspector, is_told_in_both};
use crate::document::operations::Operation;
use crate::document::world::{Request, World};

/// What may stand in an address where an id or a number should.
const NO_IDS: [&str; 12] = [
    "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47",
    "2026-03-04-99",
    "x",
    "-1",
    "99999999999999999999",
    "2026-02-30-1",
    "%00",
    "%FF",
    "%D1%89",
    "..%2Fcity",
    "';%20DROP%20TABLE%20petitions;--",
    "%25s%25n",
];

on_both! {
    async fn what_does_not_exist_is_not_found(service) {
        let (world, inspector) = (World::new(&service).await, Inspector::new(&service));
        for operation in Operation::all() {
            let mut request = world.request(&operation).await;
            let english = request.caller.with("Accept-Language", "en");
            let before = service.contents().await;
            for name in operation.names("path") {
                let long = "a".repeat(5000);
                for id in NO_IDS.into_iter().chain([&*long]) {
                    request.path = path_with(&operation, name, id);
                    let answer = request.send().await.is(404);
                    if inspector.is_documented(&operation, &answer) {
                        let in_english = Request { caller: english.clone(), ..request.clone() };
                        is_told_in_both(&answer, &in_english.send().await);
                    }
                }
            }
            inspector.nothing_changed_since(&before, operation.id).await;
        }
        inspector.has_seen(150);
        service.nobody().get("/v1/nowhere").await.is_refused(404, "not_found");
        service.nobody().get("//v1/city").await.is_refused(404, "not_found");
        service.nobody().get("/v1/city/").await.is_refused(404, "not_found");
    }

    async fn a_parameter_that_nobody_knows_is_refused_by_name(service) {
        let (world, inspector) = (World::new(&service).await, Inspector::new(&service));
        let mut lists_refused = 0;
        for operation in Operation::all() {
            let request = world.request(&operation).await;
            let before = service.contents().await;
            let body = request.body.as_ref().map(|body| body.to_string().into_bytes());
            let mut wrong = vec![
                ("?surprise=1".to_owned(), "surprise", "unknown_field"),
                ("?%73urprise".to_owned(), "surprise", "unknown_field"),
                ("?a%00b=1".to_owned(), "a\u{fffd}b", "forbidden_character"),
                ("?surprise=%FF".to_owned(), "surprise", "malformed"),
            ];
            let (lists, single): (Vec<_>, Vec<_>) =
                operation.parameters("query").partition(|parameter| parameter["schema"]["type"] == "array");
            for name in single.iter().map(|parameter| parameter["name"].as_str().unwrap()) {
                wrong.push((format!("?{name}=1&{name}=1"), name, "repeated"));
            }
            for list in lists {
                let name = list["name"].as_str().unwrap();
                let (one, fault) = match list["schema"]["items"]["enum"][0].as_str() {
                    Some(word) => (word, "unknown_value"),
                    None => ("2026-03-04-1", "malformed"),
                };
                for empty in [String::new(), ",".to_owned(), format!("{one},"), format!("{one}&{name}=")] {
                    wrong.push((format!("?{name}={empty}"), name, fault));
                    lists_refused += 1;
                }
            }
            for (query, name, fault) in wrong {
                let answer = request.send_bytes(&query, body.clone()).await;
                let answer = answer.is_refused(400, "bad_parameter").names(name, fault);
                inspector.is_documented(&operation, &answer);
            }
            inspector.nothing_changed_since(&before, operation.id).await;
        }
        assert!(lists_refused >= 20, "{lists_refused}");
    }

    async fn an_address_says_which_methods_it_takes(service) {
        let mut taken: BTreeMap<&str, BTreeSet<Method>> = BTreeMap::new();
        for operation in Operation::all() {
            let methods = taken.entry(operation.path).or_default();
            if operation.method == Method::GET {
                methods.insert(Method::HEAD);
            }
            methods.insert(operation.method);
        }
        let (administrator, nobody, mut refused) = (service.administrator().await, service.nobody(), 0);
        let brew = Method::from_bytes(b"BREW").unwrap();
        let known = [
            Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS,
            Method::TRACE, brew,
        ];
        for (path, methods) in taken {
            let path = path.replace("{id}", "2026-03-04-1");
            for method in known.iter().filter(|method| !methods.contains(method)) {
                for (caller, query) in [(&administrator, ""), (&administrator, "?surprise=1&a%00=%FF"), (&nobody, "")] {
                    let answer = caller.send(method.clone(), &format!("{path}{query}"), None).await.is(405);
                    let allow = answer.header("allow").unwrap_or_default().split(", ");
                    let allowed: BTreeSet<Method> = allow.map(|method| method.parse().unwrap()).collect();
                    assert_eq!(allowed, methods, "{answer}");
                    if *method != Method::HEAD {
                        answer.is_refused(405, "method_not_allowed");
                    }
                    refused += 1;
                }
            }
        }
        assert!(refused >= 500, "{refused}");
    }
}

/// The address of an operation with this in the place of one parameter, and the examples in those of the others.
fn path_with(operation: &Operation, name: &str, value: &str) -> String {
    operation.parameters("path").fold(operation.path.to_owned(), |path, parameter| {
        let of = parameter["name"].as_str().unwrap();
        let value = if of == name { value } else { parameter["example"].as_str().unwrap() };
        path.replace(&format!("{{{of}}}"), value)
    })
}
