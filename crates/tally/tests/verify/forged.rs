//! Documents that agree with themselves, but not with the file and the parameters they name.

use serde_json::{Value, json};
use viche_tally::rules::equal_shares::Start;
use viche_tally::rules::{Completion, EqualShares, Method, Raises, Request, Rule, Step, Utility};

use super::documents::{APPROVAL, Case, TIES, by_rule};

fn raised(file: &'static str, raises: Raises) -> Case {
    let rule = EqualShares {
        utility: Utility::Cardinality,
        completion: Completion::Add1(raises),
        comparison: false,
    };
    Case::by(file, &Method::new(Rule::EqualShares(rule), vec![Step::Lex]))
}

/// The document of one method with the parameters of another.
fn relabelled(case: &Case, other: &Case) -> Value {
    let mut document = case.document.clone();
    document["parameters"] = other.document["parameters"].clone();
    document
}

#[test]
fn an_endowment_by_other_stops_is_refused_where_it_shows() {
    let over = Raises { exhaustive: false, ..Raises::PABUTOOLS };
    let [pabutools, over] = [Raises::PABUTOOLS, over].map(|raises| raised(TIES, raises));
    assert_ne!(pabutools.document["end"], over.document["end"]);
    // It ends too early: raising goes on. It ends too late: it would have stopped before.
    let early = pabutools.refused_in_itself(&relabelled(&pabutools, &over));
    assert_eq!(early.as_deref(), Some("end.endowments_tried"));
    let late = over.refused_in_itself(&relabelled(&over, &pabutools)).unwrap();
    assert!(["winners", "rounds", "end"].iter().any(|member| late.starts_with(member)), "{late}");
}

#[test]
fn an_endowment_from_another_start_is_refused() {
    let floor = raised(APPROVAL, Raises { start: Start::Floor, ..Raises::PABUTOOLS });
    let exact = raised(APPROVAL, Raises::PABUTOOLS);
    assert_eq!(floor.document["winners"], exact.document["winners"]);
    let refused = floor.refused_in_itself(&relabelled(&floor, &exact)).unwrap();
    assert!(refused.starts_with("rounds[") || refused.starts_with("end."), "{refused}");
}

#[test]
fn another_rule_or_ladder_is_refused_where_it_shows() {
    let by = |rule: &str, tie_breaking: &[Step]| {
        let request = Request { tie_breaking: Some(tie_breaking.to_vec()), ..by_rule(rule) };
        Case::of(TIES, &request)
    };
    let votes = by("greedy", &[Step::File]);
    let per_cost = by("greedy-per-cost", &[Step::File]);
    let refused = votes.refused_in_itself(&relabelled(&votes, &per_cost)).unwrap();
    assert!(refused.starts_with("winners"), "{refused}");
    let drawn = by("greedy", &[Step::Order(vec!["b".to_owned()])]);
    let refused = votes.refused_in_itself(&relabelled(&votes, &drawn)).unwrap();
    assert!(refused.starts_with("winners"), "{refused}");
    let lex = by("greedy", &[Step::Lex]);
    assert_eq!(votes.refused_in_itself(&relabelled(&votes, &lex)).as_deref(), Some("ties[0].step"));
}

/// Without ties, another ladder makes another document that is true. Only with the old digest is it refused.
#[test]
fn the_digest_binds_parameters_that_decided_nothing() {
    let case = Case::of(APPROVAL, &by_rule("phragmen"));
    assert_eq!(case.document["ties"], json!([]));
    let mut document = case.document.clone();
    document["parameters"]["ladder"] = json!(["cost", "votes", "lex"]);
    assert_eq!(case.refused(&document).as_deref(), Some("digest"));
    assert_eq!(case.refused_in_itself(&document), None);
}

#[test]
fn the_document_of_another_file_is_refused_at_once() {
    let case = Case::of(APPROVAL, &Request::default());
    let other = Case { file: TIES, ..Case::of(TIES, &Request::default()) };
    assert_eq!(other.refused(&case.document).as_deref(), Some("input.sha256"));
}
