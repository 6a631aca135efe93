//! How units are drawn.

use crate::column::Column;
use crate::random::SplitMix64;
use crate::rubric::Kind;
use crate::rubric::Rubric;

/// Draws units of a rubric.
///
/// Each unit draws a failure rate first: 0.97 for two units of a hundred (hopeless), 0.02 for eight (nearly
/// faultless), for the others anything from 0.1 to 0.5. Then each rule fails with that rate:
///
/// - a fact that should hold does not;
/// - a count is 1, and one more with a chance of 0.6 each time;
/// - a percentage is up to 30 below its target;
/// - a number lies in one of the bands that cost something, each as likely as the others;
/// - a ratio is up to 40 percent below its target.
///
/// What does not fail costs nothing: counts are 0, other numbers lie anywhere on the good side. Denominators are 50
/// to 5000, three of ten a multiple of a hundred, so that exact ties of rounding occur. A veto holds for two units of
/// a hundred.
#[derive(Clone, Debug)]
pub struct Draw {
    seed: u64,
    columns: Vec<Column>,
    truths: usize,
    counts: usize,
    shorts: Vec<[Stretch; 2]>,
    bands: Vec<[Stretch; 4]>,
    ratios: Vec<i64>,
    counted: Vec<i16>,
}

/// Whole numbers from `from` on, so many.
#[derive(Clone, Copy, Debug, Default)]
struct Stretch {
    from: i16,
    many: u16,
}

/// Chances are counted in so many.
const WHOLE: u64 = 1 << 16;
/// A veto holds.
const VETO: u64 = WHOLE * 2 / 100;
/// So many counts are as likely as one another; some of them are the same.
const COUNTS: usize = 4096;

impl Draw {
    /// The units of a seed.
    pub fn new(rubric: &Rubric, seed: u64) -> Self {
        let mut draw = Self {
            seed,
            columns: Column::all(rubric),
            truths: 0,
            counts: 0,
            shorts: Vec::new(),
            bands: Vec::new(),
            ratios: Vec::new(),
            counted: counted(),
        };
        for rule in &rubric.rules {
            match &rule.kind {
                Kind::Bool { .. } => draw.truths += 1,
                Kind::Count { .. } => draw.counts += 1,
                Kind::Short { t, .. } => {
                    draw.shorts.push([Stretch::of(*t, 1001), Stretch::of(*t - 300, *t)]);
                }
                Kind::Band { b, ded, .. } => draw.bands.push(bands(b, ded)),
                Kind::Ratio { t, .. } => draw.ratios.push(*t),
            }
        }
        draw
    }

    /// The columns of the units.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Puts the values of a unit into `values`, a number for each column.
    ///
    /// ```
    /// use weiheng_workload::{Draw, Rubric, SEED};
    /// let draw = Draw::new(&Rubric::built_in(), SEED);
    /// let (mut once, mut again) = ([0; 108], [0; 108]);
    /// draw.unit(7, &mut once);
    /// draw.unit(7, &mut again);
    /// assert_eq!(once, again);
    /// ```
    pub fn unit(&self, number: u64, values: &mut [i16]) {
        let mut random = SplitMix64::of(self.seed, number);
        let rate = rate(&mut random);
        let (truths, rest) = values.split_at_mut(self.truths);
        let (counts, rest) = rest.split_at_mut(self.counts);
        let (shorts, rest) = rest.split_at_mut(self.shorts.len());
        let (bands, rest) = rest.split_at_mut(self.bands.len());
        let (ratios, vetoes) = rest.split_at_mut(2 * self.ratios.len());
        for truth in truths {
            *truth = 1 - i16::from(happens(random.draw(), rate));
        }
        for count in counts {
            let bits = random.draw();
            let counted = self.counted[below(bits, COUNTS as u64) as usize];
            *count = i16::from(happens(bits, rate)) * counted;
        }
        for (short, stretches) in shorts.iter_mut().zip(&self.shorts) {
            let bits = random.draw();
            *short = stretches[usize::from(happens(bits, rate))].at(bits);
        }
        for (band, stretches) in bands.iter_mut().zip(&self.bands) {
            let bits = random.draw();
            let failing = 1 + ((bits >> 16) & 0xffff) * 3 / WHOLE;
            *band = stretches[(u64::from(happens(bits, rate)) * failing) as usize].at(bits);
        }
        for (ratio, target) in ratios.chunks_exact_mut(2).zip(&self.ratios) {
            let (over, under) = quotient(&mut random, rate, *target);
            ratio.copy_from_slice(&[over, under]);
        }
        for veto in vetoes {
            *veto = i16::from(happens(random.draw(), VETO));
        }
    }
}

impl Stretch {
    fn of(from: i64, to: i64) -> Self {
        Self { from: from as i16, many: (to - from) as u16 }
    }

    #[inline]
    fn at(self, bits: u64) -> i16 {
        self.from + below(bits, u64::from(self.many)) as i16
    }
}

/// The lowest sixteen bits decide whether something happens, the upper half of the word what it is.
#[inline]
fn happens(bits: u64, chance: u64) -> bool {
    bits % WHOLE < chance
}

#[inline]
fn below(bits: u64, many: u64) -> u64 {
    ((bits >> 32) * many) >> 32
}

fn rate(random: &mut SplitMix64) -> u64 {
    let bits = random.draw();
    match below(bits, 100) {
        0..2 => WHOLE * 97 / 100,
        2..10 => WHOLE * 2 / 100,
        _ => WHOLE / 10 + (bits % WHOLE) * 4 / 10,
    }
}

/// The count of each chance: 1 for four of ten, 2 for four tenths of the rest, and so on.
fn counted() -> Vec<i16> {
    let mut counts = Vec::with_capacity(COUNTS);
    for count in 1.. {
        let left = COUNTS - counts.len();
        if left == 0 {
            break;
        }
        counts.extend(std::iter::repeat_n(count, (left * 4).div_ceil(10)));
    }
    counts
}

/// The band that costs nothing, then the others.
fn bands(bounds: &[i64], lost: &[i64]) -> [Stretch; 4] {
    let ends = |at: usize| match at {
        0 => 0,
        _ => bounds.get(at - 1).copied().unwrap_or(1001),
    };
    let mut order: Vec<usize> = (0..lost.len()).collect();
    order.sort_by_key(|at| lost[*at] != 0);
    let mut stretches = [Stretch::default(); 4];
    for (stretch, at) in stretches.iter_mut().zip(order) {
        *stretch = Stretch::of(ends(at), ends(at + 1));
    }
    stretches
}

fn quotient(random: &mut SplitMix64, rate: u64, target: i64) -> (i16, i16) {
    let (size, share) = (random.draw(), random.draw());
    let round = happens(size, WHOLE * 3 / 10);
    let under = if round { 100 * (1 + below(size, 50)) } else { 50 + below(size, 4951) };
    let target = target as u64;
    let over = if happens(share, rate) {
        under * (target - 1 - below(share, 400)) / 1000
    } else {
        let least = (under * target).div_ceil(1000);
        least + below(share, under - least + 1)
    };
    (over as i16, under as i16)
}
