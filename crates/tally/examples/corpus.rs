//! Counts every `.pb` file of a folder by every rule and compares the winners with expected ones:
//! `cargo run --release -p viche-tally --example corpus -- DIR EXPECTED_DIR`.
//!
//! `EXPECTED_DIR/NAME.json` holds the winners' ids: by rule under `exact_independent`, and `official_selected`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde_json::Value;
use viche_tally::format::{self, Options};
use viche_tally::rules::{
    Completion, Course, EqualShares, Greedy, Ladder, Order, Outcome, Raises, Request, Rule, Step, Utility,
    count,
};
use viche_tally::{Election, Money};

/// The steps of the longer ladder.
const CHEAPER_THEN_POPULAR: [Step; 3] = [Step::Cost, Step::Votes, Step::Lex];

/// The key of official winners: some were changed by hand, so it doesn't decide.
const OFFICIAL: &str = "official winners by the rule in META";

/// Agreement on one key.
#[derive(Default)]
struct Agreement {
    agree: usize,
    differ: Vec<String>,
    time: Duration,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let [directory, expected] = &std::env::args().skip(1).collect::<Vec<_>>()[..] else {
        return Err("usage: corpus DIR EXPECTED_DIR".into());
    };
    let mut files: Vec<_> = std::fs::read_dir(directory)?.collect::<Result<_, _>>()?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    let mut agreements = BTreeMap::new();
    for file in files.iter().map(std::fs::DirEntry::path) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let expected = Path::new(expected).join(format!("{name}.json"));
        if file.extension().is_some_and(|extension| extension == "pb") && expected.exists() {
            let expected: Value = serde_json::from_slice(&std::fs::read(expected)?)?;
            check(&std::fs::read(&file)?, &name, &expected, &mut agreements)?;
        }
    }
    let mut all = true;
    for (key, Agreement { agree, differ, time }) in &agreements {
        all &= differ.is_empty() || key == OFFICIAL;
        println!("{agree:4} of {:4}  {:8.2} s  {key}", agree + differ.len(), time.as_secs_f64());
        for name in differ {
            println!("      differs: {name}");
        }
    }
    Ok(if all && !agreements.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn check(
    file: &[u8],
    name: &str,
    expected: &Value,
    agreements: &mut BTreeMap<String, Agreement>,
) -> Result<(), Box<dyn Error>> {
    let reading = format::read(file, Options::STRICT).map_err(|refusal| format!("{name}: {refusal}"))?;
    let election = reading.election;
    let mut note = |key: &str, agrees: bool, time: Duration| {
        let agreement = agreements.entry(key.to_owned()).or_default();
        agreement.time += time;
        if agrees {
            agreement.agree += 1;
        } else {
            agreement.differ.push(name.to_owned());
        }
    };
    note("num_voters", expected["num_voters"] == election.voters, Duration::ZERO);
    note("num_projects", expected["num_projects"] == election.projects.len(), Duration::ZERO);
    if let Some(winners) = expected.get("official_selected")
        && reading.meta.get("rule") != Some("unknown")
    {
        let outcome = Request::default().method(&election, &reading.meta)?.count(&election);
        let mut selected: Vec<&str> =
            winners.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        selected.sort_unstable();
        note(OFFICIAL, ids(&election, &outcome) == Value::from(selected), Duration::ZERO);
    }
    for (key, winners) in expected["exact_independent"].as_object().into_iter().flatten() {
        if key == "score_kind" || key.contains('|') || key.ends_with("+u") {
            continue;
        }
        let (rule, steps) = rule(key).ok_or_else(|| format!("{name}: no rule is called {key}"))?;
        let started = Instant::now();
        let outcome = count(&election, &rule, &Ladder::new(&election, &steps));
        note(key, *winners == ids(&election, &outcome), started.elapsed());
        let facts = &expected["exact_independent"];
        if let Course::EqualShares(shares) = &outcome.course {
            let units = shares.endowment / 100;
            for (fact, value) in [("runs", Value::from(shares.runs)), ("endowment", units.to_string().into())]
            {
                let key = format!("{key}|{fact}");
                if let Some(expected) = facts.get(&key) {
                    note(&key, *expected == value, Duration::ZERO);
                }
            }
        }
        let completed = format!("{key}+u");
        if let Some(winners) = facts.get(&completed) {
            let left = Money(election.budget.0 - election.cost_of(outcome.winners.iter().copied()).0);
            let ladder = Ladder::new(&election, &[Step::Lex]);
            let rest = viche_tally::rules::greedy::greedy(
                &election,
                &Greedy::UTILITARIAN,
                &ladder,
                &outcome.winners,
                left,
            );
            let winners_here = outcome.winners.iter().copied().chain(rest.funded()).collect();
            let outcome = Outcome { winners: winners_here, ..outcome };
            note(&completed, *winners == ids(&election, &outcome), Duration::ZERO);
        }
    }
    Ok(())
}

fn ids(election: &Election, outcome: &Outcome) -> Value {
    let mut ids: Vec<String> =
        outcome.winners.iter().map(|project| election.projects[*project as usize].id.clone()).collect();
    ids.sort();
    ids.into()
}

/// The rule and ladder behind a key of the expected outcomes.
fn rule(key: &str) -> Option<(Rule, Vec<Step>)> {
    let (rule, ladder) = key.rsplit_once("__")?;
    let steps = if ladder == "lex" { vec![Step::Lex] } else { CHEAPER_THEN_POPULAR.to_vec() };
    let shares =
        |utility, completion| Rule::EqualShares(EqualShares { utility, completion, comparison: false });
    let rule = match rule {
        "greedy_by_score" => Rule::Greedy(Greedy::UTILITARIAN),
        "greedy_by_score_per_cost" => {
            Rule::Greedy(Greedy { order: Order::ScorePerCost, ..Greedy::UTILITARIAN })
        }
        "phragmen" => Rule::Phragmen,
        "mes_cost" => shares(Utility::Cost, Completion::None),
        "mes_cost_then_utilitarian" => shares(Utility::Cost, Completion::Utilitarian),
        "mes_cardinality_or_points" => shares(Utility::Cardinality, Completion::None),
        "mes_cost_add1_pabutools" => shares(Utility::Cost, Completion::Add1(Raises::PABUTOOLS)),
        "mes_cardinality_add1_pabutools" => shares(Utility::Cardinality, Completion::Add1(Raises::PABUTOOLS)),
        "mes_cost_add1_equalshares_net_default(integral,exhaustive)" => {
            shares(Utility::Cost, Completion::Add1(Raises::EQUALSHARES_NET))
        }
        "mes_cost_add1_no_exhaustive_stop(pabulib checker)" => {
            shares(Utility::Cost, Completion::Add1(Raises::WIELICZKA))
        }
        _ => return None,
    };
    Some((rule, steps))
}
