//! Counting one file.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::Count;
use super::progress::Bar;
use crate::document::{reasons, text};
use crate::pabulib::{Fault, Meta, Options, Position, Reading, Refusal, Source, read};
use crate::rules::{Method, Outcome, Request, RequestError, Step, Uncounted, tie_breaking};
use crate::{Election, Money, Project, VoteType, number};

/// A file and its outcome.
pub(super) struct Counted {
    pub(super) election: Election,
    pub(super) meta: Meta,
    pub(super) outcome: Outcome,
    /// How long counting took, without reading.
    pub(super) time: Duration,
    source: Source,
    /// Warnings and repairs, as lines to print.
    pub(super) repairs: Vec<String>,
}

impl Counted {
    pub(super) const fn method(&self) -> &Method {
        self.outcome.method()
    }

    pub(super) fn winners(&self) -> impl Iterator<Item = &Project> {
        self.outcome.winners.iter().map(|project| &self.election.projects[*project as usize])
    }

    pub(super) fn cost(&self) -> Money {
        self.election.cost_of(self.outcome.winners.iter().copied())
    }

    pub(super) fn left(&self) -> Money {
        Money(self.election.budget.0 - self.cost().0)
    }

    /// Why these projects were or weren't funded, as in the document.
    pub(super) fn reasons(&self, projects: &[u32]) -> Result<Vec<Value>, Uncounted> {
        reasons(&self.election, &self.outcome, projects)
    }

    pub(super) fn document(&self) -> Result<String, Uncounted> {
        text(&self.source, &self.election, &self.outcome)
    }
}

/// What the arguments ask for, and where the ids in them stand.
pub(super) struct Asked {
    request: Request,
    /// The file of a drawn order, with the line of each id.
    order: Option<(PathBuf, Vec<usize>)>,
    /// The file of conflicts, with the line of each pair.
    conflicts: Option<(PathBuf, Vec<usize>)>,
}

/// Why a ladder of ties isn't read: its file or its words.
enum Asking {
    File(String),
    Words(RequestError),
}

impl From<RequestError> for Asking {
    fn from(error: RequestError) -> Self {
        Self::Words(error)
    }
}

/// What the arguments ask for; what is wrong with them whatever the files hold is refused here.
pub(super) fn asked(arguments: &Count) -> Result<Asked, String> {
    let mut request = Request {
        rule: arguments.rule.clone(),
        utility: arguments.utility.clone(),
        completion: arguments.completion.clone(),
        preset: arguments.preset.clone(),
        start: arguments.start.clone(),
        stop: arguments.stop.clone(),
        comparison: arguments.comparison,
        ..Request::default()
    };
    let order_file = RefCell::new(None);
    let order = |file: &str| {
        let (numbers, ids) = order(Path::new(file)).map_err(Asking::File)?;
        *order_file.borrow_mut() = Some((PathBuf::from(file), numbers));
        Ok(ids)
    };
    let ties = arguments.ties.as_ref().map(|ties| tie_breaking(ties, order));
    request.tie_breaking = ties.transpose().map_err(|error| match error {
        Asking::File(sentence) => sentence,
        Asking::Words(error) => error.to_string(),
    })?;
    let nothing = Election::empty(Money(0), VoteType::Approval);
    request.method(&nothing, &Meta::default()).map_err(|error| error.to_string())?;
    let mut conflicts_file = None;
    if let Some(path) = &arguments.conflicts {
        let (numbers, pairs) = conflicts(path)?;
        request.conflicts = pairs;
        conflicts_file = Some((path.clone(), numbers));
    }
    Ok(Asked { request, order: order_file.into_inner(), conflicts: conflicts_file })
}

/// The lines that aren't blank, with their numbers.
fn lines(path: &Path) -> Result<Vec<(usize, String)>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines = text.lines().map(|line| line.trim().to_owned());
    Ok((1..).zip(lines).filter(|(_, line)| !line.is_empty()).collect())
}

fn order(path: &Path) -> Result<(Vec<usize>, Vec<String>), String> {
    let mut seen = HashSet::new();
    let id = |(number, id): (usize, String)| {
        if seen.insert(id.clone()) {
            return Ok((number, id));
        }
        Err(format!(
            "{}:{number}:1: duplicate_project: expected each id once, found {id:?} again",
            path.display()
        ))
    };
    lines(path)?.into_iter().map(id).collect()
}

type Pair = (String, String);

fn conflicts(path: &Path) -> Result<(Vec<usize>, Vec<Pair>), String> {
    let pair = |(number, line): (usize, String)| {
        let ids: Vec<&str> = line.split([';', ',', '\t']).map(str::trim).collect();
        match ids[..] {
            [a, b] if !a.is_empty() && !b.is_empty() && a != b => Ok((number, (a.to_owned(), b.to_owned()))),
            _ => {
                Err(format!("{}:{number}:1: invalid_value: expected two ids, found {line:?}", path.display()))
            }
        }
    };
    lines(path)?.into_iter().map(pair).collect()
}

/// Reads a file and its SHA-256; faults as lines to print.
pub(super) fn reading(path: &Path, options: Options) -> Result<(Reading, String), Vec<String>> {
    reading_by(path, |input| read(input, options))
}

/// The same, by a way of reading it.
pub(super) fn reading_by<T>(
    path: &Path,
    read: impl FnOnce(&mut dyn BufRead) -> Result<T, Refusal>,
) -> Result<(T, String), Vec<String>> {
    let unreadable = |error: io::Error| vec![format!("{}: {error}", path.display())];
    let file = regular(path).map_err(unreadable)?;
    let mut input = Hashing { input: BufReader::with_capacity(1 << 16, file), hash: Sha256::new() };
    let reading = read(&mut input).map_err(|refusal| match refusal {
        Refusal::Io(error) => unreadable(error),
        Refusal::Faults(faults) => faults.iter().map(|fault| place(path, fault)).collect(),
    })?;
    Ok((reading, number::hexadecimal(&input.hash.finalize())))
}

/// Opens a file, if it is one: a pipe may never answer, a device never end.
pub(super) fn regular(path: &Path) -> io::Result<File> {
    if path.metadata()?.is_file() {
        return File::open(path);
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"))
}

/// Hashes what is read of a file.
struct Hashing {
    input: BufReader<File>,
    hash: Sha256,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(buffer)?;
        self.hash.update(&buffer[..length]);
        Ok(length)
    }
}

impl BufRead for Hashing {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        self.hash.update(&self.input.buffer()[..length]);
        self.input.consume(length);
    }
}

/// The line for a file that can't be counted, or not be explained, in so many operations.
pub(super) fn too_much(path: &Path, error: impl fmt::Display) -> String {
    format!("{}:{START}: too_much: {error}", path.display())
}

pub(super) fn place(path: &Path, fault: &Fault) -> String {
    format!("{}:{fault}", path.display())
}

/// Where a file begins.
const START: Position = Position { line: 1, column: 1 };

/// The place in META of what an error is about, or the file's beginning.
fn blamed(meta: &Meta, error: &RequestError) -> Position {
    let about = error.about();
    let place = meta.place(about).or_else(|| meta.place(&format!("viche_{about}")));
    place.unwrap_or(START)
}

impl Asked {
    /// The files that the arguments name.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        [&self.order, &self.conflicts].into_iter().flatten().map(|(path, _)| path.as_path())
    }

    /// The conflicts that name what isn't a project, as lines to print.
    fn unknown_conflicts(&self, election: &Election) -> Vec<String> {
        let Some((file, numbers)) = &self.conflicts else { return Vec::new() };
        let index = election.index();
        let pairs = numbers.iter().zip(&self.request.conflicts);
        let ids = pairs.flat_map(|(number, (a, b))| [(number, a), (number, b)]);
        let unknown = ids.filter(|(_, id)| !index.contains_key(id.as_str()));
        unknown
            .map(|(number, id)| {
                format!("{}:{number}:1: unknown_project: expected a project, found {id:?}", file.display())
            })
            .collect()
    }

    /// Where the arguments and the projects differ without harm, as lines to print.
    fn warnings(&self, path: &Path, election: &Election, meta: &Meta, method: &Method) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some((file, _)) = &self.conflicts
            && method.name() != "greedy-exclusive"
        {
            let file = file.display();
            lines.push(format!(
                "{file}:1:1: unused_conflicts: {} is counted by {}",
                path.display(),
                method.name()
            ));
        }
        if let Some(Step::Order(ids)) = method.ties().last() {
            // Of a file, each id has its line; of META, all have the place of the value.
            let in_meta = meta.place("viche_order").unwrap_or(START);
            let place = |index: Option<usize>| match &self.order {
                Some((file, numbers)) => {
                    let line = index.and_then(|index| numbers.get(index)).copied().unwrap_or(1);
                    format!("{}:{line}:1", file.display())
                }
                None => format!("{}:{in_meta}", path.display()),
            };
            let (index, path) = (election.index(), path.display());
            let unknown = ids.iter().enumerate().filter(|(_, id)| !index.contains_key(id.as_str()));
            lines.extend(unknown.map(|(drawn, id)| {
                format!("{}: unknown_project: {id:?} is no project of {path}", place(Some(drawn)))
            }));
            let drawn: HashSet<&str> = ids.iter().map(String::as_str).collect();
            let is_missing = |project: &&Project| !drawn.contains(project.id.as_str());
            let missing = election.projects.iter().filter(is_missing).count();
            if missing > 0 {
                let place = place(None);
                lines.push(format!(
                    "{place}: missing_project: {missing} projects of {path} aren't drawn; they come last, by their ids"
                ));
            }
        }
        lines
    }
}

/// Reads and counts a file.
pub(super) fn count(
    path: &Path,
    asked: &Asked,
    options: Options,
    progress: &Bar,
) -> Result<Counted, Vec<String>> {
    let (Reading { election, meta, repairs }, sha256) = reading(path, options)?;
    let unknown = asked.unknown_conflicts(&election);
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let method = asked
        .request
        .method(&election, &meta)
        .map_err(|error| vec![format!("{}:{}: {error}", path.display(), blamed(&meta, &error))])?;
    let started = Instant::now();
    let watch = &mut |raises| {
        progress.raised(raises, election.budget);
        ControlFlow::Continue(())
    };
    let outcome = method.count_watched(&election, watch).map_err(|error| vec![too_much(path, error)])?;
    let time = started.elapsed();
    let repairs = repairs.iter().map(|repair| place(path, repair));
    let repairs = repairs.chain(asked.warnings(path, &election, &meta, &method)).collect();
    let source = Source { sha256, options };
    Ok(Counted { election, meta, outcome, time, source, repairs })
}
