//! Sums and differences of ranges, end by end.

use crate::assessment::Range;
use crate::exact::Exact;

/// Nothing at either end.
pub(super) const ZERO: Range = Range { low: Some(Exact::ZERO), high: Some(Exact::ZERO) };

/// The sum of both, where each has a bound.
pub(super) fn plus(a: Range, b: Range) -> Range {
    let end = |a: Option<Exact>, b: Option<Exact>| a?.plus(b?);
    Range { low: end(a.low, b.low), high: end(a.high, b.high) }
}

/// The first less the second.
pub(super) fn minus(a: Range, b: Range) -> Range {
    let end = |a: Option<Exact>, b: Option<Exact>| a?.minus(b?);
    Range { low: end(a.low, b.low), high: end(a.high, b.high) }
}
