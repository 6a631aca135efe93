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

#[cfg(test)]
mod tests {
    use super::number;

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
