//! What stands above: title, place, rule, and the figures of the outcome.

use super::canvas::{Anchor, Canvas, Font, INK, LIMIT, MUTED, PX};
use super::numbers::{amount, count, share};
use super::satisfaction::Satisfaction;
use super::text::{clean, shorten, width, wrap};
use super::{MARGIN, Subject, WIDTH};
use crate::rules::{Comparator, Completion, Course, EqualShares, Greedy, Raises, Rule, Start, Step, Utility};

const ROOM: i64 = WIDTH - 2 * MARGIN;
const TITLE: Font = Font::PLAIN.size(22).bold();

/// Draws it from the top; answers where it ends.
pub(super) fn draw(canvas: &mut Canvas, subject: Subject, satisfaction: &Satisfaction) -> i64 {
    let mut y = 22 * PX;
    for line in wrap(&title(subject, 300), TITLE.size, ROOM * 10 / 11, 2) {
        y += 28 * PX;
        canvas.foreign((MARGIN, y), ROOM, TITLE, &line);
    }
    for line in [place(subject), format!("Rule: {}", rule(subject))] {
        if !line.is_empty() {
            y += 22 * PX;
            let font = Font::PLAIN.size(14).fill(MUTED);
            canvas.foreign((MARGIN, y), ROOM, font, &shorten(&line, font.size, ROOM));
        }
    }
    figures(canvas, subject, satisfaction, y + 24 * PX)
}

/// What is voted on.
pub(super) fn title(subject: Subject, most: usize) -> String {
    let title = clean(subject.meta.get("description").unwrap_or_default(), most);
    if title.is_empty() { "Participatory budget".to_owned() } else { title }
}

fn place(subject: Subject) -> String {
    let values = ["unit", "subunit", "country", "instance"].map(|key| subject.meta.get(key));
    let values = values.into_iter().flatten().map(|value| clean(value, 100));
    values.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The rule as run, with what it depends on.
pub(super) fn rule(subject: Subject) -> String {
    let parameters = match subject.method().rule() {
        Rule::Greedy(rule) => greedy(rule, subject),
        Rule::EqualShares(rule) => equal_shares(*rule, subject),
        Rule::Phragmen => String::new(),
    };
    let tie_breaking: Vec<&str> = subject.method().ties().iter().map(Step::name).collect();
    format!("{}{parameters}; ties: {}", subject.method().name(), tie_breaking.join(", "))
}

fn greedy(rule: &Greedy, subject: Subject) -> String {
    let threshold = rule.threshold.map(|threshold| {
        let comparator = match threshold.comparator {
            Comparator::AtLeast => "at least",
            Comparator::MoreThan => "more than",
        };
        format!("; {comparator} {}", subject.score(threshold.score))
    });
    threshold.unwrap_or_default()
}

fn equal_shares(rule: EqualShares, subject: Subject) -> String {
    let utility = match rule.utility {
        Utility::Cost => "cost",
        Utility::Cardinality => "cardinality",
    };
    let completion = match rule.completion {
        Completion::None => "none",
        Completion::Utilitarian => "utilitarian",
        Completion::Add1(_) => "add1",
        Completion::Add1u(_) => "add1u",
    };
    let preset = match rule.completion.raises() {
        Some(Raises::PABUTOOLS) => " as pabutools-1.2.3".to_owned(),
        Some(Raises::EQUALSHARES_NET) => " as equalshares.net".to_owned(),
        Some(Raises::WIELICZKA) => " as wieliczka-2023".to_owned(),
        Some(raises) => by_hand(raises),
        None => String::new(),
    };
    let comparison = match &subject.outcome.course {
        Course::EqualShares(shares) if shares.switched() => "; comparison with greedy, which was taken",
        _ if rule.comparison => "; comparison with greedy",
        _ => "",
    };
    format!("; utility: {utility}; completion: {completion}{preset}{comparison}")
}

fn by_hand(raises: Raises) -> String {
    let start = match raises.start {
        Start::Exact => "exact",
        Start::Floor => "floor",
        Start::ExactThenFloor => "exact, then floor",
    };
    let stops = [(true, "over"), (raises.exhaustive, "exhaustive"), (raises.all_elected, "all-elected")];
    let stops: Vec<&str> = stops.into_iter().filter(|(asked, _)| *asked).map(|(_, stop)| stop).collect();
    format!(" (start: {start}; stop: {})", stops.join(", "))
}

/// What a figure is of, the figure, and what is to be said of it.
type Figure = (&'static str, String, String);

fn figures(canvas: &mut Canvas, subject: Subject, satisfaction: &Satisfaction, top: i64) -> i64 {
    let election = subject.election;
    let of_budget = format!("{} of the budget", share(subject.spent(), election.budget.0));
    let spent = match subject.in_part() {
        Some(part) => format!("and {} in part", amount(part)),
        None => of_budget,
    };
    let excluded = satisfaction.excluded();
    let figures: [Figure; 5] = [
        ("Budget", subject.money(election.budget.0), format!("{} left", amount(subject.left()))),
        ("Spent", subject.money(subject.spent()), spent),
        (
            "Funded",
            count(subject.outcome.winners.len() as u64),
            match election.projects.len() {
                1 => "of 1 project".to_owned(),
                projects => format!("of {} projects", count(projects as u64)),
            },
        ),
        ("Voters", count(election.voters), format!("{} funded projects each", satisfaction.average())),
        ("Without a funded project", count(excluded), format!("{} of voters", satisfaction.share(excluded))),
    ];
    let step = ROOM / 5;
    let mut x = MARGIN;
    for (index, (of, figure, note)) in figures.into_iter().enumerate() {
        let fill = if index == 4 && excluded > 0 { LIMIT } else { INK };
        let fits = |size: &i64| width(&figure, *size, true) <= step - 12 * PX;
        let size = [20, 16, 13].into_iter().find(fits).unwrap_or(10);
        canvas.text((x, top + 12 * PX), Anchor::Start, Font::SMALL, of);
        canvas.foreign((x, top + 36 * PX), step, Font::PLAIN.bold().size(size).fill(fill), &figure);
        canvas.text((x, top + 54 * PX), Anchor::Start, Font::SMALL, &note);
        x += step;
    }
    top + 60 * PX
}
