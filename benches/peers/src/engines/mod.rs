//! Rule engines. Each works out the hundred deductions and the vetoes in its own language; adding up is left to Rust
//! ([`Sums`]), which is faster than what any of them does.

pub mod cel;
pub mod datalogic;
pub mod regorus;
pub mod rhai;
mod sums;
pub mod zen;

pub use sums::Sums;

/// So many steps of `s` cost at least the cap, at `d` each.
fn steps_to(cap: i64, d: i64) -> i64 {
    (cap + d - 1) / d
}
