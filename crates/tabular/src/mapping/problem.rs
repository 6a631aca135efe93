//! What can be wrong with a mapping, and its words.

use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::Span;
use weiheng::suggestion::nearest;
use weiheng::words;

/// What is wrong with a mapping.
pub(super) enum Problem {
    /// No row names the columns.
    NoHeading,
    /// A column that is not known.
    Stranger(String),
    /// A row without a heading of the table.
    NoName,
    /// 读作 without 原值.
    NoOriginal,
    /// A heading that stands for two things, and where the first was said.
    Twice(String, Span),
    /// A value of a heading that stands for the unit, its day or its inspectors.
    ValueOfHead(String),
    /// A value that is read as two.
    ValueTwice(String),
}

impl Problem {
    /// The problem at its place.
    pub(super) fn at(self, span: Span) -> Diagnostic {
        match self {
            Self::NoHeading => {
                of(span, words!("对照表没有标题行", "the mapping has no heading row")).help(words!(
                    "第一行写 表头,观测,原值,读作；后两栏可以没有",
                    "start with the row 表头,观测,原值,读作; the last two are optional"
                ))
            }
            Self::Stranger(name) => stranger(&name, span),
            Self::NoName => of(span, words!("这一行没有写表头", "this row names no heading"))
                .help(words!("写上表中那一列的标题，与表里相同", "write the heading as the table has it")),
            Self::NoOriginal => of(span, words!("「读作」没有原值", "a value to read without its original"))
                .help(words!("在「原值」栏写上表中的值", "write the value of the table under 原值")),
            Self::Twice(name, first) => {
                of(span, words!("表头「{name}」写了两次", "the heading `{name}` is given twice"))
                    .and(first, words!("第一次在这里", "first here"))
                    .help(words!(
                        "只留一行；各值各写一行，填「原值」",
                        "keep one row; values have rows of their own, with 原值"
                    ))
            }
            Self::ValueOfHead(name) => of(
                span,
                words!(
                    "「{name}」是单元、评定日或检查员，照原样读，不能另写「读作」",
                    "`{name}` is the unit, its day or its inspectors: its values are read as they are"
                ),
            )
            .help(words!("删去写「原值」的各行", "delete the rows with 原值")),
            Self::ValueTwice(value) => of(
                span,
                words!(
                    "原值「{value}」在这一表头下写了两次",
                    "the value `{value}` of this heading is given twice"
                ),
            )
            .help(words!("只留一行", "keep one row")),
        }
    }
}

fn of(span: Span, message: weiheng::Words) -> Diagnostic {
    Diagnostic::new(Code::WH0401, span, message)
}

fn stranger(name: &str, span: Span) -> Diagnostic {
    let problem = of(span, words!("对照表没有「{name}」这一栏", "mappings have no column `{name}`"));
    match nearest(name, ["表头", "观测", "原值", "读作", "说明"]) {
        Some(near) => problem.help(words!("是不是「{near}」？", "did you mean `{near}`?")),
        None => problem.help(words!(
            "各栏是 表头、观测、原值、读作、说明",
            "the columns are 表头, 观测, 原值, 读作 and 说明"
        )),
    }
}
