//! What units are drawn with, for other tests than those of completions.

pub(crate) mod observable;
#[expect(dead_code, reason = "others hide what was observed, and complete nothing")]
pub(crate) mod unit;
