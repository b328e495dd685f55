//! Signatures, list reads and petition reads a second, for both databases, beside a handler that does nothing. Server
//! and clients share this machine, so what counts are the ratios of one run.

mod load;
mod stage;

use std::net::SocketAddr;
use std::time::Duration;

use clap::Parser;
use viche_store::Location;

use load::{Load, Outcome};
use stage::Stage;

/// Measures the service on SQLite and, where its URL is given, on PostgreSQL.
#[derive(Parser)]
struct Options {
    /// Seconds for each measurement.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Connections that send requests, each one after the other.
    #[arg(long, default_value_t = 128)]
    connections: usize,
    /// People who sign, each once.
    #[arg(long, default_value_t = 10_000)]
    signers: u32,
    /// Published petitions that lists show.
    #[arg(long, default_value_t = 100)]
    petitions: u32,
    /// The URL of an empty PostgreSQL database.
    #[arg(long, env = "VICHE_BENCH_POSTGRES")]
    postgres: Option<String>,
}

/// What every step of the benchmark may fail with.
type Fallible<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Fallible<()> {
    let options = Options::parse();
    let folder = tempfile::tempdir()?;
    let sqlite = Location::Sqlite(folder.path().join("bench.db").display().to_string());
    measure("SQLite", sqlite, &options).await?;
    match options.postgres.as_deref() {
        Some(url) => measure("PostgreSQL", Location::parse(url)?, &options).await?,
        None => println!("PostgreSQL: not measured, no URL given"),
    }
    Ok(())
}

async fn measure(name: &str, location: Location, options: &Options) -> Fallible<()> {
    eprintln!("{name}: {} petitions, {} signers", options.petitions, options.signers);
    let stage = Stage::set(location, options.petitions, options.signers).await?;
    let time = Duration::from_secs(options.seconds);
    let reads = |address: SocketAddr, path: &str| {
        Load { address, connections: options.connections, time }.repeat(load::get(path))
    };
    let trivial = reads(stage.trivial, "/").await?;
    let lists = reads(stage.address, "/v1/petitions").await?;
    let petition = reads(stage.address, &format!("/v1/petitions/{}", stage.petition)).await?;
    let path = format!("/v1/petitions/{}/signatures", stage.petition);
    let requests = stage.tokens.iter().map(|token| load::post(&path, token)).collect();
    let load = Load { address: stage.address, connections: options.connections, time };
    let signatures = load.each_once(requests).await?;

    println!("{name}, {} connections", options.connections);
    println!("{:<28}{:>12}{:>10}{:>12}{:>12}", "", "a second", "ratio", "p50 ms", "p99 ms");
    print_row("a handler that does nothing", &trivial, &trivial);
    print_row("lists of 25 petitions", &lists, &trivial);
    print_row("one petition", &petition, &trivial);
    print_row("signatures, one petition", &signatures, &trivial);
    stage.check(signatures.answered).await
}

fn print_row(what: &str, outcome: &Outcome, trivial: &Outcome) {
    println!(
        "{what:<28}{:>12.0}{:>10.4}{:>12.2}{:>12.2}",
        outcome.per_second,
        outcome.per_second / trivial.per_second,
        outcome.p50.as_secs_f64() * 1000.0,
        outcome.p99.as_secs_f64() * 1000.0,
    );
}
