//! The states of a value, as the numbers that stand for them in a cell.
//!
//! A truth is one cell: 0 no, 1 yes, or the code of a state. A number has its state in a cell of its own, 0 where it
//! is known. Of several states the largest holds, so that one `MAX` says what becomes of a sum.

/// Not observed.
pub(crate) const UNSEEN: u8 = 2;
/// What no observation settles: left open by the text, from elsewhere and missing, a number outside its bands.
pub(crate) const OPEN: u8 = 3;
/// Without a value: the mean of nothing, a quotient by zero.
pub(crate) const ABSENT: u8 = 4;
/// Known, but finer or larger than a sheet calculates exactly: computed by weiheng.
pub(crate) const BEYOND: u8 = 5;
/// Not applicable.
pub(crate) const INAPPLICABLE: u8 = 6;
/// No value of its kind was typed.
pub(crate) const WRONG: u8 = 7;

/// Which states a value may be in, besides being known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct May(u8);

impl May {
    /// Always known.
    pub(crate) const KNOWN: Self = Self(0);

    /// Known or in one state.
    pub(crate) fn be(state: u8) -> Self {
        Self(1_u8.checked_shl(u32::from(state)).unwrap_or(0))
    }

    /// Whatever either may be.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The same, but not in a state.
    #[must_use]
    pub(crate) fn never(self, state: u8) -> Self {
        Self(self.0 & !Self::be(state).0)
    }

    /// Whether it may be in a state.
    pub(crate) fn includes(self, state: u8) -> bool {
        self.0 & Self::be(state).0 != 0
    }

    /// Whether it is always known.
    pub(crate) fn is_known(self) -> bool {
        self.0 == 0
    }
}
