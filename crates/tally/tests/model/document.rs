//! What a result document says adds up.

use num_rational::BigRational;
use num_traits::Zero as _;
use proptest::prelude::*;
use serde_json::Value;
use viche_tally::Election;
use viche_tally::document::{document, reasons};
use viche_tally::pabulib::{Meta, Options, Source};
use viche_tally::rules::{Method, Request, Rule, Step};

use super::elections::election;
use super::naive::Fraction;
use super::rules::with_rule;

fn documents(election: &Election, request: &Request) -> Value {
    let method = request.method(election, &Meta::default()).unwrap();
    let source = Source { sha256: String::new(), options: Options::STRICT };
    document(&source, election, &method.count(election).unwrap()).unwrap()
}

fn equal_shares(utility: &str, completion: &str) -> Request {
    Request {
        utility: Some(utility.to_owned()),
        completion: Some(completion.to_owned()),
        ..Request::default()
    }
}

/// An amount of the document, whether decimal or a fraction.
fn amount(value: &Value) -> BigRational {
    let text = value.as_str().unwrap();
    match text.split_once('.') {
        Some((whole, places)) => format!("{whole}{places}/100").parse().unwrap(),
        None => text.parse().unwrap(),
    }
}

fn whole(value: &Value) -> BigRational {
    BigRational::from_integer(value.as_u64().unwrap().into())
}

fn items(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn project<'a>(document: &'a Value, id: &Value) -> &'a Value {
    items(&document["projects"]).iter().find(|project| project["id"] == *id).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn payments_add_up_and_nobody_overpays((election, _) in election()) {
        for (utility, completion) in [("cost", "none"), ("cardinality", "utilitarian"), ("cost", "add1u")] {
            let document = documents(&election, &equal_shares(utility, completion));
            let endowment = amount(&document["end"]["endowment"]);
            let mut money = whole(&document["input"]["voters"]) * &endowment;
            for round in items(&document["rounds"]) {
                let [in_full, exhausted] = ["in_full", "exhausted"].map(|payers| &round[payers]);
                let paid = amount(&in_full["paid"]) + amount(&exhausted["paid"]);
                prop_assert_eq!(&paid, &amount(&project(&document, &round["project"])["cost"]));
                prop_assert!(amount(&exhausted["paid"]) <= whole(&exhausted["voters"]) * &endowment);
                money -= paid;
            }
            prop_assert_eq!(&money, &amount(&document["end"]["left_with_voters"]));
            prop_assert!(money >= BigRational::zero());
        }
    }

    #[test]
    fn what_a_losers_supporters_had_is_accounted_for((election, _) in election()) {
        for utility in ["cost", "cardinality"] {
            let document = documents(&election, &equal_shares(utility, "add1"));
            let endowment = amount(&document["end"]["endowment"]);
            for project in items(&document["projects"]).iter().filter(|project| project["funded"] == false) {
                let why = &project["why"];
                if why.get("held").is_none() {
                    prop_assert!(utility == "cost" && amount(&project["cost"]).is_zero());
                    continue;
                }
                let spent: BigRational = items(&why["spent_on"]).iter().map(|spent| amount(&spent["paid"])).sum();
                prop_assert_eq!(amount(&why["held"]) + spent, whole(&project["supporters"]) * &endowment);
                let unsupported = project["supporters"] == 0;
                prop_assert!(unsupported || amount(&why["held"]) < amount(&project["cost"]));
                let end = amount(&why["held_in_the_end"]);
                if why["less_cost"].is_null() {
                    prop_assert!(unsupported || utility == "cost" && end < BigRational::new(1.into(), 100.into()));
                } else {
                    prop_assert_eq!(amount(&why["less_cost"]), amount(&project["cost"]) - end);
                }
            }
        }
    }

    /// With as many new supporters as the document says, nothing else changed, a project is affordable.
    #[test]
    fn so_many_more_votes_suffice((election, _) in election()) {
        let document = documents(&election, &equal_shares("cost", "none"));
        let endowment = amount(&document["end"]["endowment"]);
        for project in items(&document["projects"]).iter().filter(|project| project["funded"] == false) {
            let why = &project["why"];
            if let Some(votes) = why["more_votes"]["voters"].as_str() {
                let votes: BigRational = votes.parse().unwrap();
                let held = amount(&why["held_in_the_end"]);
                prop_assert!(&held + &votes * &endowment >= amount(&project["cost"]));
                prop_assert!(held + (votes - BigRational::from_integer(1.into())) * &endowment < amount(&project["cost"]));
            }
        }
    }

    /// With as much more score as the document says, nothing else changed, a greedy rule funds a project.
    #[test]
    fn so_much_more_score_suffices(((election, model), (rule, written)) in with_rule()) {
        let outcome = Method::new(Rule::Greedy(rule), vec![Step::Lex]).count(&election).unwrap();
        let all: Vec<u32> = (0..).take(election.projects().len()).collect();
        for (index, why) in reasons(&election, &outcome, &all).unwrap().iter().enumerate() {
            let mut model = model.clone();
            if let Some(votes) = why["more_votes"]["voters"].as_str() {
                model.scores[index] += 100 * votes.parse::<i128>().unwrap();
            } else if let Some(score) = why["more_score"].as_str() {
                model.scores[index] += score.replace('.', "").parse::<i128>().unwrap();
            } else {
                let verdict = why["verdict"].as_str().unwrap();
                let alone = model.costs[index] > model.budget || model.costs.len() == 1;
                prop_assert!(["funded", "unsupported", "withdrawn"].contains(&verdict) || alone, "{}", why);
                continue;
            }
            let (winners, _) = model.written(&written, &|project| (0, 0, project));
            prop_assert!(winners.contains(&index), "{}: {}", index, why);
        }
    }

    /// With as much less cost as the document says, nothing else changed, a project is funded.
    #[test]
    fn so_much_less_cost_suffices((election, model) in election()) {
        let endowment = Fraction::new(model.budget, i128::try_from(model.points.len()).unwrap());
        let mut requests = vec![("cost", equal_shares("cost", "none")), ("points", equal_shares("cardinality", "none"))];
        if election.vote_type().is_approval() {
            requests.push(("loads", Request { rule: Some("phragmen".to_owned()), ..Request::default() }));
        }
        for (kind, request) in requests {
            for (index, project) in items(&documents(&election, &request)["projects"]).iter().enumerate() {
                let less = &project["why"]["less_cost"];
                if !less.is_string() {
                    continue;
                }
                let hundredths = (amount(less) * BigRational::from_integer(100.into())).ceil().to_integer();
                let mut model = model.clone();
                model.costs[index] -= i128::try_from(hundredths).unwrap();
                let prefer = |project| (0, 0, project);
                let winners = match kind {
                    "loads" => model.phragmen(&prefer),
                    _ => model.equal_shares(endowment, kind == "cost", &prefer),
                };
                prop_assert!(winners.contains(&index), "{}: {}", kind, project);
            }
        }
    }

    #[test]
    fn effective_votes_are_the_cost_by_the_rate((election, _) in election()) {
        let document = documents(&election, &equal_shares("cost", "none"));
        for (round, place) in items(&document["rounds"]).iter().zip(0..) {
            let winner = project(&document, &round["project"]);
            let changes = items(&winner["why"]["effective_votes"]);
            prop_assert!(changes.iter().all(|change| change["round"].as_u64() <= Some(place + 1)));
            prop_assert!(changes.windows(2).all(|pair| pair[0]["votes"] != pair[1]["votes"]));
            let cost = amount(&winner["cost"]);
            if let Some(said) = changes.last().unwrap()["votes"].as_str() {
                let millionths = BigRational::from_integer(1_000_000.into());
                let exact = (cost / amount(&round["rate"]) * &millionths).floor() / &millionths;
                let said: BigRational = format!("{}/1000000", said.replace('.', "")).parse().unwrap();
                prop_assert_eq!(said, exact);
            } else {
                prop_assert!(cost.is_zero());
            }
        }
    }
}
