//! No bytes make reading panic, and what is read has the rows it had.

#![no_main]

use libfuzzer_sys::fuzz_target;
use viche_tally::format::{Options, read};

fuzz_target!(|bytes: &[u8]| {
    let strict = read(bytes, Options::STRICT);
    let lenient = read(bytes, Options::LENIENT);
    if let (Ok(strict), Ok(lenient)) = (&strict, &lenient) {
        assert_eq!(strict.election.voters, lenient.election.voters);
    }
    assert!(strict.is_err() || lenient.is_ok());
});
