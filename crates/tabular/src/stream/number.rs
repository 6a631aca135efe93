//! Numbers of a few digits at the start of bytes.

/// More digits are left to the row-wise way.
const MOST_DIGITS: usize = 15;

/// The number at the start: its digits as a whole number, how many of them are decimals, and how many bytes it takes.
/// `None` where there is none, or one that is written otherwise than `12`, `-3` or `0.75`: with leading zeros, say.
#[inline]
pub(crate) fn number(bytes: &[u8]) -> Option<(i64, usize, usize)> {
    let (whole, count) = digits(bytes, 0, 0);
    // Most are counts of a digit or two.
    if count > 0 && count <= MOST_DIGITS && bytes.get(count) != Some(&b'.') {
        let leads = count > 1 && bytes.first() == Some(&b'0');
        return (!leads).then_some((whole, 0, count));
    }
    signed(bytes)
}

/// A number with a sign or with decimals.
fn signed(bytes: &[u8]) -> Option<(i64, usize, usize)> {
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let (whole, end) = digits(bytes, sign, 0);
    let (count, leads) = (end - sign, end - sign > 1 && bytes.get(sign) == Some(&b'0'));
    let (value, over, decimals) = if bytes.get(end) == Some(&b'.') {
        let (value, over) = digits(bytes, end + 1, whole);
        (over > end + 1).then_some((value, over, over - end - 1))?
    } else {
        (whole, end, 0)
    };
    let fits = count > 0 && count + decimals <= MOST_DIGITS && !leads && (sign == 0 || value != 0);
    fits.then_some((if sign == 1 { -value } else { value }, decimals, over))
}

/// The digits from a position on, after others, and where they end.
#[inline(always)]
fn digits(bytes: &[u8], from: usize, before: i64) -> (i64, usize) {
    let (mut value, mut at) = (before, from);
    while let Some(byte) = bytes.get(at) {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 || at - from > MOST_DIGITS {
            break;
        }
        value = value * 10 + i64::from(digit);
        at += 1;
    }
    (value, at)
}

/// The number that a [short](crate::stream::frame::short) word writes without a sign and with so many decimals: its
/// digits as a whole number, and whether it is one. No byte is looked at by itself.
#[inline(always)]
pub(crate) fn of_short(word: u64, decimals: u32) -> (i64, bool) {
    const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
    let length = (word & 7) as u32;
    let (word, count, is_point) = if decimals == 0 {
        (word, length, true)
    } else {
        // Without the point, what stands before it moves up.
        let point = 56_u32.wrapping_sub(8 * decimals) & 63;
        let (whole, rest) = (word & !(u64::MAX << point), word >> point >> 8 << point << 8);
        (whole << 8 | rest, length.saturating_sub(1), word >> point & 0xff == u64::from(b'.'))
    };
    let kept = u64::MAX << (56_u32.wrapping_sub(8 * count) & 63) << 8;
    let digits = (word ^ ZEROS) & kept;
    let beyond = (digits | digits.wrapping_add(0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0;
    let pairs = (digits.wrapping_mul(10).wrapping_add(digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_ffff_0000_ffff;
    let value = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff;
    // The first digit is the lowest that is kept.
    let leads = (digits & (kept ^ kept << 8) == 0) & (count > decimals.wrapping_add(1));
    (value as i64, is_point & (beyond == 0) & !leads & (count > decimals))
}

#[cfg(test)]
mod tests {
    use super::number;
    use super::of_short;
    use crate::stream::frame::short;

    #[test]
    fn short_words_are_read_as_their_bytes_are() {
        let texts = [
            "7", "0", "07", "12", "9999999", "0.5", "00.5", ".5", "5.", "12.5", "1234.56", "1.25", "1.2.3",
            "10", "0.07", "-3", "1:", "1/", "x", "", "1\0", "\u{1}",
        ];
        for text in texts {
            let read = number(text.as_bytes()).filter(|(_, _, length)| *length == text.len());
            for decimals in 0..7 {
                let expected = read.filter(|(_, found, _)| *found == decimals as usize);
                let (value, is_number) = of_short(short(text.as_bytes(), 0..text.len()), decimals);
                let value = is_number.then_some(value);
                let expected = expected.map(|(value, _, _)| value).filter(|value| *value >= 0);
                assert_eq!(value, expected, "{text} {decimals}");
            }
        }
    }

    #[test]
    fn numbers_end_where_their_digits_do() {
        assert_eq!(number(b"12,3"), Some((12, 0, 2)));
        assert_eq!(number(b"-0.75}"), Some((-75, 2, 5)));
        assert_eq!(number(b"123456789012345"), Some((123_456_789_012_345, 0, 15)));
        for other in
            [b"" as &[u8], b"-", b".5", b"1.", b"x", b"1234567890123456", b"1234567890.123456", b"01", b"-0"]
        {
            assert_eq!(number(other), None, "{other:?}");
        }
    }
}
