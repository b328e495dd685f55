//! Documents to alter, of a range of methods.

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use viche_tally::document::{canonical, document};
use viche_tally::pabulib::{Options, Source, read};
use viche_tally::rules::{Method, Request, Step};
use viche_tally::{Rejection, verify};

pub const APPROVAL: &str = include_str!("../files/approval.pb");
pub const CUMULATIVE: &str = include_str!("../files/cumulative_crlf.pb");

/// An election with ties, a free project, one without supporters, one beyond reach, and a threshold.
pub const TIES: &str = "META
key;value
description;Ties
country;Ukraine
unit;Zhytomyr
instance;2026
num_projects;7
num_votes;8
budget;100
vote_type;approval
rule;unknown
date_begin;2026
date_end;2026
min_project_score_threshold;2
PROJECTS
project_id;cost;name
a;20;Oak
b;20;Lime
c;30;
d;30;Swing
free;0;Advice
nobody;5;
dear;95;Pool
VOTES
voter_id;vote
1;a,b,free
2;a,b,c
3;a,b,d
4;c,d
5;c,d,dear
6;c,d,dear
7;dear
8;a,b,dear
";

pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
}

/// A document and its file.
pub struct Case {
    pub name: String,
    pub file: &'static str,
    pub document: Value,
}

impl Case {
    pub fn of(file: &'static str, request: &Request) -> Self {
        let reading = read(file.as_bytes(), Options::STRICT).unwrap();
        let method = request.method(&reading.election, &reading.meta).unwrap();
        Self::by(file, &method)
    }

    pub fn by(file: &'static str, method: &Method) -> Self {
        let election = read(file.as_bytes(), Options::STRICT).unwrap().election;
        let source = Source { sha256: hexadecimal(&Sha256::digest(file)), options: Options::STRICT };
        let document = document(&source, &election, &method.count(&election).unwrap()).unwrap();
        Self { name: format!("{method:?}"), file, document }
    }

    /// The verdict on a text.
    pub fn verify(&self, text: &str) -> Result<(), Rejection> {
        verify(text.as_bytes(), self.file.as_bytes()).map(|_| ())
    }

    /// The path of the sentence for which a document is refused, `unreadable` if it isn't one.
    pub fn refused(&self, document: &Value) -> Option<String> {
        match self.verify(&canonical(document)) {
            Ok(()) => None,
            Err(Rejection::False { path, .. }) => Some(path),
            Err(_) => Some("unreadable".to_owned()),
        }
    }

    /// The same of a document whose digest is made right.
    pub fn refused_in_itself(&self, document: &Value) -> Option<String> {
        self.refused(&sealed(document))
    }
}

/// A document with the right digest.
pub fn sealed(document: &Value) -> Value {
    let mut sealed = document.clone();
    if let Some(members) = sealed.as_object_mut() {
        members.remove("digest");
        let digest = hexadecimal(&Sha256::digest(canonical(&sealed)));
        sealed["digest"] = digest.into();
    }
    sealed
}

/// A request for a rule.
pub fn by_rule(rule: &str) -> Request {
    Request { rule: Some(rule.to_owned()), ..Request::default() }
}

/// Documents of every rule, completion, preset and kind of ladder, and some of other elections.
pub fn cases() -> Vec<Case> {
    let mut requests = Vec::new();
    for rule in ["greedy", "greedy-threshold", "greedy-no-skip", "greedy-custom", "greedy-per-cost"] {
        requests.push(by_rule(rule));
    }
    for (utility, completion) in [("cost", "none"), ("cardinality", "utilitarian")] {
        let tie_breaking = Some(vec![Step::Votes, Step::Seed(vec![7, 255])]);
        let [utility, completion] = [utility, completion].map(|word| Some(word.to_owned()));
        requests.push(Request { utility, completion, tie_breaking, ..Request::default() });
    }
    for preset in ["pabutools-1.2.3", "equalshares.net", "wieliczka-2023"] {
        for completion in ["add1", "add1u"] {
            let comparison = completion == "add1u";
            let [preset, completion] = [preset, completion].map(|word| Some(word.to_owned()));
            requests.push(Request { preset, completion, comparison, ..Request::default() });
        }
    }
    let conflicts = vec![("a".to_owned(), "c".to_owned()), ("d".to_owned(), "b".to_owned())];
    let tie_breaking = Some(vec![Step::Cost, Step::Order(["d", "b", "dear"].map(str::to_owned).to_vec())]);
    let phragmen = Request { tie_breaking, ..by_rule("phragmen") };
    let exclusive = Request { conflicts, ..by_rule("greedy-exclusive") };
    let ties = requests.iter().chain([&phragmen, &exclusive]).map(|request| Case::of(TIES, request));
    let [greedy, add1u] = [&requests[2], &requests[requests.len() - 1]];
    let approval = by_rule("phragmen");
    let approval = [greedy, &requests[5], add1u, &approval].map(|request| Case::of(APPROVAL, request));
    let cumulative = [greedy, &requests[6], add1u].map(|request| Case::of(CUMULATIVE, request));
    ties.chain(approval).chain(cumulative).collect()
}
