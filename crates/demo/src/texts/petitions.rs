//! Petitions as people of a city of 260,000 write them: what is wrong, why it matters, what they ask.

use std::sync::LazyLock;

use rand::{Rng, RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;

use super::one_of;

/// What an author hands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PetitionText {
    /// One line, 10 to 200 characters.
    pub title: String,
    /// Three to five paragraphs with an empty line between them, at most 10,000 characters.
    pub text: String,
    /// Slug of the category.
    pub category: &'static str,
}

/// What suits petitions of every category.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    closings: Vec<String>,
}

/// All that is written about one category.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    category: String,
    /// Paragraphs that suit every petition of the category.
    arguments: Vec<String>,
    themes: Vec<Theme>,
}

/// One demand that is made for several places. `{}` stands for the place, in the one grammatical case that all
/// phrases take.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Theme {
    title: String,
    #[serde(default = "citywide")]
    places: Vec<String>,
    problem: Vec<String>,
    reason: Vec<String>,
    request: Vec<String>,
}

/// The place of a demand for the whole city, whose phrases name none.
fn citywide() -> Vec<String> {
    vec![String::new()]
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| texts!("petitions"));

static SECTIONS: LazyLock<[Section; 12]> = LazyLock::new(|| {
    [
        texts!("petitions/transport"),
        texts!("petitions/roads"),
        texts!("petitions/improvement"),
        texts!("petitions/education"),
        texts!("petitions/health"),
        texts!("petitions/culture"),
        texts!("petitions/sport"),
        texts!("petitions/ecology"),
        texts!("petitions/utilities"),
        texts!("petitions/safety"),
        texts!("petitions/social"),
        texts!("petitions/governance"),
    ]
});

/// Every petition there is, each title once, in an order and wording of the seed; more than 200.
pub fn petitions(seed: u64) -> impl Iterator<Item = PetitionText> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut all: Vec<_> = SECTIONS
        .iter()
        .flat_map(|section| section.themes.iter().map(move |theme| (section, theme)))
        .flat_map(|(section, theme)| theme.places.iter().map(move |place| (section, theme, place.as_str())))
        .collect();
    all.shuffle(&mut rng);
    all.into_iter().map(move |(section, theme, place)| compose(section, theme, place, &mut rng))
}

fn compose(section: &'static Section, theme: &Theme, place: &str, rng: &mut impl Rng) -> PetitionText {
    let mut paragraphs = vec![one_of(&theme.problem, rng), one_of(&theme.reason, rng)];
    if rng.random_bool(0.5) {
        paragraphs.push(one_of(&section.arguments, rng));
    }
    paragraphs.push(one_of(&theme.request, rng));
    if rng.random_bool(0.6) {
        paragraphs.push(one_of(&SHARED.closings, rng));
    }
    PetitionText {
        title: theme.title.replace("{}", place),
        text: paragraphs.join("\n\n").replace("{}", place),
        category: &section.category,
    }
}
