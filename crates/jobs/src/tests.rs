//! Delivery and the worker's loop.

use std::sync::Arc;

use chrono::TimeDelta;
use viche_app::App;
use viche_domain::language::Locale;
use viche_store::jobs::{self, Job};

use crate::testing::{Machine, Post, Service, account, depth, enqueue};
use crate::{Worker, deliver};

const BASE: &str = "https://petitions.example.org";

/// Queues letters to somebody who has an account.
async fn enqueue_letters(app: &Service, email: &'static str, count: usize) {
    account(app, email, "Іван Коваль", Locale::Uk).await;
    for _ in 0..count {
        enqueue(app, Job::Registered { email_key: email.to_owned() }).await;
    }
}

fn worker(app: Arc<App>, post: &Arc<Post>) -> Worker {
    Worker { app, mailer: post.mailer(), link_base: BASE.to_owned() }
}

#[tokio::test]
async fn one_letter_that_is_refused_stops_no_other() {
    let machine = Machine::new().await;
    let app = machine.app();
    enqueue_letters(&app, "gone@example.org", 1).await;
    enqueue_letters(&app, "here@example.org", 1).await;
    let post = Post::refusing("gone@example.org");
    assert_eq!(deliver(&app, &post.mailer(), BASE).await, Ok(1));
    assert_eq!(post.letters()[0].to, "here@example.org");
    assert_eq!(depth(&app).await, (1, 0));
}

#[tokio::test]
async fn a_refused_letter_is_tried_again_after_1_2_4_minutes_and_given_up_at_the_12th_attempt() {
    let machine = Machine::new().await;
    let app = machine.app();
    enqueue_letters(&app, "gone@example.org", 1).await;
    let (refusing, taking) = (Post::refusing("gone@example.org"), Post::new());
    let second = TimeDelta::seconds(1);
    for attempt in 0..11 {
        assert_eq!(deliver(&app, &refusing.mailer(), BASE).await, Ok(0));
        machine.clock.set(machine.now() + TimeDelta::minutes(1 << attempt) - second);
        assert_eq!(deliver(&app, &taking.mailer(), BASE).await, Ok(0), "attempt {attempt}: not its turn yet");
        machine.clock.set(machine.now() + second);
    }
    assert_eq!(depth(&app).await, (1, 0));
    assert_eq!(deliver(&app, &refusing.mailer(), BASE).await, Ok(0));
    assert_eq!(depth(&app).await, (0, 1));
}

#[tokio::test]
async fn a_letter_whose_sending_is_not_on_record_is_sent_again_under_the_same_id() {
    let machine = Machine::new().await;
    let app = machine.app();
    enqueue_letters(&app, "ivan@example.org", 1).await;
    // A worker that dies after taking the letter up.
    let claimed = app.write(|tx| jobs::claim(tx.conn, tx.now, tx.now + TimeDelta::minutes(1), 1)).await;
    let post = Post::new();
    assert_eq!(deliver(&app, &post.mailer(), BASE).await, Ok(0), "the dead worker's claim still holds");
    machine.clock.set(machine.now() + TimeDelta::minutes(1));
    assert_eq!(deliver(&app, &post.mailer(), BASE).await, Ok(1));
    assert_eq!(post.letters()[0].id, claimed[0].id);
}

#[tokio::test]
async fn one_pass_does_all_that_is_due() {
    let machine = Machine::new().await;
    let app = machine.app();
    enqueue_letters(&app, "ivan@example.org", 3).await;
    let post = Post::new();
    worker(Arc::clone(&app), &post).run_once().await.unwrap();
    assert_eq!((post.letters().len(), depth(&app).await), (3, (0, 0)));
}
