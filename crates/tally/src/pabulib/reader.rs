//! From rows to an election: sections, META and PROJECTS.

use std::io::BufRead;

use hashbrown::HashMap;

use super::ballot_limits::BallotLimits;
use super::groups::{Grouping, Groups};
use super::log::{Log, excerpt};
use super::meta::{self, number_fault};
use super::record::Damage;
use super::totals::Totals;
use super::votes::Votes;
use super::{Code, Duplicates, Fault, Meta, Options, Position, Reading, Record, Records, Refusal, Section};
use crate::number::{self, NotDecimal};
use crate::{Builder, Money, Points, VoteType};

/// Reads an election.
pub fn read(input: impl BufRead, options: Options) -> Result<Reading, Refusal> {
    read_by(Reader::new(options), input).map(|(reading, _)| reading)
}

/// The same, with the voters grouped by the columns `neighborhood` and `age`, where the file has them.
pub fn read_groups(input: impl BufRead, options: Options) -> Result<(Reading, Vec<Grouping>), Refusal> {
    let mut reader = Reader::new(options);
    reader.votes.groups = Some(Groups::default());
    read_by(reader, input)
}

fn read_by(mut reader: Reader, input: impl BufRead) -> Result<(Reading, Vec<Grouping>), Refusal> {
    let mut records = Records::new(input);
    let mut record = Record::default();
    let mut first = true;
    while records.read(&mut record)? {
        if std::mem::take(&mut first) && record.drop_byte_order_mark() {
            let sentence = || "expected META at the very beginning, found a byte order mark".to_owned();
            reader.log.repairable(record.position(0, 0), Code::ByteOrderMark, sentence, "it is dropped");
        }
        if !reader.accept(&record) || reader.log.is_full() {
            reader.broke_off = true;
            break;
        }
    }
    reader.finish()
}

/// Where the columns are.
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
    builder: Builder,
    /// Rows of PROJECTS, whatever became of them.
    project_rows: u64,
    votes: Votes,
    totals: Totals,
    /// Whether there are rows that couldn't be understood at all.
    broke_off: bool,
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
            builder: Builder::new(Money(0), VoteType::Approval).expect("an empty budget"),
            project_rows: 0,
            votes: Votes::default(),
            totals: Totals::default(),
            broke_off: false,
        }
    }

    /// Takes a row; `false` if nothing behind it can be understood.
    fn accept(&mut self, record: &Record) -> bool {
        self.end = record.position(record.len(), 0);
        let is_whole = match record.damage {
            Some(Damage::Unclosed(at)) => {
                let sentence = "expected a closing quote before the end of the file".to_owned();
                self.log.fault(record.position_in_raw(at), Code::UnclosedQuote, sentence);
                return false;
            }
            Some(Damage::Utf8(at)) => {
                let sentence = || "expected UTF-8, found other bytes".to_owned();
                let place = record.position_in_raw(at);
                self.log.repairable(place, Code::InvalidUtf8, sentence, "they are read as U+FFFD")
            }
            Some(Damage::AfterQuote(at)) => {
                let sentence = || "expected ; after the closing quote".to_owned();
                let place = record.position_in_raw(at);
                self.log.repairable(
                    place,
                    Code::TextAfterQuote,
                    sentence,
                    "the text is read with what follows",
                )
            }
            None => true,
        };
        if record.is_empty() {
            self.log.warning(record.position(0, 0), Code::BlankLine, || "a line without content".to_owned());
            return true;
        }
        if self.header.is_some() && (0..record.len()).all(|cell| record.get(cell).trim().is_empty()) {
            let sentence = || "expected a row, found empty cells".to_owned();
            self.log.repairable(record.position(0, 0), Code::BlankLine, sentence, "it is passed over");
            return true;
        }
        let is_alone = record.len() == 1;
        let is_first = (1..record.len()).all(|cell| record.get(cell).trim().is_empty());
        let named = Section::ALL.into_iter().find(|section| {
            is_first && !record.is_quoted(0) && record.get(0).trim().eq_ignore_ascii_case(section.name())
        });
        let next = self
            .section
            .map_or(Some(Section::Meta), |section| Section::ALL.into_iter().find(|next| *next > section));
        match (named, self.section) {
            (Some(section), _)
                if Some(section) == next && (self.section.is_none() || self.header.is_some()) =>
            {
                if !is_alone {
                    let sentence = || format!("expected {} alone on its line", section.name());
                    self.log.repairable(
                        record.position(1, 0),
                        Code::WrongSection,
                        sentence,
                        "the empty cells are dropped",
                    );
                }
                self.compare_name(section, record);
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
                Some(_) if next.is_some_and(|next| begins(next, record)) => {
                    let missing = next.map_or("", Section::name);
                    let sentence = || format!("expected the line {missing} before this header");
                    let place = record.position(0, 0);
                    self.log.repairable(
                        place,
                        Code::WrongSection,
                        sentence,
                        "it is read as if it were there",
                    );
                    if next == Some(Section::Projects) {
                        self.close_meta(place);
                    }
                    self.section = next;
                    return next.is_some_and(|next| self.take_header(next, record));
                }
                Some(columns) => {
                    if is_whole {
                        self.take_row(section, record, &columns);
                    } else {
                        self.note_row(section, record, &columns);
                    }
                    self.header = Some(columns);
                }
            },
        }
        true
    }

    fn compare_name(&mut self, section: Section, record: &Record) {
        let (expected, found) = (section.name(), record.get(0).trim());
        if found != expected {
            let sentence = || format!("expected {expected}, found {}", excerpt(found));
            let place = record.position(0, 0);
            self.log.repairable(place, Code::WrongSection, sentence, "it is read as that");
        }
    }

    fn take_header(&mut self, section: Section, record: &Record) -> bool {
        let names: Vec<String> = (0..record.len()).map(|cell| record.get(cell).trim().to_owned()).collect();
        let has_points = self.builder.vote_type().has_points();
        let required = required_columns(section, has_points);
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
            let place = record.position(0, 0);
            self.log.repairable(place, Code::WrongHeader, sentence, "columns are found by their names");
        }
        let mut seen = std::collections::BTreeSet::new();
        for (cell, name) in names.iter().enumerate() {
            if !seen.insert(name) && !name.is_empty() {
                let sentence = || format!("expected each column once, found {} again", excerpt(name));
                let place = record.position(cell, 0);
                self.log.repairable(place, Code::WrongHeader, sentence, "the first is taken");
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
            let repair = "missing cells are read as empty, further ones are dropped";
            if !self.log.repairable(record.position(cell, 0), Code::WrongWidth, sentence, repair) {
                self.note_row(section, record, columns);
                return;
            }
        }
        match section {
            Section::Meta => self.take_meta(record, columns),
            Section::Projects => self.take_project(record, columns),
            Section::Votes => {
                self.votes.take(record, columns, &mut self.builder, &mut self.log, self.options);
            }
        }
    }

    /// Notes what a damaged row is about, so that nothing is said to be missing that is only damaged.
    fn note_row(&mut self, section: Section, record: &Record, columns: &Columns) {
        match section {
            Section::Meta => {
                let key = record.get(columns.find("key").expect("checked with the header")).trim();
                self.meta.insert(key, "");
            }
            Section::Projects => {
                self.project_rows += 1;
                let id = record.get(columns.find("project_id").expect("checked with the header")).trim();
                if !id.is_empty() && self.builder.find(id).is_none() {
                    self.add_project(id, "", Money(0));
                }
            }
            Section::Votes => self.votes.rows += 1,
        }
    }

    fn add_project(&mut self, id: &str, name: &str, cost: Money) -> u32 {
        let added = self.builder.read_project(id.to_owned(), name.to_owned(), cost);
        added.expect("a project takes several bytes of a file")
    }

    fn take_meta(&mut self, record: &Record, columns: &Columns) {
        let [key_cell, cell] =
            ["key", "value"].map(|name| columns.find(name).expect("checked with the header"));
        let (key, value) = (record.get(key_cell).trim(), record.get(cell).trim());
        let place = record.position(cell, 0);
        if key.is_empty() {
            let sentence = || "expected a key".to_owned();
            self.log.repairable(
                record.position(key_cell, 0),
                Code::EmptyId,
                sentence,
                "the row is passed over",
            );
            return;
        }
        if self.meta.get(key).is_some() {
            let sentence = || format!("expected each key once, found {} again", excerpt(key));
            let place = record.position(key_cell, 0);
            self.log.repairable(place, Code::DuplicateKey, sentence, "the first is taken");
            return;
        }
        let mut normal = None;
        match key {
            "budget" => {
                if let Some(amount) = self.amount(value, place, Money::LIMIT) {
                    self.builder.read_budget(Money(amount));
                }
            }
            "vote_type" => {
                if let Some(vote_type) = meta::vote_type(value) {
                    self.builder.read_vote_type(vote_type);
                    if vote_type == VoteType::ChooseOne {
                        self.votes.limits.set(key, 100);
                    }
                } else {
                    let names = VoteType::ALL.map(VoteType::name).join(", ");
                    let sentence = format!("expected one of {names}, found {}", excerpt(value));
                    self.log.fault(place, Code::InvalidValue, sentence);
                }
            }
            "default_score" | "min_project_score_threshold" if !value.is_empty() => {
                if let Some(points) = self.number(value, place, Points::LIMIT) {
                    normal = Some(Points(points).to_string());
                    if key == "default_score" {
                        self.builder.read_default_score(Points(points));
                    }
                }
            }
            "rule" if !meta::RULES.contains(&value) => {
                let sentence =
                    || format!("expected one of {}, found {}", meta::RULES.join(", "), excerpt(value));
                self.log.repairable(place, Code::InvalidValue, sentence, "it is read as unknown");
                normal = Some("unknown".to_owned());
            }
            "date_begin" | "date_end" if !meta::is_date(value) => {
                let sentence = || format!("expected YYYY or DD.MM.YYYY, found {}", excerpt(value));
                self.log.repairable(place, Code::InvalidValue, sentence, "it is kept as it stands");
            }
            _ if BallotLimits::has(key) && !value.is_empty() => match number::hundredths(value, Money::LIMIT)
            {
                Ok(limit) => self.votes.limits.set(key, limit),
                Err(error) => {
                    let (code, sentence) = number_fault(value, error);
                    self.log.warning(place, code, || format!("{sentence}; no ballot is compared with it"));
                }
            },
            _ => {}
        }
        self.meta.put(key, normal.as_deref().unwrap_or(value), place);
    }

    /// Reads hundredths; lenient reading takes spaces between thousands and a decimal comma.
    fn number(&mut self, text: &str, place: Position, limit: i64) -> Option<i64> {
        let error = match number::hundredths(text, limit) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let (code, sentence) = number_fault(text, error);
        let Some(repaired) = repaired(text, limit) else {
            self.log.fault(place, code, sentence);
            return None;
        };
        self.log.repairable(place, code, || sentence, &format!("it is read as {}", Money(repaired)));
        Some(repaired)
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
                    self.log.repairable(place, Code::MissingKey, sentence, "the file is read without it");
                }
            }
        }
    }

    fn take_project(&mut self, record: &Record, columns: &Columns) {
        let [id_cell, cost_cell] =
            ["project_id", "cost"].map(|name| columns.find(name).expect("checked with the header"));
        let id = record.get(id_cell).trim();
        let place = record.position(id_cell, 0);
        self.project_rows += 1;
        if id.is_empty() {
            let sentence = || "expected the project's id".to_owned();
            self.log.repairable(place, Code::EmptyId, sentence, "the row is passed over");
            return;
        }
        if id.contains(',') {
            let sentence =
                || format!("expected an id without commas, which part ids in ballots, found {}", excerpt(id));
            self.log.repairable(place, Code::InvalidValue, sentence, "no ballot can name it");
        }
        if self.builder.find(id).is_some() {
            let sentence = || format!("expected each project once, found {} again", excerpt(id));
            self.log.repairable(place, Code::DuplicateProject, sentence, "the first is taken");
            return;
        }
        let cost = self.amount(record.get(cost_cell).trim(), record.position(cost_cell, 0), Money::LIMIT);
        let name = columns.find("name").map_or("", |cell| record.get(cell));
        let project = self.add_project(id, name, Money(cost.unwrap_or(0)));
        for name in Totals::names() {
            if let Some(cell) = columns.find(name) {
                self.totals.note(name, project, record.get(cell), record.position(cell, 0));
            }
        }
    }

    fn finish(mut self) -> Result<(Reading, Vec<Grouping>), Refusal> {
        if !self.broke_off && (self.section != Some(Section::Votes) || self.header.is_none()) {
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
        if self.section == Some(Section::Votes) && !self.broke_off {
            self.compare_count("num_projects", self.project_rows);
            self.compare_count("num_votes", self.votes.rows);
        }
        self.votes.limits.report(&mut self.log);
        if !self.log.faults.is_empty() {
            self.log.faults.sort_by_key(|fault| fault.position);
            return Err(Refusal::Faults(self.log.faults));
        }
        let Ok((election, places)) = self.builder.finish_with_places() else {
            // Nothing else can be wrong with what was read ballot by ballot.
            let position = self.meta.place("default_score").unwrap_or_default();
            let sentence = format!("more than {} points would come from it", Builder::MOST_DEFAULTS);
            return Err(Refusal::Faults(vec![Fault { position, code: Code::TooManyPoints, sentence }]));
        };
        if self.options.duplicates == Duplicates::Keep {
            self.totals.report(&election.projects, &self.votes.times, &mut self.log);
        }
        self.log.repairs.sort_by_key(|fault| fault.position);
        let groupings = self.votes.groups.map_or(Vec::new(), |groups| groups.finish(&places));
        Ok((Reading { election, meta: self.meta, repairs: self.log.repairs }, groupings))
    }

    fn compare_count(&mut self, key: &str, found: u64) {
        let (Some(stated), Some(place)) = (self.meta.get(key), self.meta.place(key)) else { return };
        if stated.parse() != Ok(found) {
            let sentence = format!("expected {found}, as there are, found {}", excerpt(stated));
            self.log.repairable(place, Code::WrongCount, || sentence, "those that there are count");
        }
    }
}

const fn required_columns(section: Section, has_points: bool) -> &'static [&'static str] {
    match section {
        Section::Meta => &["key", "value"],
        Section::Projects => &["project_id", "cost"],
        Section::Votes if has_points => &["voter_id", "vote", "points"],
        Section::Votes => &["voter_id", "vote"],
    }
}

/// Whether a row is the header of a section.
fn begins(section: Section, record: &Record) -> bool {
    let required = required_columns(section, false);
    let has = |column: &&str| (0..record.len()).any(|cell| record.get(cell).trim() == *column);
    !record.is_quoted(0) && record.get(0).trim() == required[0] && required.iter().all(has)
}

/// A number that has spaces between its thousands or a decimal comma.
fn repaired(text: &str, limit: i64) -> Option<i64> {
    let mut groups = text.split_whitespace();
    let mut joined = groups.next()?.to_owned();
    for group in groups {
        let whole = group.split([',', '.']).next()?;
        if whole.len() != 3 || joined.contains([',', '.']) {
            return None;
        }
        joined.push_str(group);
    }
    match number::hundredths(&joined, limit) {
        Err(NotDecimal::Comma) => number::hundredths(&joined.replace(',', "."), limit).ok(),
        other => other.ok(),
    }
}
