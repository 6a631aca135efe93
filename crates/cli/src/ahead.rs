//! Work on many things by as many threads as there are processors, handed on in the order of the things.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::thread;

/// Does `work` on each item, wherever there is a thread for it, and `take`s the results one by one, in order.
pub(crate) fn in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(usize, &T) -> R + Sync,
    mut take: impl FnMut(&T, R),
) {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    if threads < 2 {
        items.iter().enumerate().for_each(|(at, item)| take(item, work(at, item)));
        return;
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, work, next) = (sender.clone(), &work, &next);
            scope.spawn(move || {
                let claim = || next.fetch_add(1, Ordering::Relaxed);
                while let at = claim()
                    && let Some(item) = items.get(at)
                    && sender.send((at, work(at, item))).is_ok()
                {}
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut due = items.iter().enumerate();
        let mut awaited = due.next();
        for (at, done) in receiver {
            early.insert(at, done);
            while let Some((at, item)) = awaited
                && let Some(done) = early.remove(&at)
            {
                take(item, done);
                awaited = due.next();
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::thread::sleep;
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..40).collect();
        let mut taken = Vec::new();
        let slow = |at: usize, item: &u64| {
            sleep(Duration::from_micros(if at.is_multiple_of(7) { 900 } else { 30 }));
            item * 2
        };
        in_order(&items, slow, |item, done| taken.push((*item, done)));
        assert_eq!(taken, items.iter().map(|item| (*item, item * 2)).collect::<Vec<_>>());
        in_order(&[] as &[u64], slow, |_, _| unreachable!());
    }
}
