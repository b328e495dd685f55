//! Rules by their words, as files and the command name them, and how the words make a rule.

use std::collections::HashSet;
use std::ops::ControlFlow;

use super::{
    Comparator, Completion, EqualShares, Greedy, Order, Outcome, Progress, Raises, Rule, Start, Step,
    Threshold, TooExpensive, Uncounted, Utility, count, count_watched,
};
use crate::Election;
use crate::pabulib::Meta;

/// A rule ready to count, with the word for it and its ladder of ties.
#[derive(Debug, Clone)]
pub struct Method {
    /// The word of the rule as run; never `official`.
    pub word: &'static str,
    /// The rule.
    pub rule: Rule,
    /// What breaks ties; the last step is total.
    pub tie_breaking: Vec<Step>,
}

impl Method {
    /// Counts an election.
    pub fn count(&self, election: &Election) -> Result<Outcome, Uncounted> {
        count(election, &self.rule, &self.tie_breaking)
    }

    /// Counts an election; `watch` hears of every raise of endowments, and may say stop.
    pub fn count_watched(
        &self,
        election: &Election,
        watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Outcome, Uncounted> {
        count_watched(election, &self.rule, &self.tie_breaking, watch)
    }
}

/// The words for rules.
pub const WORDS: [&str; 9] = [
    "official",
    "greedy",
    "greedy-no-skip",
    "greedy-threshold",
    "greedy-exclusive",
    "greedy-custom",
    "greedy-per-cost",
    "equal-shares",
    "phragmen",
];

/// Published sets of parameters for equal shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// `pabutools-1.2.3`.
    Pabutools,
    /// `equalshares.net`.
    EqualSharesNet,
    /// `wieliczka-2023`.
    Wieliczka,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pabutools, Self::EqualSharesNet, Self::Wieliczka];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pabutools => "pabutools-1.2.3",
            Self::EqualSharesNet => "equalshares.net",
            Self::Wieliczka => "wieliczka-2023",
        }
    }

    const fn raises(self) -> Raises {
        match self {
            Self::Pabutools => Raises::PABUTOOLS,
            Self::EqualSharesNet => Raises::EQUALSHARES_NET,
            Self::Wieliczka => Raises::WIELICZKA,
        }
    }

    fn tie_breaking(self) -> Vec<Step> {
        match self {
            Self::Pabutools => vec![Step::Lex],
            Self::EqualSharesNet | Self::Wieliczka => vec![Step::Cost, Step::Votes, Step::Lex],
        }
    }
}

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
    /// The ladder of ties.
    pub tie_breaking: Option<Vec<Step>>,
    /// Ids of projects that exclude each other.
    pub conflicts: Vec<(String, String)>,
}

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
    pub fn of(meta: &Meta) -> Result<Self, String> {
        if let Some(key) = meta.keys().find(|key| key.starts_with("viche_") && !KEYS.contains(key)) {
            return Err(format!("{key}: expected one of {}", KEYS.join(", ")));
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
        if let Some(ties) = meta.get("viche_ties") {
            let named = |key: &str| {
                let named = meta.get(key).filter(|value| !value.is_empty());
                named.ok_or_else(|| format!("viche_ties: {ties} needs the key {key}"))
            };
            let order = |name: &str| {
                if name != "viche_order" {
                    return Err("viche_ties: order has its ids in the key viche_order".to_owned());
                }
                let mut seen = HashSet::new();
                let id = |id: &str| {
                    let new = seen.insert(id.trim().to_owned());
                    let again = || format!("viche_order: expected each id once, found {id:?} again");
                    new.then(|| id.trim().to_owned()).ok_or_else(again)
                };
                named(name)?.split(',').map(id).collect()
            };
            let ties = match (ties.strip_suffix("seed"), ties.strip_suffix("order")) {
                (Some(steps), _) => format!("{steps}seed:{}", named("viche_seed")?),
                (_, Some(steps)) => format!("{steps}order:viche_order"),
                _ => ties.to_owned(),
            };
            request.tie_breaking = Some(tie_breaking(&ties, order)?);
        }
        if let Some(conflicts) = meta.get("viche_conflicts") {
            let ids: Vec<&str> = conflicts.split(',').map(str::trim).collect();
            if !ids.len().is_multiple_of(2) {
                return Err("viche_conflicts: expected an even number of ids".to_owned());
            }
            if request.rule.as_deref() != Some("greedy-exclusive") {
                return Err(format!("viche_conflicts: {rule} has none: they are of greedy-exclusive"));
            }
            request.conflicts = ids.chunks(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect();
        }
        Ok(request)
    }

    /// The rule asked for, on this election. `official`, or nothing, takes the rule from META. An error begins with what
    /// it is about: `rule: `, `viche_order: `.
    pub fn method(&self, election: &Election, meta: &Meta) -> Result<Method, String> {
        let for_shares = self.utility.is_some()
            || self.completion.is_some()
            || self.preset.is_some()
            || self.start.is_some()
            || self.stop.is_some()
            || self.comparison;
        let word = self.rule.as_deref().unwrap_or(if for_shares { "equal-shares" } else { "official" });
        let word =
            WORDS.into_iter().find(|known| *known == word).ok_or_else(|| unknown("rule", word, &WORDS))?;
        if for_shares && word != "equal-shares" {
            return Err(format!(
                "rule: {word} has no utility, completion, preset, start, stop or comparison: they are of equal-shares"
            ));
        }
        if !self.conflicts.is_empty() && !["official", "greedy-exclusive"].contains(&word) {
            return Err(format!("conflicts: {word} has none: they are of greedy-exclusive"));
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
        let greedy = |order, too_expensive, threshold| -> Result<Rule, String> {
            let conflicts = if word == "greedy-exclusive" { self.conflicts(election)? } else { Vec::new() };
            Ok(Rule::Greedy(Greedy { order, too_expensive, threshold, conflicts }))
        };
        let threshold =
            meta.score_threshold().map(|score| Threshold { score, comparator: Comparator::AtLeast });
        let rule = match word {
            "greedy-no-skip" => greedy(Order::Score, TooExpensive::Stop, threshold)?,
            "greedy-custom" => greedy(Order::Score, TooExpensive::StopPartly, threshold)?,
            "greedy-threshold" if threshold.is_none() && !election.projects.is_empty() => {
                return Err("rule: greedy-threshold needs the key min_project_score_threshold".to_owned());
            }
            "greedy-threshold" => greedy(Order::Score, TooExpensive::Skip, threshold)?,
            "greedy-per-cost" => greedy(Order::ScorePerCost, TooExpensive::Skip, None)?,
            "equal-shares" => Rule::EqualShares(self.equal_shares()?),
            "phragmen" if !election.vote_type.is_approval() => {
                let kind = election.vote_type.name();
                return Err(format!(
                    "vote_type: phragmen is for approval and choose-1 ballots, these are {kind}"
                ));
            }
            "phragmen" => Rule::Phragmen,
            _ => greedy(Order::Score, TooExpensive::Skip, None)?,
        };
        let preset = self.preset()?;
        let tie_breaking = self
            .tie_breaking
            .clone()
            .unwrap_or_else(|| preset.map_or_else(|| vec![Step::Lex], Preset::tie_breaking));
        Ok(Method { word, rule, tie_breaking })
    }

    fn preset(&self) -> Result<Option<Preset>, String> {
        let words = Preset::ALL.map(Preset::word);
        let find = |word: &String| {
            let preset = Preset::ALL.into_iter().find(|preset| preset.word() == word);
            preset.ok_or_else(|| unknown("preset", word, &words))
        };
        self.preset.as_ref().map(find).transpose()
    }

    fn equal_shares(&self) -> Result<EqualShares, String> {
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
            return Err("completion: start and stop are of add1 and add1u".to_owned());
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

    fn conflicts(&self, election: &Election) -> Result<Vec<(u32, u32)>, String> {
        let index = election.index();
        let find = |id: &str| {
            let found = index.get(id).copied();
            found.ok_or_else(|| format!("conflicts: there is no project {id:?}"))
        };
        self.conflicts.iter().map(|(a, b)| Ok((find(a)?, find(b)?))).collect()
    }
}

/// Reads a ladder: `lex`, `file`, `order:NAME` or `seed:HEX`, with `cost` and `votes` before them as wanted,
/// separated by commas; `order` gives the ids of a drawn order by its name.
pub fn tie_breaking(
    text: &str,
    order: impl Fn(&str) -> Result<Vec<String>, String>,
) -> Result<Vec<Step>, String> {
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
                    return Err(unknown(
                        "ties",
                        rest,
                        &["lex", "cost,votes,lex", "file", "order:FILE", "seed:HEX"],
                    ));
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

fn bytes(digits: &str) -> Result<Vec<u8>, String> {
    let malformed = || format!("seed: expected pairs of hexadecimal digits, found {digits:?}");
    if digits.is_empty()
        || !digits.len().is_multiple_of(2)
        || !digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        return Err(malformed());
    }
    let pairs = (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16));
    pairs.collect::<Result<_, _>>().map_err(|_| malformed())
}

fn unknown(what: &str, found: &str, known: &[&str]) -> String {
    format!("{what}: expected {}, found {found:?}", known.join(" | "))
}
