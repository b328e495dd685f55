//! Writing an election that wasn't read from a file.

use std::fmt;
use std::io::{self, BufWriter, Write};

use sha2::{Digest as _, Sha256};

use super::ballot_limits::BallotLimits;
use super::{Meta, Options, Section, Source, Writer, meta};
use crate::{Election, Money, Points, VoteType, number};

/// Why an election isn't written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// It can't be put there.
    Io(io::Error),
    /// META lacks a key that every file has.
    MissingKey(&'static str),
    /// A key or value of META that couldn't be read.
    InvalidValue {
        /// The key.
        key: String,
    },
    /// Ballots that were read, but can't be written: an ordinal one that has a project twice or names what isn't a
    /// project, approvals that have one twice, or ids that no ballot can name.
    NotAsRead,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::MissingKey(key) => write!(f, "META lacks the key {key}"),
            Self::InvalidValue { key } => write!(f, "the value of {key} in META couldn't be read"),
            Self::NotAsRead => f.write_str("the election was read from ballots that can't be written"),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Writes an election as a file and answers what its result document says of that: the hash, made while writing, and that
/// it is to be read leniently if there are blank ballots, which strict reading refuses.
///
/// `meta` has what the election doesn't know, such as `description`, `unit` and `rule`; the keys that the election gives
/// (`budget`, `vote_type`, `num_projects`, `num_votes`, `default_score`) are written as it has them.
/// [`Request::write_into`](crate::rules::Request::write_into) puts there what was counted by. Voters are numbered by
/// their ballots, equal ones behind each other, so that the file tells nothing of the order in which they voted.
///
/// The file is [read](super::read) as an election of the same outcomes with the same documents.
pub fn write(output: impl Write, election: &Election, meta: &Meta) -> Result<Source, WriteError> {
    can_be_written(election)?;
    let meta = completed(election, meta)?;
    let output = Hashing { output: BufWriter::with_capacity(1 << 16, output), hash: Sha256::new() };
    let mut writer = Writer::new(output);
    writer.section(Section::Meta, &["key", "value"])?;
    let required = Meta::REQUIRED.into_iter();
    let others = meta.keys().filter(|key| !Meta::REQUIRED.contains(key));
    for key in required.chain(others) {
        writer.row(&[key, meta.get(key).unwrap_or_default()])?;
    }
    writer.section(Section::Projects, &["project_id", "cost", "name"])?;
    for project in &election.projects {
        writer.row(&[&project.id, &project.cost.to_string(), &project.name])?;
    }
    let has_points = election.vote_type.has_points();
    let header = ["voter_id", "vote", "points"];
    writer.section(Section::Votes, if has_points { &header } else { &header[..2] })?;
    let mut voter = 0_u64;
    let (mut vote, mut points) = (String::new(), String::new());
    for index in 0..election.distinct_ballots() {
        list(election, index, &mut vote, &mut points);
        for _ in 0..election.count(index) {
            voter += 1;
            let row = [&voter.to_string(), vote.as_str(), points.as_str()];
            writer.row(if has_points { &row } else { &row[..2] })?;
        }
    }
    let mut output = writer.into_inner();
    output.output.flush()?;
    let has_blank = (0..election.distinct_ballots()).any(|index| election.ballot(index).next().is_none());
    let options = if has_blank { Options::LENIENT } else { Options::STRICT };
    Ok(Source { sha256: number::hexadecimal(&output.hash.finalize()), options })
}

/// The cells of a ballot.
fn list(election: &Election, index: usize, vote: &mut String, points: &mut String) {
    let mut choices: Vec<(u32, i64)> = election.ballot(index).collect();
    if election.vote_type == VoteType::Ordinal {
        choices.sort_unstable_by_key(|(_, points)| std::cmp::Reverse(*points));
    }
    vote.clear();
    points.clear();
    for (place, (project, given)) in choices.into_iter().enumerate() {
        if place > 0 {
            vote.push(',');
            points.push(',');
        }
        vote.push_str(&election.projects[project as usize].id);
        let given = Points(given).to_string();
        points.push_str(given.strip_suffix(".00").unwrap_or(&given));
    }
}

/// Whether its ballots can be said in a file.
fn can_be_written(election: &Election) -> Result<(), WriteError> {
    let ids = &mut election.projects.iter().map(|project| &project.id);
    let is_ordinal = election.vote_type == VoteType::Ordinal;
    let is_ranking = |index: usize| {
        let mut points: Vec<i64> = election.ballot(index).map(|(_, points)| points).collect();
        points.sort_unstable();
        points.iter().zip(1..).all(|(points, place)| *points == 100 * place)
    };
    let has_repetitions = election.vote_type.is_approval()
        && election.projects.iter().any(|project| {
            u64::try_from(project.score.0).is_ok_and(|score| score != 100 * project.supporters)
        });
    let is_written = !has_repetitions
        && ids.all(|id| !id.contains(','))
        && (!is_ordinal || (0..election.distinct_ballots()).all(is_ranking));
    if is_written { Ok(()) } else { Err(WriteError::NotAsRead) }
}

/// META with what the election gives.
fn completed(election: &Election, meta: &Meta) -> Result<Meta, WriteError> {
    let mut all = Meta::default();
    for key in meta.keys() {
        let value = meta.get(key).unwrap_or_default().trim();
        let is_number = |limit: i64| number::hundredths(value, limit).is_ok();
        let is_valid = !key.trim().is_empty()
            && key.trim() == key
            && match key {
                "rule" => meta::RULES.contains(&value),
                "date_begin" | "date_end" => meta::is_date(value),
                "default_score" | "min_project_score_threshold" => {
                    value.is_empty() || is_number(Points::LIMIT)
                }
                "budget" | "vote_type" | "num_projects" | "num_votes" => true,
                _ if BallotLimits::has(key) => value.is_empty() || is_number(Money::LIMIT),
                _ => true,
            };
        if !is_valid {
            return Err(WriteError::InvalidValue { key: key.to_owned() });
        }
        all.set(key, value);
    }
    all.set("budget", &election.budget.to_string());
    all.set("vote_type", election.vote_type.name());
    all.set("num_projects", &election.projects.len().to_string());
    all.set("num_votes", &election.voters.to_string());
    if election.default_score == Points(0) {
        all.remove("default_score");
    } else {
        all.set("default_score", &election.default_score.to_string());
    }
    let points = (election.vote_type == VoteType::Cumulative).then_some("max_sum_points");
    match Meta::REQUIRED.into_iter().chain(points).find(|key| all.get(key).is_none()) {
        Some(key) => Err(WriteError::MissingKey(key)),
        None => Ok(all),
    }
}

/// Hashes what is written.
struct Hashing<W: Write> {
    output: BufWriter<W>,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let length = self.output.write(buffer)?;
        self.hash.update(&buffer[..length]);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}
