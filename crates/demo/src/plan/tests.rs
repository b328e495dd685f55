use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike as _, TimeDelta, Timelike as _, Utc};
use viche_domain::city::calendar::{self, Calendar};
use viche_domain::petition::RefusalCode;
use viche_domain::time::{KYIV, end_of_day, local_date, months_after};

use super::{Fate, Petition, Step, WAVE, Year, plan};

const SEEDS: [u64; 3] = [0, 2017, u64::MAX];

fn years() -> impl Iterator<Item = Year> {
    SEEDS.into_iter().map(plan)
}

fn calendar() -> Calendar {
    calendar::built_in().calendar()
}

fn published(year: &Year) -> impl Iterator<Item = (usize, &Petition)> {
    year.petitions.iter().enumerate().filter(|(_, petition)| !matches!(petition.fate, Fate::Refused { .. }))
}

/// The instants at which each petition is signed, in order.
fn signings(year: &Year) -> HashMap<usize, Vec<DateTime<Utc>>> {
    let mut signings: HashMap<_, Vec<_>> = HashMap::new();
    for wave in &year.waves {
        for petition in wave.visits.iter().flat_map(|visit| &visit.petitions) {
            signings.entry(*petition).or_default().push(wave.at);
        }
    }
    signings
}

fn assert_in_office(at: DateTime<Utc>) {
    assert_eq!(calendar().is_working(local_date(at)), Ok(true), "{at}");
    assert!((9..18).contains(&at.with_timezone(&KYIV).hour()), "{at}");
}

#[test]
fn the_totals_are_those_of_the_report() {
    for year in years() {
        let count = |wanted: fn(&Fate) -> bool| {
            published(&year).filter(|(_, petition)| wanted(&petition.fate)).count()
        };
        assert_eq!(published(&year).count(), 149);
        assert_eq!(count(|fate| matches!(fate, Fate::Answered { .. })), 24);
        assert_eq!(count(|fate| matches!(fate, Fate::Withdrawn { .. })), 8);
        assert_eq!(count(|fate| matches!(fate, Fate::Lapsed { .. })), 149 - 24 - 8);
    }
}

#[test]
fn a_seed_fixes_the_year() {
    assert_eq!(plan(7), plan(7));
    assert_ne!(plan(7), plan(8));
}

#[test]
fn petitions_are_published_in_office_hours_all_over_the_year_in_order() {
    for year in years() {
        let dates: Vec<_> = published(&year).map(|(_, petition)| petition.decided_at).collect();
        assert!(dates.is_sorted());
        for at in &dates {
            assert_in_office(*at);
        }
        assert!(dates.iter().all(|at| local_date(*at).year() == 2017));
        let months: HashSet<_> = dates.iter().map(|at| local_date(*at).month()).collect();
        assert_eq!(months.len(), 12);
    }
}

#[test]
fn moderators_decide_within_two_working_days() {
    for petition in years().flat_map(|year| year.petitions) {
        assert!(petition.submitted_at < petition.decided_at);
        assert!(petition.decided_at < calendar().deadline(petition.submitted_at, 2).unwrap());
        assert_in_office(petition.decided_at);
    }
}

#[test]
fn the_answered_ones_reach_250_and_are_answered_in_their_terms_within_the_year() {
    for year in years() {
        let signings = signings(&year);
        for (place, petition) in published(&year) {
            let Fate::Answered { announced_at, answered_at, .. } = petition.fate else { continue };
            let times = &signings[&place];
            assert!((250..=700).contains(&times.len()), "{}", times.len());
            let threshold_at = times[249];
            assert!(local_date(threshold_at) < local_date(announced_at));
            assert!(announced_at < calendar().deadline(threshold_at, 3).unwrap());
            assert!(announced_at < answered_at);
            assert!(answered_at < calendar().deadline(announced_at, 10).unwrap());
            assert!(times.iter().all(|at| *at + WAVE < answered_at));
            assert_eq!(local_date(answered_at).year(), 2017);
            assert_in_office(announced_at);
            assert_in_office(answered_at);
        }
    }
}

#[test]
fn the_others_stay_below_and_are_replied_to_within_a_month_of_their_end() {
    for year in years() {
        let signings = signings(&year);
        let mut windows_ending_later = 0;
        for (place, petition) in published(&year) {
            let window_ends = end_of_day(months_after(local_date(petition.decided_at), 3));
            let until = match petition.fate {
                Fate::Withdrawn { at } => at,
                Fate::Lapsed { replied_at } => {
                    let last = local_date(window_ends - TimeDelta::seconds(1));
                    assert!(window_ends < replied_at && replied_at < end_of_day(months_after(last, 1)));
                    assert_in_office(replied_at);
                    windows_ending_later += usize::from(last.year() == 2018);
                    window_ends
                }
                Fate::Refused { .. } | Fate::Answered { .. } => continue,
            };
            assert!(until <= window_ends);
            let times = &signings[&place];
            assert!((1..=240).contains(&times.len()));
            assert!(times[0] > petition.decided_at && *times.last().unwrap() + WAVE < until);
        }
        assert!(windows_ending_later > 0);
    }
}

#[test]
fn people_sign_by_day_once_each_and_nobody_twice_in_a_wave() {
    for year in years() {
        let mut signed = HashSet::new();
        for wave in &year.waves {
            assert!((8..22).contains(&wave.at.with_timezone(&KYIV).hour()), "{}", wave.at);
            let mut here = HashSet::new();
            for visit in &wave.visits {
                assert!(here.insert(visit.person));
                assert!(!visit.petitions.is_empty());
                assert!(visit.petitions.iter().all(|petition| signed.insert((visit.person, *petition))));
            }
        }
        assert_eq!(signed.len(), year.signatures());
        assert!((10_000..25_000).contains(&signed.len()), "{}", signed.len());
    }
}

#[test]
fn waves_do_not_overlap() {
    for year in years() {
        assert!(year.waves.windows(2).all(|pair| pair[0].at + WAVE < pair[1].at));
    }
}

#[test]
fn refused_duplicates_name_a_petition_published_before() {
    for year in years() {
        for petition in &year.petitions {
            let Fate::Refused { code, duplicate_of } = petition.fate else { continue };
            assert_eq!(duplicate_of.is_some(), code == RefusalCode::Duplicate);
            if let Some(other) = duplicate_of {
                assert!(!matches!(year.petitions[other].fate, Fate::Refused { .. }));
                assert!(year.petitions[other].decided_at < petition.submitted_at);
            }
        }
    }
}

#[test]
fn each_petition_takes_its_steps_in_order() {
    for year in years() {
        let steps = year.steps();
        assert!(steps.is_sorted_by_key(|(at, _)| *at));
        let mut ways: HashMap<usize, Vec<char>> = HashMap::new();
        for (_, step) in &steps {
            let (place, sign) = match *step {
                Step::Submit(place) => (place, 's'),
                Step::Publish(place) => (place, 'p'),
                Step::Refuse(place, ..) => (place, 'r'),
                Step::Withdraw(place) => (place, 'w'),
                Step::Announce(place) => (place, 'n'),
                Step::Answer(place, _) => (place, 'a'),
                Step::Sign(_) => continue,
            };
            ways.entry(place).or_default().push(sign);
        }
        for (place, petition) in year.petitions.iter().enumerate() {
            let way: String = ways[&place].iter().collect();
            let expected = match petition.fate {
                Fate::Refused { .. } => "sr",
                Fate::Withdrawn { .. } => "spw",
                Fate::Lapsed { .. } => "spa",
                Fate::Answered { .. } => "spna",
            };
            assert_eq!(way, expected);
        }
    }
}
