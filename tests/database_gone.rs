//! `PostgreSQL` is gone while the service runs, or goes at the worst moment.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use viche_domain::petition::State;
use viche_domain::problem::Code;
use viche_testkit::{Backend, Service, Start as _, TestDatabase, cluster_socket, draft};

#[tokio::test]
async fn the_process_lives_while_it_can_not_work() {
    let service = Service::start(Backend::Postgres).await;
    let nobody = service.nobody();
    nobody.get("/readyz").await.is(200);
    service.lose_database();
    nobody.get("/healthz").await.is(200);
    for path in ["/readyz", "/v1/petitions", "/v1/city"] {
        let refused = nobody.get(path).await.is_refused(503, "unavailable");
        assert!(
            refused.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok()),
            "{refused}"
        );
    }
    service.regain_database();
    for path in ["/readyz", "/v1/petitions", "/v1/city"] {
        nobody.get(path).await.is(200);
    }
}

#[tokio::test]
async fn a_request_without_a_database_changes_nothing() {
    let service = Service::start(Backend::Postgres).await;
    let petition = service.petition_in(State::Collecting).await;
    let ivan = service.citizen("Іван").await;
    service.lose_database();
    ivan.signs(&petition).await.is_refused(503, "unavailable");
    ivan.post("/v1/petitions", draft()).await.is_refused(503, "unavailable");
    service.regain_database();
    assert_eq!(ivan.reads(&petition).await.is(200).pointer("/signatures"), 0);
    assert_eq!(ivan.get("/v1/me/petitions").await.is(200).items().len(), 0);
    ivan.signs(&petition).await.is(201);
}

#[tokio::test]
async fn a_worker_goes_on_by_itself() {
    let service = Service::start(Backend::Postgres).await;
    let email = service.registered("Іван").await.email().await;
    let worker = service.worker_elsewhere();
    worker.run_once().await.unwrap();
    let before = service.letters().len();
    service.nobody().post("/v1/password-resets", json!({ "email": email })).await.is(202);
    service.lose_database();
    assert_eq!(worker.run_once().await.unwrap_err().code, Code::Unavailable);
    service.nobody().get("/readyz").await.is_refused(503, "unavailable");
    assert_eq!(service.letters().len(), before);
    service.regain_database();
    worker.run_once().await.unwrap();
    assert_eq!(service.letters().len(), before + 1);
}

#[tokio::test]
async fn a_retry_after_an_unknown_outcome_has_one_effect() {
    let proxy = Proxy::start();
    let service = Service::on(TestDatabase::at(proxy.address).await);
    let petition = service.petition_in(State::Collecting).await;
    let ivan = service.citizen("Іван").await.with("Idempotency-Key", "ivans-signature");

    proxy.lose_next_commit.store(true, Ordering::SeqCst);
    let unknown = ivan.signs(&petition).await.is_refused(503, "unavailable");
    assert!(unknown.header("retry-after").is_some(), "{unknown}");
    assert!(!proxy.lose_next_commit.load(Ordering::SeqCst), "the commit reached the database");

    let retried = ivan.signs(&petition).await.is(201);
    assert_eq!(retried.pointer("/signatures"), 1);
    assert_eq!(ivan.signs(&petition).await.is(201).body, retried.body);
    assert_eq!(ivan.reads(&petition).await.is(200).pointer("/signatures"), 1);
}

/// Stands between the service and the cluster, and can lose the cluster's word that a commit took place.
struct Proxy {
    address: SocketAddr,
    lose_next_commit: Arc<AtomicBool>,
}

impl Proxy {
    fn start() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let proxy = Self { address: listener.local_addr().unwrap(), lose_next_commit: Arc::default() };
        let lose = Arc::clone(&proxy.lose_next_commit);
        // In a thread of its own: the test's waits for the database while it is made and dropped.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                let listener = TcpListener::from_std(listener).unwrap();
                while let Ok((client, _)) = listener.accept().await {
                    tokio::spawn(forward(client, Arc::clone(&lose)));
                }
            });
        });
        proxy
    }
}

/// Passes bytes on both ways. A commit to be lost is passed on too, its acknowledgement not: the connection breaks.
async fn forward(mut client: TcpStream, lose: Arc<AtomicBool>) -> std::io::Result<()> {
    let mut server = UnixStream::connect(cluster_socket()).await?;
    let (mut asked, mut answered) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        tokio::select! {
            read = client.read(&mut asked) => {
                let bytes = &asked[..read?];
                if bytes.is_empty() {
                    return Ok(());
                }
                server.write_all(bytes).await?;
                let commits = bytes.windows(6).any(|word| word == b"COMMIT");
                if commits && lose.swap(false, Ordering::SeqCst) {
                    assert_ne!(server.read(&mut answered).await?, 0, "the commit is acknowledged");
                    return Ok(());
                }
            }
            read = server.read(&mut answered) => {
                let bytes = &answered[..read?];
                if bytes.is_empty() {
                    return Ok(());
                }
                client.write_all(bytes).await?;
            }
        }
    }
}
