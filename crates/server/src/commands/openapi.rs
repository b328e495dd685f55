//! `viche openapi`

pub fn run() {
    print!("{}", viche_api::document_json());
}
