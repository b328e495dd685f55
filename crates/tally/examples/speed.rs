//! Seconds that counting takes, without reading the file and without a document, one line a file and rule:
//! `cargo run --release -p viche-tally --example speed -- FILE.pb…`. The median of repeats.

use std::error::Error;
use std::time::{Duration, Instant};

use viche_tally::pabulib::{self, Options};
use viche_tally::rules::Request;

/// Repeats go on until they have taken so long together.
const ENOUGH: Duration = Duration::from_millis(500);

fn main() -> Result<(), Box<dyn Error>> {
    let rules = [
        ("equal-shares", Request { rule: Some("equal-shares".to_owned()), ..Request::default() }),
        ("add1", Request { preset: Some("pabutools-1.2.3".to_owned()), ..Request::default() }),
    ];
    for path in std::env::args().skip(1) {
        let reading = pabulib::read(std::fs::read(&path)?.as_slice(), Options::STRICT)?;
        for (name, request) in &rules {
            let method = request.method(&reading.election, &reading.meta)?;
            let mut times = Vec::new();
            let began = Instant::now();
            while times.is_empty() || began.elapsed() < ENOUGH {
                let started = Instant::now();
                std::hint::black_box(method.count(&reading.election)?);
                times.push(started.elapsed());
            }
            times.sort_unstable();
            println!("{path}\t{name}\t{:.9}", times[times.len() / 2].as_secs_f64());
        }
    }
    Ok(())
}
