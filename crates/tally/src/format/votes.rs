//! The section VOTES.

use hashbrown::HashMap;

use super::log::{Log, excerpt};
use super::meta::number_fault;
use super::reader::Columns;
use super::texts::Texts;
use super::{Code, Duplicates, Options, Record};
use crate::number;
use crate::{Builder, Points};

#[derive(Default)]
pub(super) struct Votes {
    /// Rows, whatever became of them.
    pub(super) rows: u64,
    voters: Texts,
    /// Per project the last row that named it.
    named: Vec<u64>,
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
        index: &HashMap<String, u32>,
        builder: &mut Builder,
        log: &mut Log,
        options: Options,
    ) {
        self.rows += 1;
        if !self.is_new_voter(record, columns, log) && options.duplicates == Duplicates::First {
            return;
        }
        let cell = columns.find("vote").expect("checked with the header");
        let vote = record.get(cell);
        let points = if builder.vote_type().has_points() { columns.find("points") } else { None };
        self.listed.clear();
        self.points.clear();
        self.named.resize(builder.projects(), 0);
        if vote.trim().is_empty() {
            let sentence = || "expected a project".to_owned();
            log.repairable(record.position(cell, 0), Code::BlankBallot, sentence);
            if options.blank_ballots {
                builder.ballot(&[], &[]);
            }
            return;
        }
        let mut at = 0;
        for id in vote.split(',') {
            self.choose(record, cell, at, id.trim(), index, log);
            at += id.len() + 1;
        }
        if let Some(cell) = points {
            self.take_points(record, cell, log);
        }
        self.known.clear();
        self.known.extend(self.listed.iter().flatten());
        if !builder.ballot(&self.known, &self.points) {
            let most = Points(Points::LIMIT);
            let sentence =
                format!("expected at most {most} points for a project, found more with its repetitions");
            log.fault(record.position(points.unwrap_or(cell), 0), Code::TooManyPoints, sentence);
        }
    }

    fn is_new_voter(&mut self, record: &Record, columns: &Columns, log: &mut Log) -> bool {
        let cell = columns.find("voter_id").expect("checked with the header");
        let id = record.get(cell).trim();
        if id.is_empty() {
            let sentence = || "expected the voter's id".to_owned();
            log.repairable(record.position(cell, 0), Code::EmptyId, sentence);
            return true;
        }
        let new = self.voters.insert(id);
        if !new {
            let sentence = || format!("voter {} has a ballot further up", excerpt(id));
            log.repairable(record.position(cell, 0), Code::DuplicateVoter, sentence);
        }
        new
    }

    fn choose(
        &mut self,
        record: &Record,
        cell: usize,
        at: usize,
        id: &str,
        index: &HashMap<String, u32>,
        log: &mut Log,
    ) {
        let project = index.get(id).copied();
        self.listed.push(project);
        let Some(project) = project else {
            let sentence = || format!("expected a project of PROJECTS, found {}", excerpt(id));
            log.repairable(record.position(cell, at), Code::UnknownProject, sentence);
            return;
        };
        let named = &mut self.named[project as usize];
        if *named == self.rows {
            let sentence = format!("the ballot names {} again", excerpt(id));
            log.warning(record.position(cell, at), Code::RepeatedProject, sentence);
        }
        *named = self.rows;
    }

    /// Takes as many points as projects are listed, and keeps those of projects that there are.
    fn take_points(&mut self, record: &Record, cell: usize, log: &mut Log) {
        let mut at = 0;
        let mut given = record.get(cell).split(',');
        for project in &self.listed {
            let text = given.next();
            let points = Self::points(record, cell, at, text, log);
            if project.is_some() {
                self.points.push(points);
            }
            at += text.map_or(0, |text| text.len() + 1);
        }
        if given.next().is_some() {
            let sentence = || "expected as many points as projects, found more".to_owned();
            log.repairable(record.position(cell, at), Code::MisalignedPoints, sentence);
        }
    }

    fn points(record: &Record, cell: usize, at: usize, text: Option<&str>, log: &mut Log) -> Points {
        let Some(text) = text else {
            let sentence = || "expected as many points as projects, found fewer; the others are 0".to_owned();
            log.repairable(record.position(cell, at), Code::MisalignedPoints, sentence);
            return Points(0);
        };
        number::hundredths(text.trim(), Points::LIMIT).map_or_else(
            |error| {
                let (code, sentence) = number_fault(text, error);
                log.fault(record.position(cell, at), code, sentence);
                Points(0)
            },
            Points,
        )
    }
}
