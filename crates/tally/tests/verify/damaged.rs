//! The documents in `tests/files/damaged`, which other verifiers can use, too.

use std::path::Path;

use viche_tally::{Rejection, verify};

#[test]
fn damaged_documents_are_refused_as_their_table_says() {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let damaged = files.join("damaged");
    let table = std::fs::read_to_string(damaged.join("README.md")).unwrap();
    let rows = table.lines().filter(|line| line.contains(".json | "));
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [document, file] =
            [damaged.join(cells[0]), files.join(cells[1])].map(|path| std::fs::read(path).unwrap());
        let rejection = verify(&document, &file).unwrap_err();
        assert!(matches!(&rejection, Rejection::False { path, .. } if path == cells[2]), "{row} {rejection}");
        count += 1;
    }
    let documents = std::fs::read_dir(&damaged).unwrap().count() - 1;
    assert_eq!(count, documents, "each document has a row");
}
