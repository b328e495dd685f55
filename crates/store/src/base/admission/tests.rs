use std::sync::mpsc;

use super::*;
use crate::Durability;
use crate::base::connection::{Location, Manager, Patience};

fn lane(size: u32) -> Arc<Lane> {
    let manager = Manager {
        location: Location::Sqlite(":memory:".to_owned()),
        durability: Durability::Relaxed,
        patience: Patience::Request,
        announces: false,
        statements: Arc::default(),
        fitness: Arc::default(),
        failures: Arc::default(),
    };
    Lane::new("test", size, Pool::open(manager, size).unwrap())
}

/// Keeps a place busy until the value given back is dropped.
async fn keep_busy(lane: &Arc<Lane>) -> impl Sized + use<> {
    let (lane, (tell, told)) = (Arc::clone(lane), tokio::sync::oneshot::channel());
    let (release, released) = mpsc::channel::<()>();
    tokio::spawn(async move {
        lane.run(move |_| {
            tell.send(()).unwrap();
            // Ends, with an error, when the other end is dropped.
            let _ = released.recv();
            Ok(())
        })
        .await
    });
    told.await.unwrap();
    release
}

async fn queue(lane: &Arc<Lane>) -> tokio::task::JoinHandle<Result<()>> {
    let (before, waiting) = (lane.figures().waiting, Arc::clone(lane));
    let queued = tokio::spawn(async move { waiting.run(|_| Ok(())).await });
    while lane.figures().waiting == before {
        tokio::task::yield_now().await;
    }
    queued
}

#[tokio::test]
async fn whoever_would_wait_too_long_is_turned_away_at_once() {
    let lane = lane(1);
    let busy = keep_busy(&lane).await;
    let first = queue(&lane).await;
    lane.pace.store(3_000_000, Ordering::Relaxed);
    let asked = Instant::now();
    assert!(matches!(lane.run(|_| Ok(())).await, Err(Error::Overloaded { .. })));
    assert!(asked.elapsed() < ADMISSION);
    assert_eq!((lane.figures().waiting, lane.figures().turned_away), (1, 1));
    drop(busy);
    first.await.unwrap().unwrap();
}

#[tokio::test]
async fn those_turned_away_come_back_a_part_each_second() {
    let lane = lane(1);
    let seconds = [(); 8].map(|()| match lane.turn_away() {
        Error::Overloaded { retry_after } => retry_after,
        other => panic!("{other}"),
    });
    assert_eq!(seconds, [1, 2, 3, 4, 1, 2, 3, 4]);
}

#[tokio::test]
async fn whoever_waits_for_nothing_is_turned_away_in_the_end() {
    let lane = lane(1);
    let busy = keep_busy(&lane).await;
    let asked = Instant::now();
    assert!(matches!(lane.run(|_| Ok(())).await, Err(Error::Overloaded { .. })));
    assert!(asked.elapsed() >= ADMISSION);
    drop(busy);
    lane.run(|_| Ok(())).await.unwrap();
}

#[tokio::test]
async fn a_lane_that_was_slow_is_tried_again_and_learns_that_it_is_not() {
    let lane = lane(2);
    lane.pace.store(60_000_000, Ordering::Relaxed);
    for _ in 0..100 {
        lane.run(|_| Ok(())).await.unwrap();
    }
    assert!(lane.pace.load(Ordering::Relaxed) < 1_000_000);
}

#[tokio::test]
async fn lanes_that_share_a_connection_take_turns() {
    let crowded = lane(1);
    let other = Lane::new("other", 1, crowded.pool.clone());
    let busy = keep_busy(&crowded).await;
    let mut crowd = Vec::new();
    for _ in 0..100 {
        crowd.push(queue(&crowded).await);
    }
    let one = queue(&other).await;
    drop(busy);
    one.await.unwrap().unwrap();
    assert!(crowded.figures().waiting > 0, "one of another lane waits for one of the crowd at most");
    for queued in crowd {
        queued.await.unwrap().unwrap();
    }
}
