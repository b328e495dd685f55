//! Two results of one file, side by side.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::one::reading;
use super::table::{percent, served};
use crate::Election;
use crate::format::Options;
use crate::rules::equal_shares;

/// A document's rule and winners.
struct Side {
    rule: String,
    winners: Vec<u32>,
}

pub(super) fn compare(file: &Path, first: &Path, second: &Path) -> Result<String, String> {
    let (reading, sha256) = reading(file, Options::LENIENT).map_err(|faults| faults.join("\n"))?;
    let election = &reading.election;
    let [a, b] = [side(first, election, &sha256)?, side(second, election, &sha256)?];
    let better = equal_shares::compare(election, &a.winners, &b.winners);
    let mut text = String::new();
    let mut row = |name: &str, cells: [String; 2]| {
        let _ = writeln!(text, "{name:<28}  {:>20}  {:>20}", cells[0], cells[1]);
    };
    let sides = [&a, &b];
    row("", sides.map(|side| side.rule.clone()));
    row("Winners", sides.map(|side| side.winners.len().to_string()));
    row("Winners only here", [only(election, &a, &b), only(election, &b, &a)].map(|count| count.to_string()));
    row("Cost", sides.map(|side| election.cost_of(side.winners.iter().copied()).to_string()));
    row(
        "Voters with more winners",
        [better.prefer_shares, better.prefer_greedy].map(|voters| voters.to_string()),
    );
    row("Average winners a voter", sides.map(|side| average(election, &side.winners)));
    let excluded = |side: &Side| election.voters - served(election, &side.winners);
    row("Voters without a winner", sides.map(|side| excluded(side).to_string()));
    row("Exclusion ratio", sides.map(|side| percent(excluded(side), election.voters)));
    Ok(text)
}

fn side(path: &Path, election: &Election, sha256: &str) -> Result<Side, String> {
    let fail = |sentence: &str| format!("{}: {sentence}", path.display());
    let text = std::fs::read(path).map_err(|error| fail(&error.to_string()))?;
    let document: Value = serde_json::from_slice(&text).map_err(|error| fail(&error.to_string()))?;
    if document["input"]["sha256"] != sha256 {
        return Err(fail("it is the result of another file"));
    }
    let ids = document["winners"].as_array().ok_or_else(|| fail("expected a list of winners"))?;
    let index = election.index();
    let find = |id: &Value| {
        let found = id.as_str().and_then(|id| index.get(id).copied());
        found.ok_or_else(|| fail(&format!("there is no project {id}")))
    };
    let winners = ids.iter().map(find).collect::<Result<Vec<u32>, _>>()?;
    if election.marks(&winners).into_iter().filter(|won| *won).count() < winners.len() {
        return Err(fail("a winner stands twice"));
    }
    Ok(Side { rule: document["parameters"]["rule"].as_str().unwrap_or_default().to_owned(), winners })
}

fn only(election: &Election, side: &Side, other: &Side) -> usize {
    let won = election.marks(&other.winners);
    side.winners.iter().filter(|project| !won[**project as usize]).count()
}

/// Winners that a voter supports, with two decimals, rounded to the nearest.
fn average(election: &Election, winners: &[u32]) -> String {
    let supporters: u64 = winners.iter().map(|project| election.projects[*project as usize].supporters).sum();
    let hundredths = (200 * supporters + election.voters) / (2 * election.voters.max(1));
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
