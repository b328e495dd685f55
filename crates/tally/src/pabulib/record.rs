//! Rows of cells, streamed, without regard to what they mean.

use std::fmt;
use std::io::{self, BufRead};

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position {
    /// The line, from 1.
    pub line: u64,
    /// The character in the line, from 1.
    pub column: u64,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The three parts of a file, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Keys and values.
    Meta,
    /// One project a row.
    Projects,
    /// One ballot a row.
    Votes,
}

impl Section {
    /// All, in the order of a file.
    pub const ALL: [Self; 3] = [Self::Meta, Self::Projects, Self::Votes];

    /// The line that begins it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "META",
            Self::Projects => "PROJECTS",
            Self::Votes => "VOTES",
        }
    }
}

/// How a row ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Terminator {
    /// `\n`.
    #[default]
    Lf,
    /// `\r\n`.
    CrLf,
    /// The file ends without one.
    None,
}

impl Terminator {
    /// Its bytes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::None => "",
        }
    }
}

/// What is wrong with the quoting or the bytes of a row, and at which byte of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Damage {
    Utf8(usize),
    Unclosed(usize),
    AfterQuote(usize),
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    start: usize,
    end: usize,
    /// Where it begins in the raw row.
    at: usize,
    quoted: bool,
}

/// One row: its cells, how each was quoted, and how the row ended. Meant to be reused.
#[derive(Debug, Default)]
pub struct Record {
    raw: String,
    /// The bytes themselves, where they aren't UTF-8.
    bytes: Vec<u8>,
    /// The cells' content, when a quote makes it differ from `raw`.
    unquoted: String,
    cells: Vec<Cell>,
    line: u64,
    /// The place last asked for, from which the next is found: many faults of one long row stay cheap.
    cursor: std::cell::Cell<(usize, Position)>,
    /// The cell and its byte last asked for, and how many quotes stand before it.
    quotes: std::cell::Cell<(usize, usize, usize)>,
    /// How the row ended.
    pub terminator: Terminator,
    pub(super) damage: Option<Damage>,
}

impl Record {
    /// The row as it was read, without its end.
    pub(super) fn bytes(&self) -> &[u8] {
        if self.bytes.is_empty() { self.raw.as_bytes() } else { &self.bytes }
    }

    /// The number of cells; a blank line has one, which is empty.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether the line is blank.
    pub fn is_empty(&self) -> bool {
        self.raw.trim().is_empty()
    }

    /// A cell's content, empty beyond the last.
    pub fn get(&self, index: usize) -> &str {
        let text = if self.unquoted.is_empty() { &self.raw } else { &self.unquoted };
        self.cells.get(index).map_or("", |cell| &text[cell.start..cell.end])
    }

    /// Whether a cell was quoted.
    pub fn is_quoted(&self, index: usize) -> bool {
        self.cells.get(index).is_some_and(|cell| cell.quoted)
    }

    /// Takes away a byte order mark, if the row begins with one.
    pub(super) fn drop_byte_order_mark(&mut self) -> bool {
        let marked = self.raw.starts_with('\u{feff}');
        if marked {
            self.raw.drain(..'\u{feff}'.len_utf8());
            self.damage = match self.damage {
                Some(Damage::Utf8(at)) => Some(Damage::Utf8(at - '\u{feff}'.len_utf8())),
                _ => None,
            };
            self.split();
        }
        marked
    }

    /// The place of a byte of a cell's content.
    pub fn position(&self, index: usize, byte: usize) -> Position {
        let at = self.cells.get(index).map_or(self.raw.len(), |cell| {
            let quotes = if cell.quoted { 1 + self.quotes_before(index, byte) } else { 0 };
            cell.at + quotes + byte
        });
        self.position_in_raw(at)
    }

    /// How many quotes a cell's content has before a byte; each is doubled in the file.
    fn quotes_before(&self, index: usize, byte: usize) -> usize {
        let (cell, mut from, mut count) = self.quotes.get();
        if cell != index || from > byte {
            (from, count) = (0, 0);
        }
        count += self.get(index).get(from..byte).unwrap_or_default().matches('"').count();
        self.quotes.set((index, byte, count));
        count
    }

    pub(super) fn position_in_raw(&self, byte: usize) -> Position {
        let end = self.raw.floor_char_boundary(byte);
        let (mut from, mut position) = self.cursor.get();
        if from > end {
            (from, position) = (0, Position { line: self.line, column: 1 });
        }
        for character in self.raw[from..end].chars() {
            if character == '\n' {
                position = Position { line: position.line + 1, column: 1 };
            } else {
                position.column += 1;
            }
        }
        self.cursor.set((end, position));
        position
    }

    fn split(&mut self) {
        self.cells.clear();
        self.unquoted.clear();
        if !self.raw.contains('"') {
            let mut start = 0;
            for part in self.raw.split(';') {
                self.cells.push(Cell { start, end: start + part.len(), at: start, quoted: false });
                start += part.len() + 1;
            }
            return;
        }
        let mut at = 0;
        loop {
            let start = self.unquoted.len();
            let rest = &self.raw[at..];
            let quoted = rest.starts_with('"');
            let used = if quoted { self.unquote(at) } else { 0 };
            let tail = &self.raw[at + used..];
            let length = tail.find(';').unwrap_or(tail.len());
            if quoted && length > 0 {
                self.damage.get_or_insert(Damage::AfterQuote(at + used));
            }
            self.unquoted.push_str(&tail[..length]);
            self.cells.push(Cell { start, end: self.unquoted.len(), at, quoted });
            at += used + length;
            if at == self.raw.len() {
                // Never empty, so that `get` takes the cells from here.
                self.unquoted.push('\n');
                return;
            }
            at += 1;
        }
    }

    /// Appends the content of the quoted cell that begins at `at`; answers how many bytes it takes with its quotes.
    fn unquote(&mut self, at: usize) -> usize {
        let body = &self.raw[at + 1..];
        let mut from = 0;
        while let Some(quote) = body[from..].find('"').map(|offset| from + offset) {
            self.unquoted.push_str(&body[from..quote]);
            if !body[quote + 1..].starts_with('"') {
                return quote + 2;
            }
            self.unquoted.push('"');
            from = quote + 2;
        }
        self.unquoted.push_str(&body[from..]);
        self.damage = Some(Damage::Unclosed(at));
        body.len() + 1
    }
}

/// The rows of a file, one after the other.
pub struct Records<R> {
    input: R,
    line: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> Records<R> {
    /// Begins at the first line.
    pub const fn new(input: R) -> Self {
        Self { input, line: 1, buffer: Vec::new() }
    }

    /// Reads the next row into `record`; `false` at the end. A quoted cell may hold line ends.
    pub fn read(&mut self, record: &mut Record) -> io::Result<bool> {
        self.buffer.clear();
        record.damage = None;
        record.line = self.line;
        record.cursor.set((0, Position { line: self.line, column: 1 }));
        record.quotes.set((0, 0, 0));
        let mut quotes = Quotes::default();
        loop {
            let from = self.buffer.len();
            if self.input.read_until(b'\n', &mut self.buffer)? == 0 {
                break;
            }
            self.line += 1;
            if !quotes.open_after(&self.buffer[from..]) {
                break;
            }
        }
        if self.buffer.is_empty() {
            return Ok(false);
        }
        record.terminator = match self.buffer.as_slice() {
            [.., b'\r', b'\n'] => Terminator::CrLf,
            [.., b'\n'] => Terminator::Lf,
            _ => Terminator::None,
        };
        let content = &self.buffer[..self.buffer.len() - record.terminator.as_str().len()];
        record.raw.clear();
        record.bytes.clear();
        match std::str::from_utf8(content) {
            Ok(text) => record.raw.push_str(text),
            Err(error) => {
                record.raw.push_str(&String::from_utf8_lossy(content));
                record.bytes.extend_from_slice(content);
                record.damage = Some(Damage::Utf8(error.valid_up_to()));
            }
        }
        record.split();
        Ok(true)
    }
}

/// Whether a quoted cell is still open at the end of a line.
#[derive(Default)]
struct Quotes {
    open: bool,
}

impl Quotes {
    fn open_after(&mut self, line: &[u8]) -> bool {
        if !self.open && !line.contains(&b'"') {
            return false;
        }
        let mut cell_begins = !self.open;
        let mut bytes = line.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            if self.open {
                if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                    self.open = false;
                }
            } else if byte == b'"' && cell_begins {
                self.open = true;
            }
            cell_begins = byte == b';' && !self.open;
        }
        self.open
    }
}
