//! Reading units from text straight into columns: what CSV and NDJSON have in common.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::contender::Result;
use crate::contender::Scored;
use crate::limits::columns::Facts;
use crate::limits::columns::Place;
use crate::limits::columns::Results;
use crate::limits::columns::Rules;
use crate::limits::columns::STRETCH;

/// The scores of a file.
#[derive(Clone, Debug, Default)]
pub struct FileScores {
    /// The number of each unit.
    pub units: Vec<i32>,
    /// What they come to.
    pub results: Results<i16>,
}

impl FileScores {
    /// The results, unit by unit.
    pub fn scored(&self) -> Vec<Scored> {
        self.results.scored(&[])
    }
}

/// One form of a unit.
pub(super) trait Form {
    /// Reads one unit, its line end included.
    fn unit(&self, cursor: &mut Cursor<'_>, row: &mut Row<'_>);
}

/// A stretch of units that is being read.
pub(super) struct Row<'a> {
    facts: &'a mut Facts<i16>,
    places: &'a [Place],
    at: usize,
    unit: i32,
}

/// A place in a text that is followed by at least eight bytes.
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    legal: bool,
}

const BUFFER: usize = 1 << 18;
const AFTER: usize = 16;

/// Scores all units of a file; `heading` is what it has to begin with.
pub(super) fn score(path: &Path, heading: &str, form: &impl Form, rules: &Rules<i16>) -> Result<FileScores> {
    let mut scores = FileScores::default();
    scores.results.clear(rules);
    let mut facts = full_stretch(rules);
    let mut rows = 0;
    let mut heading = heading.as_bytes();
    let mut file = File::open(path)?;
    let mut bytes = vec![0; BUFFER + AFTER];
    let mut filled = 0;
    loop {
        let read = file.read(&mut bytes[filled..BUFFER])?;
        filled += read;
        let Some(end) = bytes[..filled].iter().rposition(|byte| *byte == b'\n').map(|at| at + 1) else {
            if read == 0 && filled == 0 {
                break;
            }
            return Err("a line that does not end".into());
        };
        let mut cursor = Cursor { bytes: &bytes, at: 0, legal: true };
        cursor.expect(std::mem::take(&mut heading));
        while cursor.at < end {
            let mut row = Row { facts: &mut facts, places: rules.places(), at: rows, unit: 0 };
            form.unit(&mut cursor, &mut row);
            let unit = row.unit;
            if !cursor.legal {
                return Err(format!("unit {} cannot be read", scores.units.len()).into());
            }
            scores.units.push(unit);
            rows += 1;
            if rows == STRETCH {
                rules.score_more(&facts, &mut scores.results);
                rows = 0;
            }
        }
        bytes.copy_within(end..filled, 0);
        filled -= end;
    }
    cut(&mut facts, rows);
    rules.score_more(&facts, &mut scores.results);
    Ok(scores)
}

fn full_stretch(rules: &Rules<i16>) -> Facts<i16> {
    let mut facts = rules.facts();
    facts.truths.iter_mut().for_each(|column| column.resize(STRETCH, 0));
    facts.numbers.iter_mut().for_each(|column| column.resize(STRETCH, 0));
    facts.wide.iter_mut().for_each(|column| column.resize(STRETCH, 1));
    facts
}

fn cut(facts: &mut Facts<i16>, rows: usize) {
    facts.truths.iter_mut().for_each(|column| column.truncate(rows));
    facts.numbers.iter_mut().for_each(|column| column.truncate(rows));
    facts.wide.iter_mut().for_each(|column| column.truncate(rows));
}

impl Row<'_> {
    /// How many facts.
    pub(super) fn facts(&self) -> usize {
        self.places.len()
    }

    /// Reads the number of the unit.
    #[inline]
    pub(super) fn unit(&mut self, cursor: &mut Cursor<'_>) {
        self.unit = cursor.count();
    }

    /// Reads the value of a column.
    #[inline]
    pub(super) fn fact(&mut self, column: usize, cursor: &mut Cursor<'_>) {
        match self.places[column] {
            Place::Truth(fact) => self.facts.truths[fact][self.at] = cursor.truth(),
            Place::Count(fact) => self.facts.numbers[fact][self.at] = cursor.count() as i16,
            Place::Tenths(fact) => self.facts.numbers[fact][self.at] = cursor.tenths(),
            Place::Wide(fact) => self.facts.wide[fact][self.at] = cursor.count(),
        }
    }
}

impl Cursor<'_> {
    /// Goes over a text that has to be there.
    #[inline]
    pub(super) fn expect(&mut self, text: &[u8]) {
        self.legal &= self.bytes.get(self.at..self.at + text.len()) == Some(text);
        self.at += text.len();
    }

    /// `true` or `false`, without a branch on which of them.
    #[inline]
    fn truth(&mut self) -> u8 {
        let next = self.bytes.get(self.at..self.at + 8).and_then(|bytes| bytes.try_into().ok());
        let next = u64::from_le_bytes(next.unwrap_or_default());
        let truth = next & 0xffff_ffff == u64::from(u32::from_le_bytes(*b"true"));
        let falsehood = next & 0xff_ffff_ffff == u64::from_le_bytes(*b"false\0\0\0");
        self.legal &= truth | falsehood;
        self.at += 5 - usize::from(truth);
        u8::from(truth)
    }

    /// Digits.
    #[inline]
    fn count(&mut self) -> i32 {
        let mut number = i32::from(self.digit());
        self.legal &= number < 10;
        while let digit @ 0..10 = self.digit() {
            number = number * 10 + i32::from(digit);
        }
        self.at -= 1;
        number
    }

    /// Digits, a point and a digit.
    #[inline]
    fn tenths(&mut self) -> i16 {
        let whole = self.count();
        self.expect(b".");
        let tenth = self.digit();
        self.legal &= tenth < 10;
        whole as i16 * 10 + i16::from(tenth)
    }

    #[inline]
    fn digit(&mut self) -> u8 {
        let digit = self.bytes.get(self.at).map_or(255, |byte| byte.wrapping_sub(b'0'));
        self.at += 1;
        digit
    }
}
