//! A table of values for programs that calculate: numbers are numbers, and every row says all of itself.

use weiheng::Exact;
use weiheng::Language;
use weiheng::assessment::Range;

use crate::number::change;
use crate::number::range;
use crate::outline::Column;
use crate::outline::Section;
use crate::outline::chosen;

/// A titled table.
pub(crate) struct Grid<'a> {
    pub(crate) title: String,
    pub(crate) columns: Vec<&'a str>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Nothing.
    Blank,
    /// Words.
    Text(String),
    /// An interval, or a number that a spreadsheet would not hold exactly, in words.
    Figures(String),
    /// A number that a spreadsheet holds exactly.
    Number(Exact),
    /// The same with its sign in front.
    Change(Exact),
}

impl Grid<'_> {
    /// The same table without the columns that have nothing in them, the first aside.
    pub(crate) fn without_gaps(mut self) -> Self {
        let filled =
            |at: usize| self.rows.iter().any(|row| row.get(at).is_some_and(|cell| *cell != Cell::Blank));
        let kept: Vec<bool> = (0..self.columns.len()).map(|at| at == 0 || filled(at)).collect();
        self.columns = chosen(self.columns, &kept);
        self.rows = self.rows.into_iter().map(|row| chosen(row, &kept)).collect();
        self
    }
}

impl Cell {
    /// Words.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// A number, or an interval in words.
    pub(crate) fn range(value: Option<Range>, language: Language) -> Self {
        match value {
            Some(value) => value
                .as_point()
                .filter(|point| is_exact(*point))
                .map_or_else(|| Self::Figures(range(value, language)), Self::Number),
            None => Self::Blank,
        }
    }

    /// A number.
    pub(crate) fn number(value: Option<Exact>, language: Language) -> Self {
        Self::range(value.map(Range::point), language)
    }

    /// What moves a score, or an interval in words.
    pub(crate) fn change(value: Range, language: Language) -> Self {
        let point = value.as_point().filter(|point| is_exact(*point));
        point.map_or_else(|| Self::Figures(change(value, "", language)), Self::Change)
    }

    /// A number as a person wrote it, else words.
    fn read(text: &str) -> Self {
        let number = text.parse::<Exact>().ok().filter(|number| is_exact(*number));
        match number {
            Some(number) if text.starts_with(['+', '-']) => Self::Change(number),
            Some(number) => Self::Number(number),
            None if text.is_empty() => Self::Blank,
            None => Self::Figures(text.to_owned()),
        }
    }
}

impl From<&Section> for Grid<'static> {
    /// The first cell of a group stands in each of its rows, so that rows can be sorted and filtered.
    fn from(section: &Section) -> Self {
        let mut named: &str = "";
        let row = |row: &'_ Vec<String>, named: &str| {
            let cells = row.iter().zip(&section.columns).enumerate();
            let cell = |(at, (text, column)): (usize, (&String, &Column))| match at {
                0 if !column.number => Cell::text(named),
                _ if column.number => Cell::read(text),
                _ => Cell::text(text.as_str()),
            };
            cells.map(cell).collect()
        };
        let mut rows = Vec::new();
        for cells in &section.rows {
            named = cells.first().filter(|first| !first.is_empty()).map_or(named, String::as_str);
            rows.push(row(cells, named));
        }
        let columns = section.columns.iter().map(|column| column.title).collect();
        Self { title: section.title.to_owned(), columns, rows }
    }
}

/// Whether a spreadsheet, which holds 15 decimal digits, holds a number exactly.
fn is_exact(value: Exact) -> bool {
    let digits = value.to_string().chars().filter(char::is_ascii_digit).count();
    value.decimals().is_some() && digits <= 15
}

#[cfg(test)]
mod tests {
    use super::Cell;
    use weiheng::Exact;
    use weiheng::Language;

    #[test]
    fn only_what_is_held_exactly_is_a_number() {
        let third = Exact::new(1, 3);
        assert_eq!(Cell::number(third, Language::Zh), Cell::Figures("1/3（约 0.3333）".to_owned()));
        let half = Exact::scaled(5, 10);
        assert_eq!(Cell::number(Some(half), Language::Zh), Cell::Number(half));
        let long = "1234567890.1234567".parse::<Exact>().ok();
        assert!(matches!(Cell::number(long, Language::Zh), Cell::Figures(_)));
        assert_eq!(Cell::read("-2.5"), Cell::Change(Exact::scaled(-25, 10)));
        assert_eq!(Cell::read("0 至 3"), Cell::Figures("0 至 3".to_owned()));
    }
}
