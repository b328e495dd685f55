//! The worker: deadlines and e-mail
