//! The order in which projects are looked at.

use std::cmp::Ordering;

use super::interval::{down, up};

/// A lower bound of a project's price.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    /// Near the bound; surely below it, unless that is exact.
    price: f64,
    /// `numerator / weight`, if that is the bound.
    exact: Option<(u64, u128)>,
    /// Its place by the ladder.
    place: u32,
    pub(super) project: u32,
}

impl Key {
    pub(super) fn rough(price: f64, place: u32, project: u32) -> Self {
        Self { price: down(price), exact: None, place, project }
    }

    /// An upper bound instead.
    pub(super) fn ceiling(price: f64, place: u32, project: u32) -> Self {
        Self { price: up(price), exact: None, place, project }
    }

    #[expect(clippy::cast_precision_loss, reason = "the order allows for the loss")]
    pub(super) fn exact(numerator: u64, weight: u128, place: u32, project: u32) -> Self {
        Self { price: numerator as f64 / weight as f64, exact: Some((numerator, weight)), place, project }
    }

    /// Whether it is no more than a price.
    pub(super) fn reaches(&self, price: f64) -> bool {
        self.price <= price
    }

    /// Quotients near each other may be rounded to one number; what is rough comes first then, so that behind what is
    /// exact there is nothing cheaper.
    fn by_price(&self, other: &Self) -> Ordering {
        let exactly = match (self.exact, other.exact) {
            (Some((numerator, weight)), Some((others, among))) => {
                (u128::from(numerator) * among).cmp(&(u128::from(others) * weight))
            }
            (exact, others) => exact.is_some().cmp(&others.is_some()),
        };
        self.price.total_cmp(&other.price).then(exactly)
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        self.by_price(other).then(self.place.cmp(&other.place))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key {}
