//! Choices drawn from a list of numbers.

/// A list of numbers and how far it was read. Where it ends, everything is the first choice.
#[derive(Debug)]
pub struct Choices<'a> {
    draws: &'a [u16],
    at: usize,
}

impl<'a> Choices<'a> {
    /// From the beginning of a list.
    pub fn new(draws: &'a [u16]) -> Self {
        Self { draws, at: 0 }
    }

    /// A number below `count`; 0 is the simplest.
    pub fn below(&mut self, count: usize) -> usize {
        let draw = self.draws.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        (usize::from(draw) * count.max(1)) >> 16
    }

    /// A number from `low` to `high`, both in.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = usize::try_from(high - low).expect("from small to large") + 1;
        low + i64::try_from(self.below(span)).expect("a small number")
    }

    /// Whether something with so many chances in a hundred happens.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// One of several; the first is the simplest.
    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}
