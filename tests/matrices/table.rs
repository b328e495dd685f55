//! Tables as text, which are compared with the ones under version control.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// A line of a table: what it is of, and its cells; none where it is a heading.
pub type Row = (String, Vec<String>);

/// Asserts that a table is the one that is known, or makes it so where that is asked for.
pub fn is_the_one_known(file: &str, head: &str, columns: &[&str], rows: &[Row]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("matrices").join(file);
    let now = text(head, columns, rows);
    if env::var_os("VICHE_BLESS").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    for (was, is) in known.lines().zip(now.lines()) {
        assert_eq!(is, was, "{file} differs");
    }
    assert_eq!(now, known, "rows of {file} differ");
}

fn text(head: &str, columns: &[&str], rows: &[Row]) -> String {
    let header = ("operation".to_owned(), columns.iter().map(|column| (*column).to_owned()).collect());
    let lines: Vec<&Row> = std::iter::once(&header).chain(rows).collect();
    let width =
        |column: usize| lines.iter().filter_map(|(_, cells)| cells.get(column)).map(String::len).max();
    let first = lines.iter().filter(|(_, cells)| !cells.is_empty()).map(|(name, _)| name.len()).max();
    let mut text = head.to_owned();
    for (name, cells) in &lines {
        let mut line = format!("{name:width$}", width = first.unwrap_or_default());
        for (column, cell) in cells.iter().enumerate() {
            write!(line, "  {cell:width$}", width = width(column).unwrap_or_default()).unwrap();
        }
        writeln!(text, "{}", line.trim_end()).unwrap();
    }
    text
}
