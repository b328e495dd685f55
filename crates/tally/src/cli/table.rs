//! A result for people.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::one::Counted;
use crate::{Election, Points, picture};

/// How many losers are explained.
const LOSERS: usize = 5;

pub(super) fn table(path: &Path, counted: &Counted) -> String {
    let election = &counted.election;
    let mut text = String::new();
    let title = printable(counted.meta.get("description").unwrap_or_default());
    let currency = printable(counted.meta.get("currency").unwrap_or_default());
    let _ = writeln!(text, "{}: {title}", path.display());
    let rule = picture::rule(election, &counted.meta, &counted.method, &counted.outcome);
    let _ = writeln!(text, "Rule: {rule}");
    let _ = writeln!(text, "Budget: {} {currency}; voters: {}", election.budget, election.voters);
    let rows: Vec<[String; 4]> = counted
        .winners()
        .map(|project| {
            [printable(&project.id), project.cost.to_string(), short(project.score), printable(&project.name)]
        })
        .collect();
    let header = ["id", "cost", unit(election), "name"].map(str::to_owned);
    let widths = [0, 1, 2].map(|column| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([header[column].len()]).max().unwrap_or(0)
    });
    let _ = writeln!(text, "\nWinners: {}", rows.len());
    for [id, cost, score, name] in std::iter::once(&header).chain(&rows) {
        let line = format!("  {id:<0$}  {cost:>1$}  {score:>2$}  {name}", widths[0], widths[1], widths[2]);
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let served = served(election, &counted.outcome.winners);
    let _ = writeln!(text, "\nCost: {}; left: {}", counted.cost(), counted.left());
    let _ = writeln!(
        text,
        "Voters with a winner: {served} of {} ({})",
        election.voters,
        percent(served, election.voters)
    );
    if let Some(project) = counted.outcome.partly_funded {
        let id = printable(&election.projects[project as usize].id);
        let _ = writeln!(text, "Partly funded: {id} with {}", counted.left());
    }
    losers(&mut text, counted);
    let ties = counted.outcome.ties().len();
    if ties > 0 {
        let _ = writeln!(text, "\nTies: {ties}; the document (--format json) has each with what decided it");
    }
    text
}

/// What scores count.
const fn unit(election: &Election) -> &'static str {
    if election.vote_type.is_approval() { "votes" } else { "points" }
}

/// A score, without decimals where it is whole.
fn short(score: Points) -> String {
    let score = score.to_string();
    score.strip_suffix(".00").unwrap_or(&score).to_owned()
}

/// A text of a file without characters that move the cursor.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

fn losers(text: &mut String, counted: &Counted) {
    let projects = &counted.election.projects;
    let won = counted.election.marks(&counted.outcome.winners);
    let mut losers: Vec<u32> =
        (0..).zip(&won).filter(|(_, won)| !**won).map(|(project, _)| project).collect();
    losers.sort_by_key(|project| std::cmp::Reverse(projects[*project as usize].score));
    if !losers.is_empty() {
        let _ = writeln!(text, "\nThe first losers, of {}:", losers.len());
    }
    losers.truncate(LOSERS);
    for (loser, reason) in losers.iter().zip(counted.reasons(&losers)) {
        let project = &projects[*loser as usize];
        let (id, cost, score) = (printable(&project.id), project.cost, short(project.score));
        let unit = unit(&counted.election);
        let _ = writeln!(text, "  {id} (cost {cost}, {score} {unit}): {}", why(&reason));
    }
}

fn why(why: &Value) -> String {
    let fact = |name: &str| why[name].as_str().unwrap_or_default().to_owned();
    let mut sentence = match why["verdict"].as_str() {
        Some("unaffordable") => {
            format!("after round {} its supporters held less than its cost", why["eliminated_after"])
        }
        Some("too_expensive") => format!("{} was left", fact("left")),
        Some("partly_funded") => format!("{} was left, at least 80 % of its cost", fact("left")),
        Some("behind_the_stop") => "a better project didn't fit, and the rule stops there".to_owned(),
        Some("below_threshold") => "its score is under the threshold".to_owned(),
        Some("excluded") => format!("excluded by {}", fact("excluded_by")),
        Some("withdrawn") => "withdrawn".to_owned(),
        Some("without_utility") => {
            "it is free, so by its cost it is worth nothing to its supporters".to_owned()
        }
        _ => "nobody supports it".to_owned(),
    };
    let cost = why["less_cost"].as_str().map(|amount| format!("{} less cost", decimal(amount)));
    let votes = why["more_votes"]["voters"].as_str().map(|votes| match votes {
        "1" => "one more vote".to_owned(),
        _ => format!("at most {votes} more votes"),
    });
    let score = why["more_score"].as_str().map(|score| format!("at most {score} more points"));
    let needed: Vec<String> = [cost, votes, score].into_iter().flatten().collect();
    if !needed.is_empty() {
        let _ = write!(sentence, "; it needed {}", needed.join(", or "));
    }
    sentence
}

/// A fraction such as `7/3`, with two decimals, rounded up.
fn decimal(fraction: &str) -> String {
    let Ok(fraction) = fraction.parse::<num_rational::BigRational>() else { return fraction.to_owned() };
    let hundredths = (fraction * num_bigint::BigInt::from(100)).ceil().to_integer();
    i64::try_from(hundredths)
        .map_or_else(|large| large.to_string(), |amount| crate::Money(amount).to_string())
}

/// How many voters support at least one of these projects.
pub(super) fn served(election: &Election, winners: &[u32]) -> u64 {
    let won = election.marks(winners);
    let is_served = |ballot: &usize| {
        election.ballot(*ballot).any(|(project, points)| points > 0 && won[project as usize])
    };
    (0..election.distinct_ballots()).filter(is_served).map(|ballot| u64::from(election.count(ballot))).sum()
}

/// A share with one decimal, rounded to the nearest.
pub(super) fn percent(part: u64, whole: u64) -> String {
    let tenths = (2000 * part + whole) / (2 * whole.max(1));
    format!("{}.{} %", tenths / 10, tenths % 10)
}
