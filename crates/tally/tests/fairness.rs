//! Fairness against its definitions, said as plainly as they can be.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use num_rational::Ratio;
use proptest::prelude::*;
use viche_tally::document::canonical;
use viche_tally::fairness::{Claim, EjrPlus, Satisfaction, fairness, report};
use viche_tally::pabulib::{Duplicates, Meta, Options, Source, read_groups};
use viche_tally::picture;
use viche_tally::rules::{Completion, EqualShares, Greedy, Method, Raises, Rule, Uncounted, Utility};
use viche_tally::{Builder, Choices, Election, Money, Points, VoteType};

type Fraction = Ratio<i128>;

/// Costs, and voters by what they approve.
#[derive(Debug, Clone)]
struct Plain {
    budget: i128,
    costs: Vec<i128>,
    voters: Vec<Vec<usize>>,
}

impl Plain {
    fn election(&self) -> Election {
        let amount = |hundredths: i128| Money(i64::try_from(hundredths).unwrap());
        let mut builder = Builder::new(amount(self.budget), VoteType::Approval).unwrap();
        for (index, cost) in self.costs.iter().enumerate() {
            builder.project(index.to_string(), "", amount(*cost)).unwrap();
        }
        for voter in &self.voters {
            let listed: Vec<u32> = voter.iter().map(|project| u32::try_from(*project).unwrap()).collect();
            builder.ballots(Choices::Listed(&listed), 1).unwrap();
        }
        builder.finish().unwrap()
    }

    fn worth(&self, project: usize, by_cost: bool) -> i128 {
        if by_cost { self.costs[project] } else { 1 }
    }

    fn has(&self, voter: usize, winners: &[u32], by_cost: bool) -> i128 {
        let supported =
            self.voters[voter].iter().filter(|project| winners.contains(&u32::try_from(**project).unwrap()));
        supported.map(|project| self.worth(*project, by_cost)).sum()
    }

    /// Projects with the size of the largest group that deserved it, looking at every group of voters.
    fn claims(&self, winners: &[u32], by_cost: bool, up_to_one: bool) -> Vec<(u32, u64)> {
        let could_be = |project: usize| {
            !winners.contains(&u32::try_from(project).unwrap())
                && self.costs[project] <= self.budget
                && self.worth(project, by_cost) > 0
        };
        let open = (0..self.costs.len()).filter(|project| could_be(*project));
        let claims = open.filter_map(|project| {
            let groups = 1_u32..1 << self.voters.len();
            let deserving = groups.filter(|group| {
                let members: Vec<usize> =
                    (0..self.voters.len()).filter(|voter| group >> voter & 1 == 1).collect();
                let part = Fraction::new(
                    i128::try_from(members.len()).unwrap() * self.budget,
                    i128::try_from(self.voters.len()).unwrap(),
                );
                members.iter().all(|voter| {
                    let approved = &self.voters[*voter];
                    let more = if up_to_one {
                        approved
                            .iter()
                            .filter(|project| could_be(**project))
                            .map(|project| self.worth(*project, by_cost))
                            .max()
                            .unwrap_or(0)
                    } else {
                        self.worth(project, by_cost)
                    };
                    let has = Fraction::from_integer(self.has(*voter, winners, by_cost) + more);
                    // By cardinality the part pays for so many such projects.
                    let price = if by_cost { 1 } else { self.costs[project] };
                    approved.contains(&project) && has * price <= part
                })
            });
            deserving
                .map(u32::count_ones)
                .max()
                .map(|voters| (u32::try_from(project).unwrap(), voters.into()))
        });
        claims.collect()
    }
}

fn plain() -> impl Strategy<Value = Plain> {
    (1..=5_usize, 1..=12_i128).prop_flat_map(|(projects, budget)| {
        let cost = prop_oneof![4 => (1..=6_i128).prop_map(|units| units * 100), 1 => 0..=900_i128];
        let voter = prop::sample::subsequence((0..projects).collect::<Vec<_>>(), 0..=projects);
        (prop::collection::vec(cost, projects), prop::collection::vec(voter, 1..=8))
            .prop_map(move |(costs, voters)| Plain { budget: budget * 100, costs, voters })
    })
}

fn winners(election: &Election, rule: Rule) -> Vec<u32> {
    Method::new(rule, Vec::new()).count(election).unwrap().winners
}

fn shares(utility: Utility, completion: Completion) -> Rule {
    Rule::EqualShares(EqualShares { utility, completion, comparison: false })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn claims_are_those_of_all_groups(plain in plain(), chosen in any::<u8>()) {
        let election = plain.election();
        let any: Vec<u32> = (0..5).filter(|project| chosen >> project & 1 == 1 && (*project as usize) < plain.costs.len()).collect();
        for winners in [any, winners(&election, Rule::Greedy(Greedy::UTILITARIAN))] {
            let measured = fairness(&election, &winners, &[]).unwrap().ejr_plus.unwrap();
            for EjrPlus { satisfaction, up_to_one, up_to_any, .. } in measured {
                let by_cost = satisfaction == Satisfaction::Cost;
                for (verdict, up_to_one) in [(up_to_one, true), (up_to_any, false)] {
                    let claims = plain.claims(&winners, by_cost, up_to_one);
                    prop_assert_eq!(verdict.projects, claims.len());
                    let largest = claims.iter().map(|(_, voters)| *voters).max();
                    prop_assert_eq!(verdict.largest.map(|claim| claim.voters), largest);
                    if let Some(Claim { project, voters, .. }) = verdict.largest {
                        prop_assert!(claims.contains(&(project, voters)));
                    }
                }
            }
        }
    }

    /// Equal shares satisfy EJR+ up to any project by their utility, with more money and more winners, too.
    #[test]
    fn equal_shares_satisfy_it(plain in plain()) {
        let election = plain.election();
        for (index, utility) in [Utility::Cost, Utility::Cardinality].into_iter().enumerate() {
            for completion in [
                Completion::None,
                Completion::Utilitarian,
                Completion::Add1(Raises::PABUTOOLS),
                Completion::Add1u(Raises::WIELICZKA),
            ] {
                let winners = winners(&election, shares(utility, completion));
                let measured = fairness(&election, &winners, &[]).unwrap().ejr_plus.unwrap();
                prop_assert_eq!(measured[index].up_to_any.largest, None, "{:?} {:?}", utility, completion);
                prop_assert_eq!(measured[index].up_to_one.largest, None);
            }
        }
    }

    #[test]
    fn how_voters_are_served_is_what_it_says(plain in plain()) {
        let election = plain.election();
        let winners = winners(&election, shares(Utility::Cardinality, Completion::Utilitarian));
        let served = fairness(&election, &winners, &[]).unwrap().all;
        let voters = plain.voters.len();
        let mut shares: Vec<Fraction> = plain.voters.iter().map(|approved| {
            let won = approved.iter().filter(|project| winners.contains(&u32::try_from(**project).unwrap()));
            let supporters = |project: usize| plain.voters.iter().filter(|voter| voter.contains(&project)).count();
            won.map(|project| Fraction::new(plain.costs[*project], i128::try_from(supporters(*project)).unwrap())).sum()
        }).collect();
        shares.sort_unstable();
        let median = (shares[(voters - 1) / 2] + shares[voters / 2]) / 2;
        let average = shares.iter().sum::<Fraction>() / i128::try_from(voters).unwrap();
        prop_assert_eq!(served.median_share.unwrap().to_string(), median.to_string());
        prop_assert_eq!(served.average_share.unwrap().to_string(), average.to_string());
        let values: Vec<i128> = (0..voters).map(|voter| plain.has(voter, &winners, true)).collect();
        let sum: i128 = values.iter().sum();
        let differences: i128 = values.iter().flat_map(|a| values.iter().map(move |b| (a - b).abs())).sum();
        let gini = (sum > 0).then(|| Fraction::new(differences, 2 * sum * i128::try_from(voters).unwrap()));
        prop_assert_eq!(served.gini_cost.map(|gini| gini.to_string()), gini.map(|gini| gini.to_string()));
        let with: u64 = (0..voters).map(|voter| u64::from(plain.has(voter, &winners, false) > 0)).sum();
        prop_assert_eq!(served.with_winner, with);
    }
}

/// 60 of 100 voters want the three parks, 40 the library; greedy funds the parks alone.
#[test]
fn a_minority_that_deserved_a_project_is_named() {
    let mut builder = Builder::new(Money(10_000), VoteType::Approval).unwrap();
    let parks: Vec<u32> =
        (0..3).map(|park| builder.project(format!("park {park}"), "", Money(3_000)).unwrap()).collect();
    let library = builder.project("library", "", Money(3_500)).unwrap();
    builder.ballots(Choices::Listed(&parks), 60).unwrap();
    builder.ballots(Choices::Listed(&[library]), 40).unwrap();
    let election = builder.finish().unwrap();
    let greedy = winners(&election, Rule::Greedy(Greedy::UTILITARIAN));
    assert_eq!(greedy, parks);
    let [by_cost, by_number] = fairness(&election, &greedy, &[]).unwrap().ejr_plus.unwrap();
    for verdict in [by_cost.up_to_one, by_cost.up_to_any] {
        let claim = verdict.largest.unwrap();
        assert_eq!((verdict.projects, claim.project, claim.voters, claim.satisfaction), (1, library, 40, 0));
        // 40 % of 100.00, of which the library would have been 35.00.
        assert_eq!((claim.deserved.0 / claim.deserved.1, claim.lacking / claim.deserved.1), (4_000, 500));
    }
    assert_eq!(by_number.up_to_any.largest.unwrap().project, library);
    let fair = winners(&election, shares(Utility::Cost, Completion::None));
    assert!(fairness(&election, &fair, &[]).unwrap().ejr_plus.unwrap()[0].up_to_any.largest.is_none());
    assert_eq!(fairness(&election, &[4], &[]).unwrap_err(), Uncounted::NoSuchProject(4));
}

#[test]
fn it_is_not_defined_for_points() {
    let mut builder = Builder::new(Money(100), VoteType::Cumulative).unwrap();
    let project = builder.project("a", "", Money(100)).unwrap();
    builder.ballots(Choices::Points(&[(project, Points(300))]), 3).unwrap();
    let election = builder.finish().unwrap();
    let measured = fairness(&election, &[project], &[]).unwrap();
    assert!(measured.ejr_plus.is_none());
    assert_eq!((measured.all.voters, measured.all.with_winner), (3, 3));
}

const GROUPED: &str = "META\nkey;value\ndescription;x\ncountry;x\nunit;x\ninstance;x\nnum_projects;2\nnum_votes;6\nbudget;100\n\
    vote_type;approval\nrule;greedy\ndate_begin;2026\ndate_end;2026\nPROJECTS\nproject_id;cost\na;100\nb;60\nVOTES\n\
    voter_id;vote;age;neighborhood\n1;a;17;North\n2;a,b;30;North\n3;b;34;South\n4;b;thirty;\n1;b;70;South\n5;a;;South\n";

#[test]
fn groups_of_the_file_are_measured() {
    let groups = |duplicates: Duplicates| {
        let options = Options { duplicates, ..Options::LENIENT };
        let (reading, groupings) = read_groups(GROUPED.as_bytes(), options).unwrap();
        let measured = fairness(&reading.election, &[0], &groupings).unwrap();
        let counts = |(column, groups): &(&'static str, Vec<(String, viche_tally::fairness::Served)>)| {
            let groups = groups
                .iter()
                .map(|(value, served)| format!("{value}:{}/{}", served.with_winner, served.voters));
            format!("{column} {}", groups.collect::<Vec<_>>().join(" "))
        };
        measured.groups.iter().map(counts).collect::<Vec<_>>()
    };
    let all = ["neighborhood North:2/2 South:1/3 :0/1", "age 0–17:1/1 25–34:1/2 65+:0/1 thirty:0/1 :1/1"];
    assert_eq!(groups(Duplicates::Keep), all);
    let last = ["neighborhood North:1/1 South:1/3 :0/1", "age 0–17:0/0 25–34:1/2 65+:0/1 thirty:0/1 :1/1"];
    assert_eq!(groups(Duplicates::Last), last);
    let none = ["neighborhood North:1/1 South:1/2 :0/1", "age 0–17:0/0 25–34:1/2 thirty:0/1 :1/1"];
    assert_eq!(
        groups(Duplicates::Drop),
        none.map(|line| line.replace("25–34:1/2 thirty", "25–34:1/2 65+:0/0 thirty"))
    );
}

#[test]
fn the_report_is_canonical_and_the_picture_is_xml() {
    let (reading, groupings) = read_groups(GROUPED.as_bytes(), Options::LENIENT).unwrap();
    let measured = fairness(&reading.election, &[0], &groupings).unwrap();
    let source = Source { sha256: "0".to_owned(), options: Options::LENIENT };
    let document = report(&source, &reading.election, &[0], &measured);
    assert_eq!(document["all"]["exclusion_ratio"], "1/2");
    assert_eq!(document["all"]["average_share"], "50/3");
    // Of six voters three want b, which costs 60.00; two of them have nothing.
    let any = &document["ejr_plus"]["cost"]["up_to_any"];
    assert_eq!((&any["satisfied"], &any["projects_deserved"]), (&true.into(), &0.into()), "{document}");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&canonical(&document)).unwrap(), document);
    let svg = picture::fairness(&Meta::default(), &measured);
    let parsed = roxmltree::Document::parse(&svg).unwrap();
    let bars = parsed.descendants().filter(|node| node.attribute("class") == Some("served"));
    assert_eq!(bars.count(), 1 + 3 + 5);
}
