//! The wire of a connection. What the parser of HTTP refuses is answered by actix itself, without a body; here it gets a
//! problem document like everything else. And here the wire is cut whose client is too slow.

use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};
use viche_domain::problem::Code;

use crate::connections::{Entry, Limits, Place};

/// Writes the head and the body of a refusal: of a code, in the place of this head.
pub type Refuse = Rc<dyn Fn(Code, &str) -> Vec<u8>>;

/// A connection.
pub struct Wire<S> {
    stream: S,
    entry: Entry,
    /// Goes off when the client is to be looked after.
    clock: Pin<Box<Sleep>>,
    idle_since: Instant,
    head_since: Option<Instant>,
    stalled_since: Option<Instant>,
    /// Requests seen to begin.
    requests: u64,
    refuse: Refuse,
    refusal: Option<Refusal>,
}

/// A refusal that is being written.
struct Refusal {
    bytes: Vec<u8>,
    written: usize,
    /// The length of what it stands for.
    replaced: usize,
}

impl<S> Wire<S> {
    /// A connection over this stream.
    pub fn new(stream: S, refuse: Refuse, entry: Entry) -> Self {
        let now = Instant::now();
        Self {
            stream,
            entry,
            clock: Box::pin(sleep_until(now + Limits::HEAD)),
            idle_since: now,
            head_since: Some(now),
            stalled_since: None,
            requests: 0,
            refuse,
            refusal: None,
        }
    }

    /// Its place among the connections.
    pub fn place(&self) -> Arc<Place> {
        Arc::clone(&self.entry.place)
    }

    /// Begins to wait for another request where one has begun since this was looked at last.
    fn look_after_requests(&mut self) {
        let requests = self.entry.place.requests();
        if self.entry.place.is_in_service() || requests > self.requests {
            let idle_since = self.entry.place.waits_since().map_or_else(Instant::now, Instant::from_std);
            (self.idle_since, self.head_since, self.requests) = (idle_since, None, requests);
        }
    }

    /// Whether the client has had its time; it is looked after again when that is up.
    fn is_overdue(&mut self, context: &mut Context<'_>) -> bool {
        let now = Instant::now();
        let request = match self.head_since {
            Some(since) => since + Limits::HEAD,
            None => self.idle_since + Limits::IDLE,
        };
        let answer = self.stalled_since.map_or(request, |since| since + Limits::ANSWER);
        let deadline = request.min(answer);
        if deadline <= now {
            return true;
        }
        self.clock.as_mut().reset(deadline);
        // Nothing wakes the task when it ends a request and begins to wait for another.
        self.clock.as_mut().poll(context).is_ready()
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.entry.place.has_ended(context) {
            return Poll::Ready(Ok(()));
        }
        self.look_after_requests();
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if read.is_ready() {
            if buffer.filled().len() > before
                && self.head_since.is_none()
                && !self.entry.place.is_in_service()
            {
                self.head_since = Some(Instant::now());
            }
            return read;
        }
        if self.is_overdue(context) { Poll::Ready(Ok(())) } else { Poll::Pending }
    }
}

impl<S: AsyncWrite + Unpin> Wire<S> {
    /// Writes what is ours; fails where the client takes nothing for too long.
    fn write(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        if written.is_ready() {
            self.stalled_since = None;
            return written;
        }
        self.stalled_since.get_or_insert_with(Instant::now);
        if self.is_overdue(context) {
            Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
        } else {
            Poll::Pending
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let Self { stream, refuse, refusal, .. } = &mut *self;
        let refusal = match (&mut *refusal, bare_refusal(bytes)) {
            (Some(begun), _) => begun,
            (None, None) => return self.write(context, bytes),
            (None, Some((code, 0))) => refusal.insert(Refusal {
                bytes: refuse(code, &String::from_utf8_lossy(bytes)),
                written: 0,
                replaced: bytes.len(),
            }),
            (None, Some((_, others))) => return self.write(context, &bytes[..others]),
        };
        while refusal.written < refusal.bytes.len() {
            match ready!(Pin::new(&mut *stream).poll_write(context, &refusal.bytes[refusal.written..]))? {
                0 => return Poll::Ready(Ok(0)),
                count => refusal.written += count,
            }
        }
        let replaced = refusal.replaced;
        self.refusal = None;
        Poll::Ready(Ok(replaced))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// The refusal that the parser makes, and where it begins: the last answer of a connection, a head alone, without the
/// number that every answer of ours has.
fn bare_refusal(bytes: &[u8]) -> Option<(Code, usize)> {
    let head = bytes.strip_suffix(b"\r\n\r\n")?;
    let begin = head.windows(7).rposition(|window| window == b"HTTP/1.")?;
    let head = &head[begin..];
    let ours = head.windows(12).any(|window| window.eq_ignore_ascii_case(b"x-request-id"));
    let code = match head.get(9..12)? {
        b"400" => Code::UnreadableRequest,
        b"408" => Code::RequestTooSlow,
        b"431" => Code::HeadersTooLarge,
        _ => return None,
    };
    (!ours).then_some((code, begin))
}
