//! Floating-point numbers that surely are no less, or no more, than a true number that isn't negative.

use num_bigint::BigInt;
use num_traits::ToPrimitive as _;

/// How far one rounding moves a number, at most: twice what it does, so that bounds of bounds hold, too.
const ROUNDING: f64 = f64::EPSILON;

/// A number that stays above the truth after a few roundings.
pub(super) fn up(value: f64) -> f64 {
    value * (1.0 + 4.0 * ROUNDING)
}

/// A number that stays below the truth after a few roundings.
pub(super) fn down(value: f64) -> f64 {
    value * (1.0 - 4.0 * ROUNDING)
}

/// How many numbers are added up before their sum is added to the others.
pub(super) const CHUNK: usize = 64;

/// By what part a sum in chunks of so many products may be off.
pub(super) fn slack(terms: usize) -> f64 {
    let additions = CHUNK + terms / CHUNK + 8;
    float(additions as u64) * ROUNDING
}

/// The nearest floating-point number.
#[expect(clippy::cast_precision_loss, reason = "the loss is one rounding, for which the bounds allow")]
pub(super) const fn float(value: u64) -> f64 {
    value as f64
}

/// The nearest floating-point number to a greater one.
#[expect(clippy::cast_precision_loss, reason = "the loss is one rounding, for which the bounds allow")]
pub(super) const fn near(value: u128) -> f64 {
    value as f64
}

/// The whole part of a number that isn't negative; at most the greatest there is.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "so it is meant")]
pub(super) const fn whole(value: f64) -> u64 {
    value as u64
}

/// Bounds of a fraction of whole numbers, of which the first isn't negative and the second is positive.
pub(in crate::verify) fn bounds(numerator: &BigInt, denominator: &BigInt) -> (f64, f64) {
    // The quotient times 2^shift has 62 to 64 bits.
    let bits = |number: &BigInt| i32::try_from(number.bits()).unwrap_or(i32::MAX);
    let shift = 63 + bits(denominator) - bits(numerator);
    let quotient =
        if shift >= 0 { (numerator << shift) / denominator } else { numerator / (denominator << -shift) };
    let quotient = quotient.to_u64().unwrap_or(u64::MAX);
    let scale = 2.0_f64.powi(-shift);
    (down(float(quotient) * scale), up(float(quotient.saturating_add(1)) * scale))
}

#[cfg(test)]
mod tests {
    use num_rational::BigRational;

    use super::*;

    #[test]
    fn bounds_hold_the_fraction_and_lie_near_it() {
        let powers: [BigInt; 10] =
            [0, 1, 5, 52, 53, 54, 63, 64, 65, 200].map(|power| BigInt::from(1) << power);
        let numbers: Vec<BigInt> =
            powers.iter().flat_map(|power| [power.clone(), power + 1, power * 7 / 3]).collect();
        for numerator in numbers.iter().chain([&BigInt::ZERO]) {
            for denominator in numbers.iter().filter(|number| **number > BigInt::ZERO) {
                let (low, high) = bounds(numerator, denominator);
                let [low, high] = [low, high].map(|bound| BigRational::from_float(bound).unwrap());
                let truth = BigRational::new(numerator.clone(), denominator.clone());
                assert!(low <= truth && truth <= high, "{numerator}/{denominator}");
                assert!(
                    high - low <= truth / BigInt::from(1_u64 << 48) + BigRational::from_float(1e-18).unwrap()
                );
            }
        }
    }
}
