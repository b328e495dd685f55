//! Two results of one file, side by side.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;

use super::Answer;
use super::one::{place, reading, regular};
use super::table::{percent, printable, served};
use crate::Election;
use crate::pabulib::{Duplicates, Options};
use crate::rules::equal_shares;

/// A document's rule and winners.
pub(super) struct Side {
    pub(super) rule: String,
    pub(super) winners: Vec<u32>,
}

pub(super) fn compare(file: &Path, first: &Path, second: &Path) -> Result<Answer, String> {
    let [first, second] = [Document::read(first)?, Document::read(second)?];
    let options = first.options();
    let other = second.options();
    if (options.duplicates, options.blank_ballots) != (other.duplicates, other.blank_ballots) {
        return Err(second.fail("it leaves out other ballots than the first document"));
    }
    let options = Options { lenient: options.lenient || other.lenient, ..options };
    let (reading, sha256) = reading(file, options).map_err(|faults| faults.join("\n"))?;
    let election = &reading.election;
    let [a, b] = [first.side(election, &sha256)?, second.side(election, &sha256)?];
    let better = equal_shares::compare(election, &a.winners, &b.winners);
    let mut text = format!("First: {}\nSecond: {}\n\n", a.rule, b.rule);
    let mut row = |name: &str, cells: [String; 2]| {
        let _ = writeln!(text, "{name:<24}  {:>26}  {:>26}", cells[0], cells[1]);
    };
    let sides = [&a, &b];
    row("", ["first", "second"].map(str::to_owned));
    row("Winners", sides.map(|side| side.winners.len().to_string()));
    let only = [only(election, &a, &b), only(election, &b, &a)];
    row("Winners only here", [0, 1].map(|side| only[side].len().to_string()));
    row("Cost", sides.map(|side| election.cost_of(side.winners.iter().copied()).to_string()));
    row(
        "Voters with more winners",
        [better.prefer_first, better.prefer_second].map(|voters| voters.to_string()),
    );
    row("Average winners a voter", sides.map(|side| average(election, &side.winners)));
    let excluded = |side: &Side| election.voters - served(election, &side.winners);
    row("Voters without a winner", sides.map(|side| excluded(side).to_string()));
    row("Exclusion ratio", sides.map(|side| percent(excluded(side), election.voters)));
    for (which, winners) in ["first", "second"].iter().zip(&only) {
        if !winners.is_empty() {
            let _ = writeln!(text, "\nOnly in the {which}:");
        }
        for project in winners.iter().map(|winner| &election.projects[*winner as usize]) {
            let line =
                format!("  {}  {}  {}", printable(&project.id), project.cost, printable(&project.name));
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }
    let remarks = reading.repairs.iter().map(|repair| place(file, repair)).collect();
    Ok(Answer { text, remarks, code: ExitCode::SUCCESS })
}

/// A document, read but not trusted.
pub(super) struct Document<'a> {
    path: &'a Path,
    value: Value,
}

impl<'a> Document<'a> {
    pub(super) const fn path(&self) -> &Path {
        self.path
    }

    pub(super) fn read(path: &'a Path) -> Result<Self, String> {
        let fail = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let mut text = Vec::new();
        let read = regular(path).and_then(|mut file| file.read_to_end(&mut text));
        read.map_err(|error| fail(&error))?;
        let value = serde_json::from_slice(&text).map_err(|error| fail(&error))?;
        Ok(Self { path, value })
    }

    fn fail(&self, sentence: &str) -> String {
        format!("{}: {sentence}", self.path.display())
    }

    /// How it says that the file was read.
    pub(super) fn options(&self) -> Options {
        let input = &self.value["input"];
        let duplicates = Duplicates::ALL.into_iter().find(|one| input["duplicate_voters"] == one.word());
        Options {
            lenient: input["reading"] == "lenient",
            duplicates: duplicates.unwrap_or_default(),
            blank_ballots: input["blank_ballots"] != "dropped",
        }
    }

    /// The rule with its parameters, those that are on a list joined.
    fn rule(&self) -> String {
        let parameters = &self.value["parameters"];
        let mut rule = parameters["rule"].as_str().unwrap_or_default().to_owned();
        for name in ["utility", "completion", "start", "stop", "ladder"] {
            let words: Vec<&str> = match &parameters[name] {
                Value::Array(words) => words.iter().filter_map(Value::as_str).collect(),
                word => word.as_str().into_iter().collect(),
            };
            if !words.is_empty() {
                let _ = write!(rule, "; {name}: {}", words.join(", "));
            }
        }
        if parameters["comparison"] == true {
            let switched = self.value["end"]["comparison"]["switched"] == true;
            rule.push_str(if switched {
                "; comparison with greedy, which was taken"
            } else {
                "; comparison with greedy"
            });
        }
        rule
    }

    pub(super) fn side(&self, election: &Election, sha256: &str) -> Result<Side, String> {
        if self.value.is_array() {
            return Err(self.fail("expected one result document, found an array of them"));
        }
        if self.value["input"]["sha256"] != sha256 {
            return Err(self.fail("it is the result of another file"));
        }
        let ids = self.value["winners"].as_array().ok_or_else(|| self.fail("expected a list of winners"))?;
        let index = election.index();
        let find = |id: &Value| {
            let found = id.as_str().and_then(|id| index.get(id).copied());
            found.ok_or_else(|| self.fail(&format!("there is no project {id}")))
        };
        let winners = ids.iter().map(find).collect::<Result<Vec<u32>, _>>()?;
        if election.marks(&winners).into_iter().filter(|won| *won).count() < winners.len() {
            return Err(self.fail("a winner stands twice"));
        }
        Ok(Side { rule: printable(&self.rule()), winners })
    }
}

/// The winners of one side that the other doesn't have.
fn only(election: &Election, side: &Side, other: &Side) -> Vec<u32> {
    let won = election.marks(&other.winners);
    side.winners.iter().copied().filter(|project| !won[*project as usize]).collect()
}

/// Winners that a voter supports, with two decimals, rounded to the nearest.
fn average(election: &Election, winners: &[u32]) -> String {
    let supporters: u64 = winners.iter().map(|project| election.projects[*project as usize].supporters).sum();
    let hundredths = (200 * supporters + election.voters) / (2 * election.voters.max(1));
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
