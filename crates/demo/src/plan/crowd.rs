//! Who signs when. People come in waves of some minutes, each evening more of them, as after a post in a neighbours'
//! chat; who is here for one petition often signs another.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};
use rand::RngExt as _;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use rand_chacha::ChaCha8Rng;
use viche_domain::time::{last_day, local_date};

use super::local;

/// How many citizens sign petitions at all.
pub const CROWD: usize = 3000;
/// How long a wave lasts: less than an access token is good for.
pub const WAVE: TimeDelta = TimeDelta::minutes(8);
/// The local hours in which a wave may begin (within two hours from each), and how many of a hundred signers come then.
const HOURS: [(u32, u32); 7] = [(8, 5), (10, 9), (12, 14), (14, 9), (16, 12), (18, 20), (20, 31)];
/// Petitions that one person signs at once, at most.
const AT_ONCE: usize = 3;

/// Citizens who come at the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wave {
    /// When the wave begins.
    pub at: DateTime<Utc>,
    /// Who comes; nobody twice.
    pub visits: Vec<Visit>,
}

impl Wave {
    /// How many signatures it brings.
    pub fn signatures(&self) -> usize {
        self.visits.iter().map(|visit| visit.petitions.len()).sum()
    }
}

/// Somebody who logs in and signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The place in the crowd.
    pub person: usize,
    /// The places of the petitions.
    pub petitions: Vec<usize>,
}

/// Signatures before anybody is named for them: the petitions that gain one in each wave.
#[derive(Debug, Default)]
pub(super) struct Slots {
    begun: HashMap<(NaiveDate, u32), DateTime<Utc>>,
    taken: BTreeMap<DateTime<Utc>, Vec<usize>>,
}

impl Slots {
    /// So many instants of waves between two instants, in order: many in the first days, fewer and fewer later.
    pub fn draw(
        &mut self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        count: usize,
        rng: &mut ChaCha8Rng,
    ) -> Vec<DateTime<Utc>> {
        let first = local_date(from);
        let days = (last_day(until) - first).num_days();
        let mut times = Vec::with_capacity(count);
        while times.len() < count {
            let day = [(); 3].map(|()| rng.random_range(0..=days)).into_iter().min().unwrap_or_default();
            let (hour, _) = HOURS.choose_weighted(rng, |(_, share)| *share).expect("shares are positive");
            let wave = self.wave(first + TimeDelta::days(day), *hour, rng);
            if from < wave && wave + WAVE < until {
                times.push(wave);
            }
        }
        times.sort();
        times
    }

    /// When the wave of these hours begins.
    fn wave(&mut self, day: NaiveDate, hour: u32, rng: &mut ChaCha8Rng) -> DateTime<Utc> {
        *self.begun.entry((day, hour)).or_insert_with(|| {
            let within = TimeDelta::microseconds(rng.random_range(0..110 * 60_000_000));
            local((day.year(), day.month(), day.day()), hour, 0) + within
        })
    }

    /// Takes the instants for signatures of a petition, those before it can't be signed any more.
    pub fn add(&mut self, petition: usize, times: Vec<DateTime<Utc>>, until: DateTime<Utc>) {
        for time in times.into_iter().take_while(|time| *time + WAVE < until) {
            self.taken.entry(time).or_default().push(petition);
        }
    }
}

/// Finds somebody for each signature: nobody signs the same petition twice, and some are far more active than others.
pub(super) fn waves(slots: Slots, rng: &mut ChaCha8Rng) -> Vec<Wave> {
    let mut signed = HashSet::new();
    let mut waves = Vec::new();
    for (at, mut open) in slots.taken {
        open.shuffle(rng);
        let mut here = HashSet::new();
        let mut visits = Vec::new();
        while let Some(petition) = open.pop() {
            let mut petitions = vec![petition];
            while petitions.len() < AT_ONCE
                && rng.random_bool(0.5)
                && let Some(other) = open.iter().position(|other| !petitions.contains(other))
            {
                petitions.push(open.swap_remove(other));
            }
            let person = loop {
                let most = rng.random_range(0..CROWD);
                let person = rng.random_range(0..=most);
                if !here.contains(&person) && petitions.iter().all(|it| !signed.contains(&(person, *it))) {
                    break person;
                }
            };
            here.insert(person);
            signed.extend(petitions.iter().map(|petition| (person, *petition)));
            visits.push(Visit { person, petitions });
        }
        waves.push(Wave { at, visits });
    }
    waves
}
