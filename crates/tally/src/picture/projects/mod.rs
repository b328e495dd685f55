//! The list of projects: votes, costs, and the line of the budget.

mod columns;
mod rows;

use super::canvas::{Anchor, Canvas, Font, LIMIT, MUTED, PX, RULE, TRACE};
use super::numbers::{amount, count};
use super::text::{clean, shorten, width};
use super::{MARGIN, ROW, Subject, WIDTH};
use crate::Money;
use columns::{Columns, threshold};
use rows::{Fate, Row, Rows};

/// A bar within its row.
const BAR: (i64, i64) = (5 * PX, 12 * PX);
/// The baseline within a row.
const BASE: i64 = 16 * PX;

/// Draws it below `top`; answers where it ends.
pub(super) fn draw(canvas: &mut Canvas, subject: Subject, top: i64) -> i64 {
    let y = top + 40 * PX;
    canvas.text((MARGIN, y), Anchor::Start, Font::PLAIN.size(16).bold(), "Projects");
    if subject.election.projects.is_empty() {
        let font = Font::PLAIN.fill(MUTED);
        canvas.text((MARGIN, y + ROW), Anchor::Start, font, "There are no projects.");
        return y + ROW;
    }
    let rows = Rows::of(subject);
    legend(canvas, &rows, y + 12 * PX);
    let heading = y + 50 * PX;
    let cost = match subject.currency() {
        currency if currency.is_empty() => "Cost".to_owned(),
        currency => format!("Cost,{currency}"),
    };
    let columns = Columns::of(subject, &rows, &cost);
    headings(canvas, subject, &columns, &cost, heading);
    let first = heading + 7 * PX;
    let mut y = first;
    for row in &rows.shown {
        draw_row(canvas, subject, &columns, *row, y);
        y += ROW;
    }
    if let Some((losers, best)) = rows.hidden {
        hidden(canvas, (columns.names, y + BASE), losers, &subject.score(best));
        y += ROW;
    }
    total(canvas, subject, &columns, y);
    y += ROW + 4 * PX;
    limits(canvas, subject, &columns, [heading - 2 * PX, first, y]);
    y
}

fn legend(canvas: &mut Canvas, rows: &Rows, y: i64) {
    let mut x = MARGIN;
    for fate in [Fate::Funded, Fate::Partly, Fate::Unfunded] {
        if !rows.shown.iter().any(|row| row.fate == fate) {
            continue;
        }
        canvas.rect("legend", [x, y, 24 * PX, BAR.1], fate.look());
        canvas.text((x + 32 * PX, y + 11 * PX), Anchor::Start, Font::SMALL, fate.words());
        x += 56 * PX + width(fate.words(), 12, false);
    }
    let words = "Each cost begins where the money spent on the projects above it ends.";
    canvas.text((WIDTH - MARGIN, y + 11 * PX), Anchor::End, Font::SMALL, words);
}

fn headings(canvas: &mut Canvas, subject: Subject, columns: &Columns, cost: &str, y: i64) {
    let votes = if subject.election.vote_type.is_approval() { "Votes" } else { "Points" };
    canvas.text((MARGIN, y), Anchor::Start, Font::SMALL, "Project");
    canvas.text((columns.votes_end, y), Anchor::End, Font::SMALL, votes);
    canvas.text((columns.cost_end, y), Anchor::End, Font::SMALL, cost);
    canvas.line("rule", [MARGIN, y + 7 * PX, WIDTH - MARGIN, y + 7 * PX], &format!("stroke=\"{RULE}\""));
}

fn draw_row(canvas: &mut Canvas, subject: Subject, columns: &Columns, row: Row, y: i64) {
    let project = &subject.election.projects[row.project as usize];
    let fate = row.fate;
    let (id, name) = (clean(&project.id, 200), clean(&project.name, 300));
    let (score, cost) = (amount(project.score.0), amount(project.cost.0));
    let words = format!(
        "{id} {name}: {}, {}, {}",
        subject.score(project.score),
        subject.money(project.cost.0),
        fate.words()
    );
    let data = [
        ("id", id.clone()),
        ("score", project.score.to_string()),
        ("cost", project.cost.to_string()),
        ("before", row.before.to_string()),
        ("gets", row.gets.to_string()),
    ];
    canvas.open(fate.class(), &data, &words);
    label(canvas, columns, (&id, &name), Font::PLAIN.fill(fate.ink()), y + BASE);
    let font = Font::PLAIN.fill(fate.ink());
    canvas.text((columns.votes_end, y + BASE), Anchor::End, font, &score);
    canvas.text((columns.cost_end, y + BASE), Anchor::End, font, &cost);
    if project.score.0 > 0 {
        let length = columns.votes_length(project.score.0).max(PX);
        canvas.rect("votes", [columns.votes, y + BAR.0, length, BAR.1], fate.look());
    }
    let at = columns.place(row.before.0);
    canvas.line("before", [at, y, at, y + ROW], &format!("stroke=\"{TRACE}\" stroke-width=\"2\""));
    let whole = if fate == Fate::Partly { Fate::Unfunded } else { fate };
    bar(canvas, columns, whole, "cost", (row.before, project.cost), y);
    if fate == Fate::Partly {
        bar(canvas, columns, fate, "gets", (row.before, row.gets), y);
    }
    canvas.close();
}

fn label(canvas: &mut Canvas, columns: &Columns, (id, name): (&str, &str), font: Font, y: i64) {
    let room = if name.is_empty() { columns.names_end } else { columns.names - 10 * PX } - MARGIN;
    canvas.foreign((MARGIN, y), room, font.fill(MUTED), &shorten(id, font.size, room));
    if !name.is_empty() {
        let room = columns.names_end - columns.names;
        canvas.foreign((columns.names, y), room, font, &shorten(name, font.size, room));
    }
}

/// A bar of money, of which something can be seen even where the amount is small.
fn bar(canvas: &mut Canvas, columns: &Columns, fate: Fate, class: &str, part: (Money, Money), y: i64) {
    let (before, amount) = part;
    let bar = columns.bar(before.0, amount.0);
    canvas.rect(class, [bar.x, y + BAR.0, bar.length.max(PX), BAR.1], fate.look());
    if bar.beyond {
        canvas.tip((bar.x + bar.length, y + BAR.0), BAR.1, MUTED);
    }
}

/// What is said of losers that are not drawn.
fn hidden(canvas: &mut Canvas, at: (i64, i64), losers: u64, best: &str) {
    let words = format!("and {} more projects without funding, with at most {best} each", count(losers));
    canvas.open("hidden", &[("projects", losers.to_string())], &words);
    canvas.text(at, Anchor::Start, Font::PLAIN.fill(MUTED), &words);
    canvas.close();
}

/// What all together cost.
fn total(canvas: &mut Canvas, subject: Subject, columns: &Columns, y: i64) {
    let spent = Money(subject.spent());
    let part = Money(subject.in_part().unwrap_or(0));
    let in_part = if part.0 > 0 { format!(", and {} in part", subject.money(part.0)) } else { String::new() };
    let words = format!("Spent{in_part}; {} left", subject.money(subject.left()));
    let data = [("spent", spent.to_string()), ("part", part.to_string())];
    canvas.line("rule", [MARGIN, y, WIDTH - MARGIN, y], &format!("stroke=\"{RULE}\""));
    canvas.open("total", &data, &words);
    let font = Font::PLAIN.bold();
    canvas.text((columns.names, y + BASE), Anchor::Start, font, &words);
    canvas.text((columns.cost_end, y + BASE), Anchor::End, font, &amount(spent.0));
    if spent.0 > 0 {
        bar(canvas, columns, Fate::Funded, "spent", (Money(0), spent), y);
    }
    if part.0 > 0 {
        bar(canvas, columns, Fate::Partly, "part", (spent, part), y);
    }
    canvas.close();
}

/// The lines of the budget and of the threshold, from below their labels.
fn limits(canvas: &mut Canvas, subject: Subject, columns: &Columns, [label, top, bottom]: [i64; 3]) {
    let look = format!("stroke=\"{LIMIT}\" stroke-width=\"2\"");
    let font = Font::SMALL.fill(LIMIT).bold();
    let budget = subject.election.budget;
    let x = columns.place(budget.0);
    canvas.open("budget", &[("budget", budget.to_string())], "The budget");
    canvas.line("line", [x, top - 7 * PX, x, bottom], &look);
    let words = format!("Budget {}", subject.money(budget.0));
    let (at, anchor) = if budget.0 > 0 { (x + PX, Anchor::End) } else { (x, Anchor::Start) };
    canvas.text((at, label), anchor, font, &words);
    canvas.close();
    if let Some(score) = threshold(subject).filter(|score| *score > 0) {
        let length = columns.votes_length(score);
        let x = columns.votes + length;
        canvas.open("threshold", &[("score", crate::Points(score).to_string())], "The threshold");
        canvas.line(
            "line",
            [x, top - 7 * PX, x, bottom - ROW - 4 * PX],
            &format!("{look} stroke-dasharray=\"4 3\""),
        );
        let anchor = if length > 75 * PX { Anchor::End } else { Anchor::Start };
        canvas.text((x, label), anchor, font, &format!("threshold {}", amount(score)));
        canvas.close();
    }
}
