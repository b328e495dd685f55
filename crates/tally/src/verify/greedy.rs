//! Greedy rules: rounds, verdicts, and why a project wasn't funded.

use std::cmp::Ordering;
use std::collections::HashMap;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive as _;
use serde_json::{Value, json};

use super::preference::{Preference, Tie};
use super::said::Items;
use crate::{Election, Money, Points, Project};

/// What happens at the first project that doesn't fit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TooExpensive {
    Skip,
    Stop,
    /// It stops there, too, and gives what is left if that is at least four fifths of the cost.
    StopPartly,
}

/// A greedy rule.
pub(super) struct Greedy {
    /// Whether projects are ordered by score per cost.
    pub(super) per_cost: bool,
    pub(super) too_expensive: TooExpensive,
    /// The least score, in hundredths.
    pub(super) threshold: Option<i64>,
    pub(super) conflicts: Vec<(u32, u32)>,
}

/// The rule by which completions and comparisons are made.
pub(super) static BY_SCORE: Greedy =
    Greedy { per_cost: false, too_expensive: TooExpensive::Skip, threshold: None, conflicts: Vec::new() };

/// The cost, in hundredths, that stands for "withdrawn".
pub(super) const WITHDRAWN: i64 = 99_999_999_900;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Funded,
    TooExpensive,
    PartlyFunded,
    BehindTheStop,
    BelowThreshold,
    Excluded(u32),
    Unsupported,
    Withdrawn,
}

struct GreedyRound {
    project: u32,
    left: i64,
    verdict: Verdict,
}

/// The rounds of a greedy rule.
pub(super) struct GreedyCourse {
    rounds: Vec<GreedyRound>,
    pub(super) ties: Vec<Tie>,
}

/// Runs a greedy rule over all projects but those `funded` already, with so many hundredths to spend.
pub(super) fn run(
    election: &Election,
    rule: &Greedy,
    preference: &Preference,
    funded: &[u32],
    mut left: i64,
) -> GreedyCourse {
    let (order, ties) = in_order(election, rule, preference, funded);
    let mut rounds: Vec<GreedyRound> = Vec::with_capacity(order.len());
    let mut is_funded = election.marks(funded);
    let mut excluding: HashMap<u32, Vec<u32>> = HashMap::new();
    for (a, b) in &rule.conflicts {
        excluding.entry(*a).or_default().push(*b);
        excluding.entry(*b).or_default().push(*a);
    }
    let mut stopped = false;
    for project in order {
        let data = &election.projects[project as usize];
        let others = excluding.get(&project).into_iter().flatten().copied();
        let rival = others.into_iter().find(|other| is_funded[*other as usize]);
        let verdict = match rival {
            _ if data.supporters == 0 => Verdict::Unsupported,
            _ if rule.threshold.is_some_and(|least| data.score.0 < least) => Verdict::BelowThreshold,
            _ if rule.too_expensive != TooExpensive::Skip && data.cost.0 == WITHDRAWN => Verdict::Withdrawn,
            Some(rival) => Verdict::Excluded(rival),
            None if stopped => Verdict::BehindTheStop,
            None if data.cost.0 <= left => Verdict::Funded,
            None => {
                stopped = rule.too_expensive != TooExpensive::Skip;
                let is_near = 5 * i128::from(left) >= 4 * i128::from(data.cost.0);
                let partly = rule.too_expensive == TooExpensive::StopPartly && is_near;
                if partly { Verdict::PartlyFunded } else { Verdict::TooExpensive }
            }
        };
        rounds.push(GreedyRound { project, left, verdict });
        if verdict == Verdict::Funded {
            is_funded[project as usize] = true;
            left -= data.cost.0;
        }
    }
    GreedyCourse { rounds, ties }
}

/// The best first, those without supporters last; a tie is between a project and the next.
fn in_order(
    election: &Election,
    rule: &Greedy,
    preference: &Preference,
    funded: &[u32],
) -> (Vec<u32>, Vec<Tie>) {
    let data = |project: u32| &election.projects[project as usize];
    let indices = (0..).zip(&election.projects).map(|(index, _)| index);
    let is_funded = election.marks(funded);
    let open = indices.filter(|project| !is_funded[*project as usize]);
    let (mut order, unsupported): (Vec<u32>, Vec<u32>) =
        open.partition(|project| data(*project).supporters > 0);
    order.sort_by(|a, b| {
        worth(rule, data(*b), data(*a)).then_with(|| preference.place(*a).cmp(&preference.place(*b)))
    });
    let mut ties = Vec::new();
    for (round, pair) in (1..).zip(order.windows(2)) {
        if worth(rule, data(pair[0]), data(pair[1])).is_eq() {
            ties.push(preference.tie(round, pair[0], pair[1], Vec::new()));
        }
    }
    order.extend(unsupported);
    (order, ties)
}

/// Compares what two projects are worth; free ones are worth most per cost.
fn worth(rule: &Greedy, a: &Project, b: &Project) -> Ordering {
    let [score_a, score_b] = [a, b].map(|project| i128::from(project.score.0));
    let [cost_a, cost_b] = [a, b].map(|project| i128::from(project.cost.0));
    match (rule.per_cost, cost_a == 0, cost_b == 0) {
        (false, _, _) => score_a.cmp(&score_b),
        (true, false, false) => (score_a * cost_b).cmp(&(score_b * cost_a)),
        (true, free_a, free_b) => free_a.cmp(&free_b),
    }
}

impl GreedyCourse {
    pub(super) fn funded(&self) -> Vec<u32> {
        let funded = self.rounds.iter().filter(|round| round.verdict == Verdict::Funded);
        funded.map(|round| round.project).collect()
    }

    pub(super) fn partly_funded(&self) -> Option<u32> {
        self.rounds.iter().find(|round| round.verdict == Verdict::PartlyFunded).map(|round| round.project)
    }

    fn round(&self, election: &Election, index: usize) -> Value {
        let round = &self.rounds[index];
        json!({
            "round": index + 1,
            "project": election.projects[round.project as usize].id,
            "left": Money(round.left).to_string(),
            "verdict": word(round.verdict),
        })
    }

    pub(super) fn rounds<'a>(&'a self, election: &'a Election) -> Items<'a> {
        Items { count: self.rounds.len(), item: Box::new(|index| self.round(election, index)) }
    }

    pub(super) fn report(&self, election: &Election) -> Value {
        (0..self.rounds.len()).map(|index| self.round(election, index)).collect()
    }

    /// Why each project was or wasn't funded; nothing of those that it didn't look at.
    pub(super) fn reasons<'a>(
        &'a self,
        election: &'a Election,
        rule: &'a Greedy,
    ) -> Box<dyn Fn(usize) -> Value + 'a> {
        let mut places = vec![None; election.projects.len()];
        for (index, round) in self.rounds.iter().enumerate() {
            places[round.project as usize] = Some(index);
        }
        // What is left only falls, up to a stop and behind it.
        let is_stop =
            |round: &GreedyRound| matches!(round.verdict, Verdict::TooExpensive | Verdict::PartlyFunded);
        let stops = rule.too_expensive != TooExpensive::Skip;
        let stop = self.rounds.iter().position(is_stop).filter(|_| stops).unwrap_or(self.rounds.len());
        let tried = &self.rounds[..self.rounds.len().min(stop + 1)];
        let reason = move |index: usize| why(election, rule, tried, index + 1, &self.rounds[index]);
        Box::new(move |project| places[project].map_or(Value::Null, reason))
    }
}

fn why(
    election: &Election,
    rule: &Greedy,
    tried: &[GreedyRound],
    number: usize,
    round: &GreedyRound,
) -> Value {
    let data = &election.projects[round.project as usize];
    let mut why = json!({
        "round": number,
        "verdict": word(round.verdict),
        "left": Money(round.left).to_string(),
    });
    if matches!(round.verdict, Verdict::Funded | Verdict::Unsupported | Verdict::Withdrawn) {
        return why;
    }
    if let Verdict::Excluded(rival) = round.verdict {
        why["excluded_by"] = election.projects[rival as usize].id.as_str().into();
    }
    if round.verdict == Verdict::TooExpensive || round.verdict == Verdict::PartlyFunded {
        why["less_cost"] = Money(data.cost.0 - round.left).to_string().into();
    }
    let more = more_score(election, rule, tried, round.project);
    if election.vote_type.is_approval() {
        let voters = more.map(|score| Integer::div_ceil(&score, &100).to_string());
        why["more_votes"] = json!({"voters": voters, "meaning": "sufficient"});
    } else {
        why["more_score"] = more.map(|score| Points(score).to_string()).into();
    }
    why
}

/// How much more score moves a project before the last other round that leaves its cost, or the first winner that
/// excludes it, whichever comes first.
fn more_score(election: &Election, rule: &Greedy, tried: &[GreedyRound], project: u32) -> Option<i64> {
    let data = &election.projects[project as usize];
    let excludes = |round: &GreedyRound| {
        let is_pair = |(a, b): &(u32, u32)| [(*a, *b), (*b, *a)].contains(&(project, round.project));
        round.verdict == Verdict::Funded && rule.conflicts.iter().any(is_pair)
    };
    let mut ahead = None;
    for round in tried.iter().take_while(|round| round.left >= data.cost.0) {
        if round.project != project {
            ahead = Some(round.project);
        }
        if excludes(round) {
            break;
        }
    }
    let ahead = &election.projects[ahead? as usize];
    let beaten = if rule.per_cost && ahead.cost.0 > 0 {
        let score = BigInt::from(ahead.score.0) * data.cost.0;
        score.div_floor(&ahead.cost.0.into()).to_i64()?
    } else {
        ahead.score.0
    };
    let lacking = rule.threshold.map_or(0, |least| least - data.score.0);
    Some((beaten + 1 - data.score.0).max(lacking).max(0))
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Funded => "funded",
        Verdict::TooExpensive => "too_expensive",
        Verdict::PartlyFunded => "partly_funded",
        Verdict::BehindTheStop => "behind_the_stop",
        Verdict::BelowThreshold => "below_threshold",
        Verdict::Excluded(_) => "excluded",
        Verdict::Unsupported => "unsupported",
        Verdict::Withdrawn => "withdrawn",
    }
}
