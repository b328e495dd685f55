//! Replays the year through the API, each step at its own simulated instant.

use chrono::{DateTime, Utc};
use serde_json::json;
use viche_domain::time::{local_date, start_of_day};

use crate::city::City;
use crate::client::Petition;
use crate::error::DemoError;
use crate::plan::{Fate, Step, WAVE, Wave, Year};
use crate::progress::Progress;
use crate::texts::{Person, PetitionText};

/// What a year came to, counted through the API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub published: usize,
    pub answered: usize,
    pub lapsed: usize,
    pub withdrawn: usize,
    pub signatures: u64,
}

impl Totals {
    /// Counts the petitions published in a year.
    pub fn of(petitions: &[Petition]) -> Self {
        let count = |state| petitions.iter().filter(|petition| petition.state == state).count();
        Self {
            published: petitions.len(),
            answered: count("answered"),
            lapsed: count("lapsed"),
            withdrawn: count("withdrawn"),
            signatures: petitions.iter().map(|petition| petition.signatures).sum(),
        }
    }
}

/// Replays a year; `texts` has one for each of its petitions.
pub(crate) async fn replay(
    city: &mut City<'_>,
    year: &Year,
    texts: &[PetitionText],
    progress: &mut Progress,
) -> Result<(), DemoError> {
    let mut play = Play { city, year, texts, ids: vec![String::new(); year.petitions.len()] };
    let mut today = None;
    for (at, step) in year.steps() {
        let date = local_date(at);
        if today.replace(date) != Some(date) {
            // Windows end at midnight.
            play.work(start_of_day(date)).await?;
        }
        play.city.set_clock(at);
        play.take(step).await?;
        match step {
            Step::Sign(wave) => progress.advance(wave.signatures(), at),
            _ => play.work(at).await?,
        }
    }
    Ok(())
}

/// A year being replayed. Petitions are named by their places in it.
struct Play<'a, 'b> {
    city: &'a mut City<'b>,
    year: &'a Year,
    texts: &'a [PetitionText],
    ids: Vec<String>,
}

impl Play<'_, '_> {
    /// The worker does what is due by then.
    async fn work(&self, at: DateTime<Utc>) -> Result<(), DemoError> {
        self.city.set_clock(at);
        Ok(self.city.service.worker.run_once().await?)
    }

    async fn take(&mut self, step: Step<'_>) -> Result<(), DemoError> {
        match step {
            Step::Submit(place) => {
                let author = self.city.client.enter(self.author(place)).await?;
                self.ids[place] = self.city.submit(&author, self.text(place)).await?;
                Ok(())
            }
            Step::Publish(place) => self.city.publish(&self.ids[place]).await,
            Step::Refuse(place, code, duplicate_of) => {
                let other = duplicate_of.map(|other| self.ids[other].as_str());
                self.city.refuse(&self.ids[place], code, other).await
            }
            Step::Withdraw(place) => {
                let client = &self.city.client;
                let author = client.enter(self.author(place)).await?;
                client.act(&author, &self.ids[place], "withdrawal", &json!({})).await
            }
            Step::Announce(place) => self.city.announce(&self.ids[place], self.text(place).category).await,
            Step::Answer(place, decision) => {
                let category = self.text(place).category;
                self.city.answer(&self.ids[place], category, decision).await
            }
            Step::Sign(wave) => self.sign(wave).await,
        }
    }

    /// People log in as the wave begins, and sign one after the other until it ends.
    async fn sign(&self, wave: &Wave) -> Result<(), DemoError> {
        let people = wave.visits.iter().map(|visit| &self.city.crowd[visit.person]);
        let sessions = self.city.client.enter_all(people).await?;
        let signatures: Vec<_> = sessions
            .iter()
            .zip(&wave.visits)
            .flat_map(|(session, visit)| visit.petitions.iter().map(move |place| (session, *place)))
            .collect();
        let pace = WAVE / i32::try_from(signatures.len()).expect("a wave is no flood");
        let mut now = wave.at;
        let in_turn = signatures.into_iter().map(|(session, place)| {
            self.city.set_clock(now);
            now += pace;
            (session, self.ids[place].as_str())
        });
        self.city.client.sign_all(in_turn).await
    }

    fn author(&self, place: usize) -> &Person {
        &self.city.crowd[self.year.petitions[place].author]
    }

    /// What the petition says; a repetition says what it repeats.
    fn text(&self, place: usize) -> &PetitionText {
        match self.year.petitions[place].fate {
            Fate::Refused { duplicate_of: Some(other), .. } => &self.texts[other],
            _ => &self.texts[place],
        }
    }
}
