//! The demo: Zhytomyr's petition year 2017, replayed through the REST API with a simulated clock; then a service that
//! lives in real time, with a petition in every state.

#![warn(clippy::print_stdout, clippy::print_stderr)]

mod city;
mod client;
mod error;
mod folder;
mod identity;
mod pages;
mod passwords;
mod plan;
mod present;
mod print;
mod progress;
mod replay;
mod service;
pub mod texts;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use viche_api::Serving;
use viche_app::clock::{ManualClock, SystemClock};
use viche_app::entropy::{SystemEntropy, random};
use viche_app::people::accounts::{Registration, create_administrator};
use viche_domain::person::roles::Role;
use viche_store::Durability;

pub use error::DemoError;
pub use folder::{Login, Petitions, Record};

use city::{City, SEED};
use client::Client;
use folder::Folder;
use progress::Progress;
use replay::Totals;
use service::Service;

/// What the demo is asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// Its folder, made where it is not there.
    pub data: PathBuf,
    /// The address it is served at; a free port is found where the port is 0.
    pub bind: SocketAddr,
    /// Whether it is served once it is made.
    pub serve: bool,
    /// What is set of the service.
    pub settings: Settings,
}

/// The service's settings, as far as the demo has no ways of its own.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Sites whose pages may call the API from a browser, beside those of this machine.
    pub cors_origins: Vec<String>,
    /// How the API is served.
    pub serving: Serving,
    /// Passwords hashed at once.
    pub password_slots: usize,
    /// What links in letters begin with; the demo's own address where there is none.
    pub link_base: Option<String>,
    /// The sender of letters.
    pub sender: Option<String>,
}

impl Settings {
    fn link_base<'a>(&'a self, base_url: &'a str) -> &'a str {
        self.link_base.as_deref().unwrap_or(base_url)
    }
}

/// Makes the demo where its folder is empty or not there, and serves it until Ctrl-C or SIGTERM.
pub async fn run(options: Options) -> Result<(), DemoError> {
    let folder = Folder::new(options.data);
    let finished = folder.finished()?;
    // Before the long work, so that an address in use is known at once.
    let listener = options.serve.then(|| listen(options.bind)).transpose()?;
    let address = match &listener {
        Some(listener) => listener.local_addr().map_err(DemoError::Server)?,
        None => options.bind,
    };
    let base_url = base_url(address);
    let record = match finished {
        Some(record) => record,
        None => make(&folder, &base_url, &options.settings).await?,
    };
    let Some(listener) = listener else { return Ok(()) };
    let current = Record { base_url, ..record.clone() };
    if current != record {
        folder.record(&current)?;
    }
    serve(&folder, listener, &current, &options.settings).await
}

/// Replays the year and makes the present; the record is written last.
async fn make(folder: &Folder, base_url: &str, settings: &Settings) -> Result<Record, DemoError> {
    let begun = Instant::now();
    folder.begin()?;
    let clock = Arc::new(ManualClock::at(plan::beginning()));
    let service =
        Service::open(folder, Arc::clone(&clock) as _, Durability::Relaxed, base_url, settings).await?;
    let listener = listen((Ipv4Addr::LOCALHOST, 0).into())?;
    let api = format!("http://{}", listener.local_addr().map_err(DemoError::Server)?);
    let stop = service.answer(listener)?;

    let year = plan::plan(SEED);
    let mut texts: Vec<_> = texts::petitions(SEED).collect();
    let unused = texts.split_off(year.petitions.len());
    let mut secrets = ChaCha20Rng::from_seed(random(&SystemEntropy));
    let mut city = City::new(&service, clock, Client::new(api)?, plan::CROWD);
    let administrator = present::login(Role::Administrator.as_str(), &mut secrets);
    begin(&mut city, &administrator).await?;

    let mut progress = Progress::begin(year.signatures());
    replay::replay(&mut city, &year, &texts, &mut progress).await?;
    let past = city.client.published_in(plan::YEAR).await?;
    let record =
        present::present(&mut city, folder, administrator, unused, &past, base_url, &mut secrets).await?;
    progress.finish();

    drop(city);
    stop.await?;
    drop(service);
    folder.settle()?;
    folder.record(&record)?;
    print::say(&print::summary(&Totals::of(&past), begun.elapsed().as_secs()));
    Ok(record)
}

/// The first administrator, who appoints the staff and puts the policy of the year into force.
async fn begin(city: &mut City<'_>, login: &Login) -> Result<(), DemoError> {
    let person = city.others.next().expect("there are people without end");
    let registration = Registration {
        email: login.email.clone(),
        password: login.password.clone(),
        full_name: person.full_name,
        locale: None,
    };
    create_administrator(&city.service.app, registration).await?;
    let administrator = city.client.log_in(&login.email, &login.password).await?;
    city.enact(&administrator, &plan::figures()).await?;
    city.appoint_staff(&administrator).await
}

/// Serves a finished demo until it is told to stop.
async fn serve(
    folder: &Folder,
    listener: TcpListener,
    record: &Record,
    settings: &Settings,
) -> Result<(), DemoError> {
    let service =
        Service::open(folder, Arc::new(SystemClock), Durability::Full, &record.base_url, settings).await?;
    let stop = service.answer(listener)?;
    let stop_asked = stop_asked()?;
    let links = settings.link_base(&record.base_url);
    print::say(&format!("{}\nCtrl-C stops it.\n", print::instructions(record, &folder.mail(), links)));
    service.worker.run(stop_asked).await;
    stop.await?;
    Ok(service.database.settle().await?)
}

/// Resolves at Ctrl-C or SIGTERM.
fn stop_asked() -> Result<impl Future<Output = ()>, DemoError> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt()).map_err(DemoError::Server)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(DemoError::Server)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

fn listen(address: SocketAddr) -> Result<TcpListener, DemoError> {
    TcpListener::bind(address).map_err(|source| DemoError::Address { address, source })
}

/// Where a client on this machine finds a server that listens on an address.
fn base_url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

#[cfg(test)]
mod tests {
    use super::base_url;

    #[test]
    fn clients_are_told_an_address_that_they_can_reach() {
        for (bind, url) in [
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("0.0.0.0:80", "http://127.0.0.1:80"),
            ("[::]:8080", "http://[::1]:8080"),
            ("192.0.2.7:9000", "http://192.0.2.7:9000"),
        ] {
            assert_eq!(base_url(bind.parse().unwrap()), url);
        }
    }
}
