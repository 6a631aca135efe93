//! The cells of many rows, column after column.
//!
//! Rows that are alike are read column by column: the kind of a column is looked at once, and its values are read in
//! one loop. A place is kept in every row; for each column it is taken over the next cell, in all rows one after the
//! other, so that a processor has no need to know where one cell ends before it looks at the next.

use std::ops::Range;

use crate::stream::frame::Frame;
use crate::stream::frame::laid_up;
use crate::stream::frame::short;
use crate::stream::frame::word;

/// Rows of a text, and how far each has been read.
#[derive(Debug)]
pub(crate) struct Cells<'t> {
    text: &'t str,
    delimiter: u8,
    /// So many rows are taken the next time.
    most: usize,
    rows: Vec<Row>,
    /// The values of the column that was read last, as [short] words.
    words: Vec<u64>,
}

/// How far a row has been read.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// Where the row begins, and where its line ends.
    start: u32,
    end: u32,
    /// The value that was read last.
    value: (u32, u32),
    /// Where the next cell begins.
    next: u32,
    /// Whether there was a cell with its frame for each column.
    is_alike: bool,
}

/// So many rows are taken at a time: they stay near the processor.
const ROWS: usize = 64;

impl<'t> Cells<'t> {
    /// No rows; cells are parted by this delimiter.
    pub(crate) fn new(delimiter: u8) -> Self {
        Self { text: "", delimiter, most: ROWS, rows: Vec::new(), words: Vec::new() }
    }

    /// Takes the first lines of a text, as many as are read at a time.
    pub(crate) fn take(&mut self, text: &'t str) {
        self.text = text;
        self.rows.clear();
        let bytes = text.as_bytes();
        let mut start = 0;
        while self.rows.len() < self.most && start < bytes.len() {
            let rest = bytes.get(start..).unwrap_or_default();
            let end = start + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let [from, to] = [start, end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
            self.rows.push(Row { start: from, end: to, value: (from, from), next: from, is_alike: true });
            start = end + 1;
        }
    }

    /// Reads the next cell of every row. All but the last are followed by a delimiter.
    pub(crate) fn read(&mut self, frame: &Frame, is_last: bool) {
        let Self { text, delimiter, rows, words, .. } = self;
        let bytes = text.as_bytes();
        words.resize(rows.len(), 0);
        let all = rows.iter_mut().zip(words);
        if is_last {
            all.for_each(|(row, word)| *word = row.last(bytes, frame, *delimiter));
        } else {
            all.for_each(|(row, word)| *word = row.cell(bytes, frame, *delimiter));
        }
    }

    /// Leaves out the rows from the first on that is not alike: with a line break in a cell, they may begin elsewhere.
    pub(crate) fn cut(&mut self) {
        let alike = self.alike().take_while(|is_alike| *is_alike).count();
        // Where few rows are alike, not many are read in vain.
        self.most = if alike < self.rows.len() { alike.max(2) } else { ROWS.min(2 * self.most) };
        self.rows.truncate(alike);
    }

    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Which rows had a cell with its frame for each column.
    pub(crate) fn alike(&self) -> impl Iterator<Item = bool> + '_ {
        self.rows.iter().map(|row| row.is_alike)
    }

    /// The text of a row without its line break.
    pub(crate) fn row(&self, row: usize) -> &'t str {
        let range = self.rows.get(row).map(|row| row.start as usize..row.end as usize);
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    /// What follows the rows; all of the text where there are none.
    pub(crate) fn rest(&self) -> &'t str {
        let start = self.rows.last().map_or(0, |last| last.end as usize + 1);
        self.text.get(start..).unwrap_or_default()
    }

    /// The values of the column that was read last as [short] words.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The values of the column that was read last.
    pub(crate) fn values(&self) -> impl Iterator<Item = &'t str> + '_ {
        (0..self.rows.len()).map(|row| self.value(row))
    }

    /// The value in a row of the column that was read last.
    pub(crate) fn value(&self, row: usize) -> &'t str {
        let range = self.rows.get(row).map(|row| row.value.0 as usize..row.value.1 as usize);
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }
}

impl Row {
    /// Reads a cell that is followed by a delimiter: its value as a short word.
    #[inline(always)]
    fn cell(&mut self, bytes: &[u8], frame: &Frame, delimiter: u8) -> u64 {
        let start = self.next.wrapping_add(frame.head_length());
        let next = word(bytes, start as usize);
        let found = equal(next, delimiter);
        let is_quoted = next & 0xff == u64::from(b'"');
        if found == 0 || is_quoted || !frame.tail().is_empty() {
            return self.other(bytes, frame, delimiter);
        }
        let length = found.trailing_zeros() / 8;
        let end = start.wrapping_add(length);
        self.is_alike &= frame.begins(bytes, self.next as usize) & (end < self.end);
        self.value = (start, end);
        self.next = end.wrapping_add(1);
        laid_up(next, length)
    }

    /// The same for long, quoted and framed ones.
    fn other(&mut self, bytes: &[u8], frame: &Frame, delimiter: u8) -> u64 {
        self.is_alike &= frame.begins(bytes, self.next as usize);
        let start = self.next as usize + frame.head_length() as usize;
        let rest = bytes.get(start..self.end as usize).unwrap_or_default();
        let tail = frame.tail();
        let length = match rest.split_first() {
            Some((b'"', inside)) => memchr::memchr(b'"', inside).map(|at| at + 2),
            _ => memchr::memchr(delimiter, rest).and_then(|at| at.checked_sub(tail.len())),
        };
        let behind = length.and_then(|length| rest.get(length..)?.strip_prefix(tail));
        self.is_alike &= behind.is_some_and(|behind| behind.first() == Some(&delimiter));
        self.ends(start..start + length.unwrap_or(0));
        self.next = self.value.1.wrapping_add(tail.len() as u32 + 1);
        short(bytes, start..self.value.1 as usize)
    }

    /// Reads the last cell of a row.
    fn last(&mut self, bytes: &[u8], frame: &Frame, delimiter: u8) -> u64 {
        self.is_alike &= frame.begins(bytes, self.next as usize);
        let start = self.next as usize + frame.head_length() as usize;
        let value = bytes.get(start..self.end as usize).and_then(|rest| rest.strip_suffix(frame.tail()));
        let length = value.map_or(0, <[u8]>::len);
        self.is_alike &= value.is_some_and(|value| match value {
            [b'"', inside @ .., b'"'] => memchr::memchr(b'"', inside).is_none(),
            [b'"', ..] => false,
            _ => memchr::memchr(delimiter, value).is_none(),
        });
        self.ends(start..start + length);
        short(bytes, start..start + length)
    }

    fn ends(&mut self, value: Range<usize>) {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.value = (place(value.start), place(value.end));
    }
}

/// The high bit of every byte of a word that is this one.
#[inline(always)]
fn equal(word: u64, byte: u8) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let other = word ^ u64::from_le_bytes([byte; 8]);
    !(((other & LOW).wrapping_add(LOW)) | other | LOW)
}

#[cfg(test)]
mod tests {
    use super::Cells;
    use crate::stream::frame::Frame;
    use crate::stream::frame::short;

    /// The values of each column of the rows that are alike, and what follows them.
    fn columns<'t>(text: &'t str, frames: &[(&str, &str)]) -> (Vec<Vec<&'t str>>, &'t str) {
        let mut cells = Cells::new(b',');
        cells.take(text);
        let columns = frames.iter().enumerate().map(|(at, (head, tail))| {
            cells.read(&Frame::new(head, tail), at + 1 == frames.len());
            let values: Vec<&str> = cells.values().collect();
            for ((value, word), is_alike) in values.iter().zip(cells.words()).zip(cells.alike()) {
                assert!(!is_alike || *word == short(value.as_bytes(), 0..value.len()), "{value:?}");
            }
            values
        });
        let mut columns: Vec<Vec<&str>> = columns.collect();
        cells.cut();
        columns.iter_mut().for_each(|column| column.truncate(cells.rows()));
        (columns, cells.rest())
    }

    #[test]
    fn rows_of_as_many_cells_are_alike() {
        let frames = [("", ""); 3];
        let taken = vec![vec!["甲", "一个很长的名字"], vec!["1", "22"], vec!["true", ""]];
        let text = "甲,1,true\n一个很长的名字,22,\n丙,3\n丁,4,5\n";
        assert_eq!(columns(text, &frames), (taken, "丙,3\n丁,4,5\n"));
        assert_eq!(columns("丁,4,5", &frames).0, [["丁"], ["4"], ["5"]]);
        assert_eq!(columns("", &frames), (vec![vec![]; 3], ""));
        for other in ["甲,1,2,3\n", "甲,1\n", "\n", "甲\n", ",\n"] {
            assert_eq!(columns(other, &frames).1, other);
        }
    }

    #[test]
    fn quoted_cells_are_whole() {
        for (text, rest) in [
            ("\"甲\",1\r\n\"乙,丙\",2\r\n", ""),
            ("甲,\"1\"\r\n", ""),
            ("甲,\"1\n乙\",2\n", "甲,\"1\n乙\",2\n"),
            ("甲,1\r\n乙,\"2\n丙\",3\r\n", "乙,\"2\n丙\",3\r\n"),
            ("\"甲\n乙\",1\r\n", "\"甲\n乙\",1\r\n"),
            ("甲,1\r\n\"乙\"\"\",2\r\n", "\"乙\"\"\",2\r\n"),
            ("甲,\"1\"\"\"\r\n", "甲,\"1\"\"\"\r\n"),
            ("甲,1\n", "甲,1\n"),
        ] {
            assert_eq!(columns(text, &[("", ""), ("", "\r")]).1, rest, "{text}");
        }
    }

    #[test]
    fn what_stands_around_a_value_is_the_same_in_every_row() {
        let frames = [("{\"a\":", " "), ("\"一个长的名字\": ", "}")];
        for (row, is_alike) in [
            ("{\"a\":1 ,\"一个长的名字\": true}", true),
            ("{\"a\":\"x,y\" ,\"一个长的名字\": false}", true),
            ("{\"a\": ,\"一个长的名字\": }", true),
            ("{\"a\":1,\"一个长的名字\": true}", false),
            ("{\"b\":3 ,\"一个长的名字\": true}", false),
            ("{\"a\":4 ,\"一个长的名宇\": true}", false),
            ("{\"a\":\"x ,\"一个长的名字\": 1}", false),
            ("{\"a\":5 ,\"一个长的名字\": 1} ", false),
        ] {
            assert_eq!(columns(row, &frames).1.is_empty(), is_alike, "{row}");
        }
    }

    #[test]
    fn many_rows_are_taken_in_turn() {
        let text: String =
            (0..1000).map(|row| format!("单元{row},{},{}\n", row * 7, "\"".repeat(row % 5))).collect();
        let (mut cells, mut rest, mut seen) = (Cells::new(b','), text.as_str(), 0);
        while !rest.is_empty() {
            cells.take(rest);
            cells.read(&Frame::default(), false);
            let names: Vec<&str> = cells.values().collect();
            cells.read(&Frame::default(), false);
            let numbers: Vec<&str> = cells.values().collect();
            cells.read(&Frame::default(), true);
            cells.cut();
            for (name, number) in names.iter().zip(numbers).take(cells.rows()) {
                assert_eq!((*name, number), (&*format!("单元{seen}"), &*format!("{}", seen * 7)));
                seen += 1;
            }
            rest = if cells.rows() > 0 {
                cells.rest()
            } else {
                seen += 1;
                rest.split_once('\n').map_or("", |(_, rest)| rest)
            };
        }
        assert_eq!(seen, 1000);
    }
}
