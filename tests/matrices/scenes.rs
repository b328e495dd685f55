//! Objects of a kind in each of their states, and what comes of every operation on them.

use serde_json::Value;

use super::company::Somebody;
use super::table::Row;
use crate::document::operations::Operation;

/// A kind of object that goes through states.
pub trait Kind {
    /// What the addresses of its objects begin with.
    const ADDRESS: &'static str;
    /// An object in a state, as the rules know it.
    type Scene;

    /// Everybody who tries something on an object.
    fn company(&self) -> &[Somebody];
    /// Each state, with what the rules tell apart within it.
    fn scenes(&self) -> Vec<(&'static str, Self::Scene)>;
    /// Brings a new object into a scene, as people do; gives its id.
    async fn fresh(&self, scene: &Self::Scene) -> String;
    /// All that shows of an object, to whoever sees everything; nothing where it was deleted.
    async fn seen(&self, id: &str) -> Value;
    /// Fields in which somebody sends something else than the example of an operation.
    fn sends(&self, operation: &Operation, by: &Somebody) -> Vec<(&'static str, &'static str)>;
    /// What the rules say of an operation on an object in a scene: `yes`, or the code of the refusal.
    fn ruled(&self, operation: &Operation, scene: &Self::Scene, by: &Somebody) -> String;
}

/// Everybody tries every operation on an object in each scene: the columns, and the rows under each operation. What
/// comes of it is what the rules say, and what is refused changes nothing.
pub async fn matrix<K: Kind>(kind: &K, operations: &[Operation]) -> (Vec<&'static str>, Vec<Row>) {
    let scenes = kind.scenes();
    let mut of_operations: Vec<Vec<Row>> = operations.iter().map(|_| Vec::new()).collect();
    for (name, scene) in &scenes {
        let mut object = kind.fresh(scene).await;
        let mut before = kind.seen(&object).await;
        for (operation, rows) in operations.iter().zip(&mut of_operations) {
            let mut cells = Vec::new();
            for somebody in kind.company() {
                let answer =
                    operation.called(&somebody.caller, &object, &kind.sends(operation, somebody)).await;
                let cell = if answer.status < 400 { "yes".to_owned() } else { answer.text("/code") };
                let ruled = kind.ruled(operation, scene, somebody);
                assert_eq!(cell, ruled, "{} of what is {name} as {}: {answer}", operation.id, somebody.name);
                if cell == "yes" && operation.changes() && kind.seen(&object).await != before {
                    object = kind.fresh(scene).await;
                    before = kind.seen(&object).await;
                }
                cells.push(cell);
            }
            assert_eq!(kind.seen(&object).await, before, "{} is refused and changes {name}", operation.id);
            rows.push((format!("  {name}"), cells));
        }
    }
    let titles =
        operations.iter().map(|operation| (format!("{} {}", operation.method, operation.path), Vec::new()));
    let rows =
        titles.zip(of_operations).flat_map(|(title, rows)| std::iter::once(title).chain(rows)).collect();
    (kind.company().iter().map(|somebody| somebody.name).collect(), rows)
}
