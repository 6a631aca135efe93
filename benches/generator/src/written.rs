//! Values as text, looked up instead of formatted.

use std::io;
use std::io::Write;

use crate::column::Values;

/// How a column writes each of its numbers: at most seven bytes, and how many.
pub(crate) type Words = Vec<[u8; 8]>;

/// The greatest number of each kind of column.
const GREATEST: [(Values, i16); 3] = [(Values::Truth, 1), (Values::Count, 5000), (Values::Tenths, 1000)];

/// The words of a kind of column, each ended by a byte.
pub(crate) fn words(values: Values, end: &str) -> Words {
    let greatest = GREATEST.iter().find(|(kind, _)| *kind == values).map_or(0, |(_, greatest)| *greatest);
    let word = |number: i16| match values {
        Values::Truth if number == 0 => format!("false{end}"),
        Values::Truth => format!("true{end}"),
        Values::Count => format!("{number}{end}"),
        Values::Tenths => format!("{}.{}{end}", number / 10, number % 10),
    };
    (0..=greatest).map(|number| piece(&word(number))).collect()
}

/// A text of at most seven bytes as a piece.
pub(crate) fn piece(text: &str) -> [u8; 8] {
    let mut piece = [0; 8];
    piece[..text.len()].copy_from_slice(text.as_bytes());
    piece[7] = text.len() as u8;
    piece
}

/// Bytes on their way to a file.
pub(crate) struct Sheet<W> {
    bytes: Vec<u8>,
    filled: usize,
    out: W,
}

/// More than any row takes.
const ROW: usize = 4096;

impl<W: Write> Sheet<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { bytes: vec![0; 1 << 18], filled: 0, out }
    }

    /// Makes room for a row.
    pub(crate) fn open_row(&mut self) -> io::Result<()> {
        if self.filled + ROW > self.bytes.len() {
            self.flush()?;
        }
        Ok(())
    }

    /// Eight bytes are copied, as many kept as the piece is long: no loop over bytes.
    #[inline]
    pub(crate) fn put(&mut self, piece: &[u8; 8]) {
        self.bytes[self.filled..self.filled + 8].copy_from_slice(piece);
        self.filled += usize::from(piece[7]);
    }

    pub(crate) fn put_text(&mut self, text: &str) {
        let end = self.filled + text.len();
        self.bytes[self.filled..end].copy_from_slice(text.as_bytes());
        self.filled = end;
    }

    pub(crate) fn put_number(&mut self, number: u64) {
        let mut digits = [0; 20];
        let (mut left, mut at) = (number, digits.len());
        loop {
            at -= 1;
            digits[at] = b'0' + (left % 10) as u8;
            left /= 10;
            if left == 0 {
                break;
            }
        }
        let end = self.filled + digits.len() - at;
        self.bytes[self.filled..end].copy_from_slice(&digits[at..]);
        self.filled = end;
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.bytes[..self.filled])?;
        self.filled = 0;
        Ok(())
    }
}
