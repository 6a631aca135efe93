//! Fractions without bounds.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::One;
use num_traits::Signed;
use num_traits::Zero;
use weiheng::Exact;
use weiheng::Rounding;

/// A number of the oracle.
pub type Number = BigRational;

/// The same number without bounds.
pub fn number(exact: Exact) -> Number {
    let (numerator, denominator) = exact.fraction();
    Number::new(BigInt::from(numerator), BigInt::from(denominator))
}

/// A whole number.
pub fn whole(value: i64) -> Number {
    Number::from_integer(BigInt::from(value))
}

/// `value` brought to a multiple of `step`, by the definitions of GB/T 8170 and everyday use.
pub fn round(value: &Number, rounding: Rounding, step: &Number) -> Number {
    let steps = value / step;
    let below = steps.floor();
    let rest = &steps - &below;
    let half = Number::new(BigInt::one(), BigInt::from(2));
    let above = &below + Number::one();
    let chosen = match rounding {
        Rounding::Up if rest.is_zero() => below,
        Rounding::Up => above,
        Rounding::Down => below,
        _ if rest < half => below,
        _ if rest > half => above,
        // A half, away from zero or to the even one.
        Rounding::HalfUp if steps.is_negative() => below,
        Rounding::HalfUp => above,
        Rounding::HalfEven if (below.to_integer() % 2_i32).is_zero() => below,
        Rounding::HalfEven => above,
    };
    chosen * step
}

/// The smaller of two.
pub fn least(a: Number, b: Number) -> Number {
    if b < a { b } else { a }
}

/// The larger of two.
pub fn greatest(a: Number, b: Number) -> Number {
    if b > a { b } else { a }
}
