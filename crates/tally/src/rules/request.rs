//! What is asked for, by the words of files and of the command, and how the words make a rule.

use std::collections::HashSet;
use std::fmt;

use super::method::{Preset, WORDS};
use super::{
    Comparator, Completion, EqualShares, Greedy, Method, Order, Raises, Rule, Start, Step, Threshold,
    TooExpensive, Utility,
};
use crate::pabulib::Meta;
use crate::{Election, VoteType};

/// What is asked for; what isn't, is as the rule or preset has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// One of [`WORDS`].
    pub rule: Option<String>,
    /// `cost` or `cardinality`.
    pub utility: Option<String>,
    /// `none`, `utilitarian`, `add1` or `add1u`.
    pub completion: Option<String>,
    /// A [`Preset`].
    pub preset: Option<String>,
    /// `exact` or `floor`.
    pub start: Option<String>,
    /// Of `over`, `exhaustive` and `all-elected`, separated by commas; `over` is meant even if it isn't named.
    pub stop: Option<String>,
    /// Whether to compare with greedy by votes.
    pub comparison: bool,
    /// What breaks ties.
    pub tie_breaking: Option<Vec<Step>>,
    /// Ids of projects that exclude each other.
    pub conflicts: Vec<(String, String)>,
}

/// Why there is no rule as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A word that isn't known.
    UnknownWord {
        /// What it is about: `rule`, `preset`, `viche_comparison` …
        about: &'static str,
        /// The word.
        found: String,
        /// The words that are known.
        known: Vec<&'static str>,
    },
    /// A key of META that begins with `viche_` and is no parameter.
    UnknownKey(String),
    /// These steps of `viche_ties` need another key.
    MissingKey {
        /// The steps.
        ties: String,
        /// The key.
        key: &'static str,
    },
    /// `viche_ties` names an order otherwise than by `viche_order`.
    OrderElsewhere,
    /// A drawn order names an id again.
    RepeatedId(String),
    /// `viche_conflicts` has an odd number of ids.
    OddConflicts,
    /// A rule has no conflicts.
    NoConflicts {
        /// `conflicts` or `viche_conflicts`.
        about: &'static str,
        /// The rule.
        rule: String,
    },
    /// Conflicts name what isn't a project.
    NoSuchProject(String),
    /// A rule has no parameters of equal shares.
    NotEqualShares(String),
    /// `start` and `stop` are asked for, but no raising.
    NotRaised,
    /// `greedy-threshold` without `min_project_score_threshold`.
    NoThreshold,
    /// Phragmén's rule is for approvals.
    NotForBallots(VoteType),
    /// A seed that isn't hexadecimal.
    Seed(String),
}

impl RequestError {
    /// What it is about: a key of META, perhaps without its `viche_`, or a parameter.
    pub fn about(&self) -> &str {
        match self {
            Self::UnknownWord { about, .. } | Self::NoConflicts { about, .. } => about,
            Self::UnknownKey(key) => key,
            Self::MissingKey { .. } | Self::OrderElsewhere => "viche_ties",
            Self::RepeatedId(_) => "viche_order",
            Self::OddConflicts => "viche_conflicts",
            Self::NoSuchProject(_) => "conflicts",
            Self::NotEqualShares(_) | Self::NoThreshold => "rule",
            Self::NotRaised => "completion",
            Self::NotForBallots(_) => "vote_type",
            Self::Seed(_) => "seed",
        }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.about())?;
        match self {
            Self::UnknownWord { found, known, .. } => {
                write!(f, "expected {}, found {found:?}", known.join(" | "))
            }
            Self::UnknownKey(_) => write!(f, "expected one of {}", KEYS.join(", ")),
            Self::MissingKey { ties, key } => write!(f, "{ties} needs the key {key}"),
            Self::OrderElsewhere => f.write_str("order has its ids in the key viche_order"),
            Self::RepeatedId(id) => write!(f, "expected each id once, found {id:?} again"),
            Self::OddConflicts => f.write_str("expected an even number of ids"),
            Self::NoConflicts { rule, .. } => write!(f, "{rule} has none: they are of greedy-exclusive"),
            Self::NoSuchProject(id) => write!(f, "there is no project {id:?}"),
            Self::NotEqualShares(rule) => write!(
                f,
                "{rule} has no utility, completion, preset, start, stop or comparison: they are of equal-shares"
            ),
            Self::NotRaised => f.write_str("start and stop are of add1 and add1u"),
            Self::NoThreshold => f.write_str("greedy-threshold needs the key min_project_score_threshold"),
            Self::NotForBallots(vote_type) => {
                write!(f, "phragmen is for approval and choose-1 ballots, these are {}", vote_type.name())
            }
            Self::Seed(found) => write!(f, "expected pairs of hexadecimal digits, found {found:?}"),
        }
    }
}

impl std::error::Error for RequestError {}

/// The keys of META that are parameters.
const KEYS: [&str; 10] = [
    "viche_utility",
    "viche_completion",
    "viche_preset",
    "viche_start",
    "viche_stop",
    "viche_comparison",
    "viche_ties",
    "viche_order",
    "viche_seed",
    "viche_conflicts",
];

impl Request {
    /// What META asks for: `rule`, and `viche_utility`, `viche_completion`, `viche_preset`, `viche_start`,
    /// `viche_stop`, `viche_comparison` (0 or 1), `viche_ties` (`order` takes its ids from `viche_order`, separated by
    /// commas; `seed` its hexadecimal digits from `viche_seed`) and `viche_conflicts` (ids by twos, separated by
    /// commas). Any other key that begins so is refused: a parameter that isn't understood may decide.
    pub fn of(meta: &Meta) -> Result<Self, RequestError> {
        if let Some(key) = meta.keys().find(|key| key.starts_with("viche_") && !KEYS.contains(key)) {
            return Err(RequestError::UnknownKey(key.to_owned()));
        }
        let get = |key: &str| meta.get(key).map(str::to_owned);
        let mut request = Self {
            rule: None,
            utility: get("viche_utility"),
            completion: get("viche_completion"),
            preset: get("viche_preset"),
            start: get("viche_start"),
            stop: get("viche_stop"),
            comparison: match meta.get("viche_comparison") {
                None | Some("0") => false,
                Some("1") => true,
                Some(other) => return Err(unknown("viche_comparison", other, &["0", "1"])),
            },
            tie_breaking: None,
            conflicts: Vec::new(),
        };
        let rule = meta.get("rule").unwrap_or("unknown");
        if let Some(kind) = rule.strip_prefix("equalshares") {
            request.rule = Some("equal-shares".to_owned());
            request.comparison |= kind.ends_with("-comparison");
            if kind.starts_with("/add1") && request.preset.is_none() {
                request.preset = Some(Preset::Wieliczka.word().to_owned());
            }
        } else {
            let word = if WORDS[1..].contains(&rule) { rule } else { "greedy" };
            request.rule = Some(word.to_owned());
            if word.starts_with("greedy") {
                request.tie_breaking = Some(vec![Step::File]);
            }
        }
        request.tie_breaking = ties_of(meta)?.or(request.tie_breaking);
        if let Some(conflicts) = meta.get("viche_conflicts") {
            let ids: Vec<&str> = conflicts.split(',').map(str::trim).collect();
            if !ids.len().is_multiple_of(2) {
                return Err(RequestError::OddConflicts);
            }
            if request.rule.as_deref() != Some("greedy-exclusive") {
                return Err(RequestError::NoConflicts { about: "viche_conflicts", rule: rule.to_owned() });
            }
            request.conflicts = ids.chunks(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect();
        }
        Ok(request)
    }

    /// Writes into META what is asked for, so that [`Request::of`] gives the same rule. Where no rule is, it stays as it
    /// is there.
    pub fn write_into(&self, meta: &mut Meta) {
        for key in KEYS {
            meta.remove(key);
        }
        let word = self.rule.as_deref().or_else(|| self.is_for_shares().then_some("equal-shares"));
        let word = word.filter(|word| *word != "official");
        if let Some(word) = word {
            meta.set("rule", word);
        }
        let words = [
            ("viche_utility", &self.utility),
            ("viche_completion", &self.completion),
            ("viche_preset", &self.preset),
            ("viche_start", &self.start),
            ("viche_stop", &self.stop),
        ];
        for (key, value) in words {
            if let Some(value) = value {
                meta.set(key, value);
            }
        }
        if self.comparison {
            meta.set("viche_comparison", "1");
        }
        // Greedy rules in META go by the file where nothing else is said.
        let lex = word.is_some_and(|word| word.starts_with("greedy")).then(|| vec![Step::Lex]);
        if let Some(steps) = self.tie_breaking.as_ref().or(lex.as_ref()) {
            let steps = Step::until_total(steps.clone());
            let names: Vec<&str> = steps.iter().map(Step::name).collect();
            meta.set("viche_ties", &names.join(","));
            for step in &steps {
                match step {
                    Step::Order(ids) => meta.set("viche_order", &ids.join(",")),
                    Step::Seed(seed) => meta.set("viche_seed", &crate::number::hexadecimal(seed)),
                    Step::Cost | Step::Votes | Step::Lex | Step::File => {}
                }
            }
        }
        if !self.conflicts.is_empty() {
            let ids: Vec<&str> = self.conflicts.iter().flat_map(|(a, b)| [a.as_str(), b.as_str()]).collect();
            meta.set("viche_conflicts", &ids.join(","));
        }
    }

    const fn is_for_shares(&self) -> bool {
        self.utility.is_some()
            || self.completion.is_some()
            || self.preset.is_some()
            || self.start.is_some()
            || self.stop.is_some()
            || self.comparison
    }

    /// The rule asked for, on this election. `official`, or nothing, takes the rule from META.
    pub fn method(&self, election: &Election, meta: &Meta) -> Result<Method, RequestError> {
        let for_shares = self.is_for_shares();
        let word = self.rule.as_deref().unwrap_or(if for_shares { "equal-shares" } else { "official" });
        let word =
            WORDS.into_iter().find(|known| *known == word).ok_or_else(|| unknown("rule", word, &WORDS))?;
        if for_shares && word != "equal-shares" {
            return Err(RequestError::NotEqualShares(word.to_owned()));
        }
        if !self.conflicts.is_empty() && !["official", "greedy-exclusive"].contains(&word) {
            return Err(RequestError::NoConflicts { about: "conflicts", rule: word.to_owned() });
        }
        if word == "official" {
            let mut request = Self::of(meta)?;
            request.tie_breaking = self.tie_breaking.clone().or(request.tie_breaking);
            if !self.conflicts.is_empty() {
                request.conflicts.clone_from(&self.conflicts);
            }
            if request.rule.as_deref() != Some("greedy-exclusive") {
                request.conflicts.clear();
            }
            return request.method(election, meta);
        }
        let greedy = |order, too_expensive, threshold| -> Result<Rule, RequestError> {
            let conflicts = if word == "greedy-exclusive" { self.conflicts(election)? } else { Vec::new() };
            Ok(Rule::Greedy(Greedy { order, too_expensive, threshold, conflicts }))
        };
        let threshold =
            meta.score_threshold().map(|score| Threshold { score, comparator: Comparator::AtLeast });
        let rule = match word {
            "greedy-no-skip" => greedy(Order::Score, TooExpensive::Stop, threshold)?,
            "greedy-custom" => greedy(Order::Score, TooExpensive::StopPartly, threshold)?,
            "greedy-threshold" if threshold.is_none() && !election.projects.is_empty() => {
                return Err(RequestError::NoThreshold);
            }
            "greedy-threshold" => greedy(Order::Score, TooExpensive::Skip, threshold)?,
            "greedy-per-cost" => greedy(Order::ScorePerCost, TooExpensive::Skip, None)?,
            "equal-shares" => Rule::EqualShares(self.equal_shares()?),
            "phragmen" if !election.vote_type.is_approval() => {
                return Err(RequestError::NotForBallots(election.vote_type));
            }
            "phragmen" => Rule::Phragmen,
            _ => greedy(Order::Score, TooExpensive::Skip, None)?,
        };
        let preset = self.preset()?;
        let ties = self.tie_breaking.clone();
        let ties = ties.unwrap_or_else(|| preset.map_or_else(|| vec![Step::Lex], Preset::tie_breaking));
        Ok(Method::by_word(word, rule, ties))
    }

    fn preset(&self) -> Result<Option<Preset>, RequestError> {
        let words = Preset::ALL.map(Preset::word);
        let find = |word: &String| {
            let preset = Preset::ALL.into_iter().find(|preset| preset.word() == word);
            preset.ok_or_else(|| unknown("preset", word, &words))
        };
        self.preset.as_ref().map(find).transpose()
    }

    fn equal_shares(&self) -> Result<EqualShares, RequestError> {
        let utility = match self.utility.as_deref() {
            None | Some("cost") => Utility::Cost,
            Some("cardinality") => Utility::Cardinality,
            Some(other) => return Err(unknown("utility", other, &["cost", "cardinality"])),
        };
        let preset = self.preset()?;
        let mut raises = preset.map_or(Raises::PABUTOOLS, Preset::raises);
        match self.start.as_deref() {
            None => {}
            Some("exact") => raises.start = Start::Exact,
            Some("floor") => raises.start = Start::Floor,
            Some(other) => return Err(unknown("start", other, &["exact", "floor"])),
        }
        if let Some(stops) = &self.stop {
            let stops: Vec<&str> = stops.split(',').map(str::trim).collect();
            let known = ["over", "exhaustive", "all-elected"];
            if let Some(other) = stops.iter().find(|stop| !known.contains(stop)) {
                return Err(unknown("stop", other, &known));
            }
            raises.exhaustive = stops.contains(&"exhaustive");
            raises.all_elected = stops.contains(&"all-elected");
        }
        let plain = matches!(self.completion.as_deref(), Some("none" | "utilitarian"));
        if plain && (self.start.is_some() || self.stop.is_some()) {
            return Err(RequestError::NotRaised);
        }
        let completion = match (self.completion.as_deref(), preset) {
            (None, None) if self.start.is_none() && self.stop.is_none() => Completion::None,
            (None | Some("add1"), _) => Completion::Add1(raises),
            (Some("add1u"), _) => Completion::Add1u(raises),
            (Some("none"), _) => Completion::None,
            (Some("utilitarian"), _) => Completion::Utilitarian,
            (Some(other), _) => {
                return Err(unknown("completion", other, &["none", "utilitarian", "add1", "add1u"]));
            }
        };
        Ok(EqualShares { utility, completion, comparison: self.comparison })
    }

    fn conflicts(&self, election: &Election) -> Result<Vec<(u32, u32)>, RequestError> {
        let index = election.index();
        let find = |id: &str| {
            let found = index.get(id).copied();
            found.ok_or_else(|| RequestError::NoSuchProject(id.to_owned()))
        };
        self.conflicts.iter().map(|(a, b)| Ok((find(a)?, find(b)?))).collect()
    }
}

/// The steps by which META breaks ties, if it says so.
fn ties_of(meta: &Meta) -> Result<Option<Vec<Step>>, RequestError> {
    let Some(ties) = meta.get("viche_ties") else { return Ok(None) };
    let named = |key: &'static str| {
        let named = meta.get(key).filter(|value| !value.is_empty());
        named.ok_or_else(|| RequestError::MissingKey { ties: ties.to_owned(), key })
    };
    let order = |name: &str| {
        if name != "viche_order" {
            return Err(RequestError::OrderElsewhere);
        }
        let mut seen = HashSet::new();
        let id = |id: &str| {
            let new = seen.insert(id.trim().to_owned());
            new.then(|| id.trim().to_owned()).ok_or_else(|| RequestError::RepeatedId(id.trim().to_owned()))
        };
        named("viche_order")?.split(',').map(id).collect()
    };
    let ties = match (ties.strip_suffix("seed"), ties.strip_suffix("order")) {
        (Some(steps), _) => format!("{steps}seed:{}", named("viche_seed")?),
        (_, Some(steps)) => format!("{steps}order:viche_order"),
        _ => ties.to_owned(),
    };
    tie_breaking(&ties, order).map(Some)
}

/// Reads how ties are broken: `lex`, `file`, `order:NAME` or `seed:HEX`, with `cost` and `votes` before them as wanted,
/// separated by commas; `order` gives the ids of a drawn order by its name.
pub fn tie_breaking<E: From<RequestError>>(
    text: &str,
    order: impl Fn(&str) -> Result<Vec<String>, E>,
) -> Result<Vec<Step>, E> {
    let mut steps = Vec::new();
    let mut rest = text;
    loop {
        let (word, behind) = rest.split_once(',').unwrap_or((rest, ""));
        let step = match word {
            "cost" => Step::Cost,
            "votes" => Step::Votes,
            "lex" if behind.is_empty() => Step::Lex,
            "file" if behind.is_empty() => Step::File,
            _ => match rest.split_once(':') {
                Some(("order", name)) => Step::Order(order(name)?),
                Some(("seed", digits)) => Step::Seed(bytes(digits)?),
                _ => {
                    let known = ["lex", "cost,votes,lex", "file", "order:FILE", "seed:HEX"];
                    return Err(unknown("ties", rest, &known).into());
                }
            },
        };
        let last = step.is_total();
        steps.push(step);
        if last {
            return Ok(steps);
        }
        rest = behind;
    }
}

fn bytes(digits: &str) -> Result<Vec<u8>, RequestError> {
    let malformed = || RequestError::Seed(digits.to_owned());
    if digits.is_empty()
        || !digits.len().is_multiple_of(2)
        || !digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        return Err(malformed());
    }
    let pairs = (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16));
    pairs.collect::<Result<_, _>>().map_err(|_| malformed())
}

fn unknown(about: &'static str, found: &str, known: &[&'static str]) -> RequestError {
    RequestError::UnknownWord { about, found: found.to_owned(), known: known.to_vec() }
}
