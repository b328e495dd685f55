//! Clients that do as little as possible themselves: prepared requests over kept-alive connections.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Fallible;

/// A request as it goes over the wire.
pub type Prepared = Vec<u8>;

/// A GET.
pub fn get(path: &str) -> Prepared {
    format!("GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n").into_bytes()
}

/// A POST without a body, by the owner of a token.
pub fn post(path: &str, token: &str) -> Prepared {
    format!(
        "POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\nContent-Length: 0\r\n\r\n"
    )
    .into_bytes()
}

/// Who sends, whither and for how long.
pub struct Load {
    /// The server.
    pub address: SocketAddr,
    /// Connections, each with one request under way.
    pub connections: usize,
    /// When no further request is begun.
    pub time: Duration,
}

/// What came of it.
pub struct Outcome {
    /// Requests answered with 200 or 201; any other answer fails the measurement.
    pub answered: usize,
    /// Of those, a second.
    pub per_second: f64,
    /// The median time to the answer.
    pub p50: Duration,
    /// The time within which 99 of 100 were answered.
    pub p99: Duration,
}

impl Load {
    /// Sends one request again and again.
    pub async fn repeat(self, request: Prepared) -> Fallible<Outcome> {
        let request = Arc::new(request);
        self.run(move |_| Some(Arc::clone(&request))).await
    }

    /// Sends each request once, until they or the time run out.
    pub async fn each_once(self, requests: Vec<Prepared>) -> Fallible<Outcome> {
        let requests: Vec<_> = requests.into_iter().map(Arc::new).collect();
        self.run(move |index| requests.get(index).cloned()).await
    }

    async fn run(
        self,
        request: impl Fn(usize) -> Option<Arc<Prepared>> + Send + Sync + 'static,
    ) -> Fallible<Outcome> {
        let (request, taken) = (Arc::new(request), Arc::new(AtomicUsize::new(0)));
        let begun = Instant::now();
        let senders: Vec<_> = (0..self.connections)
            .map(|_| {
                let (request, taken) = (Arc::clone(&request), Arc::clone(&taken));
                tokio::spawn(async move {
                    let mut stream = TcpStream::connect(self.address).await?;
                    stream.set_nodelay(true)?;
                    let mut times = Vec::new();
                    while begun.elapsed() < self.time
                        && let Some(bytes) = request(taken.fetch_add(1, Ordering::Relaxed))
                    {
                        let sent = Instant::now();
                        exchange(&mut stream, &bytes).await?;
                        times.push(sent.elapsed());
                    }
                    Fallible::Ok(times)
                })
            })
            .collect();
        let mut times = Vec::new();
        for sender in senders {
            times.extend(sender.await??);
        }
        let elapsed = begun.elapsed();
        times.sort_unstable();
        let quantile = |per_cent: usize| times.get(times.len() * per_cent / 100).copied().unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
        let per_second = times.len() as f64 / elapsed.as_secs_f64();
        Ok(Outcome { answered: times.len(), per_second, p50: quantile(50), p99: quantile(99) })
    }
}

/// Sends a request and reads its whole answer.
async fn exchange(stream: &mut TcpStream, request: &[u8]) -> Fallible<()> {
    stream.write_all(request).await?;
    let mut answer = Vec::with_capacity(16 * 1024);
    let head = loop {
        if stream.read_buf(&mut answer).await? == 0 {
            return Err("the server closed the connection".into());
        }
        if let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let text = String::from_utf8_lossy(&answer[..head]).to_ascii_lowercase();
    if !text.starts_with("http/1.1 200") && !text.starts_with("http/1.1 201") {
        return Err(text.into());
    }
    let length: usize = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"))
        .and_then(|value| value.trim().parse().ok())
        .ok_or("an answer without a length")?;
    while answer.len() < head + length {
        if stream.read_buf(&mut answer).await? == 0 {
            return Err("the server closed the connection".into());
        }
    }
    Ok(())
}
