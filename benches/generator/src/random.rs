//! Random numbers that are the same on every machine.

/// SplitMix64, after Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
///
/// ```
/// let mut random = weiheng_workload::SplitMix64(0);
/// assert_eq!(random.draw(), 0xe220_a839_7b1d_cdaf);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SplitMix64(pub u64);

impl SplitMix64 {
    /// The numbers of one unit, by the seed and its number.
    pub fn of(seed: u64, unit: u64) -> Self {
        Self(mixed(seed ^ mixed(unit)))
    }

    /// The next 64 random bits.
    #[inline]
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }
}

#[inline]
fn mixed(state: u64) -> u64 {
    let first = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let second = (first ^ (first >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    second ^ (second >> 31)
}
