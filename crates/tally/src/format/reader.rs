//! From rows to an election: sections, META and PROJECTS.

use std::io::BufRead;

use hashbrown::HashMap;

use super::log::{Log, excerpt};
use super::meta::{self, number_fault};
use super::record::Damage;
use super::votes::Votes;
use super::{Code, Fault, Meta, Options, Position, Reading, Record, Records, Refusal, Section};
use crate::number::{self, NotDecimal};
use crate::{Builder, Money, Points, VoteType};

/// Reads an election.
pub fn read(input: impl BufRead, options: Options) -> Result<Reading, Refusal> {
    let mut reader = Reader::new(options);
    let mut records = Records::new(input);
    let mut record = Record::default();
    let mut first = true;
    while records.read(&mut record)? {
        if std::mem::take(&mut first) && record.drop_byte_order_mark() {
            let sentence = || "expected META at the very beginning, found a byte order mark".to_owned();
            reader.log.repairable(record.position(0, 0), Code::ByteOrderMark, sentence);
        }
        if !reader.accept(&record) || reader.log.is_full() {
            break;
        }
    }
    reader.finish()
}

/// Where the needed columns are.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) width: usize,
    /// Where each name stands first.
    places: HashMap<String, usize>,
}

impl Columns {
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }
}

struct Reader {
    options: Options,
    log: Log,
    section: Option<Section>,
    header: Option<Columns>,
    end: Position,
    meta: Meta,
    places: HashMap<String, Position>,
    builder: Builder,
    index: HashMap<String, u32>,
    votes: Votes,
}

impl Reader {
    fn new(options: Options) -> Self {
        Self {
            options,
            log: Log::new(options.lenient),
            section: None,
            header: None,
            end: Position { line: 1, column: 1 },
            meta: Meta::default(),
            places: HashMap::new(),
            builder: Builder::new(Money(0), VoteType::Approval),
            index: HashMap::new(),
            votes: Votes::default(),
        }
    }

    /// Takes a row; `false` if nothing behind it can be understood.
    fn accept(&mut self, record: &Record) -> bool {
        self.end = record.position(record.len(), 0);
        if let Some(damage) = record.damage
            && !self.damaged(record, damage)
        {
            return !matches!(damage, Damage::Unclosed(_));
        }
        if record.is_empty() {
            self.log.warning(record.position(0, 0), Code::BlankLine, "a line without content".to_owned());
            return true;
        }
        let named = Section::ALL.into_iter().find(|section| {
            record.len() == 1 && !record.is_quoted(0) && record.get(0).trim() == section.name()
        });
        let next = self
            .section
            .map_or(Some(Section::Meta), |section| Section::ALL.into_iter().find(|next| *next > section));
        match (named, self.section) {
            (Some(section), _)
                if Some(section) == next && (self.section.is_none() || self.header.is_some()) =>
            {
                if section == Section::Projects {
                    self.close_meta(record.position(0, 0));
                }
                self.section = named;
                self.header = None;
            }
            (Some(_), _) | (None, None) => {
                let expected = next.map_or("a row of VOTES", Section::name);
                let sentence = format!("expected {expected}, found {}", excerpt(record.get(0)));
                self.log.fault(record.position(0, 0), Code::WrongSection, sentence);
                return false;
            }
            (None, Some(section)) => match self.header.take() {
                None => return self.take_header(section, record),
                Some(columns) => {
                    self.take_row(section, record, &columns);
                    self.header = Some(columns);
                }
            },
        }
        true
    }

    /// Reports damaged bytes or quotes; answers whether the row can be used all the same.
    fn damaged(&mut self, record: &Record, damage: Damage) -> bool {
        match damage {
            Damage::Utf8(at) => {
                let sentence = || "expected UTF-8, found other bytes; they are read as U+FFFD".to_owned();
                self.log.repairable(record.position_in_raw(at), Code::InvalidUtf8, sentence)
            }
            Damage::AfterQuote(at) => {
                let sentence =
                    || "expected ; after the closing quote; the text is read with what follows".to_owned();
                self.log.repairable(record.position_in_raw(at), Code::TextAfterQuote, sentence)
            }
            Damage::Unclosed(at) => {
                let sentence = "expected a closing quote before the end of the file".to_owned();
                self.log.fault(record.position_in_raw(at), Code::UnclosedQuote, sentence);
                false
            }
        }
    }

    fn take_header(&mut self, section: Section, record: &Record) -> bool {
        let names: Vec<String> = (0..record.len()).map(|cell| record.get(cell).trim().to_owned()).collect();
        let has_points = self.builder.vote_type().has_points();
        let required: &[&str] = match section {
            Section::Meta => &["key", "value"],
            Section::Projects => &["project_id", "cost"],
            Section::Votes if has_points => &["voter_id", "vote", "points"],
            Section::Votes => &["voter_id", "vote"],
        };
        let missing: Vec<&str> =
            required.iter().copied().filter(|column| !names.iter().any(|name| name == column)).collect();
        if !missing.is_empty() {
            let sentence =
                format!("expected the columns {}, missing: {}", required.join(", "), missing.join(", "));
            self.log.fault(record.position(0, 0), Code::WrongHeader, sentence);
            return false;
        }
        if names[0] != required[0] {
            let sentence =
                || format!("expected {} as the first column, found {}", required[0], excerpt(&names[0]));
            self.log.repairable(record.position(0, 0), Code::WrongHeader, sentence);
        }
        let mut seen = std::collections::BTreeSet::new();
        for (cell, name) in names.iter().enumerate() {
            if !seen.insert(name) {
                let sentence = || format!("expected each column once, found {} again", excerpt(name));
                self.log.repairable(record.position(cell, 0), Code::WrongHeader, sentence);
            }
        }
        let width = names.len();
        let places = names.into_iter().enumerate().rev().map(|(place, name)| (name, place)).collect();
        self.header = Some(Columns { width, places });
        true
    }

    fn take_row(&mut self, section: Section, record: &Record, columns: &Columns) {
        if record.len() != columns.width {
            let sentence = || format!("expected {} cells, found {}", columns.width, record.len());
            let cell = columns.width.min(record.len());
            if !self.log.repairable(record.position(cell, 0), Code::WrongWidth, sentence) {
                return;
            }
        }
        match section {
            Section::Meta => self.take_meta(record, columns),
            Section::Projects => self.take_project(record, columns),
            Section::Votes => {
                self.votes.take(record, columns, &self.index, &mut self.builder, &mut self.log, self.options);
            }
        }
    }

    fn take_meta(&mut self, record: &Record, columns: &Columns) {
        let [key_cell, cell] =
            ["key", "value"].map(|name| columns.find(name).expect("checked with the header"));
        let (key, value) = (record.get(key_cell).trim(), record.get(cell).trim());
        let place = record.position(cell, 0);
        if self.meta.get(key).is_some() {
            let sentence = || format!("{} stands twice; the first is taken", excerpt(key));
            self.log.repairable(record.position(key_cell, 0), Code::DuplicateKey, sentence);
            return;
        }
        self.places.insert(key.to_owned(), place);
        let mut normal = None;
        match key {
            "budget" => {
                if let Some(amount) = self.amount(value, place, Money::LIMIT) {
                    self.builder.set_budget(Money(amount));
                }
            }
            "vote_type" => {
                if let Some(vote_type) = meta::vote_type(value) {
                    self.builder.set_vote_type(vote_type);
                } else {
                    let names = VoteType::ALL.map(VoteType::name).join(", ");
                    let sentence = format!("expected one of {names}, found {}", excerpt(value));
                    self.log.fault(place, Code::InvalidValue, sentence);
                }
            }
            "default_score" | "min_project_score_threshold" => {
                if let Some(points) = self.number(value, place, Points::LIMIT) {
                    normal = Some(Points(points).to_string());
                    if key == "default_score" {
                        self.builder.set_default_score(Points(points));
                    }
                }
            }
            "rule" if !meta::RULES.contains(&value) => {
                let sentence =
                    || format!("expected one of {}, found {}", meta::RULES.join(", "), excerpt(value));
                self.log.repairable(place, Code::InvalidValue, sentence);
                normal = Some("unknown".to_owned());
            }
            "date_begin" | "date_end" if !meta::is_date(value) => {
                let sentence = || format!("expected YYYY or DD.MM.YYYY, found {}", excerpt(value));
                self.log.repairable(place, Code::InvalidValue, sentence);
            }
            _ => {}
        }
        self.meta.insert(key, normal.as_deref().unwrap_or(value));
    }

    /// Reads hundredths; lenient reading drops spaces and takes a decimal comma.
    fn number(&mut self, text: &str, place: Position, limit: i64) -> Option<i64> {
        let error = match number::hundredths(text, limit) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let (code, sentence) = number_fault(text, error);
        let repaired: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        let repaired = match error {
            NotDecimal::Comma | NotDecimal::Malformed => {
                number::hundredths(&repaired.replacen(',', ".", 1), limit).ok()
            }
            NotDecimal::TooFine | NotDecimal::TooLarge => None,
        };
        if repaired.is_none() {
            self.log.fault(place, code, sentence);
            return None;
        }
        self.log.repairable(place, code, || sentence);
        repaired
    }

    fn amount(&mut self, text: &str, place: Position, limit: i64) -> Option<i64> {
        let amount = self.number(text, place, limit)?;
        if amount < 0 {
            let sentence = format!("expected an amount of 0 or more, found {}", excerpt(text));
            self.log.fault(place, Code::InvalidNumber, sentence);
            return None;
        }
        Some(amount)
    }

    fn close_meta(&mut self, place: Position) {
        let points = (self.builder.vote_type() == VoteType::Cumulative).then_some("max_sum_points");
        for key in Meta::REQUIRED.into_iter().chain(points) {
            if self.meta.get(key).is_none() {
                let sentence = || format!("expected the key {key} in META");
                if matches!(key, "budget" | "vote_type") {
                    self.log.fault(place, Code::MissingKey, sentence());
                } else {
                    self.log.repairable(place, Code::MissingKey, sentence);
                }
            }
        }
    }

    fn take_project(&mut self, record: &Record, columns: &Columns) {
        let [id_cell, cost_cell] =
            ["project_id", "cost"].map(|name| columns.find(name).expect("checked with the header"));
        let id = record.get(id_cell).trim();
        let place = record.position(id_cell, 0);
        if id.is_empty() {
            let sentence = || "expected the project's id; the row is passed over".to_owned();
            self.log.repairable(place, Code::EmptyId, sentence);
            return;
        }
        if self.index.contains_key(id) {
            let sentence = || format!("project {} stands twice; the first is taken", excerpt(id));
            self.log.repairable(place, Code::DuplicateProject, sentence);
            return;
        }
        let cost = self.amount(record.get(cost_cell).trim(), record.position(cost_cell, 0), Money::LIMIT);
        let name = columns.find("name").map_or("", |cell| record.get(cell));
        let index = self.builder.project(id, name, Money(cost.unwrap_or(0)));
        self.index.insert(id.to_owned(), index);
    }

    fn finish(mut self) -> Result<Reading, Refusal> {
        if self.log.faults.is_empty() && (self.section != Some(Section::Votes) || self.header.is_none()) {
            let expected = self.section.map_or("META", |section| match section {
                Section::Meta => "PROJECTS",
                Section::Projects | Section::Votes => "VOTES with its header",
            });
            self.log.fault(
                self.end,
                Code::WrongSection,
                format!("expected {expected}, found the end of the file"),
            );
        }
        if self.log.faults.is_empty() {
            self.compare_count("num_projects", self.builder.projects() as u64);
            self.compare_count("num_votes", self.votes.rows);
        }
        if !self.log.faults.is_empty() {
            self.log.faults.sort_by_key(|fault| fault.position);
            return Err(Refusal::Faults(self.log.faults));
        }
        let Ok(election) = self.builder.finish() else {
            let position = self.places.get("default_score").copied().unwrap_or_default();
            let sentence = format!("more than {} points would come from it", Builder::MOST_DEFAULTS);
            return Err(Refusal::Faults(vec![Fault { position, code: Code::TooManyPoints, sentence }]));
        };
        self.log.repairs.sort_by_key(|fault| fault.position);
        Ok(Reading { election, meta: self.meta, repairs: self.log.repairs })
    }

    fn compare_count(&mut self, key: &str, found: u64) {
        let (Some(stated), Some(place)) = (self.meta.get(key), self.places.get(key).copied()) else { return };
        if stated.parse() != Ok(found) {
            let sentence = format!("expected {found}, as there are, found {}", excerpt(stated));
            self.log.repairable(place, Code::WrongCount, || sentence);
        }
    }
}
