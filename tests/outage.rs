//! PostgreSQL goes away while the service runs, and comes back.

use viche_testkit::{Backend, Service, Start as _};

#[tokio::test]
async fn without_its_database_the_service_says_so_and_recovers_by_itself() {
    let service = Service::start(Backend::Postgres).await;
    let ivan = service.citizen("Іван").await;
    ivan.get("/v1/me").await.is(200);

    service.lose_database();
    let refusal = ivan.get("/v1/me").await.is_refused(503, "unavailable");
    assert!(refusal.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok()));
    ivan.post("/v1/petitions", viche_testkit::draft()).await.is_refused(503, "unavailable");

    service.regain_database();
    ivan.get("/v1/me").await.is(200);
    ivan.drafts().await;
}
