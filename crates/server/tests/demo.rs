//! The demo as its visitors see it: made by the binary, read and used through the API alone.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;

use chrono::{DateTime, Months, NaiveDate, Utc};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use viche_domain::time::{last_day, local_date};

fn demo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_viche"));
    command.arg("demo").arg("--data").arg(folder).args(arguments).stdin(Stdio::null());
    command
}

/// A demo that is being served, killed when the test ends.
struct Served {
    process: Child,
    /// What it printed before it began to serve.
    said: Vec<String>,
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Served {
    /// Serves a finished demo, and waits until it has said all it has to say.
    fn start(folder: &Path, settings: &[(&str, &str)]) -> Self {
        let mut process = demo(folder, &["--bind", "127.0.0.1:0"])
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let (tell, told) = mpsc::channel();
        // Reads to the end, whether or not anybody listens: a process must not meet a closed pipe.
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let _ = tell.send(line);
            }
        });
        let mut served = Self { process, said: Vec::new() };
        served.said.extend(told.iter().take_while(|line| !line.contains("Ctrl-C")));
        assert!(served.said.iter().any(|line| line.contains("/docs")), "{:?}", served.said);
        served
    }

    /// Whether a line that it printed has this.
    fn says(&self, part: &str) -> bool {
        self.said.iter().any(|line| line.contains(part))
    }

    /// Runs the lines that it printed for a shell; gives the status of each answer that they print.
    fn run_printed_lines(&self) -> Vec<u16> {
        let curl = Command::new("curl").arg("--version").output();
        assert!(curl.is_ok(), "curl is not in PATH, and this test runs the curl lines that the demo prints");
        let lines = self.said.iter().filter(|line| line.contains("curl ")).cloned().collect::<Vec<_>>();
        let run = Command::new("sh").args(["-ec", &lines.join("\n")]).env("NO_PROXY", "*").output().unwrap();
        let printed = String::from_utf8(run.stdout).unwrap();
        assert!(run.status.success(), "{printed}");
        // The status stands on a line of its own.
        printed.lines().filter(|line| line.len() == 3).filter_map(|line| line.parse().ok()).collect()
    }
}

struct Visitor {
    client: Client,
    record: Value,
}

impl Visitor {
    fn new(folder: &Path) -> Self {
        let record = serde_json::from_slice(&fs::read(folder.join("demo.json")).unwrap()).unwrap();
        Self { client: Client::builder().no_proxy().build().unwrap(), record }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.record["base_url"].as_str().unwrap())
    }

    async fn get(&self, path: &str) -> Value {
        let answer = self.client.get(self.url(path)).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }

    /// Logs in with what `demo.json` says of a role.
    async fn logs_in(&self, role: &str) -> String {
        let login = self.record["logins"].as_array().unwrap().iter().find(|login| login["role"] == role);
        let login = login.unwrap_or_else(|| panic!("no login for {role}"));
        let body = json!({ "email": login["email"], "password": login["password"] });
        let answer = self.client.post(self.url("/v1/sessions")).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 201, "{role}");
        let session: Value = answer.json().await.unwrap();
        session["access_token"].as_str().unwrap().to_owned()
    }

    /// What the API says of the petitions, and `demo.json` but for the address, which is chosen at each start.
    async fn sees(&self) -> Value {
        let mut record = self.record.clone();
        record.as_object_mut().unwrap().remove("base_url");
        let auditor = self.logs_in("auditor").await;
        let mut petitions = self.all("/v1/petitions?limit=100").await;
        for id in self.record["petitions"].as_object().unwrap().values() {
            let url = self.url(&format!("/v1/petitions/{}", id.as_str().unwrap()));
            petitions
                .push(self.client.get(url).bearer_auth(&auditor).send().await.unwrap().json().await.unwrap());
        }
        json!({ "record": record, "petitions": petitions })
    }

    /// Asks as a browser does before a page from elsewhere may call; the code of the refusal where it may not.
    async fn may_call_from(&self, origin: &str) -> Result<(), String> {
        let request = self.client.request(Method::OPTIONS, self.url("/v1/petitions"));
        let request = request.header("Origin", origin).header("Access-Control-Request-Method", "POST");
        let answer = request.header("Access-Control-Request-Headers", "authorization").send().await.unwrap();
        if answer.status() == 200 {
            return Ok(());
        }
        let problem: Value = answer.json().await.unwrap();
        Err(problem["code"].as_str().unwrap().to_owned())
    }

    /// Every item of a list.
    async fn all(&self, list: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut next = self.get(list).await;
        loop {
            items.extend(next["data"].as_array().unwrap().clone());
            let Some(cursor) = next["page"]["next"].as_str() else { return items };
            next = self.get(&format!("{list}&cursor={cursor}")).await;
        }
    }
}

fn instant(petition: &Value, field: &str) -> DateTime<Utc> {
    petition[field].as_str().unwrap_or_else(|| panic!("{field} of {petition}")).parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_holds_the_year_2017_and_every_state() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("demo");
    // Nobody reads what it prints, as where `head` has seen enough.
    let (reader, deaf) = std::io::pipe().unwrap();
    drop(reader);
    let made = demo(&folder, &["--no-serve"]).stdout(deaf).stderr(Stdio::piped()).spawn().unwrap();
    let made = made.wait_with_output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

    let served = Served::start(&folder, &[]);
    let visitor = Visitor::new(&folder);
    frontends_find_what_they_need(&visitor, &folder, &served).await;
    examples_answer(&visitor).await;
    the_year_has_its_totals(&visitor).await;
    every_state_is_there(&visitor).await;
    one_signature_is_missing(&visitor, &served).await;
    let seen = visitor.sees().await;
    drop(served);

    let site = "https://petitions.example.org";
    let settings = [("VICHE_HTTP__CORS_ORIGINS", site), ("VICHE_MAIL__LINK_BASE", site)];
    let served_again = Served::start(&folder, &settings);
    let visitor = Visitor::new(&folder);
    assert_eq!(visitor.sees().await, seen, "a finished demo is served again unchanged");
    for origin in [site, "http://localhost:5173"] {
        visitor.may_call_from(origin).await.expect("the origin that is set comes to those of this machine");
    }
    assert!(served_again.says(&format!("links to {site}")), "{:?}", served_again.said);

    fs::remove_file(folder.join("demo.json")).unwrap();
    let refused = demo(&folder, &["--no-serve"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--data"), "it says what to do");
}

/// Pages of this machine may call, every link of every letter leads somewhere, and it is said where the letters are and
/// how the identity provider is asked.
async fn frontends_find_what_they_need(visitor: &Visitor, folder: &Path, served: &Served) {
    for origin in ["http://localhost", "http://localhost:5173", "http://127.0.0.1:3000", "http://[::1]:4200"]
    {
        assert_eq!(visitor.may_call_from(origin).await, Ok(()), "{origin}");
    }
    let refused = visitor.may_call_from("https://elsewhere.example.org").await;
    assert_eq!(refused, Err("origin_not_allowed".to_owned()));

    let mail = folder.join("mail");
    assert!(served.says(mail.to_str().unwrap()) && served.says("built_in"), "{:?}", served.said);
    let mut pages = BTreeMap::new();
    for letter in fs::read_dir(&mail).unwrap() {
        let letter = fs::read_to_string(letter.unwrap().path()).unwrap();
        for link in letter.split_whitespace().filter_map(|word| word.strip_prefix("http://127.0.0.1:8080/")) {
            let page = link.split(['/', '?']).next().unwrap().to_owned();
            pages.entry(page).or_insert_with(|| link.to_owned());
        }
    }
    assert_eq!(pages.keys().collect::<Vec<_>>(), ["petitions", "verify-email"]);
    pages.insert("reset-password".to_owned(), "reset-password?token=x".to_owned());
    for link in pages.values() {
        let answer = visitor.client.get(visitor.url(&format!("/{link}"))).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{link}");
        assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8", "{link}");
    }
}

/// What the API reference has in its form for anybody's GET is found.
async fn examples_answer(visitor: &Visitor) {
    let document = visitor.get("/openapi.json").await;
    let mut asked = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let get = &methods["get"];
        let anybodys =
            get["security"].as_array().is_some_and(|ways| ways.is_empty() || ways.contains(&json!({})));
        if anybodys {
            let parameters = get["parameters"].as_array().unwrap().iter();
            let path = parameters.filter(|parameter| parameter["in"] == "path").fold(
                path.clone(),
                |path, parameter| {
                    let example = parameter["example"]
                        .as_str()
                        .map_or_else(|| parameter["example"].to_string(), str::to_owned);
                    path.replace(&format!("{{{}}}", parameter["name"].as_str().unwrap()), &example)
                },
            );
            visitor.get(&path).await;
            asked += 1;
        }
    }
    assert!(asked >= 14, "only {asked} were asked");
}

/// 149 petitions; exactly 24 reach 250 signatures in three months and are answered in their terms; the others lapse or
/// are withdrawn.
async fn the_year_has_its_totals(visitor: &Visitor) {
    let year = visitor.all("/v1/petitions?published_from=2017-01-01&published_to=2017-12-31&limit=100").await;
    let mut states = BTreeMap::new();
    for petition in &year {
        *states.entry(petition["state"].as_str().unwrap()).or_insert(0) += 1;
        let (published, closes) = (instant(petition, "published_at"), instant(petition, "closes_at"));
        assert_eq!(last_day(closes), local_date(published) + Months::new(3));
        assert_eq!(petition["threshold"], 250);
        let signatures = petition["signatures"].as_i64().unwrap();
        assert_eq!(petition["state"] == "answered", signatures >= 250, "{petition}");
    }
    assert_eq!(year.len(), 149);
    assert_eq!(states.keys().copied().collect::<Vec<_>>(), ["answered", "lapsed", "withdrawn"]);
    assert_eq!(states["answered"], 24);
    let lapses_in_2018 = |petition: &&Value| {
        petition["state"] == "lapsed"
            && instant(petition, "closes_at").date_naive() > NaiveDate::from_ymd_opt(2018, 1, 1).unwrap()
    };
    assert!(year.iter().any(|petition| lapses_in_2018(&petition)));
    for petition in year.iter().filter(|petition| petition["state"] == "answered") {
        let petition = visitor.get(&format!("/v1/petitions/{}", petition["id"].as_str().unwrap())).await;
        assert!(instant(&petition, "threshold_at") < instant(&petition, "closes_at"));
        assert!(instant(&petition, "review_announced_at") < instant(&petition, "announcement_due_at"));
        assert!(instant(&petition, "answered_at") < instant(&petition, "answer_due_at"));
        assert!(!petition["answers"].as_array().unwrap().is_empty());
        let number = petition["number"].as_str().unwrap();
        let signers = visitor.all(&format!("/v1/petitions/{number}/signatures?limit=100")).await;
        assert_eq!(json!(signers.len()), petition["signatures"]);
    }
}

/// `demo.json` names a petition in each state, and every role can log in.
async fn every_state_is_there(visitor: &Visitor) {
    let roles = ["moderator", "responder", "coordinator", "expert", "clerk", "auditor", "administrator"];
    for role in roles {
        visitor.logs_in(role).await;
    }
    assert_eq!(visitor.record["logins"].as_array().unwrap().len(), roles.len() + 1);
    let citizen = visitor.logs_in("citizen").await;
    let auditor = visitor.logs_in("auditor").await;
    let petitions = visitor.record["petitions"].as_object().unwrap();
    assert_eq!(petitions.len(), 9);
    for (state, id) in petitions {
        let url = visitor.url(&format!("/v1/petitions/{}", id.as_str().unwrap()));
        let answer = visitor.client.get(&url).bearer_auth(&auditor).send().await.unwrap();
        let petition: Value = answer.json().await.unwrap();
        assert_eq!(petition["state"], **state);
        let own = visitor.client.get(&url).bearer_auth(&citizen).send().await.unwrap().status();
        assert_eq!(own, if state == "removed" { 410 } else { 200 }, "{state}");
    }
}

/// The lines that the demo prints work as printed: the citizen's signature is the 250th and is given once, and the
/// moderator publishes the petition that was submitted.
async fn one_signature_is_missing(visitor: &Visitor, served: &Served) {
    let petition = format!("/v1/petitions/{}", visitor.record["petition_249"].as_str().unwrap());
    assert_eq!(visitor.get(&petition).await["signatures"], 249);
    assert_eq!(served.run_printed_lines(), [200, 201, 409, 200, 201, 201]);
    let signed = visitor.get(&petition).await;
    assert_eq!((&signed["signatures"], &signed["state"]), (&json!(250), &json!("under_review")));
    let submitted = format!("/v1/petitions/{}", visitor.record["petitions"]["submitted"].as_str().unwrap());
    assert_eq!(visitor.get(&submitted).await["state"], "collecting");
}
