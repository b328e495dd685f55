//! An installation in a folder of its own, and the service that runs there.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::fs;
use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A folder with a configuration of its own.
pub struct Installation(TempDir);

impl Installation {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config =
            "[http]\nbind = \"127.0.0.1:0\"\nmetrics_bind = \"127.0.0.1:0\"\n[mail]\nfolder = \"mail\"\n";
        fs::write(folder.path().join("viche.toml"), config).unwrap();
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_viche"));
        command.args(line.split_whitespace()).current_dir(self.path()).stdin(Stdio::null());
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("VICHE_"))
        {
            command.env_remove(name);
        }
        command
    }

    /// The token of the one letter that is sent, once it is there.
    pub fn token_in_the_letter(&self) -> String {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            let letters = fs::read_dir(self.path().join("mail"))
                .into_iter()
                .flatten()
                .map(|entry| entry.unwrap().path());
            let letter = letters.into_iter().find(|path| path.extension().is_some_and(|kind| kind == "eml"));
            if let Some(letter) = letter {
                let text = fs::read_to_string(letter).unwrap();
                return text.split_once("?token=").unwrap().1.split_whitespace().next().unwrap().to_owned();
            }
            assert!(Instant::now() < deadline, "no letter came");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub fn run(&self, line: &str) -> Output {
        self.command(line).output().unwrap()
    }

    pub fn succeeds(&self, line: &str) -> String {
        let output = self.run(line);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "viche {line}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The sentence with which a command is refused.
pub fn refusal(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

/// A running service, killed when a test fails.
pub struct Service {
    pub process: Child,
    said: Box<dyn BufRead>,
}

impl Service {
    pub fn start(command: Command) -> Self {
        Self::start_logging(command, Stdio::null())
    }

    pub fn start_logging(mut command: Command, log: impl Into<Stdio>) -> Self {
        let mut process = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let said = Box::new(BufReader::new(process.stdout.take().unwrap()));
        Self { process, said }
    }

    /// The address of the next line that names one.
    pub fn address(&mut self) -> String {
        let mut line = String::new();
        while self.said.read_line(&mut line).unwrap() > 0 {
            if let Some((_, rest)) = line.split_once("http://") {
                return rest.split(['/', ' ', '\n']).next().unwrap().to_owned();
            }
            line.clear();
        }
        panic!("the service ended without saying where it listens");
    }

    /// Sends a signal.
    pub fn signal(&self, signal: &str) {
        let kill = format!("kill -{signal} {}", self.process.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Sends a signal and waits for the end: its exit code.
    pub fn stops_on(mut self, signal: &str) -> Option<i32> {
        self.signal(signal);
        self.process.wait().unwrap().code()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The status of a GET, and the whole answer.
pub fn get(address: &str, path: &str) -> (u16, String) {
    exchange(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"))
}

/// The status of a POST of JSON, and the whole answer.
pub fn post(address: &str, path: &str, body: &str) -> (u16, String) {
    let head = format!("POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    let content = format!("Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    exchange(address, &(head + &content))
}

pub fn exchange(address: &str, request: &str) -> (u16, String) {
    let mut connection = TcpStream::connect(address).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
}
