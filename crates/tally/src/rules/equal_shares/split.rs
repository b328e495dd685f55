//! A project's supporters by whether they hold a rate.

use super::super::support::Support;

/// What those hold who can't pay a rate in full and how many they are, and the points of the others.
pub(super) struct Split {
    pub(super) poor_money: u128,
    pub(super) poor: u64,
    pub(super) rich_points: u64,
    /// By how much, at least, the others have more than the next greater rate asks for; 0 also if they have less.
    pub(super) margin: u64,
}

impl Split {
    /// Splits a project's supporters, who have so much each by their ballots.
    pub(super) fn of(support: &Support, money: &[u64], project: u32, rate: u64) -> Self {
        let mut split = Self { poor_money: 0, poor: 0, rich_points: 0, margin: u64::MAX };
        let points = support.points(project);
        if points.is_empty() {
            let mut least = u64::MAX;
            for supporter in support.of(project) {
                let (money, count) = (money[supporter.ballot as usize], u64::from(supporter.count));
                let poor = u64::from(money < rate).wrapping_neg();
                split.poor_money += u128::from(money & poor) * u128::from(count);
                split.poor += count & poor;
                split.rich_points += count & !poor;
                least = least.min(money | poor);
            }
            split.margin = least.saturating_sub(rate.saturating_add(1));
        } else {
            let next = u128::from(rate) + 1;
            for (supporter, points) in support.of(project).iter().zip(points) {
                let (money, count) = (money[supporter.ballot as usize], u64::from(supporter.count));
                if u128::from(money) < u128::from(rate) * u128::from(*points) {
                    split.poor_money += u128::from(money) * u128::from(count);
                    split.poor += count;
                } else {
                    split.rich_points += u64::from(*points) * count;
                    let margin = u128::from(money).saturating_sub(next * u128::from(*points));
                    split.margin = split.margin.min(u64::try_from(margin).unwrap_or(u64::MAX));
                }
            }
        }
        split
    }

    /// What they pay together at that rate.
    pub(super) fn paid(&self, rate: u64) -> u128 {
        self.poor_money + u128::from(rate) * u128::from(self.rich_points)
    }
}
