//! The year 2017 as it will be replayed: who hands in what and when, who signs, and what becomes of it. A pure function
//! of a seed. The figures are those of the city's report: 149 petitions, of which 24 reached 250 signatures.

mod crowd;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, TimeZone as _, Utc};
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use viche_domain::city::calendar::{self, Calendar};
use viche_domain::petition::{Decision, Figures, RefusalCode, Window};
use viche_domain::policy::Figures as _;
use viche_domain::time::{KYIV, local_date};

pub use crowd::{CROWD, WAVE, Wave};

/// The year.
pub const YEAR: i32 = 2017;
/// Petitions published in the year.
pub const PUBLISHED: usize = 149;
/// How many of them reach the threshold and are answered.
pub const ANSWERED: usize = 24;
/// How many of them their authors withdraw.
pub const WITHDRAWN: usize = 8;
/// What moderators refuse beside them, and why.
const REFUSED: [RefusalCode; 7] = [
    RefusalCode::NotCompetence,
    RefusalCode::Duplicate,
    RefusalCode::MissingData,
    RefusalCode::NotCompetence,
    RefusalCode::Duplicate,
    RefusalCode::NotCompetence,
    RefusalCode::MissingData,
];

/// The figures of that year: 250 signatures within three months.
pub fn figures() -> Figures {
    Figures { window: Window::Months(3), ..Figures::built_in() }
}

/// When the simulation begins: the evening of the first working day of December before.
pub fn beginning() -> DateTime<Utc> {
    local((2016, 12, 1), 18, 0)
}

/// All that happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// The petitions: first the published ones in the order of publication, then the refused ones.
    pub petitions: Vec<Petition>,
    /// Who signs when, in order.
    pub waves: Vec<Wave>,
}

/// The way of one petition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Petition {
    /// Its author's place in the crowd.
    pub author: usize,
    /// When it is begun and submitted.
    pub submitted_at: DateTime<Utc>,
    /// When a moderator publishes or refuses it.
    pub decided_at: DateTime<Utc>,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is refused.
    Refused {
        /// Why.
        code: RefusalCode,
        /// The place of the petition that it repeats.
        duplicate_of: Option<usize>,
    },
    /// Its author withdraws it while it collects.
    Withdrawn {
        /// When.
        at: DateTime<Utc>,
    },
    /// Its window closes below the threshold, and it is replied to as an ordinary appeal.
    Lapsed {
        /// When the reply is recorded.
        replied_at: DateTime<Utc>,
    },
    /// It reaches the threshold.
    Answered {
        /// When the start of the review is announced.
        announced_at: DateTime<Utc>,
        /// When it is answered.
        answered_at: DateTime<Utc>,
        /// How.
        decision: Decision,
    },
}

/// One step of the replay. Petitions are named by their places in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// The author begins and submits a petition.
    Submit(usize),
    /// A moderator publishes it.
    Publish(usize),
    /// A moderator refuses it, for this reason, as a repetition of another.
    Refuse(usize, RefusalCode, Option<usize>),
    /// The author withdraws it.
    Withdraw(usize),
    /// A responder announces the review.
    Announce(usize),
    /// A responder answers it, or replies to it once it has lapsed.
    Answer(usize, Decision),
    /// Citizens sign.
    Sign(&'a Wave),
}

impl Year {
    /// Everything in the order of time.
    pub fn steps(&self) -> Vec<(DateTime<Utc>, Step<'_>)> {
        let mut steps: Vec<_> = self.waves.iter().map(|wave| (wave.at, Step::Sign(wave))).collect();
        for (place, petition) in self.petitions.iter().enumerate() {
            steps.push((petition.submitted_at, Step::Submit(place)));
            steps.push(match petition.fate {
                Fate::Refused { code, duplicate_of } => {
                    (petition.decided_at, Step::Refuse(place, code, duplicate_of))
                }
                _ => (petition.decided_at, Step::Publish(place)),
            });
            match petition.fate {
                Fate::Refused { .. } => {}
                Fate::Withdrawn { at } => steps.push((at, Step::Withdraw(place))),
                Fate::Lapsed { replied_at } => {
                    steps.push((replied_at, Step::Answer(place, Decision::Explained)));
                }
                Fate::Answered { announced_at, answered_at, decision } => {
                    steps.push((announced_at, Step::Announce(place)));
                    steps.push((answered_at, Step::Answer(place, decision)));
                }
            }
        }
        steps.sort_by_key(|(at, _)| *at);
        steps
    }

    /// How many signatures are given.
    pub fn signatures(&self) -> usize {
        self.waves.iter().map(Wave::signatures).sum()
    }
}

/// Draws the year of a seed.
pub fn plan(seed: u64) -> Year {
    let mut planner =
        Planner { rng: ChaCha8Rng::seed_from_u64(seed), calendar: calendar::built_in().calendar() };
    let working: Vec<_> = date(2017, 1, 1)
        .iter_days()
        .take_while(|day| day.year() == 2017)
        .filter(|day| planner.is_working(*day))
        .collect();
    let mut publications: Vec<_> = (0..PUBLISHED)
        .map(|_| {
            let day = *working.choose(&mut planner.rng).expect("a year has working days");
            planner.in_office(day)
        })
        .collect();
    publications.sort();

    let mut shuffled: Vec<_> = (0..PUBLISHED).collect();
    shuffled.shuffle(&mut planner.rng);
    // Whatever is published by the end of August is answered within the year, even if its window is used to the full.
    let (early, late): (Vec<_>, Vec<_>) =
        shuffled.into_iter().partition(|place| publications[*place] < local((2017, 9, 1), 0, 0));
    let (answered, others) = early.split_at(ANSWERED);
    let mut lapsing: Vec<_> = others.iter().chain(&late).copied().collect();
    lapsing.shuffle(&mut planner.rng);
    let (withdrawn, _) = lapsing.split_at(WITHDRAWN);

    let mut slots = crowd::Slots::default();
    let mut petitions = Vec::new();
    for (place, &published_at) in publications.iter().enumerate() {
        let fate = if answered.contains(&place) {
            planner.answered(place, published_at, &mut slots)
        } else if withdrawn.contains(&place) {
            planner.withdrawn(place, published_at, &mut slots)
        } else {
            planner.lapsed(place, published_at, &mut slots)
        };
        petitions.push(planner.petition(published_at, fate));
    }
    for code in REFUSED {
        let day = *working[60..].choose(&mut planner.rng).expect("a year has more than 60 working days");
        let refused_at = planner.in_office(day);
        let mut petition = planner.petition(refused_at, Fate::Refused { code, duplicate_of: None });
        if code == RefusalCode::Duplicate {
            let latest = publications.partition_point(|at| *at < petition.submitted_at) - 1;
            petition.fate = Fate::Refused { code, duplicate_of: Some(latest) };
        }
        petitions.push(petition);
    }
    Year { petitions, waves: crowd::waves(slots, &mut planner.rng) }
}

struct Planner {
    rng: ChaCha8Rng,
    calendar: Calendar,
}

impl Planner {
    fn is_working(&self, day: NaiveDate) -> bool {
        self.calendar.is_working(day).expect("the built-in calendar covers these years")
    }

    /// An instant in the working hours of a local date.
    fn in_office(&mut self, day: NaiveDate) -> DateTime<Utc> {
        let (hour, minute) = (self.rng.random_range(9..17), self.rng.random_range(0..60));
        self.moment(day, hour, minute)
    }

    /// An instant in a minute of a local date.
    fn moment(&mut self, day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
        let within = TimeDelta::microseconds(self.rng.random_range(0..60_000_000));
        local((day.year(), day.month(), day.day()), hour, minute) + within
    }

    /// An instant in the working hours of a working day that comes so many working days after another instant.
    fn in_office_after(
        &mut self,
        event: DateTime<Utc>,
        days: std::ops::RangeInclusive<u16>,
    ) -> DateTime<Utc> {
        let n = self.rng.random_range(days);
        let day = self.calendar.nth_working_day(local_date(event), n);
        self.in_office(day.expect("the built-in calendar covers these years"))
    }

    /// A petition that a moderator decides on, submitted one or two working days before.
    fn petition(&mut self, decided_at: DateTime<Utc>, fate: Fate) -> Petition {
        let days_before = self.rng.random_range(1..=2);
        let submitted = local_date(decided_at)
            .iter_days()
            .rev()
            .skip(1)
            .filter(|day| self.is_working(*day))
            .nth(days_before - 1)
            .expect("days go back far enough");
        let (hour, minute) = (self.rng.random_range(8..22), self.rng.random_range(0..60));
        Petition {
            author: self.rng.random_range(0..CROWD),
            submitted_at: self.moment(submitted, hour, minute),
            decided_at,
            fate,
        }
    }

    fn answered(&mut self, place: usize, published_at: DateTime<Utc>, slots: &mut crowd::Slots) -> Fate {
        let Figures { threshold, window, .. } = figures();
        let threshold = usize::try_from(threshold).expect("a threshold is a small positive number");
        let most = self.rng.random_range(20..=650);
        let count = threshold + self.rng.random_range(10..=most);
        let times = slots.draw(published_at, window.closes_at(published_at), count, &mut self.rng);
        let announced_at = self.in_office_after(times[threshold - 1], 1..=3);
        let answered_at = self.in_office_after(announced_at, 3..=10);
        slots.add(place, times, answered_at);
        let decision = *Decision::ALL.choose(&mut self.rng).expect("there are decisions");
        Fate::Answered { announced_at, answered_at, decision }
    }

    fn withdrawn(&mut self, place: usize, published_at: DateTime<Utc>, slots: &mut crowd::Slots) -> Fate {
        let at = self.in_office_after(published_at, 8..=40);
        self.gather_few(place, published_at, at, slots);
        Fate::Withdrawn { at }
    }

    fn lapsed(&mut self, place: usize, published_at: DateTime<Utc>, slots: &mut crowd::Slots) -> Fate {
        let closes_at = figures().window.closes_at(published_at);
        self.gather_few(place, published_at, closes_at, slots);
        Fate::Lapsed { replied_at: self.in_office_after(closes_at, 4..=15) }
    }

    /// Signatures of a petition that does not catch on: 1 to 240, few being likelier than many.
    fn gather_few(
        &mut self,
        place: usize,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        slots: &mut crowd::Slots,
    ) {
        let most = self.rng.random_range(1..=240);
        let count = self.rng.random_range(1..=most);
        let times = slots.draw(from, until, count, &mut self.rng);
        slots.add(place, times, until);
    }
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

/// The UTC instant of a local time. Clocks change at night, when nothing happens here.
fn local((year, month, day): (i32, u32, u32), hour: u32, minute: u32) -> DateTime<Utc> {
    let time = KYIV.with_ymd_and_hms(year, month, day, hour, minute, 0);
    time.earliest().expect("clocks change at night").to_utc()
}
