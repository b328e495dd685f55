use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use viche_app::Id;

use super::smtp::Patience;
use super::{FolderMailer, Letter, MailError, Mailer, SetupError, SmtpMailer};

const ID: &str = "0192f0c1-5b1e-7c3a-9d2e-4f5a6b7c8d9e";
const PARAGRAPH: &str = "Цю адресу вказано під час реєстрації на сервісі електронних петицій. Щоб підтвердити, що \
                         вона ваша, перейдіть за посиланням:";
const FROM: &str = "Віче <no-reply@petitions.example.org>";

fn letter(to: &str) -> Letter {
    Letter {
        id: Id::parse(ID).unwrap(),
        to: to.to_owned(),
        subject: "Підтвердьте свою адресу".to_owned(),
        text: format!("{PARAGRAPH}\n\nhttps://petitions.example.org/verify-email?token=abc\n.\n"),
        written_at: "2017-05-14T09:30:00Z".parse().unwrap(),
    }
}

/// How long the mail server takes over letters to `slow@…`.
const DAWDLES: Duration = Duration::from_secs(1);

/// What a mail server got: the commands of each conversation and the letter after DATA.
struct Received {
    commands: Vec<String>,
    letter: String,
}

/// A mail server without TLS that takes every letter but those to `refused@…`.
fn mail_server() -> (String, Receiver<Received>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (sender, received) = channel();
    thread::spawn(move || {
        for connection in listener.incoming() {
            converse(connection.unwrap(), &sender);
        }
    });
    (address, received)
}

fn converse(connection: TcpStream, sender: &Sender<Received>) {
    let mut answers = connection.try_clone().unwrap();
    let mut lines = BufReader::new(connection).lines().map_while(Result::ok);
    let mut received = Received { commands: Vec::new(), letter: String::new() };
    answers.write_all(b"220 ready\r\n").unwrap();
    while let Some(command) = lines.next() {
        let answer: &[u8] = match command.split([' ', ':']).next().unwrap() {
            "EHLO" => b"250-mail\r\n250 AUTH PLAIN\r\n",
            "AUTH" => b"235 welcome\r\n",
            "RCPT" if command.contains("refused@") => b"550 no such user\r\n",
            "RCPT" if command.contains("later@") => b"450 greylisted\r\n",
            "DATA" => {
                answers.write_all(b"354 go on\r\n").unwrap();
                received.letter =
                    lines.by_ref().take_while(|line| line != ".").collect::<Vec<_>>().join("\n");
                match () {
                    () if received.letter.contains("slow@") => thread::sleep(DAWDLES),
                    () if received.letter.contains("spam@") => {
                        answers.write_all(b"554 no\r\n").unwrap();
                        continue;
                    }
                    () => {}
                }
                b"250 taken\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 fine\r\n",
        };
        received.commands.push(command);
        if answers.write_all(answer).is_err() {
            break;
        }
    }
    // The test may have ended.
    let _ = sender.send(received);
}

#[test]
fn a_letter_reaches_the_mail_server() {
    let (address, received) = mail_server();
    let mailer = SmtpMailer::new(&format!("smtp://viche:p%40ss@{address}"), FROM).unwrap();
    mailer.send(&letter("ivan@example.org")).unwrap();
    let Received { commands, letter } = received.recv().unwrap();
    let said = |start: &str| commands.iter().any(|command| command.starts_with(start));
    assert!(said("AUTH PLAIN ") && said("MAIL FROM:<no-reply@petitions.example.org>"), "{commands:?}");
    assert!(said("RCPT TO:<ivan@example.org>"), "{commands:?}");
    for header in [
        "To: ivan@example.org",
        "Date: Sun, 14 May 2017 09:30:00 +0000",
        &format!("Message-ID: <{ID}@petitions.example.org>"),
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
    ] {
        assert!(letter.lines().any(|line| line == header), "{header} in\n{letter}");
    }
    assert!(letter.is_ascii(), "a server need not take eight bits");
}

#[test]
fn a_refusal_and_an_absent_server_are_told_apart() {
    let (address, _received) = mail_server();
    let mailer = SmtpMailer::new(&format!("smtp://{address}"), FROM).unwrap();
    assert!(matches!(mailer.send(&letter("refused@example.org")), Err(MailError::NoSuchAddress(_))));
    assert!(matches!(mailer.send(&letter("later@example.org")), Err(MailError::Refused(_))));
    assert!(matches!(mailer.send(&letter("spam@example.org")), Err(MailError::RefusedForGood(_))));
    assert!(matches!(mailer.send(&letter("no address")), Err(MailError::Malformed(_))));

    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mailer = SmtpMailer::new(&format!("smtp://{closed}"), FROM).unwrap();
    assert!(matches!(mailer.send(&letter("ivan@example.org")), Err(MailError::Unreachable(_))));
}

#[test]
fn a_server_that_dawdles_is_waited_for_at_the_end_or_may_have_taken_the_letter() {
    let (address, received) = mail_server();
    let mut mailer = SmtpMailer::new(&format!("smtp://{address}"), FROM).unwrap();
    assert_eq!(mailer.patience.end, Duration::from_mins(10));
    let step = DAWDLES / 4;
    mailer.patience = Patience { step, end: DAWDLES * 10 };
    mailer.send(&letter("slow@example.org")).unwrap();
    assert!(received.recv().unwrap().letter.contains("slow@example.org"));
    mailer.patience = Patience { step, end: step };
    assert!(matches!(mailer.send(&letter("slow@example.org")), Err(MailError::Unknown(_))));
}

#[test]
fn where_tls_is_required_nothing_is_said_without_it() {
    let (address, received) = mail_server();
    let mailer = SmtpMailer::new(&format!("smtp://viche:secret@{address}?tls=required"), FROM).unwrap();
    assert!(matches!(mailer.send(&letter("ivan@example.org")), Err(MailError::Unreachable(_))));
    let commands = received.recv().unwrap().commands;
    assert!(commands.iter().all(|command| !command.starts_with("AUTH") && !command.starts_with("MAIL")));
}

#[test]
fn a_folder_keeps_letters_as_files_that_people_can_read() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = FolderMailer::new(folder.path().join("mail"), FROM).unwrap();
    mailer.send(&letter("o'neil/root@example.org")).unwrap();
    let files: Vec<_> =
        fs::read_dir(folder.path().join("mail")).unwrap().map(|file| file.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("one letter, one file: {files:?}") };
    let name = file.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, format!("20170514T093000Z-o_neil_root@example.org-{ID}.eml"));
    let text = fs::read_to_string(file).unwrap();
    let link = "https://petitions.example.org/verify-email?token=abc";
    assert!(text.trim_end().ends_with(&format!("\r\n\r\n{PARAGRAPH}\r\n\r\n{link}\r\n.")), "{text}");
}

#[test]
fn a_long_line_is_encoded_in_a_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = FolderMailer::new(folder.path(), FROM).unwrap();
    mailer.send(&Letter { text: "довго".repeat(300), ..letter("ivan@example.org") }).unwrap();
    let file = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(file).unwrap();
    assert!(text.lines().all(|line| line.len() <= 998), "RFC 5322, 2.1.1");
}

#[test]
fn a_folder_that_can_not_be_written_to_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for wrong in [file.clone(), file.join("mail"), "/proc/mail".into()] {
        let refused = FolderMailer::new(&wrong, FROM).err().expect("no folder").to_string();
        assert!(refused.contains(wrong.to_str().unwrap()), "{refused}");
    }
    assert!(FolderMailer::new(folder.path().join("mail"), FROM).is_ok());
    assert_eq!(fs::read_dir(folder.path().join("mail")).unwrap().count(), 0, "nothing is left there");
}

#[test]
fn a_sender_without_an_address_is_refused() {
    for wrong in ["", "Віче", "viche@"] {
        assert!(matches!(FolderMailer::new("mail", wrong), Err(SetupError::From(_))), "{wrong}");
    }
}
