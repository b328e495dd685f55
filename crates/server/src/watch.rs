//! What a node asks itself while it runs: whether its clock is right, and whether it can write.

use std::sync::Arc;
use std::time::Duration;

use viche_app::App;

/// How often it asks.
const EVERY: Duration = Duration::from_secs(1);

/// Asks until it is dropped. What comes of it shows in readiness, and in what is written.
pub async fn watch(app: Arc<App>) {
    let mut well = true;
    loop {
        // What is wrong is in the log by then, from where it was found.
        let compared = app.compare_clock().await;
        let fit = compared.and(app.ready().await).is_ok();
        if fit && !well {
            tracing::info!("ready again");
        }
        well = fit;
        tokio::time::sleep(EVERY).await;
    }
}
