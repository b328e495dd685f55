//! An endless crowd of made-up citizens.

mod names;
mod rnokpp;
mod translit;

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use rand::{RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use names::{Man, NAMES};

/// The sex that a Ukrainian full name and the ninth digit of the РНОКПП show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// A woman: even ninth digit.
    Female,
    /// A man: odd ninth digit.
    Male,
}

/// A made-up citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Surname, first name and patronymic, in this order, as on Ukrainian papers.
    pub full_name: String,
    /// What the name agrees with.
    pub sex: Sex,
    /// Local date of birth; the person is 16 to 90 years old throughout 2017.
    pub birth_date: NaiveDate,
    /// Registration number of the taxpayer's card: ten digits, no other person of the crowd has it.
    pub rnokpp: String,
    /// Address at `example.org`, no other person of the crowd has it.
    pub email: String,
}

/// A crowd: persons differ in РНОКПП and e-mail; namesakes occur as they do in a city.
#[derive(Debug, Clone)]
pub struct People {
    rng: ChaCha8Rng,
    numbers: HashSet<String>,
    mailboxes: HashMap<String, u32>,
}

/// Youngest and oldest age in whole years on 1 January 2017, and how many of a hundred signers are so old.
const AGES: [(u32, u32, u32); 5] = [(16, 29, 24), (30, 44, 35), (45, 59, 24), (60, 74, 14), (75, 89, 3)];

/// Share of women among the people of the city.
const WOMEN: f64 = 0.54;

impl People {
    /// The crowd of this seed.
    pub fn new(seed: u64) -> Self {
        Self { rng: ChaCha8Rng::seed_from_u64(seed), numbers: HashSet::new(), mailboxes: HashMap::new() }
    }

    fn name(&mut self, sex: Sex) -> (String, &'static str, &'static str) {
        let surname = NAMES.surnames.choose(&mut self.rng).expect("the list of surnames is not empty");
        let father = self.man();
        match sex {
            Sex::Female => {
                let woman = NAMES
                    .women
                    .choose_weighted(&mut self.rng, |woman| woman.weight)
                    .expect("the weights of the names of women are positive");
                (names::feminine(surname), &woman.name, &father.daughter)
            }
            Sex::Male => (surname.clone(), &self.man().name, &father.son),
        }
    }

    fn man(&mut self) -> &'static Man {
        NAMES
            .men
            .choose_weighted(&mut self.rng, |man| man.weight)
            .expect("the weights of the names of men are positive")
    }

    fn birth_date(&mut self) -> NaiveDate {
        let &(youngest, oldest, _) = AGES
            .choose_weighted(&mut self.rng, |&(_, _, share)| share)
            .expect("the shares of the ages are positive");
        let age = self.rng.random_range(youngest..=oldest);
        let year = i32::try_from(2016 - age).expect("a year of the common era fits");
        let earliest = NaiveDate::from_ymd_opt(year, 1, 2).expect("2 January is in every year");
        earliest + Days::new(self.rng.random_range(0..365))
    }

    fn rnokpp(&mut self, birth_date: NaiveDate, sex: Sex) -> String {
        loop {
            let number = rnokpp::draw(birth_date, sex, &mut self.rng);
            if self.numbers.insert(number.clone()) {
                return number;
            }
        }
    }

    fn email(&mut self, first_name: &str, surname: &str) -> String {
        let mailbox = format!("{}.{}", translit::latin(first_name), translit::latin(surname));
        let namesakes = self.mailboxes.entry(mailbox.clone()).or_default();
        *namesakes += 1;
        match *namesakes {
            1 => format!("{mailbox}@example.org"),
            nth => format!("{mailbox}{nth}@example.org"),
        }
    }
}

impl Iterator for People {
    type Item = Person;

    fn next(&mut self) -> Option<Person> {
        let sex = if self.rng.random_bool(WOMEN) { Sex::Female } else { Sex::Male };
        let birth_date = self.birth_date();
        let (surname, first_name, patronymic) = self.name(sex);
        Some(Person {
            full_name: format!("{surname} {first_name} {patronymic}"),
            sex,
            birth_date,
            rnokpp: self.rnokpp(birth_date, sex),
            email: self.email(first_name, &surname),
        })
    }
}
