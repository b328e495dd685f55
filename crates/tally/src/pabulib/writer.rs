//! Writing rows.

use std::io::{self, Write};

use super::{Record, Section, Terminator};

/// Writes a file row by row.
pub struct Writer<W> {
    output: W,
    /// Whether rows are of a section that has begun.
    is_within: bool,
}

impl<W: Write> Writer<W> {
    /// Writes to `output`, which is best buffered.
    pub const fn new(output: W) -> Self {
        Self { output, is_within: false }
    }

    /// Begins a section: its name, then its header.
    pub fn section(&mut self, section: Section, header: &[&str]) -> io::Result<()> {
        self.is_within = false;
        self.row(&[section.name()])?;
        self.row(header)?;
        self.is_within = true;
        Ok(())
    }

    /// Writes a row, quoting the cells that need it: also what would be read as the beginning of a section.
    pub fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        for (index, cell) in cells.iter().enumerate() {
            let begins = index == 0 && self.is_within && begins_section(cell);
            let is_special = cell.contains([';', '\n', '\r']) || cell.starts_with('"');
            self.cell(index, cell, is_special || begins)?;
        }
        self.output.write_all(Terminator::Lf.as_str().as_bytes())
    }

    /// What was written to.
    pub fn into_inner(self) -> W {
        self.output
    }

    /// Writes a row as it was read, byte for byte, whatever is wrong with it.
    pub fn record(&mut self, record: &Record) -> io::Result<()> {
        self.output.write_all(record.bytes())?;
        self.output.write_all(record.terminator.as_str().as_bytes())
    }

    fn cell(&mut self, index: usize, text: &str, quoted: bool) -> io::Result<()> {
        if index > 0 {
            self.output.write_all(b";")?;
        }
        if quoted {
            write!(self.output, "\"{}\"", text.replace('"', "\"\""))
        } else {
            self.output.write_all(text.as_bytes())
        }
    }
}

/// Whether a first cell may be taken for a section's line or header.
fn begins_section(cell: &str) -> bool {
    let cell = cell.trim();
    ["project_id", "voter_id"].contains(&cell)
        || Section::ALL.iter().any(|section| cell.eq_ignore_ascii_case(section.name()))
}
