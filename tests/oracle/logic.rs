//! 且, 或, 非 over what holds, what does not, what is not applicable and what has no value.

use crate::outcome::Outcome;

/// 且: one that fails decides; then one without a value leaves it open; then one that is 不适用 makes it so.
pub fn all(parts: impl IntoIterator<Item = Outcome<bool>>) -> Outcome<bool> {
    let parts: Vec<_> = parts.into_iter().collect();
    if parts.contains(&Outcome::Known(false)) {
        return Outcome::Known(false);
    }
    if parts.contains(&Outcome::NoValue) {
        return Outcome::NoValue;
    }
    if parts.contains(&Outcome::NotApplicable) { Outcome::NotApplicable } else { Outcome::Known(true) }
}

/// 或: the same with 是 and 否 changed about.
pub fn any(parts: impl IntoIterator<Item = Outcome<bool>>) -> Outcome<bool> {
    not(all(parts.into_iter().map(not)))
}

/// 非.
pub fn not(part: Outcome<bool>) -> Outcome<bool> {
    part.map(|truth| !truth)
}
