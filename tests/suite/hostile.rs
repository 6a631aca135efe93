//! Hostile input, made at run time: each ends in a clear error, in bounded time, on a small stack.

mod bytes;
mod clauses;
mod observations;
mod workbooks;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use libtest_mimic::Failed;
use libtest_mimic::Trial;

/// What a main thread of a small system has, and every thread of a server.
const STACK: usize = 2 << 20;

/// Far more than any of these needs, even in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// What is done to the engine; an error says how it held badly.
type Attack = Box<dyn FnOnce() -> Result<(), String> + Send>;

/// Every attack as a test.
pub(crate) fn trials() -> Vec<Trial> {
    let all = [
        clauses::nested(),
        clauses::long(),
        bytes::all(),
        observations::cells(),
        observations::shapes(),
        workbooks::all(),
    ];
    let trial = |(name, attack): (String, Attack)| {
        Trial::test(format!("hostile: {name}"), move || survive(attack).map_err(Failed::from))
    };
    all.into_iter().flatten().map(trial).collect()
}

/// Runs an attack on a small stack and does not wait for ever.
fn survive(attack: Attack) -> Result<(), String> {
    let (done, result) = mpsc::channel();
    let thread = thread::Builder::new().stack_size(STACK).spawn(move || drop(done.send(attack())));
    drop(thread.map_err(|error| error.to_string())?);
    result.recv_timeout(PATIENCE).map_err(|reason| format!("it panicked, or never ends: {reason}"))?
}

fn attack(name: &str, attack: impl FnOnce() -> Result<(), String> + Send + 'static) -> (String, Attack) {
    (name.to_owned(), Box::new(attack))
}
