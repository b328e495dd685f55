//! The `OpenAPI` document, made from the declarations without a running service.

use std::collections::BTreeSet;

use serde_json::Value;
use utoipa::openapi::{
    HttpMethod, Info, License, OpenApi, OpenApiBuilder, Server,
    info::{ContactBuilder, InfoBuilder},
    tag::TagBuilder,
};

use super::{Operation, Routes, Tag, components, limits};

const DESCRIPTION: &str = "\
Electronic petitions of a city.

JSON in UTF-8, `snake_case` names, RFC 3339 times in UTC, local dates as `YYYY-MM-DD`, money in whole kopiykas. \
Unknown fields and query parameters are refused. A list in a query is sent as one parameter for each item or as one with \
commas (`state=a&state=b`, `state=a,b`); an empty item is refused. HEAD works wherever GET does. Texts are plain, nothing in them is \
markup; their lengths are in characters, counted when the blanks around them are cut.

Lists are read page by page with the cursors in `page` or the `Link` header, until there is no next page: a page may have \
fewer items than `limit`, or none, although others follow. Refusals are problem documents (RFC 9457) \
with a stable `code`; [all codes](/docs/problems). Messages follow `Accept-Language`. Requests that make something take \
an `Idempotency-Key`; edits need `If-Match` with the record's latest `ETag`.";

impl Routes {
    /// The document; the same bytes for the same declarations.
    pub fn document(&self) -> OpenApi {
        let mut components = components::shared(&self.codes);
        components.schemas.extend(self.schemas.clone());
        components.responses.extend(self.refusals.clone());
        let tags = Tag::ALL
            .iter()
            .map(|tag| TagBuilder::new().name(tag.name()).description(Some(tag.description())).build());
        OpenApiBuilder::new()
            .info(info())
            .servers(Some([Server::new("/")]))
            .tags(Some(tags))
            .paths(self.paths.clone())
            .components(Some(components))
            .build()
    }

    /// What the declarations lack: a missing id, summary, example or parameter, a name used twice or never defined.
    /// Empty when the document stands by itself.
    pub fn faults(&self) -> Vec<String> {
        let document = serde_json::to_value(self.document()).unwrap_or_default();
        let mut references = BTreeSet::new();
        collect_references(&document, &mut references);
        references.retain(|reference| document.pointer(reference.trim_start_matches('#')).is_none());
        let dangling = references.into_iter().map(|reference| format!("nothing is at {reference}"));
        self.faults.iter().cloned().chain(dangling).collect()
    }

    pub(super) fn describe(&mut self, path: &'static str, method: HttpMethod, mut operation: Operation) {
        self.faults.extend(operation.faults(path));
        if !self.ids.insert(operation.id) {
            self.faults.push(format!("two operations have the id {}", operation.id));
        }
        #[cfg(test)]
        self.taken.append(&mut operation.taken);
        let mut unknown = Vec::new();
        for parameter in &mut operation.parameters {
            parameter.schema.iter_mut().for_each(|schema| limits::spell_out(schema, &mut unknown));
        }
        for (name, mut schema) in std::mem::take(&mut operation.schemas) {
            limits::spell_out(&mut schema, &mut unknown);
            if self.schemas.get(&name).is_some_and(|known| *known != schema) {
                self.faults.push(format!("two schemas have the name {name}"));
            }
            self.schemas.insert(name, schema);
        }
        self.faults.extend(unknown.into_iter().map(|name| format!("no limit has the name {name}")));
        for refusals in operation.refusals(&method) {
            self.codes.extend(refusals.codes());
            self.refusals.insert(refusals.name(), refusals.response().into());
        }
        let operation = operation.build(&method);
        self.paths.add_path_operation(path, vec![method], operation);
    }
}

fn collect_references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(entries) => {
            found.extend(entries.get("$ref").and_then(Value::as_str));
            entries.values().for_each(|value| collect_references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| collect_references(value, found)),
        _ => {}
    }
}

fn info() -> Info {
    let mut license = License::new("MIT OR Apache-2.0");
    license.identifier = Some("MIT OR Apache-2.0".into());
    InfoBuilder::new()
        .title("Viche")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .contact(Some(
            ContactBuilder::new().name(Some("Viche")).url(Some(env!("CARGO_PKG_REPOSITORY"))).build(),
        ))
        .license(Some(license))
        .build()
}
