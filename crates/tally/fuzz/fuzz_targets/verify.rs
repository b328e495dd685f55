//! No bytes make the verifier panic, and it accepts none but the true documents of a file, which end in their digest.

#![no_main]

use libfuzzer_sys::fuzz_target;
use viche_tally::document::canonical;
use viche_tally::verify;

const FILE: &[u8] = include_bytes!("../../tests/files/approval.pb");

fuzz_target!(|bytes: &[u8]| {
    if verify(bytes, FILE).is_ok() {
        let value: serde_json::Value = serde_json::from_slice(bytes).expect("accepted, so it is JSON");
        assert_eq!(canonical(&value).as_bytes(), bytes.strip_suffix(b"\n").unwrap_or(bytes));
    }
});
