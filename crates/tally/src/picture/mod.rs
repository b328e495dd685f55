//! An outcome as a picture: one SVG that needs nothing else.
//!
//! Above, the figures of the election. Then its projects from the most votes down: how many votes each has, what it
//! costs, and where its cost stands against the budget, each winner beginning where the winners above it end. Below,
//! voters by how many winners they support.
//!
//! The picture can be read without its colours, and holds its numbers as `data-` attributes. Equal outcomes give
//! equal bytes: coordinates are whole tenths, and nothing is measured in the fonts of the machine.

mod canvas;
mod fairness;
mod heading;
mod numbers;
mod projects;
mod satisfaction;
mod text;

use std::fmt::Write as _;

use crate::pabulib::Meta;
use crate::rules::{Method, Outcome, Uncounted};
use crate::{Election, Points};
use canvas::{Canvas, PX, tenths};
pub use fairness::fairness;
#[cfg(feature = "cli")]
pub(crate) use fairness::rounded;
use numbers::{amount, count, share};
use satisfaction::Satisfaction;
#[cfg(feature = "cli")]
pub(crate) use text::may_stand;

/// How wide the picture is, in tenths as all lengths here.
const WIDTH: i64 = 1200 * PX;
/// What stays empty at each side.
const MARGIN: i64 = 32 * PX;
/// How far apart rows of text are.
const ROW: i64 = 22 * PX;

/// What is drawn.
#[derive(Clone, Copy)]
struct Subject<'a> {
    election: &'a Election,
    meta: &'a Meta,
    outcome: &'a Outcome,
}

impl Subject<'_> {
    const fn method(&self) -> &Method {
        self.outcome.method()
    }

    /// What winners cost.
    fn spent(&self) -> i64 {
        self.election.cost_of(self.outcome.winners.iter().copied()).0
    }

    fn left_by_winners(&self) -> i64 {
        self.election.budget.0 - self.spent()
    }

    /// What nobody gets.
    fn left(&self) -> i64 {
        self.left_by_winners() - self.in_part().unwrap_or(0)
    }

    /// What a partly funded project gets.
    fn in_part(&self) -> Option<i64> {
        self.outcome.partly_funded.map(|_| self.left_by_winners().max(0))
    }

    /// The currency, with a space before it.
    fn currency(&self) -> String {
        let currency = text::clean(self.meta.get("currency").unwrap_or_default(), 8);
        if currency.is_empty() { currency } else { format!(" {currency}") }
    }

    /// An amount with its currency.
    fn money(&self, hundredths: i64) -> String {
        format!("{}{}", amount(hundredths), self.currency())
    }

    /// A score with its unit.
    fn score(&self, points: Points) -> String {
        let unit = if self.election.vote_type.is_approval() { "vote" } else { "point" };
        let plural = if points.0 == 100 { "" } else { "s" };
        format!("{} {unit}{plural}", amount(points.0))
    }
}

/// The rule as run, with what it depends on, for a line of text.
#[cfg(feature = "cli")]
pub(crate) fn rule(election: &Election, meta: &Meta, outcome: &Outcome) -> String {
    heading::rule(Subject { election, meta, outcome })
}

/// Draws an outcome of this election.
pub fn picture(election: &Election, meta: &Meta, outcome: &Outcome) -> Result<String, Uncounted> {
    outcome.must_be_of(election)?;
    let subject = Subject { election, meta, outcome };
    let satisfaction = Satisfaction::of(election, &outcome.winners);
    let mut canvas = Canvas::default();
    let y = heading::draw(&mut canvas, subject, &satisfaction);
    let y = projects::draw(&mut canvas, subject, y);
    let y = satisfaction.draw(&mut canvas, subject, y);
    let title = heading::title(subject, 300);
    Ok(frame(&title, &describe(subject, &satisfaction), y + MARGIN, &canvas.finish()))
}

/// The document around what is drawn.
fn frame(title: &str, description: &str, height: i64, body: &str) -> String {
    let (width, height) = (tenths(WIDTH), tenths(height));
    let [title, description] = [title, description].map(text::escape);
    let mut svg = String::with_capacity(body.len() + 2000);
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"viche-title viche-desc\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"{}\">\n\
         <title id=\"viche-title\">{title}</title>\n<desc id=\"viche-desc\">{description}</desc>\n{}\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n{body}</svg>\n",
        canvas::INK,
        canvas::PATTERNS,
    );
    svg
}

/// The picture in words.
fn describe(subject: Subject, satisfaction: &Satisfaction) -> String {
    let Subject { election, outcome, .. } = subject;
    let mut words = format!(
        "Rule: {}. Funded: {} of {} projects, for {} of {} ({}).",
        heading::rule(subject),
        count(outcome.winners.len() as u64),
        count(election.projects.len() as u64),
        amount(subject.spent()),
        subject.money(election.budget.0),
        share(subject.spent(), election.budget.0),
    );
    if let Some(part) = subject.in_part() {
        let _ = write!(words, " Partly funded: one project, with {}.", subject.money(part));
    }
    let _ = write!(
        words,
        " Voters: {}; without a funded project that they support: {} ({}). Funded projects that a voter supports, on \
         average: {}.",
        count(election.voters),
        count(satisfaction.excluded()),
        satisfaction.share(satisfaction.excluded()),
        satisfaction.average(),
    );
    words
}
