//! Password hashes: argon2id, in a pool of its own, so that a rush of logins can't starve other requests.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use argon2::{
    Algorithm, Argon2, Block, Params, PasswordHash, Version,
    password_hash::{
        Error as HashError,
        phc::{Output, ParamsString, Salt},
    },
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
    time::timeout,
};
use viche_domain::problem::{Code, Fault, Problem};
use viche_domain::text::{self, typed};

/// Memory of one hash, in KiB (OWASP's first choice for argon2id, with two passes on one lane).
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How long a request may wait for its turn.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// Waiting requests for each hash at work; at about 45 ms a hash more could not be served within [`LONGEST_WAIT`].
const QUEUE_PER_SLOT: usize = 100;
/// Seconds after which a request that was turned away may come again.
const RETRY_AFTER: u32 = 5;

/// What a password is compared with where there is no account: random bytes that no password is known to give.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$iGqTojAUbdD13rtnHS87wA$o/TfG1imEm9yUgy2jHxN7zbMMKv0DtnNE4NPHON0pes";

/// The pool that makes and verifies password hashes.
#[derive(Debug)]
pub struct Passwords {
    parallel: usize,
    /// One permit for each hash at work.
    slots: Arc<Semaphore>,
    /// One permit for each request at work or waiting.
    places: Semaphore,
    /// The memory of hashes that are not at work, kept for the next ones: an allocator that is given it back and asked
    /// for it by another thread holds on to many times as much.
    memory: Arc<Mutex<Vec<Memory>>>,
}

/// What one hash works in.
type Memory = Box<[Block]>;

impl Passwords {
    /// A pool that computes `parallel` hashes at once, each on a thread of its own with 19 MiB.
    pub fn new(parallel: usize) -> Self {
        Self {
            parallel,
            slots: Arc::new(Semaphore::new(parallel)),
            places: Semaphore::new(parallel * (1 + QUEUE_PER_SLOT)),
            memory: Arc::default(),
        }
    }

    /// How many passwords are hashed now, and how many wait.
    pub fn at_work_and_waiting(&self) -> (usize, usize) {
        let at_work = self.parallel.saturating_sub(self.slots.available_permits());
        let there = (self.parallel * (1 + QUEUE_PER_SLOT)).saturating_sub(self.places.available_permits());
        (at_work, there.saturating_sub(at_work))
    }

    /// Judges a new password and hashes it: a fault at `pointer` where it is too weak, else a PHC string. `known` are words that
    /// a guesser knows of its owner; `salt` is 16 random bytes, fresh for each password. Both take long, so both have their
    /// place here.
    pub async fn accept(
        &self,
        pointer: &'static str,
        password: String,
        known: Vec<String>,
        salt: [u8; 16],
    ) -> Result<Result<String, Fault>, Problem> {
        self.run(move |memory| {
            let known: Vec<_> = known.iter().map(String::as_str).collect();
            match text::password(pointer, &password, &known) {
                Ok(()) => hash(&password, &salt, memory).map(Ok),
                Err(fault) => Ok(Err(fault)),
            }
        })
        .await
    }

    /// Whether the password is the one whose PHC string is `hash`. Without a hash the answer is no, after the same
    /// work, so that the time doesn't tell who has an account.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Problem> {
        self.run(move |memory| {
            let stored = PasswordHash::new(hash.as_deref().unwrap_or(NOBODY))?;
            let (Some(salt), Some(expected)) = (&stored.salt, &stored.hash) else {
                return Err(HashError::EncodingInvalid);
            };
            // The comparison takes the same time wherever they differ.
            let is_same =
                output(typed(&password).as_bytes(), salt, Params::try_from(&stored)?, memory)? == *expected;
            Ok(is_same && hash.is_some())
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut [Block]) -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, Problem> {
        let _place = self.places.try_acquire().map_err(|_| overloaded())?;
        let slot = self.slot().await?;
        // The slot moves to the thread: a client that hangs up doesn't make room while its hash is still computed.
        let kept = Arc::clone(&self.memory);
        spawn_blocking(move || {
            let _slot = slot;
            let free = kept.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut memory = free.unwrap_or_else(|| vec![Block::default(); params().block_count()].into());
            let outcome = work(&mut memory);
            kept.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
            outcome
        })
        .await
        .map_err(|_| Code::Internal)?
        .map_err(|_| Code::Internal.into())
    }

    async fn slot(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let slot = timeout(LONGEST_WAIT, self.slots.clone().acquire_owned()).await;
        Ok(slot.map_err(|_| overloaded())?.expect("the semaphore is never closed"))
    }
}

/// The PHC string of a password.
fn hash(password: &str, salt: &[u8; 16], memory: &mut [Block]) -> Result<String, HashError> {
    let params = params();
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params)?,
        salt: Some(Salt::new(salt)?),
        hash: Some(output(typed(password).as_bytes(), salt, params, memory)?),
    };
    Ok(hash.to_string())
}

fn params() -> Params {
    Params::new(MEMORY_KIB, PASSES, LANES, None).expect("the parameters are within argon2's bounds")
}

/// The hash of a password; it fits into the memory unless the parameters are another's.
fn output(password: &[u8], salt: &[u8], params: Params, memory: &mut [Block]) -> Result<Output, HashError> {
    if params.block_count() > memory.len() {
        return Err(HashError::ParamsInvalid);
    }
    let mut bytes = [0; Output::MAX_LENGTH];
    let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
    let out = bytes.get_mut(..length).ok_or(HashError::OutputSize)?;
    let blocks = params.block_count();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into_with_memory(
        password,
        salt,
        out,
        &mut memory[..blocks],
    )?;
    Ok(Output::new(out)?)
}

fn overloaded() -> Problem {
    Problem::new(Code::Overloaded).retry_after(RETRY_AFTER)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::future::join_all;
    use tokio::time::Instant;
    use viche_domain::problem::{Code, Problem};

    use super::{NOBODY, Passwords};

    const SALT: [u8; 16] = *b"sixteen  letters";

    async fn hashed(passwords: &Passwords, password: &str) -> String {
        passwords.accept("/password", password.to_owned(), Vec::new(), SALT).await.unwrap().unwrap()
    }

    async fn verify(passwords: &Passwords, password: &str, hash: Option<&str>) -> Result<bool, Problem> {
        passwords.verify(password.to_owned(), hash.map(str::to_owned)).await
    }

    #[tokio::test]
    async fn a_hash_is_a_phc_string_with_the_agreed_parameters() {
        let hash = hashed(&Passwords::new(1), "вода у крані").await;
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$c2l4dGVlbiAgbGV0dGVycw$"), "{hash}");
    }

    #[tokio::test]
    async fn only_the_same_password_fits() {
        let passwords = Passwords::new(2);
        let hash = hashed(&passwords, "вода у крані").await;
        assert_eq!(verify(&passwords, "вода у крані", Some(&hash)).await, Ok(true));
        for wrong in ["", "вода у кран", "вода у крані ", "Вода у крані"] {
            assert_eq!(verify(&passwords, wrong, Some(&hash)).await, Ok(false), "{wrong:?}");
        }
    }

    #[tokio::test]
    async fn without_an_account_the_answer_is_no_after_the_same_work() {
        let passwords = Passwords::new(1);
        let hash = hashed(&passwords, "вода у крані").await;
        let parameters = |phc: &str| phc.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(parameters(NOBODY), parameters(&hash));
        assert_eq!(verify(&passwords, "password", None).await, Ok(false));
    }

    #[tokio::test]
    async fn a_damaged_hash_is_our_fault_not_the_clients() {
        let refusal = verify(&Passwords::new(1), "password", Some("$argon2id$damaged")).await.unwrap_err();
        assert_eq!(refusal.code, Code::Internal);
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_over_five_seconds_is_turned_away() {
        let passwords = Passwords::new(1);
        let _busy = passwords.slot().await.unwrap();
        let asked = Instant::now();
        let refusal = verify(&passwords, "password", None).await.unwrap_err();
        assert_eq!((refusal.code, refusal.retry_after), (Code::Overloaded, Some(5)));
        let waited = asked.elapsed();
        assert!((Duration::from_secs(5)..Duration::from_secs(6)).contains(&waited), "{waited:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_full_queue_turns_away_at_once() {
        let passwords = Passwords::new(1);
        let _busy = passwords.slot().await.unwrap();
        let asked = Instant::now();
        let waits = join_all((0..150).map(|_| async {
            let refusal = verify(&passwords, "password", None).await.unwrap_err();
            assert_eq!((refusal.code, refusal.retry_after), (Code::Overloaded, Some(5)));
            asked.elapsed()
        }))
        .await;
        let at_once = waits.iter().filter(|wait| wait.is_zero()).count();
        assert_eq!(at_once, 150 - 101, "a slot's worth and 100 in the queue may wait");
    }

    #[tokio::test]
    async fn the_memory_of_a_hash_is_used_again_and_leaves_no_trace_in_the_next() {
        let passwords = Passwords::new(2);
        let alone = hashed(&Passwords::new(1), "вода тече з гір").await;
        hashed(&passwords, "вода у крані").await;
        let both = join_all((0..20).map(|_| hashed(&passwords, "вода тече з гір"))).await;
        assert!(both.iter().all(|hash| *hash == alone));
        assert!(passwords.memory.lock().unwrap().len() <= 2, "as much as is at work at once");
    }

    #[tokio::test]
    async fn a_client_that_hangs_up_keeps_its_slot_until_the_hash_is_done() {
        let passwords = Passwords::new(1);
        let (go, gate) = std::sync::mpsc::channel::<()>();
        let hang_up = tokio::time::timeout(
            Duration::ZERO,
            passwords.run(move |_| gate.recv().map_err(|_| argon2::password_hash::Error::Crypto)),
        );
        assert!(hang_up.await.is_err());
        assert_eq!(passwords.slots.available_permits(), 0);
        go.send(()).unwrap();
        assert_eq!(verify(&passwords, "password", None).await, Ok(false));
    }
}
