//! Exact numbers: fractions of 128-bit integers.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::Serialize;

/// An exact number, `numerator / denominator`, denominator positive.
///
/// Arithmetic returns `None` where the exact result needs more than 38 digits or divides by zero; it never
/// rounds and never wraps. Two numbers are equal when their values are, however they are written.
///
/// As text and in JSON an exact number is a decimal (`"1.5"`) or, where no finite decimal exists, a fraction
/// in lowest terms (`"26/3"`).
///
/// ```
/// use weiheng::Exact;
/// let third = Exact::ONE.over(Exact::from(3)).unwrap();
/// assert_eq!(third.times(Exact::from(6)).unwrap(), Exact::from(2));
/// assert_eq!(third.to_string(), "1/3");
/// assert_eq!("87.50".parse::<Exact>().unwrap().to_string(), "87.5");
/// ```
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Exact {
    numerator: i128,
    denominator: i128,
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// A whole number.
    pub(crate) const fn whole(value: i128) -> Self {
        Self { numerator: value, denominator: 1 }
    }

    /// `numerator / denominator`; `None` for a zero denominator.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let sign = denominator.signum();
        Some(
            Self { numerator: numerator.checked_mul(sign)?, denominator: denominator.checked_mul(sign)? }
                .reduced(),
        )
    }

    /// `value / scale` as it stands; a `scale` below 1 is read as 1.
    pub fn scaled(value: i64, scale: i64) -> Self {
        Self { numerator: i128::from(value), denominator: i128::from(scale.max(1)) }
    }

    /// The number as a multiple of `1 / scale`, where it is one and fits 64 bits.
    pub fn to_scaled(self, scale: i64) -> Option<i64> {
        let product = self.numerator.checked_mul(i128::from(scale))?;
        (product % self.denominator == 0).then(|| i64::try_from(product / self.denominator).ok())?
    }

    /// Numerator and denominator, where both fit 64 bits.
    pub(crate) fn to_fraction(self) -> Option<(i64, i64)> {
        let reduced = self.reduced();
        Some((i64::try_from(reduced.numerator).ok()?, i64::try_from(reduced.denominator).ok()?))
    }

    /// Sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.denominator == other.denominator {
            let numerator = self.numerator.checked_add(other.numerator)?;
            return Some(Self { numerator, denominator: self.denominator }.kept_small());
        }
        if let (Some((over, under)), Some((other_over, other_under))) = (self.small(), other.small()) {
            let numerator = wide(over, other_under) + wide(other_over, under);
            return Some(Self { numerator, denominator: wide(under, other_under) }.kept_small());
        }
        let (a, b) = (self.reduced(), other.reduced());
        let shared = gcd(a.denominator, b.denominator);
        let left = a.numerator.checked_mul(b.denominator / shared)?;
        let right = b.numerator.checked_mul(a.denominator / shared)?;
        let denominator = a.denominator.checked_mul(b.denominator / shared)?;
        Some(Self { numerator: left.checked_add(right)?, denominator }.kept_small())
    }

    /// Difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// Product.
    pub fn times(self, other: Self) -> Option<Self> {
        if let (Some((over, under)), Some((other_over, other_under))) = (self.small(), other.small()) {
            let product = Self { numerator: wide(over, other_over), denominator: wide(under, other_under) };
            return Some(product.kept_small());
        }
        let (a, b) = cross_reduced(self, other);
        let numerator = a.numerator.checked_mul(b.numerator)?;
        let denominator = a.denominator.checked_mul(b.denominator)?;
        Some(Self { numerator, denominator }.kept_small())
    }

    /// Quotient; `None` for a zero divisor.
    pub fn over(self, other: Self) -> Option<Self> {
        if other.numerator == 0 {
            return None;
        }
        let sign = other.numerator.signum();
        self.times(Self { numerator: other.denominator * sign, denominator: other.numerator.checked_abs()? })
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { numerator: self.numerator.saturating_neg(), denominator: self.denominator }
    }

    /// The largest integer not above the number.
    pub fn floor(self) -> i128 {
        // Division of 64-bit integers is several times faster.
        match (i64::try_from(self.numerator), i64::try_from(self.denominator)) {
            (Ok(numerator), Ok(denominator)) => i128::from(numerator.div_euclid(denominator)),
            _ => self.numerator.div_euclid(self.denominator),
        }
    }

    /// The smallest integer not below the number.
    pub fn ceil(self) -> i128 {
        self.floor() + i128::from(!self.is_integer())
    }

    /// Whether the number is whole.
    pub fn is_integer(self) -> bool {
        self.numerator % self.denominator == 0
    }

    /// Whether the number is zero.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// -1, 0 or 1.
    pub fn sign(self) -> i32 {
        match self.numerator.cmp(&0) {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        }
    }

    /// Numerator and denominator in lowest terms; the denominator is positive.
    pub fn fraction(self) -> (i128, i128) {
        let lowest = self.reduced();
        (lowest.numerator, lowest.denominator)
    }

    /// The smaller of two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    /// The larger of two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    /// Digits after the decimal point that the number needs; `None` where no finite decimal exists.
    pub fn decimals(self) -> Option<u32> {
        let (_, mut denominator) = self.fraction();
        let (mut twos, mut fives) = (0, 0);
        while denominator % 2 == 0 {
            denominator /= 2;
            twos += 1;
        }
        while denominator % 5 == 0 {
            denominator /= 5;
            fives += 1;
        }
        (denominator == 1).then_some(if twos > fives { twos } else { fives })
    }

    /// Numerator and denominator, where both fit 64 bits: their products then fit 128.
    pub(crate) fn small(self) -> Option<(i64, i64)> {
        Some((i64::try_from(self.numerator).ok()?, i64::try_from(self.denominator).ok()?))
    }

    fn kept_small(self) -> Self {
        if self.small().is_some() { self } else { self.reduced() }
    }

    fn reduced(self) -> Self {
        if self.denominator == 1 {
            return self;
        }
        let shared = gcd(self.numerator, self.denominator).max(1);
        Self { numerator: self.numerator / shared, denominator: self.denominator / shared }
    }
}

/// A product that cannot overflow.
fn wide(a: i64, b: i64) -> i128 {
    i128::from(a) * i128::from(b)
}

fn cross_reduced(a: Exact, b: Exact) -> (Exact, Exact) {
    let left = gcd(a.numerator, b.denominator).max(1);
    let right = gcd(b.numerator, a.denominator).max(1);
    (
        Exact { numerator: a.numerator / left, denominator: a.denominator / right }.reduced(),
        Exact { numerator: b.numerator / right, denominator: b.denominator / left }.reduced(),
    )
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        if let (Ok(small_a), Ok(small_b)) = (u64::try_from(a), u64::try_from(b)) {
            return i128::from(gcd_u64(small_a, small_b));
        }
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(1)
}

fn gcd_u64(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        if let (Some((over, under)), Some((other_over, other_under))) = (self.small(), other.small()) {
            return wide(over, other_under).cmp(&wide(other_over, under));
        }
        compare_by_expansion(*self, *other)
    }
}

/// Compares two fractions digit by digit of their continued fractions: exact at any size.
fn compare_by_expansion(mut a: Exact, mut b: Exact) -> Ordering {
    loop {
        let whole = a.floor().cmp(&b.floor());
        if whole != Ordering::Equal {
            return whole;
        }
        let (rest_a, rest_b) = (a.numerator.rem_euclid(a.denominator), b.numerator.rem_euclid(b.denominator));
        match (rest_a, rest_b) {
            (0, 0) => return Ordering::Equal,
            (0, _) => return Ordering::Less,
            (_, 0) => return Ordering::Greater,
            _ => {}
        }
        // a's rest over 1 compares as the opposite of its reciprocal.
        (a, b) = (
            Exact { numerator: b.denominator, denominator: rest_b },
            Exact { numerator: a.denominator, denominator: rest_a },
        );
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self { numerator: i128::from(value), denominator: 1 }
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        let denominator = 10_i128.checked_pow(value.scale()).unwrap_or(1);
        Self { numerator: value.mantissa(), denominator }.reduced()
    }
}

impl TryFrom<Exact> for Decimal {
    type Error = NotADecimal;

    /// The same number as a decimal; an error where no decimal of 28 digits is exactly equal.
    fn try_from(value: Exact) -> Result<Self, NotADecimal> {
        let places = value.decimals().ok_or(NotADecimal)?;
        let (numerator, denominator) = value.fraction();
        let factor = 10_i128.checked_pow(places).ok_or(NotADecimal)? / denominator;
        let mantissa = numerator.checked_mul(factor).ok_or(NotADecimal)?;
        Decimal::try_from_i128_with_scale(mantissa, places).map_err(|_| NotADecimal)
    }
}

/// The number has no finite decimal of at most 28 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the number has no finite decimal of at most 28 digits")]
pub struct NotADecimal;

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Decimal::try_from(*self) {
            Ok(decimal) => write!(f, "{}", decimal.normalize()),
            Err(NotADecimal) => {
                let (numerator, denominator) = self.fraction();
                write!(f, "{numerator}/{denominator}")
            }
        }
    }
}

impl std::str::FromStr for Exact {
    type Err = NotADecimal;

    /// Reads what [`Display`](fmt::Display) writes: a plain decimal or a fraction; no exponent, no separators.
    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        if let Some((numerator, denominator)) = text.split_once('/') {
            let fraction = Self::new(
                numerator.parse().map_err(|_| NotADecimal)?,
                denominator.parse().map_err(|_| NotADecimal)?,
            );
            return fraction.ok_or(NotADecimal);
        }
        Decimal::from_str_exact(text).map(Self::from).map_err(|_| NotADecimal)
    }
}

impl From<Exact> for String {
    fn from(value: Exact) -> Self {
        value.to_string()
    }
}

impl TryFrom<String> for Exact {
    type Error = NotADecimal;

    fn try_from(text: String) -> Result<Self, NotADecimal> {
        text.parse()
    }
}
