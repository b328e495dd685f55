use std::collections::BTreeSet;
use std::fs;

use chrono::TimeDelta;
use viche_app::Request;
use viche_app::people::accounts::passwords::{self, PasswordResetConfirmation};
use viche_app::people::accounts::{EmailToken, Registration, register, verify_email};
use viche_domain::language::Locale;
use viche_domain::person::roles::Role;
use viche_domain::petition::{Action, Assignment, Decision, RefusalCode};
use viche_domain::problem::Code;
use viche_domain::time::local_date;
use viche_store::Id;
use viche_store::city::policies;
use viche_store::jobs::Job;
use viche_store::people::accounts;
use viche_store::petitions::refusals::{self, Refusal};
use viche_store::petitions::{self, Content as Draft, Locked, Reference};
use viche_store::record::{Note, Tx};

use super::content::{Content, Kind};
use crate::deliver;
use crate::mail::Letter;
use crate::testing::{Machine, Post, START, Service, account, depth, enqueue};

const BASE: &str = "https://petitions.example.org";
const TITLE: &str = "Світло на вулиці Перемоги";

/// The letters that the outbox's messages become.
async fn letters(app: &Service) -> Vec<Letter> {
    let post = Post::new();
    deliver(app, &post.mailer(), BASE).await.unwrap();
    assert_eq!(depth(app).await, (0, 0), "nothing is left over");
    post.letters()
}

async fn letter(app: &Service, message: Job) -> Letter {
    enqueue(app, message).await;
    let mut letters = letters(app).await;
    assert_eq!(letters.len(), 1);
    letters.remove(0)
}

fn token(letter: &Letter, page: &str) -> String {
    let start = format!("{BASE}/{page}?token=");
    letter.text.lines().find_map(|line| line.strip_prefix(&start)).expect("a line that is a link").to_owned()
}

/// The letters about a petition that goes through these actions at once; each action is given the policy in force.
async fn news(app: &Service, author: Id, actions: fn(&mut Way<'_, '_>)) -> Vec<Letter> {
    happens(app, author, actions).await;
    letters(app).await
}

/// A petition goes through these actions at once.
async fn happens(app: &Service, author: Id, actions: fn(&mut Way<'_, '_>)) {
    let made = app.write(move |tx| {
        let draft = Draft { title: TITLE, text: "Темно.", category: Some("improvement") };
        let id = petitions::begin_draft(tx, (author, "Іван Коваль"), &draft, None)?;
        actions(&mut Way { tx, id });
        Ok(())
    });
    made.await;
}

struct Way<'a, 'b> {
    tx: &'a mut Tx<'b>,
    id: Id,
}

impl Way<'_, '_> {
    #[expect(clippy::disallowed_methods, reason = "no rule of access is tested here")]
    fn locked(&mut self) -> Locked {
        petitions::lock(self.tx, &Reference::Id(self.id)).unwrap().unwrap()
    }

    fn takes(&mut self, action: &Action<'_>) {
        self.locked().advance(self.tx, action, &Note::default()).unwrap();
    }
}

fn submitted(way: &mut Way<'_, '_>) {
    let now = way.tx.now;
    let policy = policies::in_force(way.tx.conn, now).unwrap();
    way.takes(&Action::Submit { policy: &policy });
}

fn published(way: &mut Way<'_, '_>) {
    submitted(way);
    let now = way.tx.now;
    let policy = policies::in_force(way.tx.conn, now).unwrap();
    way.locked().number(way.tx, local_date(now)).unwrap();
    way.takes(&Action::Publish { policy: &policy });
}

fn reviewed(way: &mut Way<'_, '_>) {
    published(way);
    way.takes(&Action::Count { signatures: 250 });
    way.takes(&Action::AnnounceReview { department: "transport" });
}

#[tokio::test]
async fn an_address_is_proven_by_the_link_for_24_hours() {
    let machine = Machine::new().await;
    let app = machine.app();
    let registration = Registration {
        email: "ivan@example.org".to_owned(),
        password: "вода тече з гір".to_owned(),
        full_name: "Іван Коваль".to_owned(),
        locale: None,
    };
    register(&app, Request::default(), registration).await.unwrap();
    let sent = letters(&app).await.remove(0);
    assert_eq!((sent.to.as_str(), sent.written_at), ("ivan@example.org", machine.now()));
    assert_eq!(sent.subject, "Підтвердьте свою електронну адресу");
    assert!(sent.text.starts_with("Вітаємо!\n\n"), "the name is whoever typed it: {}", sent.text);
    assert!(
        sent.text.contains("24 години") && sent.text.ends_with("Електронні петиції, Житомир\n"),
        "{}",
        sent.text
    );

    machine.clock.set(machine.now() + TimeDelta::hours(24));
    let late = verify_email(
        &app,
        Request::default(),
        EmailToken { token: token(&sent, "verify-email"), password: None },
    )
    .await;
    assert_eq!(late.unwrap_err().code, Code::BadEmailToken);

    let again =
        letter(&app, Job::Registered { email_key: "ivan@example.org".to_owned(), registration: None }).await;
    machine.clock.set(machine.now() + TimeDelta::hours(24) - TimeDelta::seconds(1));
    verify_email(
        &app,
        Request::default(),
        EmailToken { token: token(&again, "verify-email"), password: None },
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn a_new_password_is_set_by_the_link_for_an_hour() {
    let machine = Machine::new().await;
    let app = machine.app();
    account(&app, "olena@example.org", "Olena Bondar", Locale::En).await;
    let asked = Job::ResetPassword { email_key: "olena@example.org".to_owned() };
    let (first, second) = (letter(&app, asked.clone()).await, letter(&app, asked).await);
    assert_eq!(first.subject, "A new password");
    assert!(
        first.text.starts_with("Dear Olena Bondar,\n\n") && first.text.contains("1 hour"),
        "{}",
        first.text
    );
    assert!(first.text.ends_with("E-petitions, Zhytomyr\n"), "{}", first.text);

    machine.clock.set(machine.now() + TimeDelta::hours(1) - TimeDelta::seconds(1));
    let reset = |letter: &Letter| {
        let allowed = PasswordResetConfirmation {
            token: token(letter, "reset-password"),
            new_password: "вода тече з гір".to_owned(),
        };
        passwords::reset(&app, Request::default(), allowed)
    };
    reset(&first).await.unwrap();
    machine.clock.set(machine.now() + TimeDelta::seconds(1));
    assert_eq!(reset(&second).await.unwrap_err().code, Code::BadEmailToken);
}

#[tokio::test]
async fn an_unknown_address_gets_no_letter() {
    let machine = Machine::new().await;
    let app = machine.app();
    for job in [
        Job::ResetPassword { email_key: "nobody@example.org".to_owned() },
        Job::Registered { email_key: "nobody@example.org".to_owned(), registration: None },
    ] {
        enqueue(&app, job).await;
    }
    assert_eq!(letters(&app).await.len(), 0);
}

#[tokio::test]
async fn whoever_registers_twice_hears_it_in_their_language() {
    let machine = Machine::new().await;
    let app = machine.app();
    for (email, locale, subject) in [
        ("ivan@example.org", Locale::Uk, "Ви вже зареєстровані"),
        ("john@example.org", Locale::En, "You are registered already"),
    ] {
        account(&app, email, "Іван Коваль", locale).await;
        let sent = letter(&app, Job::Registered { email_key: email.to_owned(), registration: None }).await;
        assert_eq!((sent.to.as_str(), sent.subject.as_str()), (email, subject));
        assert!(!sent.text.contains("token="), "{}", sent.text);
    }
}

#[tokio::test]
async fn the_author_hears_what_became_of_a_petition() {
    let machine = Machine::new().await;
    let app = machine.app();
    let ivan = account(&app, "ivan@example.org", "Іван Коваль", Locale::Uk).await;
    let john = account(&app, "john@example.org", "John Koval", Locale::En).await;

    let sent = news(&app, ivan, published).await.remove(0);
    assert_eq!(sent.subject, "Вашу петицію оприлюднено: 2017-05-10-1");
    for part in [
        "«Світло на вулиці Перемоги»",
        "до 8 серпня 2017 року включно",
        "потрібно 250 підписів",
        &format!("{BASE}/petitions/2017-05-10-1"),
    ] {
        assert!(sent.text.contains(part), "{part} in {}", sent.text);
    }
    let sent = news(&app, john, published).await.remove(0);
    assert_eq!(sent.subject, "Your petition is published: 2017-05-10-2");
    assert!(
        sent.text.contains("until the end of 8 August 2017")
            && sent.text.contains("250 signatures are needed"),
        "{}",
        sent.text
    );

    let sent = news(&app, ivan, |way| {
        submitted(way);
        way.takes(&Action::Refuse);
        let refusal = Refusal {
            code: RefusalCode::NotCompetence,
            explanation: "Це справа області.".to_owned(),
            duplicate_of: None,
        };
        let petition = way.locked();
        refusals::insert(way.tx, &petition, &refusal).unwrap();
    })
    .await
    .remove(0);
    assert_eq!(sent.subject, "Вашу петицію не оприлюднено");
    for part in
        ["Підстава: не належить до повноважень ради.", "Це справа області.", &format!("{BASE}/petitions/")]
    {
        assert!(sent.text.contains(part), "{part} in {}", sent.text);
    }

    let sent = news(&app, ivan, reviewed).await.remove(0);
    // Ten working days after Wednesday 10 May: Saturday 13 May was worked for Monday 8 May.
    assert!(sent.text.contains("до 23 травня 2017 року включно"), "{}", sent.text);
}

#[tokio::test]
async fn a_letter_says_what_is_still_so_when_it_is_written() {
    let machine = Machine::new().await;
    let app = machine.app();
    let ivan = account(&app, "ivan@example.org", "Іван Коваль", Locale::Uk).await;
    // All of it happened before the first letter was written.
    let sent = news(&app, ivan, reviewed).await;
    assert_eq!(sent.len(), 1);
    assert!(sent[0].text.contains("Строк відповіді: до 23 травня 2017 року включно."), "{}", sent[0].text);
    let sent = news(&app, ivan, |way| {
        reviewed(way);
        way.takes(&Action::Count { signatures: 249 });
    })
    .await;
    assert_eq!(sent.len(), 1, "it collects again");
    assert!(sent[0].subject.starts_with("Вашу петицію оприлюднено"), "{}", sent[0].subject);
}

/// A mail server that was away for longer than the terms last.
#[tokio::test]
async fn after_an_outage_no_letter_names_a_day_that_is_past() {
    let machine = Machine::new().await;
    let app = machine.app();
    let late = async |email, actions: fn(&mut Way<'_, '_>)| {
        machine.clock.set(START.parse().unwrap());
        let author = account(&app, email, "Іван Коваль", Locale::Uk).await;
        happens(&app, author, actions).await;
        machine.clock.set(machine.now() + TimeDelta::days(200));
        letters(&app).await
    };
    assert!(late("one@example.org", published).await.is_empty(), "nobody signs until yesterday");
    let sent = late("two@example.org", reviewed).await;
    assert_eq!(sent.len(), 1);
    assert!(sent[0].text.contains("Місто розпочало розгляд"), "{}", sent[0].text);
    assert!(!sent[0].text.contains("2017 року") && !sent[0].text.contains("Строк"), "{}", sent[0].text);
}

#[tokio::test]
async fn moderators_hear_of_a_return_whose_reason_was_erased() {
    let machine = Machine::new().await;
    let app = machine.app();
    let ivan = account(&app, "ivan@example.org", "Іван Коваль", Locale::Uk).await;
    let mary = account(&app, "mary@example.org", "Mary Koval", Locale::En).await;
    let returned = app.write(move |tx| {
        let (now, draft) = (tx.now, Draft { title: TITLE, text: "Темно.", category: Some("improvement") });
        accounts::grant_role(tx.conn, mary, Role::Moderator, None, None, now)?;
        let id = petitions::begin_draft(tx, (ivan, "Іван Коваль"), &draft, None)?;
        let mut way = Way { tx, id };
        published(&mut way);
        let policy = policies::in_force(way.tx.conn, now)?;
        way.takes(&Action::Assign(Assignment { department: "transport", reason: None, policy: &policy }));
        way.takes(&Action::ReturnAssignment);
        Ok(())
    });
    returned.await;
    let letters = letters(&app).await;
    let sent = letters.iter().find(|letter| letter.to == "mary@example.org").expect("a letter");
    assert_eq!(sent.subject, "A department has handed a petition back");
    assert!(!sent.text.contains("Reason") && !sent.text.contains('{'), "{}", sent.text);
}

#[tokio::test]
async fn the_author_hears_how_a_petition_ended() {
    let machine = Machine::new().await;
    let app = machine.app();
    let ivan = account(&app, "ivan@example.org", "Іван Коваль", Locale::Uk).await;
    let john = account(&app, "john@example.org", "John Koval", Locale::En).await;

    let sent = news(&app, ivan, |way| {
        published(way);
        way.takes(&Action::Remove { reason: "Рішення суду" });
    })
    .await
    .remove(0);
    assert!(sent.text.contains("Причина: Рішення суду") && !sent.text.contains(BASE), "{}", sent.text);

    for author in [ivan, john] {
        news(&app, author, published).await;
    }
    machine.clock.set("2017-08-08T21:00:00Z".parse().unwrap());
    viche_app::petitions::lapse::lapse_due(&app).await.unwrap();
    let sent = letters(&app).await;
    let to = |email: &str| sent.iter().find(|letter| letter.to == email).unwrap();
    let uk = to("ivan@example.org");
    assert_eq!(uk.subject, "Збір підписів за вашою петицією завершено");
    for part in ["Зібрано 0 підписів з 250 потрібних", "до 8 вересня 2017 року включно"]
    {
        assert!(uk.text.contains(part), "{part} in {}", uk.text);
    }
    let en = to("john@example.org");
    assert!(en.text.contains("It has 0 signatures of the 250 needed."), "{}", en.text);

    let johns = Reference::Number("2017-05-10-3".to_owned());
    let replied = app.write(move |tx| {
        let id = petitions::find(tx.conn, &johns)?.unwrap().0.id;
        Way { tx, id }.takes(&Action::Answer { department: "transport", decision: Decision::Supported });
        Ok(())
    });
    replied.await;
    let sent = letters(&app).await.remove(0);
    assert_eq!(sent.subject, "The reply to your appeal");
    assert!(sent.text.contains(&format!("\n\n{BASE}/petitions/2017-05-10-3\n\n")), "{}", sent.text);
}

#[tokio::test]
async fn what_the_author_did_is_no_news() {
    let machine = Machine::new().await;
    let app = machine.app();
    let account = account(&app, "ivan@example.org", "Іван Коваль", Locale::Uk).await;
    assert_eq!(news(&app, account, submitted).await.len(), 0);
}

#[test]
fn every_letter_has_its_messages_and_every_message_its_letter() {
    let shared = ["letter", "greeting", "hours"];
    let expected: BTreeSet<_> =
        Kind::ALL.iter().map(|kind| kind.key()).chain(shared).map(str::to_owned).collect();
    for locale in Locale::ALL {
        let folder = format!("{}/messages/{}/letters", env!("CARGO_MANIFEST_DIR"), locale.tag());
        let files =
            fs::read_dir(folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let keys = files.flat_map(|file| {
            let starts =
                file.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
            starts.map(|line| line.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
        });
        assert_eq!(keys.collect::<BTreeSet<_>>(), expected);
        for kind in Kind::ALL {
            let content = with_everything(*kind);
            let letter = content.subject(*locale) + &content.text(*locale, Some("Іван Коваль"), "Житомир");
            assert!(!letter.contains('{'), "{letter}");
        }
    }
}

#[test]
fn a_letter_says_decisions_and_grounds_as_everything_else_does() {
    let content = Content::new(Kind::PetitionAnswered).with("title", TITLE).with("link", BASE);
    let content = content.with_label("decision", &Decision::Declined);
    let text = |locale| content.text(locale, Some("Іван Коваль"), "Житомир");
    assert!(text(Locale::Uk).contains("Рішення: не підтримано."), "{}", text(Locale::Uk));
    assert!(text(Locale::En).contains("Decision: declined."), "{}", text(Locale::En));
}

#[test]
fn signatures_are_counted_in_the_forms_of_the_language() {
    for (signatures, threshold, uk, en) in [
        (1, 250, "Зібрано 1 підпис з 250 потрібних.", "It has 1 signature of the 250 needed."),
        (2, 250, "Зібрано 2 підписи з 250 потрібних.", "It has 2 signatures of the 250 needed."),
        (5, 22, "Зібрано 5 підписів з 22 потрібних.", "It has 5 signatures of the 22 needed."),
        (11, 21, "Зібрано 11 підписів з 21 потрібного.", "It has 11 signatures of the 21 needed."),
        (21, 25, "Зібрано 21 підпис з 25 потрібних.", "It has 21 signatures of the 25 needed."),
        (22, 101, "Зібрано 22 підписи з 101 потрібного.", "It has 22 signatures of the 101 needed."),
        (25, 111, "Зібрано 25 підписів з 111 потрібних.", "It has 25 signatures of the 111 needed."),
        (101, 250, "Зібрано 101 підпис з 250 потрібних.", "It has 101 signatures of the 250 needed."),
        (111, 250, "Зібрано 111 підписів з 250 потрібних.", "It has 111 signatures of the 250 needed."),
    ] {
        let content = with_everything(Kind::PetitionLapsed);
        let content = content.with("signatures", signatures).with("threshold", threshold);
        for (locale, sentence) in [(Locale::Uk, uk), (Locale::En, en)] {
            let text = content.text(locale, Some("Іван Коваль"), "Житомир");
            assert!(text.contains(sentence), "{sentence} in {text}");
        }
    }
}

/// A letter with a fact of every name that letters speak of.
fn with_everything(kind: Kind) -> Content {
    Content::new(kind)
        .with("title", TITLE)
        .with("number", "2017-05-10-1")
        .with("link", BASE)
        .with("hours", 24)
        .with("threshold", 250)
        .with("signatures", 21)
        .with("until", local_date(START.parse().unwrap()))
        .with_label("ground", &RefusalCode::Advert)
        .with("explanation", "Це реклама.")
        .with_label("decision", &Decision::Supported)
        .with("reason", "Рішення суду")
}
