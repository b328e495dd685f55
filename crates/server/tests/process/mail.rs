//! Trying out the way that letters go.

use std::fs;

use crate::installation::{Installation, refusal};

#[test]
fn a_letter_is_sent_by_hand_and_what_went_wrong_is_said() {
    let viche = Installation::new();
    assert!(viche.succeeds("mail test olena@example.org").contains("olena@example.org was taken"));
    let letters: Vec<_> =
        fs::read_dir(viche.path().join("mail")).unwrap().map(|entry| entry.unwrap()).collect();
    assert_eq!(letters.len(), 1);
    assert!(fs::read_to_string(letters[0].path()).unwrap().contains("To: olena@example.org"));

    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut unreachable = viche.command("mail test olena@example.org");
    unreachable.env("VICHE_MAIL__FOLDER", "").env("VICHE_MAIL__FROM", "viche@example.org");
    unreachable.env("VICHE_MAIL__SMTP_URL", format!("smtp://{closed}"));
    assert!(refusal(&mut unreachable).contains("the mail server can't be reached"));
    let mut nowhere = viche.command("mail test olena@example.org");
    assert!(refusal(nowhere.env("VICHE_MAIL__FOLDER", "")).contains("mail.smtp_url"));
}
