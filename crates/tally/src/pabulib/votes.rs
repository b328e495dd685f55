//! The section VOTES.

use hashbrown::HashMap;

use super::ballot_limits::{BallotLimits, Cast};
use super::groups::{Groups, Of};
use super::log::{Log, excerpt};
use super::meta::number_fault;
use super::reader::Columns;
use super::texts::Texts;
use super::{Code, Duplicates, Options, Position, Record};
use crate::builder::CastBallot;
use crate::number;
use crate::{BuildError, Builder, Points};

/// Who cast a row.
#[derive(Clone, Copy)]
struct Voter {
    /// Where its id is; none if it has none.
    id: Option<usize>,
    is_new: bool,
    of: Of,
}

#[derive(Default)]
pub(super) struct Votes {
    /// Rows, whatever became of them.
    pub(super) rows: u64,
    pub(super) limits: BallotLimits,
    voters: Texts,
    /// The ballots of voters, by their ids, if they may be withdrawn.
    cast: HashMap<usize, (CastBallot, Of)>,
    /// Voters by groups, if wanted.
    pub(super) groups: Option<Groups>,
    may_withdraw: bool,
    /// Per project the last row that named it, and how often all together did.
    named: Vec<u64>,
    pub(super) times: Vec<u64>,
    /// What the current ballot lists, as far as there is such a project; those that there are; and their points.
    listed: Vec<Option<u32>>,
    known: Vec<u32>,
    points: Vec<Points>,
}

impl Votes {
    pub(super) fn take(
        &mut self,
        record: &Record,
        columns: &Columns,
        builder: &mut Builder,
        log: &mut Log,
        options: Options,
    ) {
        self.rows += 1;
        let mut voter = self.voter(record, columns, log, options.duplicates);
        if let Some(groups) = &mut self.groups {
            voter.of = groups.of(record, columns);
        }
        if self.is_passed_over(voter, builder, options.duplicates) {
            return;
        }
        let cell = columns.find("vote").expect("checked with the header");
        let vote = record.get(cell);
        let points = if builder.vote_type().has_points() { columns.find("points") } else { None };
        self.listed.clear();
        self.points.clear();
        self.named.resize(builder.projects(), 0);
        self.times.resize(builder.projects(), 0);
        if vote.trim().is_empty() {
            let sentence = || "expected a project".to_owned();
            let repair =
                if options.blank_ballots { "it counts as a voter" } else { "the row is passed over" };
            log.repairable(record.position(cell, 0), Code::BlankBallot, sentence, repair);
            if options.blank_ballots {
                self.cast(builder, voter, record.position(cell, 0), log);
            }
            return;
        }
        let mut at = 0;
        for id in vote.split(',') {
            let project = builder.find(id.trim());
            // An empty entry takes no place, but points may be given for it.
            if points.is_some() || !id.trim().is_empty() {
                self.listed.push(project);
            }
            self.choose(record.position(cell, at + blanks(id)), id.trim(), project, log);
            at += id.len() + 1;
        }
        if let Some(cell) = points {
            self.take_points(record, cell, log);
        }
        self.known.clear();
        self.known.extend(self.listed.iter().flatten());
        self.limits.compare(&Cast {
            builder,
            listed: self.listed.len(),
            projects: &self.known,
            points: &self.points,
            record,
            cell,
            points_cell: points,
        });
        self.cast(builder, voter, record.position(points.unwrap_or(cell), 0), log);
    }

    /// Adds the current ballot.
    fn cast(&mut self, builder: &mut Builder, voter: Voter, place: Position, log: &mut Log) {
        match builder.read_ballot(&self.listed, &self.points) {
            Ok(ballot) => {
                if let Some(groups) = &mut self.groups {
                    groups.add(voter.of, ballot.index);
                }
                if let Some(id) = voter.id.filter(|_| self.may_withdraw) {
                    self.cast.insert(id, (ballot, voter.of));
                }
            }
            Err(error) => {
                let most = Points(Points::LIMIT);
                let sentence = match error {
                    BuildError::Points(_) => format!(
                        "expected at most {most} points for a project, found more with its repetitions"
                    ),
                    other => other.to_string(),
                };
                log.fault(place, Code::TooManyPoints, sentence);
            }
        }
    }

    /// Whether a row is no ballot, since its voter has others; perhaps those were none, either.
    fn is_passed_over(&mut self, voter: Voter, builder: &mut Builder, duplicates: Duplicates) -> bool {
        self.may_withdraw = matches!(duplicates, Duplicates::Last | Duplicates::Drop);
        if voter.is_new {
            return false;
        }
        let earlier = voter.id.filter(|_| self.may_withdraw).and_then(|id| self.cast.remove(&id));
        if let Some((ballot, of)) = earlier {
            if let Some(groups) = &mut self.groups {
                groups.remove(of, ballot.index);
            }
            builder.withdraw(&ballot);
        }
        matches!(duplicates, Duplicates::First | Duplicates::Drop)
    }

    fn voter(&mut self, record: &Record, columns: &Columns, log: &mut Log, duplicates: Duplicates) -> Voter {
        let cell = columns.find("voter_id").expect("checked with the header");
        let id = record.get(cell).trim();
        if id.is_empty() {
            let sentence = || "expected the voter's id".to_owned();
            log.repairable(
                record.position(cell, 0),
                Code::EmptyId,
                sentence,
                "the row is a ballot all the same",
            );
            return Voter { id: None, is_new: true, of: Of::default() };
        }
        let (start, is_new) = self.voters.insert(id);
        if !is_new {
            let sentence = || format!("expected each voter once, found {} again", excerpt(id));
            let repair = match duplicates {
                Duplicates::Keep => "the row is a ballot all the same",
                Duplicates::First => "only the first row is a ballot",
                Duplicates::Last => "only the last row is a ballot",
                Duplicates::Drop => "none of the voter's rows is a ballot",
            };
            log.repairable(record.position(cell, 0), Code::DuplicateVoter, sentence, repair);
        }
        Voter { id: Some(start), is_new, of: Of::default() }
    }

    fn choose(&mut self, place: Position, id: &str, project: Option<u32>, log: &mut Log) {
        let Some(project) = project else {
            let sentence = || format!("expected a project of PROJECTS, found {}", excerpt(id));
            log.repairable(place, Code::UnknownProject, sentence, "it is passed over");
            return;
        };
        self.times[project as usize] += 1;
        let named = &mut self.named[project as usize];
        if *named == self.rows {
            log.warning(place, Code::RepeatedProject, || format!("the ballot names {} again", excerpt(id)));
        }
        *named = self.rows;
    }

    /// Takes as many points as projects are listed, and keeps those of projects that there are.
    fn take_points(&mut self, record: &Record, cell: usize, log: &mut Log) {
        let mut at = 0;
        let mut is_short = false;
        let text = record.get(cell);
        let mut given = text.split(',').take(if text.trim().is_empty() { 0 } else { usize::MAX });
        for project in &self.listed {
            let text = given.next();
            if text.is_none() && !is_short {
                is_short = true;
                let sentence = || "expected as many points as projects, found fewer".to_owned();
                let place = record.position(cell, at);
                log.repairable(place, Code::MisalignedPoints, sentence, "the others are 0");
            }
            let points = text.map_or(Points(0), |text| Self::points(record, cell, at, text, log));
            if project.is_some() {
                self.points.push(points);
            }
            at += text.map_or(0, |text| text.len() + 1);
        }
        if given.next().is_some() {
            let sentence = || "expected as many points as projects, found more".to_owned();
            let place = record.position(cell, at);
            log.repairable(place, Code::MisalignedPoints, sentence, "the further ones are dropped");
        }
    }

    fn points(record: &Record, cell: usize, at: usize, text: &str, log: &mut Log) -> Points {
        number::hundredths(text.trim(), Points::LIMIT).map_or_else(
            |error| {
                let (code, sentence) = number_fault(text, error);
                let place = record.position(cell, at + blanks(text));
                if text.trim().is_empty() {
                    log.repairable(place, code, || sentence, "it is read as 0");
                } else {
                    log.fault(place, code, sentence);
                }
                Points(0)
            },
            Points,
        )
    }
}

/// How many bytes of blanks a text begins with.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
