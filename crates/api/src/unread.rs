//! The connections of the API. What the parser of HTTP refuses is answered by actix itself, without a body; here it gets a
//! problem document like everything else.

use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use viche_domain::problem::Code;

/// Writes the head and the body of a refusal: of a code, in the place of this head.
pub type Refuse = Rc<dyn Fn(Code, &str) -> Vec<u8>>;

/// A connection.
pub struct Wire<S> {
    stream: S,
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
    pub fn new(stream: S, refuse: Refuse) -> Self {
        Self { stream, refuse, refusal: None }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let Self { stream, refuse, refusal } = &mut *self;
        let refusal = match (&mut *refusal, bare_refusal(bytes)) {
            (Some(begun), _) => begun,
            (None, None) => return Pin::new(stream).poll_write(context, bytes),
            (None, Some((code, 0))) => refusal.insert(Refusal {
                bytes: refuse(code, &String::from_utf8_lossy(bytes)),
                written: 0,
                replaced: bytes.len(),
            }),
            (None, Some((_, others))) => return Pin::new(stream).poll_write(context, &bytes[..others]),
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
