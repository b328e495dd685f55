//! What is no HTTP at all.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use viche_testkit::{Service, on_both};

/// A connection to the service.
pub async fn connect(service: &Service) -> std::io::Result<TcpStream> {
    TcpStream::connect(service.url("").trim_start_matches("http://")).await
}

/// Sends bytes and gives what comes back until the service closes the connection.
pub async fn exchange(service: &Service, bytes: &[u8]) -> String {
    let mut stream = connect(service).await.unwrap();
    // The service may have answered and closed before it has read everything.
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

on_both! {
    async fn what_is_no_request_is_told_so_in_a_problem_document(service) {
        let get = |headers: &str| format!("GET /healthz HTTP/1.1\r\nHost: x\r\n{headers}\r\n");
        let good = get("");
        for (what, request, status, code) in [
            ("no HTTP", "hello\r\n\r\n".to_owned(), 400, "unreadable_request"),
            ("an unknown version", "GET / HTTP/9.9\r\nHost: x\r\n\r\n".to_owned(), 400, "unreadable_request"),
            ("raw UTF-8", "GET /v1/petitions?q=тролейбус HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(), 400, "unreadable_request"),
            ("a NUL in a header", get("X-A: a\0b\r\n"), 400, "unreadable_request"),
            ("a negative length", get("Content-Length: -1\r\n"), 400, "unreadable_request"),
            ("no host", "GET /healthz HTTP/1.1\r\n\r\n".to_owned(), 400, "unreadable_request"),
            ("a hundred headers", get(&"X-A: b\r\n".repeat(100)), 431, "headers_too_large"),
            ("something after a good request", format!("{good}{good}hello\r\n\r\n"), 400, "unreadable_request"),
        ] {
            let answers = exchange(&service, request.as_bytes()).await;
            let last = &answers[answers.rfind("HTTP/1.1 ").unwrap_or_else(|| panic!("{what}: {answers}"))..];
            let (head, body) = last.split_once("\r\n\r\n").unwrap();
            assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{what}: {answers}");
            for line in ["content-type: application/problem+json", "content-language: uk"] {
                assert!(head.lines().any(|sent| sent == line), "{what}: no {line} in {head}");
            }
            assert!(head.contains(&format!("content-length: {}", body.len())), "{what}: {last}");
            let document: serde_json::Value = serde_json::from_str(body).unwrap();
            assert_eq!((&document["code"], &document["status"]), (&code.into(), &status.into()), "{what}");
            crate::document::examples::fits(&serde_json::json!({ "$ref": "#/components/schemas/Problem" }), &document);
            assert_eq!(answers.matches("HTTP/1.1 200 ").count(), what.matches("after a good").count() * 2, "{answers}");
        }
        let figures = String::from_utf8(service.metrics().await.is(200).body).unwrap();
        for (status, count) in [(400, 7), (431, 1)] {
            let line = format!("http_requests_total{{route=\"unread\",method=\"other\",status=\"{status}\"}} {count}\n");
            assert!(figures.contains(&line), "{line} in {figures}");
        }
    }

    async fn the_service_goes_on_whatever_comes_in(service) {
        let header = |bytes: usize| format!("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n", "a".repeat(bytes));
        for (what, bytes) in [
            ("nothing", Vec::new()),
            ("no HTTP", b"hello\r\n\r\n".to_vec()),
            ("binary", vec![0x16, 3, 1, 2, 0, 1, 0, 0xFF, 0xFE, 0]),
            ("an unknown version", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n".to_vec()),
            ("a negative length", b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n".to_vec()),
            ("two lengths", b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}".to_vec()),
            ("a bad chunk", b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n".to_vec()),
            ("a NUL in a header", b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n".to_vec()),
            ("a space in the address", b"GET /v1/pet itions HTTP/1.1\r\nHost: x\r\n\r\n".to_vec()),
            ("a header of 100 KB", header(100_000).into_bytes()),
            ("a header of 1 MB", header(1_000_000).into_bytes()),
            ("a thousand headers", format!("GET /healthz HTTP/1.1\r\nHost: x\r\n{}\r\n", "X-A: b\r\n".repeat(1000)).into_bytes()),
            ("half a head", b"GET /healthz HTTP/1.1\r\nHo".to_vec()),
            ("half a body", b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"email\"".to_vec()),
        ] {
            let answer = exchange(&service, &bytes).await;
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 "), "{what}: {answer}");
            assert!(!answer.starts_with("HTTP/1.1 5"), "{what}: {answer}");
            service.nobody().get("/readyz").await.is(200);
        }
    }

    async fn a_request_that_is_left_in_the_middle_changes_nothing(service) {
        let ivan = service.citizen("Іван").await;
        let body = viche_testkit::draft().to_string();
        let head = format!(
            "POST /v1/petitions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n",
            ivan.token().await.unwrap(),
            body.len()
        );
        let request = head + &body;
        for end in [request.len() - body.len(), request.len() - body.len() / 2, request.len() - 1] {
            let mut stream = connect(&service).await.unwrap();
            stream.write_all(&request.as_bytes()[..end]).await.unwrap();
        }
        assert_eq!(ivan.get("/v1/me/petitions").await.is(200).items().len(), 0);
        assert!(exchange(&service, request.as_bytes()).await.starts_with("HTTP/1.1 201 "));
        assert_eq!(ivan.get("/v1/me/petitions").await.is(200).items().len(), 1);
    }
}
