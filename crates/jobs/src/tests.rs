//! Delivery and the worker's loop.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;
use viche_app::App;
use viche_domain::language::Locale;
use viche_store::jobs::{self, Job};
use viche_store::people::accounts::{self, Which};

use crate::mail::{Letter, MailError, Mailer};
use crate::testing::{Machine, Post, Service, account, depth, enqueue};
use crate::{Worker, deliver};

const BASE: &str = "https://petitions.example.org";

/// Queues letters to somebody who has an account.
async fn enqueue_letters(app: &Service, email: &'static str, count: usize) {
    account(app, email, "Іван Коваль", Locale::Uk).await;
    for _ in 0..count {
        enqueue(app, Job::Registered { email_key: email.to_owned(), registration: None }).await;
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
    machine.clock.set(machine.now() + TimeDelta::minutes(15));
    assert_eq!(deliver(&app, &post.mailer(), BASE).await, Ok(1));
    assert_eq!(post.letters()[0].id, claimed[0].id);
}

#[tokio::test]
async fn a_letter_that_may_have_been_taken_is_not_sent_again_soon() {
    let machine = Machine::new().await;
    let app = machine.app();
    enqueue_letters(&app, "ivan@example.org", 1).await;
    let (silent, post) = (Post::failing("ivan@example.org", MailError::Unknown), Post::new());
    assert_eq!(deliver(&app, &silent.mailer(), BASE).await, Ok(0));
    machine.clock.set(machine.now() + TimeDelta::hours(6) - TimeDelta::seconds(1));
    assert_eq!(deliver(&app, &post.mailer(), BASE).await, Ok(0));
    machine.clock.set(machine.now() + TimeDelta::seconds(1));
    assert_eq!(deliver(&app, &post.mailer(), BASE).await, Ok(1));
}

#[tokio::test]
async fn what_is_refused_for_good_is_not_tried_again_and_an_address_that_takes_no_letters_is_marked() {
    let machine = Machine::new().await;
    let app = machine.app();
    let ivan = account(&app, "ivan@example.org", "Іван Коваль", Locale::Uk).await;
    let letter = || Job::Registered { email_key: "ivan@example.org".to_owned(), registration: None };
    let marked = async || {
        app.write(move |tx| accounts::find(tx.conn, Which::Id(ivan))).await.unwrap().email_refused_at
    };
    for (refusal, given_up, mark) in [
        (MailError::RefusedForGood as fn(_) -> _, 1, None),
        (MailError::NoSuchAddress, 2, Some(machine.now())),
    ] {
        enqueue(&app, letter()).await;
        let refusing = Post::failing("ivan@example.org", refusal);
        assert_eq!(deliver(&app, &refusing.mailer(), BASE).await, Ok(0));
        assert_eq!(depth(&app).await, (0, given_up));
        assert_eq!(marked().await, mark);
    }
    enqueue(&app, letter()).await;
    assert_eq!(deliver(&app, &Post::new().mailer(), BASE).await, Ok(1));
    assert_eq!(marked().await, None, "it took one");
}

#[tokio::test]
async fn a_slow_mail_server_holds_up_neither_the_clock_nor_other_letters() {
    let machine = Machine::new().await;
    let app = machine.app();
    enqueue_letters(&app, "slow@example.org", 1).await;
    enqueue_letters(&app, "fast@example.org", 5).await;
    let (release, released) = std::sync::mpsc::channel::<()>();
    let dawdling = Arc::new(Dawdling { released: Mutex::new(released), sent: watch::Sender::default() });
    let worker =
        Worker { app: Arc::clone(&app), mailer: Arc::clone(&dawdling) as _, link_base: BASE.to_owned() };
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(async move { worker.run(async { stopped.await.unwrap() }).await });
    let mut sent = dawdling.sent.subscribe();
    tokio::time::timeout(Duration::from_secs(20), sent.wait_for(|sent| *sent == 5))
        .await
        .expect("the others are delivered")
        .unwrap();
    drop(release);
    stop.send(()).unwrap();
    running.await.unwrap();
    assert_eq!(*dawdling.sent.borrow(), 6);
}

/// A mail server that takes its time over letters to one recipient.
struct Dawdling {
    released: Mutex<std::sync::mpsc::Receiver<()>>,
    sent: watch::Sender<usize>,
}

impl Mailer for Dawdling {
    fn send(&self, letter: &Letter) -> Result<(), MailError> {
        if letter.to == "slow@example.org" {
            // Ends, with an error, when the other end is dropped.
            let _ = self.released.lock().unwrap().recv();
        }
        self.sent.send_modify(|sent| *sent += 1);
        Ok(())
    }
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
