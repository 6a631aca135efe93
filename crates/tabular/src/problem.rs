//! What can be wrong with a table, and its words.

use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::Words;
use weiheng::observation::day_help;
use weiheng::words;

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// No row has two filled cells.
    NoHeading,
    /// A table with a fact a row where one with a unit a row is asked for.
    FactRows,
    /// A line of NDJSON that is no JSON.
    BrokenLine,
    /// A line of NDJSON that holds several units.
    SeveralUnits,
    /// A column of a type that holds no observations.
    UnreadType {
        /// The column.
        column: String,
        /// Its type.
        kind: String,
    },
    /// A column that is to be handed on and is not there.
    NoKept {
        /// The column.
        column: String,
    },
    /// Bytes that are no text.
    NoText,
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
    /// A value in a column without a heading; where it stands.
    NoColumnName(Words),
    /// A value without the name of its fact; where it stands.
    NoFactName(Words),
    /// A heading of a record field that is nested too deeply, or numbers its row from 0 or too high.
    BadRecordField,
    /// A date of assessment that is none.
    BadDate {
        /// Where it stands.
        at: Words,
        /// What stands there.
        read: String,
    },
    /// Two units, or two dates, for one unit; where the second stands.
    Twice(Words),
    /// What a formula gives that has no value, such as #DIV/0!.
    ErrorValue {
        /// Where it stands.
        at: Words,
        /// What stands there.
        read: String,
    },
    /// No sheet of a workbook is a table of observations.
    NoTable,
    /// A column of facts without one of values; where it stands.
    NoValues(Words),
    /// A row of an inner list that names no row of the outer one.
    NoOuterRow {
        /// Where it stands.
        at: Words,
        /// The outer list.
        list: String,
    },
}

impl Problem {
    /// The problem at its place.
    pub(crate) fn at(&self, span: Span) -> Diagnostic {
        let problem = Diagnostic::new(self.code(), span, self.message());
        match self.help() {
            Some(help) => problem.help(help),
            None => problem,
        }
    }

    /// The problem at the beginning of the file.
    pub(crate) fn of_file(&self, source: SourceId) -> Diagnostic {
        self.at(Span::new(source, 0, 0))
    }

    fn code(&self) -> Code {
        match self {
            Self::BadDate { .. } => Code::WH0409,
            Self::Twice(_) => Code::WH0405,
            Self::ErrorValue { .. } => Code::WH0413,
            _ => Code::WH0401,
        }
    }

    fn message(&self) -> Words {
        match self {
            Self::NoHeading => words!("表中没有标题行", "the table has no heading row"),
            Self::FactRows => words!(
                "这张表一行一项观测，只有一个单元",
                "this table has a fact a row, and so only one unit"
            ),
            Self::BrokenLine => words!("这一行不是合法的 JSON", "this line is not legal JSON"),
            Self::SeveralUnits => {
                words!("这一行不是恰好一个单元", "this line does not hold exactly one unit")
            }
            Self::UnreadType { column, kind } => words!(
                "列「{column}」的类型 {kind} 不是观测",
                "column `{column}` has the type {kind}, which holds no observations"
            ),
            Self::NoKept { column } => {
                words!(
                    "表中没有要保留或汇总的列「{column}」",
                    "the table has no column `{column}` to keep or to summarise by"
                )
            }
            Self::NoText => words!("不是 UTF-8 或 GB18030 文本", "this is not text in UTF-8 or GB18030"),
            Self::TooLarge { most } => {
                words!("观测文件超过 {most} MB", "the observation file is larger than {most} MB")
            }
            Self::RowTooLong { row } => words!("第{row}行过长", "row {row} is too long"),
            Self::OpenQuote { row } => {
                words!("第{row}行有引号没有闭合", "a quotation mark in row {row} is never closed")
            }
            Self::NoColumnName(Words { zh, en }) => {
                words!("{zh}有值，但该列没有标题", "{en} has a value, but its column has no heading")
            }
            Self::NoFactName(Words { zh, en }) => {
                words!("{zh}有值，但没有观测名称", "{en} has a value but no fact name")
            }
            Self::BadRecordField => {
                words!("名录的栏目写法不对", "the heading of a record field cannot be read")
            }
            Self::BadDate { at: Words { zh, en }, read } => words!(
                "{zh}的评定日记为「{read}」，应为日期，如 2024-05-01",
                "the assessment date in {en} is given as `{read}`, expected a date such as 2024-05-01"
            ),
            Self::Twice(Words { zh, en }) => words!(
                "{zh}与前面写的单元或评定日不同",
                "{en} gives another unit or assessment date than before"
            ),
            Self::ErrorValue { at: Words { zh, en }, read } => {
                words!("{zh}是「{read}」，公式没有算出值", "{en} holds `{read}`: its formula gives no value")
            }
            Self::NoTable => {
                words!("没有一张表是观测表", "no sheet is a table of observations")
            }
            Self::NoValues(Words { zh, en }) => words!(
                "{zh}是「观测」，旁边没有「填写」一列，这张表读不了",
                "{en} heads facts, and no column heads their values: the sheet cannot be read"
            ),
            Self::NoOuterRow { at: Words { zh, en }, list } => words!(
                "{zh}应写明属于「{list}」的第几行，没有这一行",
                "{en} should name a row of `{list}`, and there is no such row"
            ),
        }
    }

    fn help(&self) -> Option<Words> {
        match self {
            Self::NoHeading => Some(words!(
                "第一行写 观测,值，或以观测名为各列标题",
                "start with a row `fact,value`, or with fact names as headings"
            )),
            Self::FactRows => Some(words!(
                "改为一行一个单元，以观测名为各列标题；单个单元用 weiheng score",
                "write a unit a row, with fact names as headings; score one unit with `weiheng score`"
            )),
            Self::BrokenLine | Self::SeveralUnits => Some(words!("每行写一个对象", "write an object a line")),
            Self::UnreadType { .. } => Some(words!(
                "用 布尔、整数、小数、文字、日期 或它们的列表",
                "use booleans, integers, decimals, texts, dates or lists of them"
            )),
            Self::NoKept { .. } => Some(words!("改正 --keep 或 --summary", "correct --keep or --summary")),
            Self::NoText => Some(words!("请另存为 UTF-8", "save it as UTF-8")),
            Self::TooLarge { .. } => Some(words!("分成几个文件", "split it into several files")),
            Self::RowTooLong { .. } | Self::OpenQuote { .. } => {
                Some(words!("检查引号是否成对", "check that quotation marks come in pairs"))
            }
            Self::NoColumnName(_) => Some(words!("给该列写上观测名", "give the column a fact name")),
            Self::BadRecordField => Some(words!(
                "写成 市场[1].占道，行号从 1 起",
                "write `market[1].stalls`, rows counted from 1"
            )),
            Self::ErrorValue { .. } => Some(words!(
                "改正公式，或填写值本身；没有检查就清空这一格",
                "correct the formula or write the value itself; clear the cell if it was not inspected"
            )),
            Self::NoTable => Some(words!(
                "要有一行标题：观测、填写（一行一项观测），或者单元名称与各观测名（一行一个单元）；隐藏的表不读",
                "a heading row is needed: 观测 and 填写 (a fact a row), or a unit column and fact names (a unit a row); hidden sheets are not read"
            )),
            Self::NoValues(_) => {
                Some(words!("把填写的那一列叫作 填写", "call the column of values 填写 (value)"))
            }
            Self::NoOuterRow { .. } => Some(words!(
                "写外层名录的序号，如 1",
                "write the number of the row of the outer list, such as 1"
            )),
            Self::BadDate { read, .. } => day_help(read),
            Self::NoFactName(_) | Self::Twice(_) => None,
        }
    }
}
