//! No bytes make reading panic; what strict reading takes, lenient reading reads alike; rows are written back as they
//! were.

#![no_main]

use libfuzzer_sys::fuzz_target;
use viche_tally::pabulib::{Options, Record, Records, Writer, read};

fuzz_target!(|bytes: &[u8]| {
    let strict = read(bytes, Options::STRICT);
    let lenient = read(bytes, Options::LENIENT);
    assert!(strict.is_err() || lenient.is_ok());
    if let (Ok(strict), Ok(lenient)) = (&strict, &lenient) {
        assert_eq!(strict.election.voters(), lenient.election.voters());
        assert_eq!(strict.election.projects(), lenient.election.projects());
    }
    assert_eq!(copy(bytes), bytes);
});

fn copy(bytes: &[u8]) -> Vec<u8> {
    let mut copy = Vec::new();
    let (mut records, mut record) = (Records::new(bytes), Record::default());
    let mut writer = Writer::new(&mut copy);
    while records.read(&mut record).expect("bytes can be read") {
        writer.record(&record).expect("bytes can be written");
    }
    copy
}
