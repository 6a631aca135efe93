//! Integers of which a processor takes several at once.

use crate::plan::columns::Width;

/// An integer of a column. Its arithmetic wraps without being asked: that it never does is what
/// [`ColumnPlan::width`](crate::plan::columns::ColumnPlan::width) has proved.
pub trait Lane: Copy + Ord + Default + Into<i64> + TryFrom<i64> + 'static {
    /// How wide it is.
    const WIDTH: Width;
    /// The greatest.
    const MOST: Self;
    /// The least.
    const LEAST: Self;

    /// The sum.
    #[must_use]
    fn plus(self, other: Self) -> Self;
    /// The difference.
    #[must_use]
    fn minus(self, other: Self) -> Self;
    /// The product.
    #[must_use]
    fn times(self, other: Self) -> Self;
    /// The quotient of a number that is not below zero.
    #[must_use]
    fn over(self, divisor: Divisor) -> Self;

    /// A value that fits.
    #[must_use]
    fn narrowed(value: i64) -> Self;

    /// The nearest that it can be.
    #[must_use]
    fn nearest(value: i64) -> Self {
        Self::try_from(value).unwrap_or(if value < 0 { Self::LEAST } else { Self::MOST })
    }
}

/// A divisor as a multiplier: `x / divisor` is the upper half of `x * multiplier`, for every `x` up to the largest.
#[derive(Clone, Copy, Debug)]
pub struct Divisor {
    divisor: i64,
    multiplier: Option<u32>,
}

impl Divisor {
    /// The divisor, for dividends from zero to `largest` in lanes of a width.
    ///
    /// With `m = 2^n / d + 1`, the product is `x / d` and a rest of less than `1 / d` as long as
    /// `x (m d - 2^n) < 2^n`.
    pub(crate) fn new(divisor: i64, largest: i64, width: Width) -> Self {
        let bits = match width {
            Width::Two => 16,
            Width::Four => 32,
            Width::Eight => return Self { divisor, multiplier: None },
        };
        let whole = 1_i64 << bits;
        let multiplier = whole / divisor + 1;
        let excess = i128::from(multiplier) * i128::from(divisor) - i128::from(whole);
        let exact = divisor > 1 && i128::from(largest) * excess < i128::from(whole);
        let multiplier = u32::try_from(multiplier).ok().filter(|_| exact);
        Self { divisor, multiplier }
    }
}

/// One width.
macro_rules! lane {
    ($lane:ty, $unsigned:ty, $wide:ty, $width:expr) => {
        impl Lane for $lane {
            const WIDTH: Width = $width;
            const MOST: Self = Self::MAX;
            const LEAST: Self = Self::MIN;

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }

            #[inline(always)]
            fn minus(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }

            #[inline(always)]
            fn times(self, other: Self) -> Self {
                self.wrapping_mul(other)
            }

            #[inline(always)]
            fn narrowed(value: i64) -> Self {
                value as Self
            }

            #[inline(always)]
            fn over(self, divisor: Divisor) -> Self {
                match divisor.multiplier {
                    Some(multiplier) => {
                        let product =
                            (self as $unsigned as $wide).wrapping_mul(multiplier as $unsigned as $wide);
                        (product >> <$unsigned>::BITS) as Self
                    }
                    None => Self::nearest(Into::<i64>::into(self) / divisor.divisor),
                }
            }
        }
    };
}

lane!(i16, u16, u32, Width::Two);
lane!(i32, u32, u64, Width::Four);
lane!(i64, u64, u128, Width::Eight);
