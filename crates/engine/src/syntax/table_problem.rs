//! What can be wrong with rows of cases, and how to say it.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::suggestion::nearest;
use crate::source::Span;
use crate::words;
use crate::words::Words;

/// One problem with 列 or 行.
#[derive(Clone, Debug)]
pub(super) enum TableProblem {
    /// 行 with no 列 above.
    NoColumns { span: Span },
    /// A second 列 in one example.
    SecondColumns { first: Span, span: Span },
    /// A row with another number of cells than there are columns.
    Cells { found: usize, wanted: usize, columns: Span, span: Span },
    /// A cell that is not what its column holds.
    Cell { holds: Holds, head: String, found: String, span: Span },
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holds {
    /// Values of a fact.
    Value,
    /// Days of the assessment.
    Day,
    /// What a part or the total comes to.
    OfPart,
    /// Grades of the verdict.
    Grades,
    /// What a verdict, an account or a derived value comes to.
    OfName,
}

/// The findings as they are written in a cell.
const FINDINGS: [&str; 18] = [
    "合格",
    "扣分",
    "零分",
    "不合格",
    "否决",
    "不评",
    "不适用",
    "未查",
    "待定",
    "met",
    "reduced",
    "zero",
    "failed",
    "vetoed",
    "withheld",
    "na",
    "not_observed",
    "undetermined",
];

impl From<TableProblem> for Diagnostic {
    fn from(problem: TableProblem) -> Self {
        match problem {
            TableProblem::NoColumns { span } => {
                let message = words!("「行」之上没有「列」", "no `columns` stand above this `row`");
                Self::new(Code::WH0113, span, message).help(words!(
                    "在这一例中先写：列 绿化覆盖率 | 期望 条 9",
                    "write `columns coverage | expect clause 9` first, in the same example"
                ))
            }
            TableProblem::SecondColumns { first, span } => {
                let message = words!("一个例只有一个「列」", "an example has one line of `columns`");
                Self::new(Code::WH0113, span, message)
                    .and(first, words!("第一个在这里", "the first is here"))
                    .help(words!("另起一个「例」", "open another `example` for it"))
            }
            TableProblem::Cells { found, wanted, columns, span } => {
                let message = words!(
                    "这一行有 {found} 格，列有 {wanted} 个",
                    "the row has {found} cells for {wanted} columns"
                );
                let problem = Self::new(Code::WH0113, span, message).and(columns, Words::default());
                problem.help(if found < wanted {
                    words!(
                        "没有查的格写「未查」，不期望的格写「-」",
                        "write `not_observed` for what is not given, `-` where nothing is expected"
                    )
                } else {
                    words!(
                        "去掉多余的格，或在「列」里补上它们的名称",
                        "take the further cells out, or name their columns"
                    )
                })
            }
            TableProblem::Cell { holds, head, found, span } => cell(holds, &head, &found, span),
        }
    }
}

fn cell(holds: Holds, head: &str, found: &str, span: Span) -> Diagnostic {
    let message = if found.is_empty() {
        words!("「{head}」这一列的格空着", "the cell of `{head}` is empty")
    } else {
        words!("「{head}」这一列里看不懂「{found}」", "cannot read `{found}` in the column `{head}`")
    };
    let near = match holds {
        Holds::OfPart => nearest_finding(found),
        Holds::Value | Holds::Day | Holds::Grades | Holds::OfName => None,
    };
    let help = match near {
        Some(near) => words!("是不是「{near}」", "did you mean `{near}`"),
        None => holds.words(),
    };
    Diagnostic::new(Code::WH0112, span, message).help(help)
}

/// The finding that a word is nearest to.
pub(super) fn nearest_finding(word: &str) -> Option<&'static str> {
    nearest(word, FINDINGS)
}

impl Holds {
    /// What to write in such a cell.
    fn words(self) -> Words {
        match self {
            Self::Value => words!(
                "写「设」里等号之后的值，如 36%、是、不适用；没有查的写「未查」",
                "write a value as after `=` in `given`, such as 36%, yes, na; `not_observed` where none is given"
            ),
            Self::Day => words!(
                "写日期，如 2024-06-30；没有评定日的写「未查」",
                "write a day such as 2024-06-30, or `not_observed`"
            ),
            Self::OfPart => words!(
                "写「期望」里编号之后的话，如 扣 2分、8分、0分 至 10分、合格；不期望的写「-」",
                "write what may follow the id in `expect`, such as `deduct 2 points`, `0 to 10 points`, `met`; `-` for nothing"
            ),
            Self::Grades => words!(
                "写等次，如 良，或 良 或 差；不期望的写「-」",
                "write a grade, or several joined by `or`; `-` where nothing is expected"
            ),
            Self::OfName => words!(
                "写等次、数额、区间或「未查」这样的结果；不期望的写「-」",
                "write grades, an amount, a range or a finding; `-` where nothing is expected"
            ),
        }
    }
}

impl TableProblem {
    /// Its place.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::NoColumns { span }
            | Self::SecondColumns { span, .. }
            | Self::Cells { span, .. }
            | Self::Cell { span, .. } => *span,
        }
    }
}
