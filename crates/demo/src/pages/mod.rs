//! Where the links in the demo's letters lead: pages that stand for those of a frontend, and like them use the API alone.

use viche_api::pages::Page;

/// What all three addresses show; its script does what each stands for.
const LETTER: &str = include_str!("letter.html");

/// The pages.
pub(crate) const ALL: &[Page] = &[
    html("/verify-email"),
    html("/reset-password"),
    html("/petitions/{name}"),
    Page {
        path: "/letter.js",
        content_type: "text/javascript; charset=utf-8",
        body: include_str!("letter.js"),
    },
];

const fn html(path: &'static str) -> Page {
    Page { path, content_type: "text/html; charset=utf-8", body: LETTER }
}
