//! Numbers of a few digits at the start of bytes.

/// More digits are left to the row-wise way.
const MOST_DIGITS: usize = 15;

/// The number at the start: its digits as a whole number, how many of them are decimals, and how many bytes it takes.
/// `None` where there is none, or one that is written otherwise than `12`, `-3` or `0.75`: with leading zeros, say.
#[inline]
pub(crate) fn number(bytes: &[u8]) -> Option<(i64, usize, usize)> {
    let negative = bytes.first() == Some(&b'-');
    let unsigned = bytes.get(usize::from(negative)..)?;
    let (whole, count) = digits(unsigned, 0);
    let mut value = whole;
    let mut length = count;
    let mut decimals = 0;
    if unsigned.get(count) == Some(&b'.') {
        let (all, count) = digits(unsigned.get(length + 1..)?, value);
        (count > 0).then_some(())?;
        (value, decimals) = (all, count);
        length += 1 + count;
    }
    let leads = (count > 1 && unsigned.first() == Some(&b'0')) || (negative && value == 0);
    let fits = count > 0 && count + decimals <= MOST_DIGITS && !leads;
    fits.then_some((if negative { -value } else { value }, decimals, length + usize::from(negative)))
}

/// Digits after others, and how many they are.
#[inline]
fn digits(bytes: &[u8], before: i64) -> (i64, usize) {
    let mut value = before;
    let mut count = 0;
    for byte in bytes {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 || count > MOST_DIGITS {
            break;
        }
        value = value.wrapping_mul(10).wrapping_add(i64::from(digit));
        count += 1;
    }
    (value, count)
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
