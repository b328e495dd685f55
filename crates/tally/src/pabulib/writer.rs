//! Writing rows.

use std::io::{self, Write};

use super::{Record, Section, Terminator};

/// Writes a file row by row.
pub struct Writer<W> {
    output: W,
}

impl<W: Write> Writer<W> {
    /// Writes to `output`, which is best buffered.
    pub const fn new(output: W) -> Self {
        Self { output }
    }

    /// Begins a section: its name, then its header.
    pub fn section(&mut self, section: Section, header: &[&str]) -> io::Result<()> {
        self.row(&[section.name()])?;
        self.row(header)
    }

    /// Writes a row, quoting the cells that need it.
    pub fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        for (index, cell) in cells.iter().enumerate() {
            self.cell(index, cell, cell.contains([';', '\n', '\r']) || cell.starts_with('"'))?;
        }
        self.output.write_all(Terminator::Lf.as_str().as_bytes())
    }

    /// Writes a row as it was read.
    pub fn record(&mut self, record: &Record) -> io::Result<()> {
        for index in 0..record.len() {
            self.cell(index, record.get(index), record.is_quoted(index))?;
        }
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
