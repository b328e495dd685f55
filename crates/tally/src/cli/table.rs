//! A result for people.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::one::Counted;
use crate::rules::equal_shares::Comparison;
use crate::rules::{Course, Shares};
use crate::{Election, Money, Points, picture};

/// How wide a column is made; what is longer stands out of it.
const WIDEST: usize = 200;
/// How many losers are explained.
const LOSERS: usize = 5;
/// One vote, or one point.
const ONE: Points = Points(100);

pub(super) fn table(path: &Path, counted: &Counted) -> String {
    let election = &counted.election;
    let mut text = String::new();
    let title = printable(counted.meta.get("description").unwrap_or_default());
    let currency = printable(counted.meta.get("currency").unwrap_or_default());
    let _ = writeln!(text, "{}: {title}", path.display());
    let rule = picture::rule(election, &counted.meta, &counted.outcome);
    let _ = writeln!(text, "Rule: {rule}");
    let budget = format!("{} {currency}", election.budget);
    let _ = writeln!(text, "Budget: {}; voters: {}", budget.trim_end(), election.voters);
    if let Course::EqualShares(Shares { comparison: Some((served, _)), .. }) = &counted.outcome.course {
        let Comparison { prefer_second, prefer_first } = served;
        let taken = if prefer_second > prefer_first { "greedy" } else { "equal shares" };
        let _ = writeln!(
            text,
            "Comparison: {prefer_second} voters have more winners with greedy, {prefer_first} with equal shares; the winners \
             are those of {taken}"
        );
    }
    let rows: Vec<[String; 4]> = counted
        .winners()
        .map(|project| {
            [printable(&project.id), project.cost.to_string(), short(project.score), printable(&project.name)]
        })
        .collect();
    let header = ["id", "cost", unit(election), "name"].map(str::to_owned);
    let widths = [0, 1, 2].map(|column| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([header[column].len()]).max().unwrap_or(0).min(WIDEST)
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
        let _ = writeln!(text, "Partly funded: {id}, with the {} left", counted.left());
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

/// A text of a file without characters that move the cursor or turn the direction of what follows.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|character| if picture::may_stand(character) { character } else { ' ' }).collect()
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
    let Ok(reasons) = counted.reasons(&losers) else { return };
    let mut any_needs = false;
    for (loser, reason) in losers.iter().zip(&reasons) {
        let project = &projects[*loser as usize];
        let (id, cost, score) = (printable(&project.id), project.cost, short(project.score));
        let unit = unit(&counted.election);
        let unit = if project.score == ONE { unit.trim_end_matches('s') } else { unit };
        let needs = needs(reason);
        let mut why = verdict(reason);
        if project.cost > counted.election.budget {
            why.push_str("; it costs more than the whole budget");
        } else if !needs.is_empty() {
            any_needs = true;
            let _ = write!(why, "; it needed {}", needs.join(", or "));
        }
        let _ = writeln!(text, "  {id} (cost {cost}, {score} {unit}): {why}");
    }
    if let Course::EqualShares(shares) = &counted.outcome.course
        && !shares.switched()
        && any_needs
    {
        let endowment = shares.endowment.numer().div_ceil(*shares.endowment.denom());
        let endowment = Money(i64::try_from(endowment).unwrap_or(i64::MAX));
        let _ = writeln!(
            text,
            "  What they needed is said for the same endowment of {endowment} a voter and all else unchanged: less cost, or new\n  \
             voters for that project alone."
        );
    }
}

/// What became of a loser.
fn verdict(why: &Value) -> String {
    let fact = |name: &str| why[name].as_str().unwrap_or_default().to_owned();
    let sentence = match why["verdict"].as_str() {
        Some("unaffordable") if why["eliminated_after"] == 0 => {
            "its supporters never held its cost".to_owned()
        }
        Some("unaffordable") => {
            format!("after round {} its supporters held less than its cost", why["eliminated_after"])
        }
        Some("too_expensive") => format!("{} was left", fact("left")),
        Some("partly_funded") => format!("{} was left, at least 80 % of its cost", fact("left")),
        Some("behind_the_stop") => {
            "another project came first and didn't fit, and the rule stops there".to_owned()
        }
        Some("below_threshold") => "its score is under the threshold".to_owned(),
        Some("excluded") => format!("excluded by {}", fact("excluded_by")),
        Some("withdrawn") => "withdrawn".to_owned(),
        Some("without_utility") => {
            "it is free, so by its cost it is worth nothing to its supporters".to_owned()
        }
        _ => "nobody supports it".to_owned(),
    };
    match why["completion"]["left"].as_str() {
        Some(left) => format!("{sentence}, and the completion had {left} left for it"),
        None => sentence,
    }
}

/// Each of the things that a loser needed.
fn needs(why: &Value) -> Vec<String> {
    let completion = &why["completion"];
    let costs = [why, completion].map(|why| why["less_cost"].as_str().and_then(hundredths));
    let cost = costs.into_iter().flatten().min().map(|amount| format!("{amount} less cost"));
    let votes = [why, completion].map(|why| why["more_votes"]["voters"].as_str()?.parse::<u64>().ok());
    let votes = votes.into_iter().flatten().min().map(|votes| match votes {
        1 => "one more vote".to_owned(),
        _ => format!("at most {votes} more votes"),
    });
    let score = why["more_score"].as_str().map(|score| format!("at most {score} more points"));
    [cost, votes, score].into_iter().flatten().collect()
}

/// An amount such as `7.50` or `7/3`, rounded up to hundredths.
fn hundredths(amount: &str) -> Option<Money> {
    let amount = match amount.split_once('.') {
        Some((whole, places)) => format!("{whole}{places}/100"),
        None => amount.to_owned(),
    };
    let amount: num_rational::BigRational = amount.parse().ok()?;
    let hundredths = (amount * num_bigint::BigInt::from(100)).ceil().to_integer();
    i64::try_from(hundredths).ok().map(Money)
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
