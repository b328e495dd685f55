//! `viche serve`

use std::future::pending;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_web::dev::{Server, ServerHandle};
use actix_web::rt::{self, task::JoinHandle};
use clap::{Args, ValueEnum};
use prometheus_client::registry::Registry;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;
use viche_api::Api;
use viche_app::clock::{Clock as _, SystemClock};
use viche_jobs::Worker;
use viche_store::{Database, Location, migrate};

use super::Outcome;
use crate::config::Configuration;
use crate::{say, watch, wiring};

/// What this node does.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What this node does
    #[arg(long, value_enum, default_value_t = Role::All)]
    pub role: Role,
}

/// What a node does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Role {
    /// Both; on SQLite the database is brought to this version as well
    All,
    /// Answer requests
    Api,
    /// End windows and send e-mail
    Worker,
}

pub async fn run(config: Configuration, role: Role) -> Outcome {
    let signals = Signals::catch()?;
    let database = wiring::database(&config)?;
    let serving = wiring::serving(&config)?;
    let _presence = database.occupy().await?;
    wiring::require_room(&config, &database).await?;
    bring_up_to_date(&database, role).await?;
    let keys = wiring::keys(&config, &database).await?;
    let cursor_key = *keys.cursor();
    let app = wiring::app(&config, database.clone(), keys);
    let worker = match role {
        Role::All | Role::Worker => Some(wiring::worker(&config, Arc::clone(&app))?),
        Role::Api => None,
    };

    wiring::require_clock(&config, &app).await?;
    let watch = rt::spawn(watch::watch(Arc::clone(&app)));

    let api = Api::new(app, &cursor_key, config.http.cors_origins, Registry::default());
    let mut operations = match config.http.metrics_bind {
        Some(address) => {
            let (listener, bound) = listen(address)?;
            say::line(format_args!("Health and figures: http://{bound}/metrics"))?;
            Some(start(api.clone().start_operations(listener)?))
        }
        None => None,
    };
    let mut public = match role {
        Role::All | Role::Api => {
            let (listener, bound) = listen(config.http.bind)?;
            let server = start(api.start(listener, serving)?);
            say::line(format_args!("Viche listens on http://{bound} (API reference: http://{bound}/docs)"))?;
            Some(server)
        }
        Role::Worker => None,
    };
    let mut worker = worker.map(work);

    // A part that ends by itself has failed: the whole process ends, for whoever watches it to start anew.
    tokio::select! {
        () = signals.stop() => {}
        () = end(public.as_mut().map(|server| &mut server.task)) => return Err("the API's server ended".into()),
        () = end(operations.as_mut().map(|server| &mut server.task)) => {
            return Err("the operators' server ended".into());
        }
        () = end(worker.as_mut().map(|(_, task)| task)) => return Err("the worker ended".into()),
    }
    tracing::info!("stopping");
    let stop_worker = async {
        if let Some((stop, done)) = worker {
            drop(stop);
            done.await?;
        }
        Outcome::Ok(())
    };
    let ((), outcome) = tokio::join!(stop_server(public), stop_worker);
    watch.abort();
    // Last, so that operators see the service until it has stopped.
    stop_server(operations).await;
    database.settle().await?;
    outcome
}

/// A database in a file of our own is migrated; one that several nodes share is the operator's to migrate.
async fn bring_up_to_date(database: &Database, role: Role) -> Outcome {
    if role == Role::All && matches!(database.location(), Location::Sqlite(_)) {
        for migration in migrate::migrate(database, SystemClock.now(), wiring::ids()).await? {
            tracing::info!(migration, "applied");
        }
    }
    wiring::require_migrated(database).await
}

fn listen(address: SocketAddr) -> Outcome<(TcpListener, SocketAddr)> {
    let listener =
        TcpListener::bind(address).map_err(|error| format!("can't listen on {address}: {error}"))?;
    let bound = listener.local_addr()?;
    Ok((listener, bound))
}

/// A server that is answering.
struct Running {
    handle: ServerHandle,
    task: JoinHandle<std::io::Result<()>>,
}

fn start(server: Server) -> Running {
    Running { handle: server.handle(), task: rt::spawn(server) }
}

/// Requests under way are finished.
async fn stop_server(server: Option<Running>) {
    if let Some(server) = server {
        server.handle.stop(true).await;
    }
}

/// Waits for the end of a part; for ever where there is none.
async fn end<T>(task: Option<&mut JoinHandle<T>>) {
    match task {
        // However it ended, that it did is what counts.
        Some(task) => drop(task.await),
        None => pending().await,
    }
}

/// Starts the worker. It works until the sender is dropped.
fn work(worker: Worker) -> (oneshot::Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = oneshot::channel();
    let shutdown = async {
        // An error means that the sender is gone, which is the signal.
        let _: Result<(), _> = stopped.await;
    };
    (stop, rt::spawn(async move { worker.run(shutdown).await }))
}

/// The signals that ask the service to stop.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn catch() -> Outcome<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn stop(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
