//! Voters by how many winners they support.

use super::canvas::{Anchor, Canvas, EXCLUDED, FUNDED, Font, LIMIT, MUTED, PX, RULE};
use super::numbers::{count, mean, share};
use super::{MARGIN, ROW, Subject, WIDTH};
use crate::Election;

/// At most so many rows are drawn for voters with a winner, and one for the few who have the most of them; where more
/// would be needed, each has several numbers.
const ROWS: usize = 20;
/// One in so many voters at most is among those few.
const FEW: u64 = 100;
const LABELS: i64 = 150 * PX;
const BARS: i64 = 640 * PX;

/// How many voters support how many winners.
pub(super) struct Satisfaction {
    /// By the number of winners; the last isn't 0 but where it's the only one.
    voters: Vec<u64>,
}

impl Satisfaction {
    pub(super) fn of(election: &Election, winners: &[u32]) -> Self {
        let won = election.marks(winners);
        let mut voters = vec![0; winners.len() + 1];
        for ballot in 0..election.distinct_ballots() {
            let choices = election.ballot(ballot);
            let supported = choices.filter(|(project, points)| *points > 0 && won[*project as usize]).count();
            voters[supported] += u64::from(election.count(ballot));
        }
        let last = voters.iter().rposition(|count| *count > 0).unwrap_or(0);
        voters.truncate(last + 1);
        Self { voters }
    }

    /// Voters who support no winner.
    pub(super) fn excluded(&self) -> u64 {
        self.voters[0]
    }

    /// How many of all voters these are.
    pub(super) fn share(&self, voters: u64) -> String {
        share(signed(voters), signed(self.voters.iter().sum()))
    }

    /// Winners that a voter supports, on average.
    pub(super) fn average(&self) -> String {
        let winners = (0..).zip(&self.voters).map(|(winners, voters): (u64, &u64)| winners * voters).sum();
        mean(signed(winners), signed(self.voters.iter().sum()))
    }

    /// From and to which number of winners, and how many voters.
    fn rows(&self) -> Vec<(usize, usize, u64)> {
        let (most, last) = (self.usual(), self.voters.len() - 1);
        let step = most.div_ceil(ROWS).max(1);
        let several = (1..=most).step_by(step).map(|from| (from, (from + step - 1).min(most)));
        let few = (most < last).then_some((most + 1, last));
        let ranges = std::iter::once((0, 0)).chain(several).chain(few);
        ranges.map(|(from, to)| (from, to, self.voters[from..=to].iter().sum())).collect()
    }

    /// The number of winners that only few voters exceed; the highest where all have a row.
    fn usual(&self) -> usize {
        let last = self.voters.len() - 1;
        if last <= ROWS {
            return last;
        }
        let few = self.voters.iter().sum::<u64>() / FEW;
        let mut above = 0;
        let exceeds = |voters: &u64| {
            above += voters;
            above > few
        };
        self.voters.iter().rposition(exceeds).unwrap_or(last)
    }

    /// Draws it below `top`; answers where it ends.
    pub(super) fn draw(&self, canvas: &mut Canvas, subject: Subject, top: i64) -> i64 {
        let supported = if subject.election.vote_type.is_approval() { "voted for" } else { "gave points to" };
        let mut y = top + 44 * PX;
        canvas.text((MARGIN, y), Anchor::Start, Font::PLAIN.size(16).bold(), "Voters");
        y += 20 * PX;
        let words =
            format!("by the number of funded projects that they {supported}; {} on average", self.average());
        canvas.text((MARGIN, y), Anchor::Start, Font::PLAIN.fill(MUTED), &words);
        y += 14 * PX;
        let rows = self.rows();
        let most = rows.iter().map(|(_, _, voters)| *voters).max().unwrap_or(0).max(1);
        for (from, to, voters) in &rows {
            self.row(canvas, y, (*from, *to, *voters), most);
            y += ROW;
        }
        let axis = MARGIN + LABELS;
        canvas.line("axis", [axis, top + 78 * PX, axis, y], &format!("stroke=\"{RULE}\""));
        y
    }

    fn row(&self, canvas: &mut Canvas, y: i64, (from, to, voters): (usize, usize, u64), most: u64) {
        let label = match (from, to) {
            (0, _) => "no funded project".to_owned(),
            _ if from == to => from.to_string(),
            _ => format!("{from}–{to}"),
        };
        let words = format!(
            "{} {} ({})",
            count(voters),
            if voters == 1 { "voter" } else { "voters" },
            self.share(voters)
        );
        let data = [("from", from.to_string()), ("to", to.to_string()), ("voters", voters.to_string())];
        let (class, font, look) = if from == 0 {
            ("voters excluded", Font::PLAIN.bold().fill(LIMIT), EXCLUDED)
        } else {
            ("voters", Font::PLAIN, FUNDED)
        };
        canvas.open(class, &data, &format!("{label}: {words}"));
        canvas.text((MARGIN + LABELS - 8 * PX, y + 16 * PX), Anchor::End, font, &label);
        let x = MARGIN + LABELS;
        let length = scale(voters, most);
        if voters > 0 {
            canvas.rect("bar", [x, y + 4 * PX, length.max(PX), 14 * PX], look);
        }
        canvas.text((x + length + 8 * PX, y + 16 * PX), Anchor::Start, font, &words);
        canvas.close();
    }
}

fn scale(voters: u64, most: u64) -> i64 {
    let length = i128::from(voters) * i128::from(BARS) / i128::from(most);
    i64::try_from(length).expect("a part of the length of bars")
}

/// Numbers of voters are far from the limit: each takes bytes of a file.
fn signed(voters: u64) -> i64 {
    i64::try_from(voters).unwrap_or(i64::MAX)
}

const _: () = assert!(MARGIN + LABELS + BARS + 200 * PX < WIDTH);
