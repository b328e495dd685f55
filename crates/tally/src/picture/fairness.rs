//! How voters are served, as a picture: a bar for all, and one for each group.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive as _;

use super::canvas::{Anchor, Canvas, EXCLUDED, FUNDED, Font, MUTED, PX};
use super::numbers::{amount, count, share};
use super::text::{clean, shorten};
use super::{MARGIN, ROW, WIDTH, frame};
use crate::fairness::{EjrPlus, Fairness, Served};
use crate::pabulib::Meta;

const LABELS: i64 = 220 * PX;
const BARS: i64 = 420 * PX;
/// How many groups of a column are drawn.
const GROUPS: usize = 40;

/// Draws it.
pub fn fairness(meta: &Meta, fairness: &Fairness) -> String {
    let mut canvas = Canvas::default();
    let title = clean(meta.get("description").unwrap_or_default(), 300);
    let title = if title.is_empty() { "Participatory budget".to_owned() } else { title };
    let mut y = 50 * PX;
    let font = Font::PLAIN.size(22).bold();
    canvas.foreign((MARGIN, y), WIDTH - 2 * MARGIN, font, &shorten(&title, 22, WIDTH - 2 * MARGIN));
    let verdicts = verdicts(fairness);
    for line in &verdicts {
        y += 22 * PX;
        canvas.text((MARGIN, y), Anchor::Start, Font::PLAIN.size(14).fill(MUTED), line);
    }
    y += 20 * PX;
    row(&mut canvas, y, "all voters", &fairness.all);
    y += ROW;
    for (column, groups) in &fairness.groups {
        y += 34 * PX;
        canvas.text((MARGIN, y), Anchor::Start, Font::PLAIN.size(16).bold(), column);
        y += 10 * PX;
        for (value, served) in groups.iter().take(GROUPS) {
            let label = if value.is_empty() { "not said".to_owned() } else { clean(value, 100) };
            row(&mut canvas, y, &label, served);
            y += ROW;
        }
        if groups.len() > GROUPS {
            let more = format!("and {} more", count((groups.len() - GROUPS) as u64));
            canvas.text((MARGIN, y + 16 * PX), Anchor::Start, Font::PLAIN.fill(MUTED), &more);
            y += ROW;
        }
    }
    let description = format!("{} {}", verdicts.join(". "), words(&fairness.all));
    frame(&title, &description, y + MARGIN, &canvas.finish())
}

fn verdicts(fairness: &Fairness) -> Vec<String> {
    let Some(both) = &fairness.ejr_plus else {
        return vec!["EJR+ is defined for approval and choose-1 ballots only".to_owned()];
    };
    let satisfied = |is: bool| if is { "satisfied" } else { "not satisfied" };
    let line = |EjrPlus { satisfaction, up_to_one, up_to_any }: &EjrPlus| {
        format!(
            "EJR+ by {}: up to one project {}, up to any {}",
            satisfaction.word(),
            satisfied(up_to_one.largest.is_none()),
            satisfied(up_to_any.largest.is_none()),
        )
    };
    both.iter().map(line).collect()
}

fn row(canvas: &mut Canvas, y: i64, label: &str, served: &Served) {
    let words = words(served);
    let data = [("voters", served.voters.to_string()), ("with-winner", served.with_winner.to_string())];
    canvas.open("served", &data, &format!("{label}: {words}"));
    let (x, room) = (MARGIN + LABELS, LABELS - 12 * PX);
    canvas.foreign((MARGIN, y + 16 * PX), room, Font::PLAIN, &shorten(label, 13, room));
    let part = i128::from(served.with_winner) * i128::from(BARS) / i128::from(served.voters.max(1));
    let length = i64::try_from(part).expect("a part of the length of bars");
    canvas.rect("with-winner", [x, y + 4 * PX, length, 14 * PX], FUNDED);
    if served.with_winner < served.voters {
        canvas.rect("without", [x + length, y + 4 * PX, BARS - length, 14 * PX], EXCLUDED);
    }
    canvas.text((x + BARS + 8 * PX, y + 16 * PX), Anchor::Start, Font::PLAIN, &words);
    canvas.close();
}

/// How voters are served, in words.
fn words(served: &Served) -> String {
    let [part, whole] =
        [served.with_winner, served.voters].map(|voters| i64::try_from(voters).unwrap_or(i64::MAX));
    let average = served.average_share.as_ref().map(|share| amount(rounded(share)));
    format!(
        "{} of {} have a funded project; share {}",
        share(part, whole),
        count(served.voters),
        average.unwrap_or_else(|| "–".to_owned())
    )
}

/// Hundredths, rounded to the nearest.
pub(crate) fn rounded(hundredths: &BigRational) -> i64 {
    let half = BigRational::new(BigInt::from(1), BigInt::from(2));
    (hundredths + half).floor().to_integer().to_i64().unwrap_or(i64::MAX)
}
