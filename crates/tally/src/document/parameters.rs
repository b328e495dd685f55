//! The parameters of a count.

use serde_json::{Value, json};

use super::{id, money};
use crate::Election;
use crate::rules::{
    Comparator, Completion, EqualShares, Greedy, Method, Order, Raises, Rule, Start, Step, TooExpensive,
    Utility,
};

pub(super) fn parameters(election: &Election, method: &Method, word: &str) -> Value {
    let mut parameters = match method.rule() {
        Rule::Greedy(rule) => greedy(election, rule),
        Rule::EqualShares(rule) => equal_shares(*rule),
        Rule::Phragmen => json!({}),
    };
    parameters["rule"] = word.into();
    parameters["ladder"] = method.ties().iter().map(|step| Value::from(step.name())).collect();
    for step in method.ties() {
        match step {
            Step::Order(ids) => parameters["drawn_order"] = ids.as_slice().into(),
            Step::Seed(seed) => {
                parameters["seed"] = crate::number::hexadecimal(seed).into();
            }
            Step::Cost | Step::Votes | Step::Lex | Step::File => {}
        }
    }
    parameters
}

fn greedy(election: &Election, rule: &Greedy) -> Value {
    let threshold = rule.threshold.map(|threshold| {
        let comparator = match threshold.comparator {
            Comparator::AtLeast => "at_least",
            Comparator::MoreThan => "more_than",
        };
        json!({"score": threshold.score.to_string(), "comparator": comparator})
    });
    let conflicts = rule.conflicts.iter().map(|(a, b)| json!([id(election, *a), id(election, *b)]));
    json!({
        "order": match rule.order {
            Order::Score => "score",
            Order::ScorePerCost => "score_per_cost",
        },
        "misfit": match rule.too_expensive {
            TooExpensive::Skip => "skip",
            TooExpensive::Stop => "stop",
            TooExpensive::StopPartly => "stop_partly",
        },
        "threshold": threshold,
        "conflicts": conflicts.collect::<Vec<_>>(),
        "withdrawn_cost": money(crate::rules::greedy::WITHDRAWN),
    })
}

fn equal_shares(rule: EqualShares) -> Value {
    let mut parameters = json!({
        "utility": match rule.utility {
            Utility::Cost => "cost",
            Utility::Cardinality => "cardinality",
        },
        "completion": match rule.completion {
            Completion::None => "none",
            Completion::Utilitarian => "utilitarian",
            Completion::Add1(_) => "add1",
            Completion::Add1u(_) => "add1u",
        },
        "comparison": rule.comparison,
    });
    if let Some(Raises { start, exhaustive, unelectable_count, all_elected, plain_if_all_fit }) =
        rule.completion.raises()
    {
        parameters["start"] = match start {
            Start::Exact => "exact",
            Start::Floor => "floor",
            Start::ExactThenFloor => "exact_then_floor",
        }
        .into();
        let stops = [(true, "over"), (exhaustive, "exhaustive"), (all_elected, "all-elected")];
        parameters["stop"] =
            stops.into_iter().filter(|(asked, _)| *asked).map(|(_, stop)| Value::from(stop)).collect();
        parameters["unelectable_count"] = unelectable_count.into();
        parameters["plain_if_all_fit"] = plain_if_all_fit.into();
    }
    parameters
}
