//! How fair a result is.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use num_rational::BigRational;

use super::compare::Document;
use super::one::{place, reading_by};
use super::table::{percent, printable};
use super::target::Target;
use super::{Answer, Shown};
use crate::document::canonical;
use crate::fairness::{self, Claim, EjrPlus, Fairness, Satisfaction, Served, Verdict};
use crate::pabulib::{Source, read_groups};
use crate::{Election, Money, picture};

/// How wide a column of values is made.
const WIDEST: usize = 40;

pub(super) fn fairness(
    file: &Path,
    document: &Path,
    format: Shown,
    svg: Option<&Path>,
) -> Result<Answer, String> {
    let document = Document::read(document)?;
    let options = document.options();
    let read = reading_by(file, |input| read_groups(input, options));
    let ((reading, groupings), sha256) = read.map_err(|faults| faults.join("\n"))?;
    let election = &reading.election;
    let side = document.side(election, &sha256)?;
    let target = svg.map(|svg| Target::open(svg, &[file, document.path()])).transpose()?;
    let measured = fairness::fairness(election, &side.winners, &groupings);
    let measured = measured.map_err(|error| format!("{}: {error}", file.display()))?;
    let text = match format {
        Shown::Json => {
            let source = Source { sha256, options };
            canonical(&fairness::report(&source, election, &side.winners, &measured))
        }
        Shown::Table => table(election, &side.rule, &side.winners, &measured),
    };
    if let Some(target) = target {
        target.finish(Some(&picture::fairness(&reading.meta, &measured)))?;
    }
    let remarks = reading.repairs.iter().map(|repair| place(file, repair)).collect();
    Ok(Answer { text, remarks, code: ExitCode::SUCCESS })
}

fn table(election: &Election, rule: &str, winners: &[u32], fairness: &Fairness) -> String {
    let cost = election.cost_of(winners.iter().copied());
    let mut text = format!("{rule}\nWinners: {}, for {cost} of {}\n\n", winners.len(), election.budget);
    match &fairness.ejr_plus {
        None => {
            let kind = election.vote_type.name();
            let _ = writeln!(text, "EJR+ isn't defined for {kind} ballots, only for approval and choose-1.");
        }
        Some(both) => {
            for EjrPlus { satisfaction, up_to_one, up_to_any } in both {
                let word = satisfaction.word();
                let mut line = |what: &str, verdict: &Verdict| {
                    let _ = writeln!(
                        text,
                        "EJR+ by {word} up to {what}: {}",
                        said(election, *satisfaction, verdict)
                    );
                };
                line("one project", up_to_one);
                line("any project", up_to_any);
            }
        }
    }
    let all = vec![("all voters".to_owned(), fairness.all.clone())];
    rows(&mut text, "", &all);
    for (column, groups) in &fairness.groups {
        rows(&mut text, column, groups);
    }
    text
}

fn said(election: &Election, satisfaction: Satisfaction, verdict: &Verdict) -> String {
    let Some(Claim { project, voters, satisfaction: has, deserved, .. }) = &verdict.largest else {
        return "satisfied".to_owned();
    };
    let id = printable(&election.projects[*project as usize].id);
    let (deserved, has) = match satisfaction {
        Satisfaction::Cost => {
            let deserved = BigRational::new(deserved.0.into(), deserved.1.into());
            let has = Money(i64::try_from(*has).unwrap_or(i64::MAX));
            (amount(Some(&deserved)), has.to_string())
        }
        Satisfaction::Cardinality if deserved.1 == 0 => ("it for nothing".to_owned(), has.to_string()),
        Satisfaction::Cardinality => {
            let hundredths = BigRational::new((deserved.0 * 100).into(), deserved.1.into());
            (format!("{} such projects", amount(Some(&hundredths))), has.to_string())
        }
    };
    let what = match satisfaction {
        Satisfaction::Cost => "funded for at most",
        Satisfaction::Cardinality => "winners at most",
    };
    let others = match verdict.projects {
        1 => String::new(),
        projects => format!("; {projects} projects were deserved"),
    };
    format!("not satisfied: {voters} voters for {id} deserved {deserved}, and have {what} {has} each{others}")
}

fn rows(text: &mut String, column: &str, groups: &[(String, Served)]) {
    let name = |value: &str| if value.is_empty() { "not said".to_owned() } else { printable(value) };
    let width = groups.iter().map(|(value, _)| name(value).chars().count()).chain([column.len(), 10]);
    let width = width.max().unwrap_or(0).min(WIDEST);
    let header = ["voters", "with a winner", "excluded", "average share", "median share", "Gini (cost)"];
    let line = |first: &str, cells: [String; 6]| {
        let cells = cells.iter().zip([9, 13, 8, 13, 12, 11]).map(|(cell, width)| format!("  {cell:>width$}"));
        format!("{first:<width$}{}\n", cells.collect::<String>())
    };
    let _ = write!(text, "\n{}", line(column, header.map(str::to_owned)));
    for (value, served) in groups {
        let gini = served.gini_cost.as_ref().map(|gini| gini * num_bigint::BigInt::from(100));
        let cells = [
            served.voters.to_string(),
            served.with_winner.to_string(),
            percent(served.voters - served.with_winner, served.voters),
            amount(served.average_share.as_ref()),
            amount(served.median_share.as_ref()),
            amount(gini.as_ref()),
        ];
        text.push_str(&line(&name(value), cells));
    }
}

/// Hundredths as an amount, rounded to the nearest.
fn amount(hundredths: Option<&BigRational>) -> String {
    hundredths.map_or_else(|| "–".to_owned(), |value| Money(picture::rounded(value)).to_string())
}
