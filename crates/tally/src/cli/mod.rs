//! The command `tally`: its arguments, what it prints, its exit codes.
//!
//! Exit 0 if all went well; 2 for bad input, with `FILE:LINE:COLUMN: code: sentence` on standard error for each fault
//! (in a folder the other files still run). `verify` exits with 1 if the document isn't true. Standard output holds
//! only results.

mod compare;
mod fairness;
mod files;
mod one;
mod progress;
mod table;
mod target;
mod verify;

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};

use crate::pabulib::{Duplicates, Options};
use crate::picture::picture;
use crate::rules::method::{Preset, WORDS};
use one::Counted;
use target::Target;

/// The arguments of `tally`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    count: Count,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Set two results of one file side by side
    Compare {
        /// The election
        file: PathBuf,
        /// A result document
        first: PathBuf,
        /// Another result document
        second: PathBuf,
    },
    /// How fair a result is: whether groups of voters got what they deserve, and who was served how well
    Fairness {
        /// The election
        file: PathBuf,
        /// A result document
        document: PathBuf,
        /// What is printed
        #[arg(long, value_enum, default_value_t = Shown::Table)]
        format: Shown,
        /// A picture of it, written besides what is printed
        #[arg(long, value_name = "FILE")]
        svg: Option<PathBuf>,
    },
    /// Check a result document against its file: exit 0 if it is true, 1 if it isn't, 2 if either can't be read
    Verify {
        /// The result document
        document: PathBuf,
        /// The election
        file: PathBuf,
    },
}

/// How fairness is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shown {
    /// For people
    Table,
    /// A JSON document
    Json,
}

#[derive(Debug, Args)]
struct Count {
    /// A `.pb` file, or a folder of them
    #[arg(required = true)]
    path: Option<PathBuf>,
    /// The rule; `official` is what META says, and the default
    #[arg(long, value_parser = WORDS)]
    rule: Option<String>,
    /// Equal shares: what a winner is worth to a voter [default: cost]
    #[arg(long, value_parser = ["cost", "cardinality"])]
    utility: Option<String>,
    /// Equal shares: what is done with the money left [default: none]
    #[arg(long, value_parser = ["none", "utilitarian", "add1", "add1u"])]
    completion: Option<String>,
    /// Equal shares: completion, start, stops and ladder as published
    #[arg(long, value_parser = Preset::ALL.map(Preset::word))]
    preset: Option<String>,
    /// Equal shares, add1: the first endowment
    #[arg(long, value_parser = ["exact", "floor"])]
    start: Option<String>,
    /// Equal shares, add1: when to stop raising, of `over`, `exhaustive`, `all-elected`
    #[arg(long, value_name = "LIST")]
    stop: Option<String>,
    /// Equal shares: take greedy by votes instead, if strictly more voters have more winners there
    #[arg(long)]
    comparison: bool,
    /// What breaks ties: `lex`, `cost,votes,lex`, `file`, `order:FILE` or `seed:HEX`
    #[arg(long, value_name = "LADDER")]
    ties: Option<String>,
    /// Pairs of projects that exclude each other: two ids a line, separated by `;`, `,` or a tab
    #[arg(long, value_name = "FILE")]
    conflicts: Option<PathBuf>,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// A picture of the result, written besides what is printed; of one file, not of a folder
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Repair what can be repaired, and report it on standard error; of a voter with several ballots, all are kept
    /// unless `--duplicate-voters` says otherwise
    #[arg(long)]
    lenient: bool,
    /// With `--lenient`: which ballots of a voter with several count [default: kept]
    #[arg(long, value_name = "WHICH", value_parser = Duplicates::ALL.map(Duplicates::word), requires = "lenient")]
    duplicate_voters: Option<String>,
    /// How many files are counted at once
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    jobs: u16,
}

impl Count {
    /// How files are read.
    fn options(&self) -> Options {
        let named = self.duplicate_voters.as_deref();
        let duplicates = Duplicates::ALL.into_iter().find(|one| named == Some(one.word()));
        Options { lenient: self.lenient, duplicates: duplicates.unwrap_or_default(), ..Options::STRICT }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// The result document; an array for a folder
    Json,
    /// One line a file: path, rule as run, winners' ids, their cost, seconds of counting
    Tsv,
}

/// A document that isn't true.
const FALSE: u8 = 1;
/// Input that can't be used.
const BAD_INPUT: u8 = 2;

/// Runs the command.
pub fn run(arguments: Arguments) -> ExitCode {
    let done = match arguments.command {
        Some(Command::Compare { file, first, second }) => compare::compare(&file, &first, &second),
        Some(Command::Fairness { file, document, format, svg }) => {
            fairness::fairness(&file, &document, format, svg.as_deref())
        }
        Some(Command::Verify { document, file }) => verify::verify(&document, &file),
        None => count(&arguments.count),
    };
    match done {
        Ok(answer) => answer.print(),
        Err(sentence) => {
            report(&[sentence]);
            ExitCode::from(BAD_INPUT)
        }
    }
}

/// What a command answers.
struct Answer {
    /// For standard output.
    text: String,
    /// For standard error.
    remarks: Vec<String>,
    code: ExitCode,
}

impl Answer {
    fn print(self) -> ExitCode {
        let mut output = std::io::stdout().lock();
        let written = output.write_all(self.text.as_bytes()).and_then(|()| output.flush());
        report(&self.remarks);
        match written {
            // A reader that closes the pipe has all it wants.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                report(&[format!("standard output: {error}")]);
                ExitCode::from(BAD_INPUT)
            }
            _ => self.code,
        }
    }
}

/// Counts a file or folder; answers what to print, and the exit code, which says whether every file could be counted.
fn count(arguments: &Count) -> Result<Answer, String> {
    let path = arguments.path.as_ref().ok_or("expected a file or a folder")?;
    let asked = one::asked(arguments)?;
    let is_folder = path.is_dir();
    let inputs: Vec<&Path> = std::iter::once(path.as_path()).chain(asked.files()).collect();
    let target = arguments.svg.as_deref().map(|svg| Target::open(svg, &inputs)).transpose()?;
    let paths = if is_folder { files::in_folder(path)? } else { vec![path.clone()] };
    let results = files::in_parallel(&paths, usize::from(arguments.jobs), |path, bar| {
        let counted = one::count(path, &asked, arguments.options(), bar)?;
        let text = match arguments.format {
            Format::Table => Ok(table::table(path, &counted)),
            Format::Json => counted.document(),
            Format::Tsv => Ok(tsv(path, &counted)),
        };
        let text = text.map_err(|error| vec![one::too_much(path, error)])?;
        let svg = target.is_some().then(|| picture(&counted.election, &counted.meta, &counted.outcome));
        let svg = svg.transpose().map_err(|error| vec![one::too_much(path, error)])?;
        Ok::<_, Vec<String>>((text, counted.repairs, svg))
    });
    let mut texts = Vec::with_capacity(results.len());
    let (mut remarks, mut drawn) = (Vec::new(), None);
    for result in results {
        match result {
            Ok((text, repairs, svg)) => {
                remarks.extend(repairs);
                texts.push(text);
                drawn = svg;
            }
            Err(faults) => remarks.extend(faults),
        }
    }
    let written = target.map_or(Ok(()), |target| target.finish(drawn.as_deref()));
    let all = texts.len() == paths.len() && written.is_ok();
    remarks.extend(written.err());
    let code = if all { ExitCode::SUCCESS } else { ExitCode::from(BAD_INPUT) };
    let text = match arguments.format {
        Format::Json if is_folder => format!("[{}]", texts.join(",")),
        Format::Table => texts.join("\n"),
        Format::Json | Format::Tsv => texts.concat(),
    };
    Ok(Answer { text, remarks, code })
}

/// Prints lines to standard error, as far as somebody reads it.
fn report(lines: &[String]) {
    let mut output = std::io::stderr().lock();
    for line in lines {
        let _ = writeln!(output, "{line}");
    }
}

fn tsv(path: &Path, counted: &Counted) -> String {
    // A tab or line end would make another column or line, an escape move the cursor.
    let plain = table::printable;
    let mut ids: Vec<String> = counted.winners().map(|project| plain(&project.id)).collect();
    ids.sort_unstable();
    format!(
        "{}\t{}\t{}\t{}\t{:.6}\n",
        plain(&path.display().to_string()),
        counted.method().name(),
        ids.join(","),
        counted.cost(),
        counted.time.as_secs_f64()
    )
}
