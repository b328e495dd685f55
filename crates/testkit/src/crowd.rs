//! Many people who ask for something at the same instant, from a machine of their own.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use tokio::sync::oneshot;

use crate::{Answer, Caller, Petition, Service, petition_path};

/// A crowd that is about to ask.
pub struct Crowd {
    address: String,
    described: String,
    requests: Vec<String>,
}

impl Crowd {
    /// A crowd that will sign a petition.
    pub async fn of_signers(service: &Service, people: &[Caller], petition: &Petition) -> Self {
        Self::gather(service, people, "POST", &petition_path(petition, "/signatures")).await
    }

    /// A crowd that will send this request.
    pub async fn gather(service: &Service, people: &[Caller], method: &str, path: &str) -> Self {
        let mut requests = Vec::with_capacity(people.len());
        for somebody in people {
            let token = somebody.token().await.expect("a login");
            requests.push(format!(
                "{method} {path} HTTP/1.1\r\nHost: viche\r\nAuthorization: Bearer {token}\r\nContent-Length: 0\r\n\
                 Connection: close\r\n\r\n"
            ));
        }
        Self {
            address: service.url("").replace("http://", ""),
            described: format!("{method} {path}"),
            requests,
        }
    }

    /// Everybody asks before anybody hears; the answers in the order of the people.
    pub async fn answers(self) -> Vec<Answer> {
        let (tell, told) = oneshot::channel();
        std::thread::spawn(move || {
            let ask = |request: String| {
                let mut stream = TcpStream::connect(&self.address).expect("the service listens");
                stream.write_all(request.as_bytes()).expect("a connection");
                stream
            };
            let asking: Vec<_> = self.requests.into_iter().map(ask).collect();
            let answers = asking.into_iter().map(|mut stream| {
                let mut bytes = Vec::new();
                stream.read_to_end(&mut bytes).expect("an answer");
                answer(&self.described, &bytes)
            });
            // Whoever waits for the answers may have failed.
            let _ = tell.send(answers.collect());
        });
        told.await.expect("the crowd is answered")
    }
}

fn answer(request: &str, bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    let head = std::str::from_utf8(&bytes[..end]).expect("a head in ASCII");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status");
    let headers = lines.map(|line| {
        let (name, value) = line.split_once(": ").expect("a header");
        (name.parse().expect("a name"), value.parse().expect("a value"))
    });
    Answer {
        request: request.to_owned(),
        status,
        headers: headers.collect(),
        body: bytes[end + 4..].to_vec(),
    }
}
