//! The receipt (凭据) of a result: from what it was made and what it says, as sums that anyone can make again.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

use crate::date::Date;
use crate::digest::Digest;

/// From what a result was made, by whom, and the sum of the result itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The version of weiheng that made the result.
    pub weiheng: String,
    /// The version of the shape of the result.
    pub shape: u32,
    /// The assessment date.
    pub date: Option<Date>,
    /// The standard as it held.
    pub standard: StandardDigest,
    /// The files of observations.
    pub observations: Vec<FileDigest>,
    /// The file that says what their headings stand for, where there was one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mapping: Vec<FileDigest>,
    /// The unit's own observations as the standard reads them, without overrides: the sum of the lines that
    /// `weiheng show readings` prints of the facts. It is the same wherever they were written down.
    pub readings: Digest,
    /// The units that were scored together, where the standard compares them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<BatchDigest>,
    /// The files of overrides (复核).
    #[serde(default)]
    pub overrides: Vec<FileDigest>,
    /// The result itself in its canonical form, without this receipt.
    pub result: Digest,
}

/// A standard by its id and its clause files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardDigest {
    /// Its id.
    pub id: String,
    /// The sum of its clause files; where it builds on others, of their sums, a line each.
    pub sha256: Digest,
    /// The clause files, its own first, then those that it builds on. The sum is that of the text in UTF-8 without a
    /// byte order mark, lines ending in LF.
    pub files: Vec<FileDigest>,
}

/// A file by its name and sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Its name, without the folder it lay in.
    pub name: String,
    /// The sum of its bytes; of a clause file, of its text.
    pub sha256: Digest,
}

/// Units that were scored together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchDigest {
    /// How many there were.
    pub units: u32,
    /// The sum of the sums of their readings in rising order, a line each.
    pub sha256: Digest,
}

impl FileDigest {
    /// A file by what it was called and its sum. Folders are left out: they differ from one machine to the next.
    ///
    /// ```
    /// use weiheng::{Digest, assessment::FileDigest};
    /// let file = FileDigest::new("C:\\暗访\\甲市.json", Digest::of(b"{}"));
    /// assert_eq!(file.name, "甲市.json");
    /// ```
    pub fn new(path: &str, sha256: Digest) -> Self {
        let name = path.rsplit(['/', '\\']).find(|name| !name.is_empty()).unwrap_or(path);
        Self { name: name.to_owned(), sha256 }
    }
}

impl Receipt {
    /// The version of weiheng that this is.
    pub const WEIHENG: &'static str = env!("CARGO_PKG_VERSION");

    /// How many digits of the result's sum people are shown.
    pub const SHORT: usize = 12;

    /// The digits of the result's sum that people compare.
    pub fn short(&self) -> String {
        self.result.first(Self::SHORT)
    }

    /// The receipt on one line, short enough for a QR code:
    /// `weiheng1:<standard>:<date>:<weiheng>:<standard's sum>:<readings' sum>:<overrides' sum>:<result's sum>`.
    ///
    /// The sums of what went in are cut to 16 digits, enough to recognise them; that of the result is whole. A date or
    /// overrides that there are not are `-`. Only the name of the standard may hold a colon: read it from the right.
    ///
    /// ```
    /// use weiheng::{Digest, assessment::{FileDigest, Receipt, StandardDigest}};
    /// let sum = Digest::of(b"abc");
    /// let standard = StandardDigest { id: "cn.city.2014".to_owned(), sha256: sum, files: vec![] };
    /// let receipt = Receipt {
    ///     weiheng: "0.1.0".to_owned(), shape: 1, date: weiheng::Date::new(2024, 5, 20), standard,
    ///     observations: vec![], mapping: vec![], readings: sum, batch: None, overrides: vec![], result: sum,
    /// };
    /// assert_eq!(
    ///     receipt.compact(),
    ///     "weiheng1:cn.city.2014:2024-05-20:0.1.0:ba7816bf8f01cfea:ba7816bf8f01cfea:-:\
    ///      ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    /// );
    /// ```
    pub fn compact(&self) -> String {
        let date = self.date.map_or_else(nothing, |date| date.to_string());
        let sums: Vec<Digest> = self.overrides.iter().map(|file| file.sha256).collect();
        let overrides = if sums.is_empty() { nothing() } else { Digest::joined(&sums).first(OF_AN_INPUT) };
        let (standard, readings) = (&self.standard, self.readings.first(OF_AN_INPUT));
        let (id, sum) = (&standard.id, standard.sha256.first(OF_AN_INPUT));
        format!("weiheng1:{id}:{date}:{}:{sum}:{readings}:{overrides}:{}", self.weiheng, self.result)
    }
}

impl fmt::Display for Receipt {
    /// The receipt on one line: [`Receipt::compact`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.compact())
    }
}

const OF_AN_INPUT: usize = 16;

fn nothing() -> String {
    "-".to_owned()
}
