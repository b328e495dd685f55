//! The HTTP servers: the API, and figures for operators on an address of their own.

use std::future::ready;
use std::net::TcpListener;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use actix_http::error::DispatchError;
use actix_http::{HttpService, KeepAlive, Protocol};
use actix_service::{IntoServiceFactory as _, ServiceFactoryExt as _, fn_service, map_config};
use actix_web::dev::{AppConfig, Server};
use actix_web::middleware::{DefaultHeaders, from_fn};
use actix_web::rt::net::TcpStream;
use actix_web::web::{Data, ServiceConfig};
use actix_web::{App, HttpServer};
use prometheus_client::registry::Registry;

use crate::connections::{self, Connections, Limits};
use crate::context::Service;
use crate::cursor::CursorKey;
use crate::observe::{Contents, DatabaseFigures, Metrics, Observer, ProcessFigures, metrics, observe};
use crate::pages::{self, Page};
use crate::routing::Routes;
use crate::unread::{Refuse, Wire};
use crate::{cors, docs_page, problem, routes};

/// How long a client that was refused may go on sending what nobody reads, before the connection ends under it.
const DISCONNECT: Duration = Duration::from_secs(1);

/// Connections for each thread that may be there for a moment beyond the limit, until those end that make room.
const SPARE: usize = 16;

/// How the API is served.
#[derive(Debug, Clone, Copy)]
pub struct Serving {
    /// Threads that answer requests.
    pub workers: usize,
    /// Seconds that requests under way have when it stops.
    pub stop_seconds: u64,
    /// Connections at once; each takes a file descriptor.
    pub connections: usize,
}

impl Serving {
    /// File descriptors beside those of connections that so many threads need for a moment.
    pub const fn spare(workers: usize) -> usize {
        workers * (SPARE + 1)
    }
}

/// What the servers are made of.
#[derive(Clone)]
pub struct Api {
    service: Data<Service>,
    observer: Data<Observer>,
    connections: Arc<Connections>,
    origins: Arc<[String]>,
    pages: &'static [Page],
}

impl Api {
    /// An API for these use cases. `origins` are the sites that may call it from a browser; the registry may hold
    /// other parts' figures already.
    pub fn new(
        app: Arc<viche_app::App>,
        cursor_key: &[u8; 32],
        origins: Vec<String>,
        mut registry: Registry,
    ) -> Self {
        let connections = Connections::new(0);
        let contents = Contents::default();
        registry.register_collector(Box::new(DatabaseFigures(Arc::clone(&app))));
        registry.register_collector(Box::new(contents.clone()));
        registry.register_collector(Box::new(ProcessFigures {
            app: Arc::clone(&app),
            connections: Arc::clone(&connections),
        }));
        let ids = Arc::clone(&app);
        let new_id = move || ids.new_id().to_string();
        let metrics = Metrics::new(registry);
        let refresh = contents.refreshed_from(Arc::clone(&app));
        let observer = Observer { new_id: Box::new(new_id), metrics, refresh: Box::new(refresh) };
        Self {
            service: Data::new(Service { app, cursors: CursorKey::new(cursor_key) }),
            observer: Data::new(observer),
            connections,
            origins: origins.into(),
            pages: &[],
        }
    }

    /// The same with these pages for people beside the API.
    #[must_use]
    pub const fn with_pages(mut self, pages: &'static [Page]) -> Self {
        self.pages = pages;
        self
    }

    /// Starts the API. It answers until the server's handle stops it.
    pub fn start(self, listener: TcpListener, serving: Serving) -> std::io::Result<Server> {
        let Serving { workers, stop_seconds, connections } = serving;
        let address = listener.local_addr()?;
        let places = Arc::clone(&self.connections);
        places.allow(connections);
        let builder = Server::build();
        let stopping = builder.graceful_shutdown_signal();
        let served = move || {
            let app = App::new()
                .app_data(self.service.clone())
                .app_data(self.observer.clone())
                .configure(|config| mount(config, self.pages))
                .wrap(cors::allow(&self.origins))
                .wrap(DefaultHeaders::new().add(("X-Content-Type-Options", "nosniff")))
                .wrap(from_fn(problem::render))
                .wrap(from_fn(observe))
                .wrap(from_fn(connections::work));
            let app = app.into_factory().map_err(|error: actix_web::Error| error.error_response());
            let stopping = stopping.clone();
            let http = HttpService::build()
                .client_request_timeout(Limits::FIRST_HEAD)
                .client_disconnect_timeout(DISCONNECT)
                .keep_alive(KeepAlive::Timeout(Limits::IDLE))
                .on_connect_ext(|wire: &Wire<TcpStream>, data| {
                    data.insert(wire.place());
                })
                .graceful_shutdown_signal(move || {
                    let stopping = stopping.clone();
                    async move { stopping.notified().await }
                })
                .local_addr(address)
                .finish(map_config(app, |()| AppConfig::default()));
            let observer = self.observer.clone();
            let refuse: Refuse = Rc::new(move |code, head| {
                let id = (observer.new_id)();
                tracing::info!(request_id = id, status = code.status(), "unread");
                observer.metrics.count_unread(code.status());
                problem::in_place_of(head, code, &id)
            });
            let places = Arc::clone(&places);
            fn_service(move |stream: TcpStream| {
                let peer = stream.peer_addr().ok();
                let wire = places.enter().map(|entry| Wire::new(stream, Rc::clone(&refuse), entry));
                // Without a place it is closed.
                let full = || DispatchError::Io(std::io::ErrorKind::QuotaExceeded.into());
                ready(wire.map(|wire| (wire, Protocol::Http1, peer)).ok_or_else(full))
            })
            .and_then(http)
        };
        // A few more than there are places for, which those give up that wait.
        let each = connections / workers + SPARE;
        let builder = builder.workers(workers).max_concurrent_connections(each);
        let builder = builder.shutdown_timeout(stop_seconds).disable_signals();
        Ok(builder.listen("api", listener, served)?.run())
    }

    /// Starts the operators' address: health and figures. It has no part in the API.
    pub fn start_operations(self, listener: TcpListener) -> std::io::Result<Server> {
        let server = HttpServer::new(move || {
            App::new()
                .app_data(self.service.clone())
                .app_data(self.observer.clone())
                .configure(|config| {
                    let mut routes = Routes::default();
                    routes.undocumented("/healthz", routes::service::live);
                    routes.undocumented("/readyz", routes::service::ready);
                    routes.undocumented("/metrics", metrics);
                    routes.mount(config);
                })
                .wrap(from_fn(problem::render))
        });
        Ok(server.workers(1).disable_signals().listen(listener)?.run())
    }
}

fn mount(config: &mut ServiceConfig, pages: &'static [Page]) {
    let mut routes = Routes::default();
    routes::declare(&mut routes);
    docs_page::routes(&mut routes);
    pages::routes(&mut routes, pages);
    routes.mount(config);
}

/// The OpenAPI document, made without a service.
pub fn document_json() -> String {
    let mut routes = Routes::default();
    routes::declare(&mut routes);
    let json = routes.document().to_pretty_json();
    json.expect("the document has string keys and no failing parts") + "\n"
}

#[cfg(test)]
mod tests {
    use crate::routing::Routes;

    #[test]
    fn the_document_stands_by_itself() {
        let mut routes = Routes::default();
        crate::routes::declare(&mut routes);
        assert_eq!(routes.faults(), [""; 0]);
        assert_eq!(super::document_json(), super::document_json());
    }
}
