//! Counts every `.pb` file of a folder by every rule and compares the winners with expected ones:
//! `cargo run --release -p viche-tally --example corpus -- DIR EXPECTED_DIR`.
//!
//! `EXPECTED_DIR/NAME.json` holds the winners' ids: by rule under `exact_independent`, and `official_selected`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde_json::Value;
use viche_tally::Election;
use viche_tally::pabulib::{self, Meta, Options, Reading};
use viche_tally::rules::{Course, Outcome, Request, RequestError, tie_breaking};

/// The key of official winners: some were changed by hand, so it doesn't decide.
const OFFICIAL: &str = "official winners by the rule in META";
/// The key of files that can be read, if need be leniently.
const READ: &str = "read";

/// Agreement on one key.
#[derive(Default)]
struct Agreement {
    agree: usize,
    differ: Vec<String>,
    time: Duration,
}

/// Agreements by their keys, and the files that only lenient reading takes.
#[derive(Default)]
struct Report {
    agreements: BTreeMap<String, Agreement>,
    lenient: Vec<String>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let [directory, expected] = &std::env::args().skip(1).collect::<Vec<_>>()[..] else {
        return Err("usage: corpus DIR EXPECTED_DIR".into());
    };
    let (elections, expected) = (by_name(directory, "pb")?, by_name(expected, "json")?);
    let mut report = Report::default();
    for (name, file) in &elections {
        if let Some(expected) = expected.get(name) {
            let expected: Value = serde_json::from_slice(&std::fs::read(expected)?)?;
            report.check(name, &std::fs::read(file)?, &expected)?;
        }
    }
    list("without expected outcomes", elections.keys().filter(|name| !expected.contains_key(*name)));
    list(
        "expected outcomes without an election",
        expected.keys().filter(|name| !elections.contains_key(*name)),
    );
    list("refused by strict reading, so read leniently", report.lenient.iter());
    let mut all = !report.agreements.is_empty();
    for (key, Agreement { agree, differ, time }) in &report.agreements {
        all &= differ.is_empty() || key == OFFICIAL;
        println!("{agree:4} of {:4}  {:8.2} s  {key}", agree + differ.len(), time.as_secs_f64());
        for name in differ {
            println!("      differs: {name}");
        }
    }
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The files of a folder that end so, by the rest of their names.
fn by_name(folder: &str, ending: &str) -> Result<BTreeMap<String, PathBuf>, Box<dyn Error>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending)) {
            files.insert(path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), path);
        }
    }
    Ok(files)
}

fn list<'a>(what: &str, names: impl Iterator<Item = &'a String>) {
    let names: BTreeSet<&String> = names.collect();
    if !names.is_empty() {
        println!("{:4} {what}", names.len());
    }
    for name in names {
        println!("      {name}");
    }
}

impl Report {
    fn note(&mut self, key: &str, name: &str, agrees: bool, time: Duration) {
        let agreement = self.agreements.entry(key.to_owned()).or_default();
        agreement.time += time;
        if agrees {
            agreement.agree += 1;
        } else {
            agreement.differ.push(name.to_owned());
        }
    }

    fn read(&mut self, name: &str, file: &[u8]) -> Option<Reading> {
        let mut reading = pabulib::read(file, Options::STRICT);
        if reading.is_err() {
            self.lenient.push(name.to_owned());
            reading = pabulib::read(file, Options::LENIENT);
        }
        let named = reading.as_ref().map_or_else(|refusal| format!("{name}: {refusal}"), |_| name.to_owned());
        self.note(READ, &named, reading.is_ok(), Duration::ZERO);
        reading.ok()
    }

    fn check(&mut self, name: &str, file: &[u8], expected: &Value) -> Result<(), Box<dyn Error>> {
        let Some(Reading { election, meta, .. }) = self.read(name, file) else { return Ok(()) };
        self.note("num_voters", name, expected["num_voters"] == election.voters(), Duration::ZERO);
        self.note(
            "num_projects",
            name,
            expected["num_projects"] == election.projects().len(),
            Duration::ZERO,
        );
        if let Some(winners) = expected.get("official_selected")
            && meta.get("rule") != Some("unknown")
        {
            let outcome = Request::default().method(&election, &meta)?.count(&election)?;
            let mut selected: Vec<&str> =
                winners.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            selected.sort_unstable();
            self.note(OFFICIAL, name, ids(&election, &outcome) == Value::from(selected), Duration::ZERO);
        }
        let facts = &expected["exact_independent"];
        for (key, winners) in facts.as_object().into_iter().flatten() {
            if key == "score_kind" || key.contains('|') {
                continue;
            }
            let request = request(key).ok_or_else(|| format!("{name}: no rule is called {key}"))?;
            let method = request.method(&election, &Meta::default())?;
            let started = Instant::now();
            let outcome = method.count(&election)?;
            self.note(key, name, *winners == ids(&election, &outcome), started.elapsed());
            let Course::EqualShares(shares) = &outcome.course else { continue };
            let endowment = (shares.endowment / 100).to_string();
            for (fact, value) in [("runs", Value::from(shares.runs)), ("endowment", endowment.into())] {
                let key = format!("{key}|{fact}");
                if let Some(expected) = facts.get(&key) {
                    self.note(&key, name, *expected == value, Duration::ZERO);
                }
            }
        }
        Ok(())
    }
}

fn ids(election: &Election, outcome: &Outcome) -> Value {
    let mut ids: Vec<String> =
        outcome.winners.iter().map(|project| election.projects()[*project as usize].id.clone()).collect();
    ids.sort();
    ids.into()
}

/// The words, as on the command line, behind a key of the expected outcomes.
fn request(key: &str) -> Option<Request> {
    let (key, completes) = key.strip_suffix("+u").map_or((key, false), |key| (key, true));
    let (rule, steps) = key.rsplit_once("__")?;
    let steps = if steps == "lex" { "lex" } else { "cost,votes,lex" };
    let mut request = Request {
        tie_breaking: tie_breaking(steps, |_| Ok::<_, RequestError>(Vec::new())).ok(),
        completion: completes.then(|| "add1u".to_owned()),
        ..Request::default()
    };
    let (place, word) = match rule {
        "greedy_by_score" => (&mut request.rule, "greedy"),
        "greedy_by_score_per_cost" => (&mut request.rule, "greedy-per-cost"),
        "phragmen" => (&mut request.rule, "phragmen"),
        "mes_cost" => (&mut request.rule, "equal-shares"),
        "mes_cost_then_utilitarian" => (&mut request.completion, "utilitarian"),
        "mes_cardinality_or_points" => (&mut request.utility, "cardinality"),
        "mes_cost_add1_pabutools" => (&mut request.preset, "pabutools-1.2.3"),
        "mes_cardinality_add1_pabutools" => {
            request.utility = Some("cardinality".to_owned());
            (&mut request.preset, "pabutools-1.2.3")
        }
        "mes_cost_add1_equalshares_net_default(integral,exhaustive)" => {
            (&mut request.preset, "equalshares.net")
        }
        "mes_cost_add1_no_exhaustive_stop(pabulib checker)" => (&mut request.preset, "wieliczka-2023"),
        _ => return None,
    };
    *place = Some(word.to_owned());
    Some(request)
}
