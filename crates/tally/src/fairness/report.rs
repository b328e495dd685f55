//! Fairness as a JSON document, in the manner of result documents.

use num_bigint::BigInt;
use num_rational::BigRational;
use serde_json::{Value, json};

use super::{Claim, EjrPlus, Fairness, Satisfaction, Served, Verdict};
use crate::pabulib::Source;
use crate::{Election, Money};

/// Makes the document; see [the module](super) for its members.
pub fn report(source: &Source, election: &Election, winners: &[u32], fairness: &Fairness) -> Value {
    let ejr_plus = fairness.ejr_plus.as_ref().map(|both| {
        let of = |one: &EjrPlus| {
            json!({
                "up_to_one": verdict(election, one.satisfaction, &one.up_to_one),
                "up_to_any": verdict(election, one.satisfaction, &one.up_to_any),
            })
        };
        let mut members = json!({});
        for one in both {
            members[one.satisfaction.word()] = of(one);
        }
        members
    });
    let groups = |(column, groups): &(&str, Vec<(String, Served)>)| {
        let groups = groups.iter().map(|(value, group)| {
            let mut group = served(group);
            group["value"] = (!value.is_empty()).then_some(value.as_str()).into();
            group
        });
        ((*column).to_owned(), groups.collect())
    };
    let ids: Vec<&str> =
        winners.iter().map(|winner| election.projects[*winner as usize].id.as_str()).collect();
    json!({
        "format": "viche-fairness/1",
        "input": {
            "sha256": source.sha256,
            "reading": if source.options.lenient { "lenient" } else { "strict" },
            "duplicate_voters": source.options.duplicates.word(),
            "blank_ballots": if source.options.blank_ballots { "counted" } else { "dropped" },
            "vote_type": election.vote_type.name(),
            "budget": election.budget.to_string(),
        },
        "winners": ids,
        "cost": election.cost_of(winners.iter().copied()).to_string(),
        "ejr_plus": ejr_plus,
        "all": served(&fairness.all),
        "groups": fairness.groups.iter().map(groups).collect::<serde_json::Map<String, Value>>(),
    })
}

fn verdict(election: &Election, kind: Satisfaction, verdict: &Verdict) -> Value {
    let claim = |claim: &Claim| {
        let amount = |numerator: u128| fraction(kind, ratio(numerator, claim.deserved.1).as_ref());
        json!({
            "project": election.projects[claim.project as usize].id,
            "voters": claim.voters,
            "satisfaction": match kind {
                Satisfaction::Cost => Money(i64::try_from(claim.satisfaction).unwrap_or(i64::MAX)).to_string(),
                Satisfaction::Cardinality => claim.satisfaction.to_string(),
            },
            "deserved": amount(claim.deserved.0),
            "lacking": amount(claim.lacking),
        })
    };
    json!({
        "satisfied": verdict.largest.is_none(),
        "projects_deserved": verdict.projects,
        "largest_group": verdict.largest.as_ref().map(claim),
    })
}

/// A ratio; one of nothing that costs nothing is left as it is.
fn ratio(numerator: u128, denominator: u128) -> Option<BigRational> {
    (denominator > 0).then(|| BigRational::new(numerator.into(), denominator.into()))
}

/// A fraction as it is written: of money in whole units.
fn fraction(kind: Satisfaction, value: Option<&BigRational>) -> Option<String> {
    let value = value?;
    Some(match kind {
        Satisfaction::Cost => (value / BigInt::from(100)).to_string(),
        Satisfaction::Cardinality => value.to_string(),
    })
}

fn served(served: &Served) -> Value {
    let without = served.voters - served.with_winner;
    let excluded = ratio(without.into(), served.voters.into());
    json!({
        "voters": served.voters,
        "voters_with_winner": served.with_winner,
        "exclusion_ratio": excluded.map(|ratio| ratio.to_string()),
        "average_share": fraction(Satisfaction::Cost, served.average_share.as_ref()),
        "median_share": fraction(Satisfaction::Cost, served.median_share.as_ref()),
        "gini": {
            "cardinality": served.gini_cardinality.as_ref().map(ToString::to_string),
            "cost": served.gini_cost.as_ref().map(ToString::to_string),
        },
    })
}
