//! Connections to the API: no more than there is room for, and none that keeps its place by being slow. A connection
//! waits for its client while it sends a request, and between two; where there is no room for another, the one that has
//! waited longest ends.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Context;
use std::time::{Duration, Instant};

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use futures_util::task::AtomicWaker;

/// All connections of a server.
pub struct Connections {
    limit: AtomicUsize,
    ended: AtomicU64,
    begun: Instant,
    numbers: AtomicU64,
    open: Mutex<HashMap<u64, Arc<Place>>>,
}

/// What stands for a request that is worked on, in the place of the time since when a client is waited for.
const WORKING: u64 = 0;

/// One connection's place among them.
pub struct Place {
    begun: Instant,
    /// Milliseconds, from 1, since when its client is waited for.
    waits_since: AtomicU64,
    /// Whether a request has begun to be worked on and isn't answered, its body included.
    in_service: AtomicBool,
    /// Requests that have begun so far.
    requests: AtomicU64,
    ended: AtomicBool,
    waker: AtomicWaker,
}

/// A place that is given back when dropped.
pub struct Entry {
    connections: Arc<Connections>,
    number: u64,
    /// The place.
    pub place: Arc<Place>,
}

impl Connections {
    /// Room for so many.
    pub fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self {
            limit: AtomicUsize::new(limit),
            ended: AtomicU64::new(0),
            begun: Instant::now(),
            numbers: AtomicU64::new(0),
            open: Mutex::default(),
        })
    }

    /// Makes room for so many.
    pub fn allow(&self, limit: usize) {
        self.limit.store(limit, Ordering::Relaxed);
    }

    /// How many there are, how many there may be, and how many ended so far to make room.
    pub fn figures(&self) -> (usize, usize, u64) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner).len();
        (open, self.limit.load(Ordering::Relaxed), self.ended.load(Ordering::Relaxed))
    }

    /// A place for one more. Where there is none, the connection that has waited longest for its client ends; nothing if
    /// a request is worked on for each.
    pub fn enter(self: &Arc<Self>) -> Option<Entry> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= self.limit.load(Ordering::Relaxed) {
            let waiting = open.iter().filter_map(|(number, place)| Some((place.waiting()?, *number)));
            let (_, longest) = waiting.min()?;
            open.remove(&longest)?.end();
            self.ended.fetch_add(1, Ordering::Relaxed);
        }
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        let place = Arc::new(Place {
            begun: self.begun,
            waits_since: AtomicU64::new(WORKING),
            in_service: AtomicBool::new(false),
            requests: AtomicU64::new(0),
            ended: AtomicBool::new(false),
            waker: AtomicWaker::new(),
        });
        place.wait();
        open.insert(number, Arc::clone(&place));
        Some(Entry { connections: Arc::clone(self), number, place })
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        let open = &self.connections.open;
        open.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.number);
    }
}

impl Place {
    /// Since when its client is waited for.
    fn waiting(&self) -> Option<u64> {
        Some(self.waits_since.load(Ordering::Relaxed)).filter(|since| *since != WORKING)
    }

    /// Since when its client is waited for, if it is.
    pub fn waits_since(&self) -> Option<Instant> {
        Some(self.begun + Duration::from_millis(self.waiting()?))
    }

    /// Whether a request has begun and isn't answered.
    pub fn is_in_service(&self) -> bool {
        self.in_service.load(Ordering::Relaxed)
    }

    /// How many requests have begun so far.
    pub fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    fn begin(&self) {
        self.in_service.store(true, Ordering::Relaxed);
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.work();
    }

    fn answered(&self) {
        self.in_service.store(false, Ordering::Relaxed);
        self.wait();
    }

    fn wait(&self) {
        let since = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX - 1) + 1;
        self.waits_since.store(since, Ordering::Relaxed);
    }

    fn work(&self) {
        self.waits_since.store(WORKING, Ordering::Relaxed);
    }

    fn end(&self) {
        self.ended.store(true, Ordering::Release);
        self.waker.wake();
    }

    /// Whether the connection has to end; its task is woken when it comes to that.
    pub fn has_ended(&self, context: &Context<'_>) -> bool {
        self.waker.register(context.waker());
        self.ended.load(Ordering::Acquire)
    }

    /// A body is waited for until the value given back is dropped.
    pub fn body(self: &Arc<Self>) -> impl Sized + use<> {
        self.wait();
        Guard(Arc::clone(self), Self::work)
    }
}

struct Guard(Arc<Place>, fn(&Place));

impl Drop for Guard {
    fn drop(&mut self) {
        self.1(&self.0);
    }
}

/// Middleware: while a request is worked on, its connection waits for nobody.
pub async fn work(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let place = request.conn_data::<Arc<Place>>().cloned();
    let _working = place.map(|place| {
        place.begin();
        Guard(place, Place::answered)
    });
    next.call(request).await
}

/// How long a client may take.
pub struct Limits;

impl Limits {
    /// To begin another request on the same connection.
    pub const IDLE: Duration = Duration::from_mins(1);
    /// For the first head; what is longer is answered with 408.
    pub const FIRST_HEAD: Duration = Duration::from_secs(5);
    /// For each further head.
    pub const HEAD: Duration = Duration::from_secs(10);
    /// For a body; what is longer is answered with 408.
    pub const BODY: Duration = Duration::from_secs(20);
    /// To take another piece of an answer.
    pub const ANSWER: Duration = Duration::from_secs(20);
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Waker};

    use super::Connections;

    #[test]
    fn whoever_is_waited_for_longest_makes_room() {
        let connections = Connections::new(2);
        let (first, second) = (connections.enter().unwrap(), connections.enter().unwrap());
        let ended = |entry: &super::Entry| entry.place.has_ended(&Context::from_waker(Waker::noop()));
        second
            .place
            .waits_since
            .store(first.place.waiting().unwrap() + 5, std::sync::atomic::Ordering::Relaxed);
        first.place.work();
        let third = connections.enter().unwrap();
        assert!(ended(&second) && !ended(&first) && !ended(&third), "a request is not broken off");
        third.place.work();
        assert!(connections.enter().is_none(), "all are worked on");
        drop(first);
        assert!(connections.enter().is_some());
    }
}
