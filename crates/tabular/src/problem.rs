//! What can be wrong with a table, and its words.

use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::Words;
use weiheng::words;

/// What is wrong with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// No row has two filled cells.
    NoHeading,
    /// The text is too large.
    TooLarge {
        /// The most that is read, in MB.
        most: usize,
    },
    /// A row is too long.
    RowTooLong {
        /// The row.
        row: u32,
    },
    /// A quotation mark was never closed.
    OpenQuote {
        /// The row in which it opens.
        row: u32,
    },
    /// A value in a column without a heading.
    NoColumnName {
        /// The row.
        row: u32,
        /// The column, counted from 1.
        column: usize,
    },
    /// A value without the name of its fact.
    NoFactName {
        /// The row.
        row: u32,
    },
    /// A heading of a record field that is nested too deeply, or numbers its row from 0 or too high.
    BadRecordField,
    /// A date of assessment that is none.
    BadDate {
        /// The row.
        row: u32,
    },
    /// Two units, or two dates, for one unit.
    Twice {
        /// The row.
        row: u32,
    },
}

impl Problem {
    /// The problem at its place.
    pub(crate) fn at(self, span: Span) -> Diagnostic {
        let problem = Diagnostic::new(self.code(), span, self.message());
        match self.help() {
            Some(help) => problem.help(help),
            None => problem,
        }
    }

    /// The problem at the beginning of the file.
    pub(crate) fn of_file(self, source: SourceId) -> Diagnostic {
        self.at(Span::new(source, 0, 0))
    }

    fn code(self) -> Code {
        match self {
            Self::BadDate { .. } => Code::WH0409,
            Self::Twice { .. } => Code::WH0405,
            _ => Code::WH0401,
        }
    }

    fn message(self) -> Words {
        match self {
            Self::NoHeading => words!("表中没有标题行", "the table has no heading row"),
            Self::TooLarge { most } => {
                words!("观测文件超过 {most} MB", "the observation file is larger than {most} MB")
            }
            Self::RowTooLong { row } => words!("第{row}行过长", "row {row} is too long"),
            Self::OpenQuote { row } => {
                words!("第{row}行有引号没有闭合", "a quotation mark in row {row} is never closed")
            }
            Self::NoColumnName { row, column } => {
                words!(
                    "第{row}行第{column}列有值，但该列没有标题",
                    "row {row} has a value in column {column}, which has no heading"
                )
            }
            Self::NoFactName { row } => {
                words!("第{row}行有值，但没有观测名称", "row {row} has a value but no fact name")
            }
            Self::BadRecordField => {
                words!("名录的栏目写法不对", "the heading of a record field cannot be read")
            }
            Self::BadDate { row } => words!(
                "第{row}行的评定日读不懂，应为日期，如 2024-05-01",
                "the assessment date in row {row} cannot be read, expected a date such as 2024-05-01"
            ),
            Self::Twice { row } => words!(
                "第{row}行与前面写的单元或评定日不同",
                "row {row} gives another unit or assessment date than before"
            ),
        }
    }

    fn help(self) -> Option<Words> {
        match self {
            Self::NoHeading => Some(words!(
                "第一行写 观测,值，或以观测名为各列标题",
                "start with a row `fact,value`, or with fact names as headings"
            )),
            Self::TooLarge { .. } => Some(words!("分成几个文件", "split it into several files")),
            Self::RowTooLong { .. } | Self::OpenQuote { .. } => {
                Some(words!("检查引号是否成对", "check that quotation marks come in pairs"))
            }
            Self::NoColumnName { .. } => Some(words!("给该列写上观测名", "give the column a fact name")),
            Self::BadRecordField => Some(words!(
                "写成 市场[1].占道，行号从 1 起",
                "write `market[1].stalls`, rows counted from 1"
            )),
            Self::NoFactName { .. } | Self::BadDate { .. } | Self::Twice { .. } => None,
        }
    }
}
