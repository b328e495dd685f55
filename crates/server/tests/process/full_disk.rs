//! A disk without room: nothing is acknowledged that isn't stored, it is said, and the service recovers by itself.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::installation::{Installation, Service, get, post};

/// A small file system, as a process sees it that has mounted it.
struct Small(PathBuf);

impl Small {
    fn of(process: &Child, folder: &Path) -> Self {
        Self(Path::new(&format!("/proc/{}/root", process.id())).join(folder.strip_prefix("/").unwrap()))
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }

    /// Leaves no room for another page.
    fn fill(&self) {
        let mut filler = fs::File::create(self.filler()).unwrap();
        while filler.write_all(&[1; 4096]).is_ok() {}
    }

    fn empty(&self) {
        fs::remove_file(self.filler()).unwrap();
    }
}

/// Registers people until the service says that it can't write. Gives how many were acknowledged.
fn register_until_full(public: &str, beginning: usize) -> usize {
    for person in 0..400 {
        let (status, answer) = register(public, beginning + person);
        if status != 202 {
            assert_eq!(status, 503, "{answer}");
            assert!(answer.contains(r#""code":"not_writable""#), "{answer}");
            assert!(answer.to_ascii_lowercase().contains("\r\nretry-after: "), "{answer}");
            return person;
        }
    }
    panic!("the disk was never full");
}

fn register(public: &str, person: usize) -> (u16, String) {
    let body = format!(
        r#"{{"email":"person{person}@example.org","password":"вода тече з гір","full_name":"Олена Коваль"}}"#
    );
    post(public, "/v1/accounts", &body)
}

/// What a full disk does to a service, and what becomes of it afterwards. Gives how many registrations were acknowledged.
fn is_full_for_a_while(operations: &str, public: &str, small: &Small) -> usize {
    assert_eq!(register(public, 0).0, 202);
    small.fill();
    let mut acknowledged = 1 + register_until_full(public, 1);
    let (status, answer) = get(operations, "/readyz");
    assert!(status == 503 && answer.contains("not_writable"), "{answer}");
    assert_eq!(get(public, "/healthz").0, 200);
    assert_eq!(get(public, "/v1/petitions").0, 200, "it can be read");
    small.empty();
    let emptied = Instant::now();
    while get(operations, "/readyz").0 != 200 {
        assert!(emptied.elapsed() < Duration::from_secs(10), "it recovers by itself");
        std::thread::sleep(Duration::from_millis(100));
    }
    for person in 1000..1010 {
        assert_eq!(register(public, person).0, 202);
        acknowledged += 1;
    }
    acknowledged
}

#[test]
fn sqlite_on_a_full_disk_acknowledges_nothing_and_recovers() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    fs::create_dir(viche.path().join("data")).unwrap();
    let program = viche.command("serve");
    let line =
        r#"mount -t tmpfs -o size=8m tmpfs data && "$0" migrate >/dev/null && exec "$0" serve --role all"#;
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-ec", line]).arg(program.get_program()).current_dir(viche.path());
    let url = format!("sqlite://{}/data/viche.db", viche.path().display());
    command.env("VICHE_DATABASE__URL", &url);
    let mut service = Service::start(command);
    let (operations, public) = (service.address(), service.address());
    let small = Small::of(&service.process, &viche.path().join("data"));
    let acknowledged = is_full_for_a_while(&operations, &public, &small);
    let stored = viche.path().join("stored");
    let mut backup = Command::new("nsenter");
    backup.args([
        "--user",
        "--mount",
        "--preserve-credentials",
        "--target",
        &service.process.id().to_string(),
    ]);
    backup.arg(program.get_program()).arg("backup").arg(&stored).env("VICHE_DATABASE__URL", &url);
    assert!(backup.status().unwrap().success());
    let database = rusqlite::Connection::open(stored).unwrap();
    let stored: usize =
        database.query_row("SELECT count(*) FROM registrations", [], |row| row.get(0)).unwrap();
    assert_eq!(stored, acknowledged);
    assert_eq!(service.stops_on("TERM"), Some(0));
}

/// A PostgreSQL cluster of this test's own, whose tablespace `small` is on a small file system.
struct Cluster {
    process: Child,
    folder: tempfile::TempDir,
    programs: PathBuf,
}

const CLUSTER: &str = r#"
mount -t tmpfs -o size=32m,mode=0777 tmpfs small
if [ "$(id -u)" = 0 ]; then as_owner="setpriv --reuid=$OWNER --regid=$GROUP --clear-groups"; fi
$as_owner mkdir small/space
$as_owner "$0/initdb" --pgdata data --username viche --auth trust --encoding UTF8 --locale C --no-sync >/dev/null
exec $as_owner "$0/postgres" -D data -c listen_addresses= -c unix_socket_directories="$PWD" -c fsync=off
"#;

impl Cluster {
    fn start() -> Self {
        let programs =
            std::env::var_os("VICHE_TEST_POSTGRES_BIN").expect("tests/run says where PostgreSQL is");
        let folder = tempfile::Builder::new().prefix("viche-pg").tempdir_in("/tmp").unwrap();
        fs::create_dir(folder.path().join("small")).unwrap();
        // PostgreSQL refuses to run as root: the cluster of the tests has the right owner.
        let owner = viche_testkit::cluster_socket().metadata().unwrap();
        std::os::unix::fs::chown(folder.path(), Some(owner.uid()), Some(owner.gid())).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let mut unshare = Command::new("unshare");
        // Whoever isn't root mounts in a name space of their own, in which they stay who they are.
        if rustix::process::getuid().is_root() {
            unshare.arg("--mount");
        } else {
            unshare.args(["--user", "--mount", "--map-current-user", "--keep-caps"]);
        }
        let log = fs::File::create(folder.path().join("log")).unwrap();
        let process = unshare
            .args(["sh", "-ec", CLUSTER])
            .arg(&programs)
            .current_dir(folder.path())
            .env("OWNER", owner.uid().to_string())
            .env("GROUP", owner.gid().to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let cluster = Self { process, folder, programs: programs.into() };
        let begun = Instant::now();
        while cluster.asks("SELECT 1").is_none() {
            let log = fs::read_to_string(cluster.folder.path().join("log")).unwrap();
            assert!(begun.elapsed() < Duration::from_mins(1), "PostgreSQL did not start: {log}");
            std::thread::sleep(Duration::from_millis(100));
        }
        cluster
    }

    fn url(&self, database: &str) -> String {
        let host = self.folder.path().to_str().unwrap().replace('/', "%2F");
        format!("postgres://viche@{host}/{database}")
    }

    /// What the server says; nothing where it doesn't.
    fn asks(&self, statement: &str) -> Option<String> {
        self.asks_of("postgres", statement)
    }

    fn asks_of(&self, database: &str, statement: &str) -> Option<String> {
        let psql = self.programs.join("psql");
        let mut command = Command::new(psql);
        command.args(["--no-psqlrc", "--quiet", "-At", "--command", statement]).arg(self.url(database));
        let output = command.output().unwrap();
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap().trim().to_owned())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-QUIT", &self.process.id().to_string()]).status();
        let _ = self.process.wait();
    }
}

#[test]
fn postgres_on_a_full_disk_acknowledges_nothing_and_recovers() {
    let cluster = Cluster::start();
    let space = cluster.folder.path().join("small/space");
    cluster.asks(&format!("CREATE TABLESPACE small LOCATION '{}'", space.display())).unwrap();
    cluster.asks("CREATE DATABASE viche TABLESPACE small").unwrap();
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    let of_cluster = |line: &str| {
        let mut command = viche.command(line);
        command.env("VICHE_DATABASE__URL", cluster.url("viche"));
        command
    };
    assert!(of_cluster("migrate").status().unwrap().success());
    let mut service = Service::start(of_cluster("serve"));
    let (operations, public) = (service.address(), service.address());
    let small = Small::of(&cluster.process, &cluster.folder.path().join("small"));
    let acknowledged = is_full_for_a_while(&operations, &public, &small);
    let stored = cluster.asks_of("viche", "SELECT count(*) FROM registrations").unwrap();
    assert_eq!(stored, acknowledged.to_string());
    assert_eq!(service.stops_on("TERM"), Some(0));
}
