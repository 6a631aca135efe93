//! SHA-256 sums, by which files and results are recognised.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;
use sha2::Digest as _;
use sha2::Sha256;

/// A SHA-256 sum; in JSON and in print 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// The sum of bytes, as `sha256sum` prints it.
    ///
    /// ```
    /// use weiheng::Digest;
    /// let sum = Digest::of(b"abc").to_string();
    /// assert_eq!(sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    /// ```
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The sum of a text, whatever an editor made of its line ends and whether it put a byte order mark before it. For a
    /// file in UTF-8 without a mark, lines ending in LF, it is the sum of its bytes.
    ///
    /// ```
    /// use weiheng::Digest;
    /// assert_eq!(Digest::of_text("\u{feff}条 1\r\n"), Digest::of("条 1\n".as_bytes()));
    /// ```
    pub fn of_text(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self::of(text.replace("\r\n", "\n").as_bytes())
    }

    /// One sum for several: that of their digits, a line each; of a single one itself.
    pub fn joined(sums: &[Self]) -> Self {
        match sums {
            [one] => *one,
            several => {
                let lines: String = several.iter().map(|sum| format!("{sum}\n")).collect();
                Self::of(lines.as_bytes())
            }
        }
    }

    /// The first digits: 12 tell results apart for people, 16 inputs in a compact receipt.
    ///
    /// ```
    /// assert_eq!(weiheng::Digest::of(b"abc").first(12), "ba7816bf8f01");
    /// ```
    pub fn first(&self, digits: usize) -> String {
        self.to_string().chars().take(digits).collect()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = NotADigest;

    fn try_from(text: String) -> Result<Self, NotADigest> {
        text.parse()
    }
}

impl FromStr for Digest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let digits = text.as_bytes();
        let mut sum = [0_u8; 32];
        if digits.len() != sum.len() * 2 {
            return Err(NotADigest);
        }
        for (byte, pair) in sum.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = pair.iter().map(|digit| char::from(*digit).to_digit(16));
            let value = pair.reduce(|high, low| Some(high? * 16 + low?)).flatten();
            *byte = value.and_then(|value| u8::try_from(value).ok()).ok_or(NotADigest)?;
        }
        Ok(Self(sum))
    }
}

/// The text is not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 sum; it has 64 hexadecimal digits")]
pub struct NotADigest;

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn sums_are_read_back() {
        let sum = Digest::of("卫衡".as_bytes());
        assert_eq!(sum.to_string().parse(), Ok(sum));
        for wrong in ["", "ba78", &"g".repeat(64), &"卫".repeat(22), &"0".repeat(65)] {
            assert!(wrong.parse::<Digest>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn line_ends_and_a_mark_do_not_matter_and_all_else_does() {
        let plain = Digest::of_text("甲\n乙\n");
        for alike in ["甲\r\n乙\r\n", "\u{feff}甲\n乙\n", "\u{feff}甲\r\n乙\n"] {
            assert_eq!(Digest::of_text(alike), plain, "{alike:?}");
        }
        for other in ["甲\n乙", "甲\r乙\n", "甲 \n乙\n", "甲\n\n乙\n", "乙\n甲\n"] {
            assert_ne!(Digest::of_text(other), plain, "{other:?}");
        }
    }
}
