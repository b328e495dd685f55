//! What a document says was asked for: its parameters.

use serde_json::{Value, json};

use super::Rejection;
use super::compare::Members;
use super::greedy::{Greedy, TooExpensive};
use super::preference::Preference;
use super::shares::{Raises, Shares, Start};
use crate::pabulib::Meta;
use crate::{Election, Money};

/// A rule with its parameters.
pub(super) enum Rule {
    Greedy(Greedy),
    Shares(Shares),
    Phragmen,
}

/// What was asked for.
pub(super) struct Asked {
    /// The word of the rule.
    pub(super) word: String,
    pub(super) rule: Rule,
    pub(super) preference: Preference,
}

/// The parameters of greedy rules.
const GREEDY: [&str; 5] = ["order", "misfit", "threshold", "conflicts", "withdrawn_cost"];
/// The parameters of equal shares …
const SHARES: [&str; 3] = ["utility", "completion", "comparison"];
/// … and those of add1.
const RAISES: [&str; 4] = ["start", "stop", "unelectable_count", "plain_if_all_fit"];

/// Reads parameters: a known set, each of them possible with the rule and the file.
pub(super) fn read(parameters: &Members<'_>, election: &Election, meta: &Meta) -> Result<Asked, Rejection> {
    let word = parameters.get("rule")?;
    let mut known = vec!["rule"];
    let rule = match word.as_str().unwrap_or_default() {
        "equal-shares" => {
            let shares = shares(parameters)?;
            known.extend(SHARES);
            known.extend(shares.raises.iter().flat_map(|_| RAISES));
            Rule::Shares(shares)
        }
        "phragmen" if election.vote_type.is_approval() => Rule::Phragmen,
        "phragmen" => {
            let what = format!("a rule for {} ballots", election.vote_type.name());
            return Err(parameters.expected("rule", word, &what));
        }
        greedy_word => {
            known.extend(GREEDY);
            Rule::Greedy(greedy(greedy_word, parameters, election, meta)?)
        }
    };
    let (preference, tie_breaking) = Preference::read(parameters, election)?;
    known.extend(tie_breaking);
    parameters.only(&known)?;
    Ok(Asked { word: word.as_str().unwrap_or_default().to_owned(), rule, preference })
}

fn greedy(
    word: &str,
    parameters: &Members<'_>,
    election: &Election,
    meta: &Meta,
) -> Result<Greedy, Rejection> {
    let (order, (misfit_word, too_expensive), has_threshold) = match word {
        "greedy" | "greedy-exclusive" => ("score", ("skip", TooExpensive::Skip), false),
        "greedy-threshold" => ("score", ("skip", TooExpensive::Skip), true),
        "greedy-no-skip" => ("score", ("stop", TooExpensive::Stop), true),
        "greedy-custom" => ("score", ("stop_partly", TooExpensive::StopPartly), true),
        "greedy-per-cost" => ("score_per_cost", ("skip", TooExpensive::Skip), false),
        _ => return Err(parameters.expected("rule", parameters.get("rule")?, "a known rule")),
    };
    parameters.must_be("order", &order.into())?;
    parameters.must_be("misfit", &misfit_word.into())?;
    parameters.must_be("withdrawn_cost", &Money(super::greedy::WITHDRAWN).to_string().into())?;
    let least = meta.score_threshold().filter(|_| has_threshold);
    let threshold = match least {
        None => {
            parameters.must_be("threshold", &Value::Null)?;
            None
        }
        Some(score) => {
            let threshold = parameters.object("threshold")?;
            threshold.must_be("score", &score.to_string().into())?;
            threshold.only(&["score", "comparator"])?;
            let beyond = threshold.word("comparator", &[("at_least", 0), ("more_than", 1)])?;
            Some(score.0 + beyond)
        }
    };
    let conflicts = conflicts(parameters, election)?;
    if word != "greedy-exclusive" {
        parameters.must_be("conflicts", &json!([]))?;
    }
    Ok(Greedy { per_cost: word == "greedy-per-cost", too_expensive, threshold, conflicts })
}

/// Pairs of projects, by their ids.
fn conflicts(parameters: &Members<'_>, election: &Election) -> Result<Vec<(u32, u32)>, Rejection> {
    let places = election.index();
    let find = |id: &Value| id.as_str().and_then(|id| places.get(id).copied());
    let pair = |(index, pair): (usize, &Value)| {
        let found = match pair.as_array().map(Vec::as_slice) {
            Some([a, b]) => find(a).zip(find(b)),
            _ => None,
        };
        found.ok_or_else(|| parameters.expected(&format!("conflicts[{index}]"), pair, "ids of two projects"))
    };
    parameters.array("conflicts")?.iter().enumerate().map(pair).collect()
}

fn shares(parameters: &Members<'_>) -> Result<Shares, Rejection> {
    let completion = [
        ("none", (false, false)),
        ("utilitarian", (false, true)),
        ("add1", (true, false)),
        ("add1u", (true, true)),
    ];
    let (raised, completed) = parameters.word("completion", &completion)?;
    Ok(Shares {
        by_cost: parameters.word("utility", &[("cost", true), ("cardinality", false)])?,
        raises: if raised { Some(raises(parameters)?) } else { None },
        completed,
        compared: parameters.bool("comparison")?,
    })
}

fn raises(parameters: &Members<'_>) -> Result<Raises, Rejection> {
    let starts =
        [("exact", Start::Exact), ("floor", Start::Floor), ("exact_then_floor", Start::ExactThenFloor)];
    let stops = parameters.array("stop")?;
    let has = |stop: &str| stops.iter().any(|said| said == stop);
    let raises = Raises {
        start: parameters.word("start", &starts)?,
        exhaustive: has("exhaustive"),
        all_elected: has("all-elected"),
        unelectable_count: parameters.bool("unelectable_count")?,
        plain_if_all_fit: parameters.bool("plain_if_all_fit")?,
    };
    let known = [(true, "over"), (raises.exhaustive, "exhaustive"), (raises.all_elected, "all-elected")];
    let known: Value = known.iter().filter(|(asked, _)| *asked).map(|(_, stop)| Value::from(*stop)).collect();
    parameters.must_be("stop", &known)?;
    Ok(raises)
}
