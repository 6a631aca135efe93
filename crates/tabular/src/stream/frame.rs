//! What stands around the value of a cell, and short values as numbers.

use std::ops::Range;

/// The texts before and behind the values of a column, the same in every row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    head: Vec<u8>,
    /// The first eight bytes of the head, and those of them that there are; its last eight, if it has more.
    first: (u64, u64),
    last: u64,
    tail: Vec<u8>,
}

impl Frame {
    /// A text before the value and one behind it.
    pub(crate) fn new(head: &str, tail: &str) -> Self {
        let head = head.as_bytes();
        let first = head.get(..8).unwrap_or(head);
        let mask = u64::MAX.checked_shr(64 - 8 * first.len() as u32).unwrap_or(0);
        let last = head.last_chunk::<8>().map_or(0, |last| u64::from_le_bytes(*last));
        Self { head: head.into(), first: (word(first, 0), mask), last, tail: tail.into() }
    }

    /// How long the text before the value is.
    #[inline(always)]
    pub(crate) fn head_length(&self) -> u32 {
        self.head.len() as u32
    }

    /// Whether the text before the value stands at a place. Short ones, which most are, are compared as numbers.
    #[inline(always)]
    pub(crate) fn begins(&self, bytes: &[u8], at: usize) -> bool {
        let (wanted, mask) = self.first;
        match self.head.len() {
            0 => true,
            1..=8 => (word(bytes, at) ^ wanted) & mask == 0,
            length @ 9..=16 => word(bytes, at) == wanted && word(bytes, at + length - 8) == self.last,
            _ => bytes.get(at..).unwrap_or_default().starts_with(&self.head),
        }
    }

    /// The text behind the value.
    #[inline(always)]
    pub(crate) fn tail(&self) -> &[u8] {
        &self.tail
    }
}

/// Eight bytes from a place on, the first of them the lowest; blanks where there are fewer.
#[inline(always)]
pub(crate) fn word(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.first_chunk::<8>().map_or_else(|| padded(rest), |word| u64::from_le_bytes(*word))
}

#[cold]
fn padded(rest: &[u8]) -> u64 {
    rest.iter().take(8).rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

/// A value of up to seven bytes as one number: its bytes, the last of them the highest, and its length in the lowest; 0
/// for nothing and for longer ones.
pub(crate) fn short(bytes: &[u8], value: Range<usize>) -> u64 {
    match value.end.saturating_sub(value.start) {
        length @ 0..8 => laid_up(word(bytes, value.start), length as u32),
        _ => 0,
    }
}

/// The first bytes of a word, up to seven, as a [short] value.
#[inline(always)]
pub(crate) fn laid_up(word: u64, length: u32) -> u64 {
    word << (56_u32.wrapping_sub(8 * length) & 63) << 8 | u64::from(length)
}

/// What stands between quotation marks, or a value that has none around it.
pub(crate) fn unquoted(value: &str) -> Option<&str> {
    match value.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"'),
        None => Some(value),
    }
}

#[cfg(test)]
mod tests {
    use super::Frame;
    use super::short;

    #[test]
    fn short_values_are_numbers_of_their_bytes() {
        let of = |text: &str| short(text.as_bytes(), 0..text.len());
        assert_eq!(of("true"), u64::from_be_bytes([b'e', b'u', b'r', b't', 0, 0, 0, 4]));
        assert_eq!((of(""), of("12345678")), (0, 0));
        assert_eq!(short(b"x,true,y", 2..6), of("true"));
        assert!(of("a") != of("a\0") && of("a") != of("\0a"));
    }

    #[test]
    fn heads_of_every_length_are_compared() {
        let name = "\"abcdefghijklmnopqrstuvwxyz\":";
        for length in 0..name.len() {
            let frame = Frame::new(&name[..length], "");
            assert!(frame.begins(name.as_bytes(), 0), "{length}");
            for other in 0..length {
                let mut spoilt = name.as_bytes().to_vec();
                spoilt[other] = b'#';
                assert!(!frame.begins(&spoilt, 0), "{length} {other}");
            }
            assert!(frame.begins(&name.as_bytes()[..length], 0));
            assert_eq!(frame.begins(&name.as_bytes()[..length.saturating_sub(1)], 0), length == 0);
        }
    }
}
