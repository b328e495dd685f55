//! Passwords that can be read out and typed.

use rand::seq::IndexedRandom as _;
use rand::{Rng, RngExt as _};

/// Words of the city and its land, in Latin letters.
const WORDS: [&str; 32] = [
    "teteriv",
    "kamianka",
    "polissia",
    "drevliany",
    "hulva",
    "zamkova",
    "vatra",
    "kalyna",
    "barvinok",
    "veselka",
    "zozulia",
    "leleka",
    "smereka",
    "horobyna",
    "malva",
    "voloshka",
    "chebrets",
    "lypa",
    "yavir",
    "dzherelo",
    "krynytsia",
    "luky",
    "svitanok",
    "zirka",
    "misiats",
    "hrim",
    "kobza",
    "tsymbaly",
    "sopilka",
    "rushnyk",
    "pysanka",
    "korovai",
];

/// A password of three words and four digits, such as `leleka-vatra-kobza-4071`.
pub(crate) fn draw(rng: &mut impl Rng) -> String {
    let words: Vec<_> = WORDS.sample(rng, 3).copied().collect();
    format!("{}-{:04}", words.join("-"), rng.random_range(0..10_000))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;
    use rand_chacha::ChaCha8Rng;

    use super::draw;

    #[test]
    fn a_password_is_accepted_and_needs_no_quoting() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        for _ in 0..200 {
            let password = draw(&mut rng);
            viche_domain::text::password("", &password, &["citizen@example.org"]).unwrap();
            assert!(password.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }
    }
}
