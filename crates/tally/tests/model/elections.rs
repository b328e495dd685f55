//! Elections built to tie and nearly tie, each with its model.

use std::fmt::Write as _;

use proptest::prelude::*;
use viche_tally::pabulib::{Options, read};
use viche_tally::{Election, Money, Points, VoteType};

use super::naive::Model;

/// Costs that tie, and costs a hundredth away from tying.
fn cost() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => (1..=6_i64).prop_map(|units| units * 100),
        2 => (1..=6_i64, -1..=1_i64).prop_map(|(units, off)| units * 100 + off),
        1 => Just(0),
        1 => 1..=900_i64,
    ]
}

fn points() -> impl Strategy<Value = i64> {
    prop_oneof![6 => (0..=4_i64).prop_map(|points| points * 100), 1 => -200..=500_i64]
}

fn vote_type() -> impl Strategy<Value = VoteType> {
    prop_oneof![
        3 => Just(VoteType::Approval),
        1 => Just(VoteType::ChooseOne),
        1 => Just(VoteType::Ordinal),
        2 => Just(VoteType::Cumulative),
        1 => Just(VoteType::Scoring),
    ]
}

/// What an election is made of.
#[derive(Debug)]
struct Plan {
    vote_type: VoteType,
    budget: i64,
    costs: Vec<i64>,
    /// Projects with points, and how many voters cast that.
    ballots: Vec<(Vec<(usize, i64)>, usize)>,
}

fn plan() -> impl Strategy<Value = Plan> {
    (1..=7_usize, vote_type()).prop_flat_map(|(projects, vote_type)| {
        let entry = (0..projects, points());
        let most = if vote_type == VoteType::ChooseOne { 1 } else { 5 };
        let ballot = (prop::collection::vec(entry, 0..=most), 1..=3_usize);
        let ballots = prop::collection::vec(ballot, 1..=6);
        (prop::collection::vec(cost(), projects), ballots, 1..=20_i64, -1..=1_i64).prop_map(
            move |(costs, ballots, units, off)| Plan { vote_type, budget: units * 100 + off, costs, ballots },
        )
    })
}

/// An election and its model. Ballots may be blank, name a project twice, and repeat each other.
pub fn election() -> impl Strategy<Value = (Election, Model)> {
    plan().prop_map(|plan| build(&plan))
}

/// A file with such an election, to be read leniently.
pub fn file() -> impl Strategy<Value = String> {
    plan().prop_map(|plan| text(&plan))
}

/// A file with an election of so great amounts that nobody could raise endowments one by one.
pub fn file_of_great_amounts() -> impl Strategy<Value = String> {
    (plan(), 6..=9_u32, prop::collection::vec(-1..=1_i64, 8)).prop_map(|(mut plan, power, off)| {
        let scale = 10_i64.pow(power);
        plan.budget *= scale;
        for (cost, off) in plan.costs.iter_mut().zip(off) {
            *cost = (*cost * scale + off).max(0);
        }
        text(&plan)
    })
}

fn text(Plan { vote_type, budget, costs, ballots }: &Plan) -> String {
    let voters: usize = ballots.iter().map(|(_, times)| times).sum();
    let mut text = format!(
        "META\nkey;value\ndescription;\ncountry;\nunit;\ninstance;\nnum_projects;{}\nnum_votes;{voters}\n\
         budget;{}\nvote_type;{}\nrule;unknown\ndate_begin;2026\ndate_end;2026\nmax_sum_points;1\n\
         min_project_score_threshold;3\nPROJECTS\nproject_id;cost\n",
        costs.len(),
        Money(*budget),
        vote_type.name(),
    );
    for (project, cost) in costs.iter().enumerate() {
        let _ = writeln!(text, "{project};{}", Money(*cost));
    }
    text.push_str("VOTES\nvoter_id;vote;points\n");
    let ballots = ballots.iter().flat_map(|(entries, times)| std::iter::repeat_n(entries, *times));
    for (voter, entries) in ballots.enumerate() {
        let listed: Vec<String> = entries.iter().map(|(project, _)| project.to_string()).collect();
        let points: Vec<String> = entries.iter().map(|(_, points)| Points(*points).to_string()).collect();
        let _ = writeln!(text, "{voter};{};{}", listed.join(","), points.join(","));
    }
    text
}

/// The election of a file, so that a ballot may be whatever a file may have.
fn build(plan: &Plan) -> (Election, Model) {
    let Plan { vote_type, budget, costs, ballots } = plan;
    let mut model = Model {
        budget: (*budget).into(),
        costs: costs.iter().copied().map(i128::from).collect(),
        scores: vec![0; costs.len()],
        points: Vec::new(),
    };
    for (entries, times) in ballots {
        for _ in 0..*times {
            let mut points = vec![0; costs.len()];
            for (place, (project, given)) in entries.iter().enumerate() {
                let worth = match vote_type {
                    VoteType::Ordinal => 100 * i128::try_from(entries.len() - place).unwrap(),
                    VoteType::Cumulative | VoteType::Scoring => i128::from(*given),
                    _ => 100,
                };
                model.scores[*project] += worth;
                points[*project] = if vote_type.is_approval() { 100 } else { points[*project] + worth };
            }
            model.points.push(points);
        }
    }
    (read(text(plan).as_bytes(), Options::LENIENT).unwrap().election, model)
}
