//! Petitions as people of a city of 260,000 write them: what is wrong, why it matters, what they ask.

mod culture;
mod ecology;
mod education;
mod governance;
mod health;
mod improvement;
mod roads;
mod safety;
mod social;
mod sport;
mod transport;
mod utilities;

use rand::{Rng, RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

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

/// All that is written about one category.
struct Section {
    category: &'static str,
    /// Paragraphs that suit every petition of the category.
    arguments: &'static [&'static str],
    themes: &'static [Theme],
}

/// One demand that is made for several places. `{}` stands for the place, in the one grammatical case that all
/// phrases take.
struct Theme {
    title: &'static str,
    places: &'static [&'static str],
    problem: &'static [&'static str],
    reason: &'static [&'static str],
    request: &'static [&'static str],
}

/// The place of a demand for the whole city, whose phrases name none.
const CITYWIDE: &[&str] = &[""];

const SECTIONS: [Section; 12] = [
    transport::SECTION,
    roads::SECTION,
    improvement::SECTION,
    education::SECTION,
    health::SECTION,
    culture::SECTION,
    sport::SECTION,
    ecology::SECTION,
    utilities::SECTION,
    safety::SECTION,
    social::SECTION,
    governance::SECTION,
];

const CLOSINGS: &[&str] = &[
    "Просимо всіх небайдужих житомирян підтримати петицію своїм підписом і поділитися нею із сусідами.",
    "Сподіваємося на розуміння міської влади та на конкретні строки виконання, а не на загальну відповідь.",
    "Ця петиція підготовлена після обговорення із сусідами; готові взяти участь у робочій групі або нараді.",
    "Шановні житомиряни! Кожен підпис наближає наше місто до того, яким ми хочемо його бачити.",
    "Просимо повідомити про вжиті заходи та оприлюднити відповідь на сайті міської ради.",
    "Упевнені, що разом ми зможемо змінити Житомир на краще.",
];

/// Every petition there is, each title once, in an order and wording of the seed; more than 200.
pub fn petitions(seed: u64) -> impl Iterator<Item = PetitionText> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut all: Vec<_> = SECTIONS
        .iter()
        .flat_map(|section| section.themes.iter().map(move |theme| (section, theme)))
        .flat_map(|(section, theme)| theme.places.iter().map(move |place| (section, theme, *place)))
        .collect();
    all.shuffle(&mut rng);
    all.into_iter().map(move |(section, theme, place)| compose(section, theme, place, &mut rng))
}

fn compose(section: &Section, theme: &Theme, place: &str, rng: &mut impl Rng) -> PetitionText {
    let mut paragraphs = vec![one_of(theme.problem, rng), one_of(theme.reason, rng)];
    if rng.random_bool(0.5) {
        paragraphs.push(one_of(section.arguments, rng));
    }
    paragraphs.push(one_of(theme.request, rng));
    if rng.random_bool(0.6) {
        paragraphs.push(one_of(CLOSINGS, rng));
    }
    PetitionText {
        title: theme.title.replace("{}", place),
        text: paragraphs.join("\n\n").replace("{}", place),
        category: section.category,
    }
}
