//! A stream of bytes cut into blocks of whole rows.

use std::borrow::Cow;
use std::io;
use std::io::Read;

use encoding_rs::Encoding;
use encoding_rs::GB18030;
use encoding_rs::UTF_8;
use weiheng::Diagnostic;
use weiheng::Diagnostics;

use crate::problem::Problem;
use crate::stream::csv::row_end;
use crate::stream::heading::STREAM;
use crate::stream::scored::Rejected;

/// Whole rows of a table, or whole lines.
#[derive(Clone, Debug)]
pub struct Block {
    /// The number of the first row, counted from 1.
    pub first: u64,
    bytes: Vec<u8>,
    encoding: &'static Encoding,
}

/// Cuts a stream into blocks of about so many bytes. A row is never cut.
#[derive(Debug)]
pub struct Blocks<R> {
    reader: R,
    size: usize,
    /// The delimiter of a table whose cells may hold line breaks; `None` where every line is whole.
    delimiter: Option<u8>,
    encoding: &'static Encoding,
    /// What was read and not handed on.
    rest: Vec<u8>,
    first: u64,
    is_over: bool,
}

/// Longer rows are refused.
const LONGEST_ROW: usize = 8 * 1024 * 1024;

impl<R: Read> Blocks<R> {
    /// Blocks of lines.
    pub fn of_lines(reader: R, size: usize) -> Self {
        let rest = Vec::new();
        Self { reader, size, delimiter: None, encoding: UTF_8, rest, first: 1, is_over: false }
    }

    /// Reads so much of a table that its heading is among it. The text is handed on again unless it is
    /// [passed](Self::pass).
    ///
    /// # Errors
    /// The reader fails, or what it reads is no text.
    pub fn head(&mut self) -> io::Result<Result<String, Diagnostics>> {
        self.fill(HEAD)?;
        let start = if self.rest.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        self.rest.drain(..start);
        let end = if self.is_over { self.rest.len() } else { last_line_end(&self.rest) };
        let head = self.rest.get(..end).unwrap_or_default();
        if let Ok(text) = std::str::from_utf8(head) {
            return Ok(Ok(text.to_owned()));
        }
        self.encoding = GB18030;
        let (text, damaged) = GB18030.decode_without_bom_handling(head);
        let is_text = !damaged && !text.contains('\0');
        Ok(if is_text { Ok(text.into_owned()) } else { Err(Diagnostics::from_iter([undecodable()])) })
    }

    /// Takes rows with this delimiter, beginning after so many lines of the [head](Self::head); the first row has this
    /// number.
    pub fn pass(&mut self, delimiter: u8, lines: usize, first: u64) {
        self.delimiter = Some(delimiter);
        self.first = first;
        let mut ends = memchr::memchr_iter(b'\n', &self.rest);
        let passed =
            lines.checked_sub(1).map_or(0, |last| ends.nth(last).map_or(self.rest.len(), |end| end + 1));
        self.rest.drain(..passed);
    }

    /// The next block; `None` at the end.
    ///
    /// # Errors
    /// The reader fails, or a row is longer than 8 MB.
    pub fn next_block(&mut self) -> io::Result<Option<Block>> {
        let mut wanted = self.size;
        loop {
            self.fill(wanted)?;
            if self.rest.is_empty() {
                return Ok(None);
            }
            let end = if self.is_over { self.rest.len() } else { self.end() };
            if end > 0 {
                let mut bytes = self.rest.split_off(end);
                std::mem::swap(&mut bytes, &mut self.rest);
                let block = Block { first: self.first, bytes, encoding: self.encoding };
                self.first += memchr::memchr_iter(b'\n', &block.bytes).count() as u64;
                return Ok(Some(block));
            }
            if self.rest.len() > LONGEST_ROW {
                let problem = Problem::RowTooLong { row: u32::try_from(self.first).unwrap_or(u32::MAX) };
                return Err(io::Error::new(io::ErrorKind::InvalidData, problem.of_file(STREAM).message.zh));
            }
            wanted = self.rest.len() * 2;
        }
    }

    /// Reads until so many bytes wait.
    fn fill(&mut self, wanted: usize) -> io::Result<()> {
        let missing = wanted.saturating_sub(self.rest.len()) as u64;
        if !self.is_over && missing > 0 {
            let read = self.reader.by_ref().take(missing).read_to_end(&mut self.rest)?;
            self.is_over = (read as u64) < missing;
        }
        Ok(())
    }

    /// Where the last whole row ends.
    fn end(&self) -> usize {
        match self.delimiter {
            Some(delimiter) if memchr::memchr(b'"', &self.rest).is_some() => {
                last_row_end(&self.rest, delimiter)
            }
            _ => last_line_end(&self.rest),
        }
    }
}

/// Enough to hold the titles and the heading of a table.
const HEAD: usize = 128 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

fn last_line_end(bytes: &[u8]) -> usize {
    memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1)
}

fn last_row_end(bytes: &[u8], delimiter: u8) -> usize {
    let mut end = 0;
    while let Some(length) = row_end(bytes.get(end..).unwrap_or_default(), delimiter) {
        end += length;
    }
    end
}

impl Block {
    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Its text. Lines that are no text are emptied and told.
    pub fn text(&self) -> (Cow<'_, str>, Vec<Rejected>) {
        if self.encoding == UTF_8
            && let Ok(text) = std::str::from_utf8(&self.bytes)
        {
            return (Cow::Borrowed(text), Vec::new());
        }
        let (text, damaged) = self.encoding.decode_without_bom_handling(&self.bytes);
        if !damaged {
            return (text, Vec::new());
        }
        let mut left = String::new();
        let mut rejected = Vec::new();
        for (line, place) in self.bytes.split_inclusive(|byte| *byte == b'\n').zip(self.first..) {
            let (text, damaged) = self.encoding.decode_without_bom_handling(line);
            if damaged {
                let problems = Diagnostics::from_iter([undecodable()]);
                rejected.push(Rejected { place, unit: String::new(), problems });
                left.push('\n');
            } else {
                left.push_str(&text);
            }
        }
        (Cow::Owned(left), rejected)
    }
}

fn undecodable() -> Diagnostic {
    Problem::NoText.of_file(STREAM)
}

#[cfg(test)]
mod tests {
    use super::Blocks;

    fn cut(text: &str, size: usize, delimiter: Option<u8>) -> Vec<(u64, String)> {
        let mut blocks = Blocks::of_lines(text.as_bytes(), size);
        blocks.delimiter = delimiter;
        let next = || blocks.next_block().expect("bytes");
        std::iter::from_fn(next).map(|block| (block.first, block.text().0.into_owned())).collect()
    }

    #[test]
    fn rows_are_never_cut() {
        let text = "甲,1\n\"乙\n丙\",2\n丁,3\n";
        for size in 1..40 {
            let blocks = cut(text, size, Some(b','));
            assert_eq!(blocks.iter().map(|(_, text)| text.as_str()).collect::<String>(), text);
            for (first, block) in blocks {
                let starts = [(1, "甲"), (2, "\"乙"), (4, "丁")];
                assert!(
                    starts.iter().any(|(row, start)| first == *row && block.starts_with(start)),
                    "{block}"
                );
            }
        }
        assert_eq!(cut("{}\n\n{}", 2, None), [(1, "{}\n\n".to_owned()), (3, "{}".to_owned())]);
    }

    #[test]
    fn lines_that_are_no_text_are_told() {
        let mut blocks = Blocks::of_lines(b"{}\n\xff\n{}\n" as &[u8], 100);
        let block = blocks.next_block().expect("bytes").expect("a block");
        let (text, rejected) = block.text();
        assert_eq!((text.as_ref(), rejected.len(), rejected[0].place), ("{}\n\n{}\n", 1, 2));
    }

    #[test]
    fn tables_from_excel_are_understood() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("单元,垃圾\n甲,1\n");
        let mut blocks = Blocks::of_lines(bytes.as_ref(), 100);
        assert_eq!(blocks.head().expect("bytes").as_deref(), Ok("单元,垃圾\n甲,1\n"));
        blocks.pass(b',', 1, 2);
        let block = blocks.next_block().expect("bytes").expect("a block");
        assert_eq!((block.first, block.text().0.as_ref()), (2, "甲,1\n"));
    }
}
