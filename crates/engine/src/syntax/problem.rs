//! What can be wrong with how a clause file is written, and how to say it.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::keyword::Keyword;
use crate::syntax::table_problem::TableProblem;
use crate::words;
use crate::words::Words;

/// One problem: facts only. The words are below.
#[derive(Clone, Debug)]
pub(super) enum Problem {
    /// Something else was expected here.
    Unexpected { found: String, expected: Vec<Words>, span: Span },
    /// A statement opens with a word that is no keyword.
    UnknownKeyword { word: String, nearest: Option<String>, span: Span },
    /// A keyword that cannot open a statement does.
    OpensNothing { word: String, span: Span },
    /// A keyword without a blank before its name (or after one).
    Glued { keyword: Keyword, word: String, apart: String, span: Span },
    /// `=` in a condition.
    SingleEquals { span: Span },
    /// A bracket or quote that is never closed.
    NotClosed { mark: char, span: Span },
    /// A closing bracket without an opening one.
    NotOpened { mark: char, span: Span },
    /// `扣 5`.
    NoUnit { number: String, span: Span },
    /// `70-89` for `70 至 89`.
    Hyphen { low: String, high: String, span: Span },
    /// Too many levels.
    TooDeep { span: Span },
    /// Too many characters.
    TooLong { span: Span },
    /// Too many digits.
    TooManyDigits { span: Span },
    /// `1,000` where commas separate.
    ThousandsInList { number: String, span: Span },
    /// A day that no calendar has, or a time that no clock shows.
    NoSuchDay { text: String, span: Span },
    /// `a < b < c`.
    ChainedComparison { span: Span },
    /// 设 or 期望 without an example above.
    NoExample { keyword: Keyword, span: Span },
    /// `每 1% 扣 …` with nothing that is counted.
    NoMeasure { span: Span },
    /// `若 x 低于 t 每 …` followed by 否则.
    StepsGoOn { span: Span },
    /// Something stands before the standard's heading.
    BeforeStandard { word: String, span: Span },
    /// A second standard in one file.
    SecondStandard { first: Span, span: Span },
    /// 款 outside a 条.
    ItemOutsideClause { span: Span },
    /// Something else than an example in a file of cases.
    NoCase { span: Span },
    /// Rows of cases.
    Table(TableProblem),
    /// The grammar and the reader disagree: a defect of the engine.
    Defect { span: Span },
}

impl From<Problem> for Diagnostic {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Unexpected { found, expected, span } => unexpected(&found, &expected, span),
            Problem::Table(problem) => problem.into(),
            Problem::UnknownKeyword { word, nearest, span } => {
                let diagnostic = Self::new(
                    Code::WH0102,
                    span,
                    words!("没有以「{word}」开头的说法", "no statement opens with `{word}`"),
                );
                match nearest {
                    Some(nearest) => {
                        diagnostic.help(words!("是不是「{nearest}」", "did you mean `{nearest}`"))
                    }
                    None => diagnostic.help(words!(
                        "每句以关键词开头，例如「观测」「扣」「若」「每」",
                        "every statement opens with a keyword, such as `fact`, `deduct`, `if`, `every`"
                    )),
                }
            }
            Problem::OpensNothing { word, span } => Self::new(
                Code::WH0101,
                span,
                words!("「{word}」不能开始一句话", "`{word}` cannot open a statement"),
            ),
            Problem::Glued { keyword, word, apart, span } => {
                let (zh, en) = (keyword.zh(), keyword.en());
                Self::new(
                    Code::WH0103,
                    span,
                    words!("「{word}」中的「{zh}」与名称连在一起", "`{word}` glues `{zh}` ({en}) to a name"),
                )
                .help(words!("中间空一格：{apart}", "put a blank between them: `{apart}`"))
            }
            Problem::SingleEquals { span } => {
                Self::new(Code::WH0104, span, words!("条件里不能用单个等号", "a single `=` does not compare"))
                    .help(words!("相等写作「为」，例如：类别 为 甲", "write `is` to compare: `kind is a`"))
            }
            other => brackets_and_numbers(other),
        }
    }
}

fn unexpected(found: &str, expected: &[Words], span: Span) -> Diagnostic {
    let zh: Vec<&str> = expected.iter().map(|words| words.zh.as_str()).collect();
    let en: Vec<&str> = expected.iter().map(|words| words.en.as_str()).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    let message = match (found.is_empty(), expected.is_empty()) {
        (true, true) => words!("这句话没有写完", "the statement is not complete"),
        (true, false) => {
            words!("这句话没有写完，接下来应为{zh}", "the statement is not complete, expected {en}")
        }
        (false, true) => words!("看不懂「{found}」", "cannot read `{found}`"),
        (false, false) => words!("此处应为{zh}，却是「{found}」", "expected {en}, found `{found}`"),
    };
    let problem = Diagnostic::new(Code::WH0101, span, message);
    match found {
        "无则" | "otherwise" => problem.help(words!(
            "金额里的「无则」要加括号：扣 (… 无则 …)",
            "put an amount with `otherwise` in brackets: `deduct (… otherwise …)`"
        )),
        "不合格" | "failed" if zh.contains("合格") => {
            problem.help(words!("不合格写作「非 条 1 合格」", "write `not clause 1 met` where it is not met"))
        }
        "加倍" | "减半" | "乘" | "doubled" | "halved" | "times" => problem.help(words!(
            "花括号里没有单独一行的倍数，写在一句的末尾：扣 1分 加倍 若 …",
            "in braces no factor stands on a line of its own, but at the end of a statement: `deduct 1pt doubled if …`"
        )),
        _ if is_symbol(found) => problem.help(words!(
            "是名称或选项的一部分，就放在「」里：「{found}」",
            "where it is a name or an option, put it in 「」: 「{found}」"
        )),
        _ => problem,
    }
}

/// Whether it is a sign that a name may hold, and that means nothing by itself.
fn is_symbol(found: &str) -> bool {
    let means =
        |c: char| c.is_ascii() || c.is_alphanumeric() || "，。；：、（）【】｛｝「」“”‘’《》".contains(c);
    let mut signs = found.chars();
    signs.next().is_some_and(|sign| !means(sign)) && signs.next().is_none()
}

fn brackets_and_numbers(problem: Problem) -> Diagnostic {
    match problem {
        Problem::NotClosed { mark, span } => Diagnostic::new(
            Code::WH0105,
            span,
            words!("「{mark}」没有配对的另一半", "`{mark}` is never closed"),
        ),
        Problem::NotOpened { mark, span } => Diagnostic::new(
            Code::WH0105,
            span,
            words!("「{mark}」没有配对的另一半", "`{mark}` closes nothing"),
        ),
        Problem::NoUnit { number, span } => {
            Diagnostic::new(Code::WH0106, span, words!("「{number}」缺少单位", "`{number}` has no unit"))
                .help(words!("写作：{number}分", "write `{number} points` (or `{number}分`)"))
        }
        Problem::Hyphen { low, high, span } => {
            let message =
                words!("「{low}-{high}」是减法，不是区间", "`{low}-{high}` is a subtraction, not a range");
            Diagnostic::new(Code::WH0107, span, message)
                .help(words!("写作：{low} 至 {high}", "write `{low} to {high}` (or `{low} 至 {high}`)"))
        }
        Problem::TooDeep { span } => {
            Diagnostic::new(Code::WH0108, span, words!("此处嵌套过深", "nested too deeply here"))
                .help(words!("用「令」把内层取个名字", "give the inner part a name with `let`"))
        }
        Problem::TooLong { span } => Diagnostic::new(
            Code::WH0108,
            span,
            words!("这句话过长，未读", "this statement is too long to read"),
        )
        .help(words!("拆成几句", "write it as several statements")),
        Problem::TooManyDigits { span } => {
            Diagnostic::new(Code::WH0111, span, words!("数字位数过多", "the number has too many digits"))
        }
        Problem::ThousandsInList { number, span } => Diagnostic::new(
            Code::WH0101,
            span,
            words!("「{number}」是一个数还是几个数", "`{number}` may be one number or several"),
        )
        .help(words!(
            "列举时逗号后空一格；一个数则去掉逗号",
            "put a blank after the comma of a list; write one number without it"
        )),
        Problem::NoSuchDay { text, span } => Diagnostic::new(
            Code::WH0101,
            span,
            words!("没有「{text}」这样的日期或时刻", "no such day or time as `{text}`"),
        ),
        other => sentences_and_places(other),
    }
}

fn sentences_and_places(problem: Problem) -> Diagnostic {
    match problem {
        Problem::ChainedComparison { span } => {
            Diagnostic::new(Code::WH0101, span, words!("比较不能连写", "comparisons do not chain"))
                .help(words!("写作：b 在 a 至 c", "write `b in a to c`"))
        }
        Problem::NoExample { keyword, span } => {
            let (zh, en) = (keyword.zh(), keyword.en());
            Diagnostic::new(
                Code::WH0101,
                span,
                words!("「{zh}」须写在「例」之下", "`{en}` stands below an `example`"),
            )
        }
        Problem::NoMeasure { span } => Diagnostic::new(
            Code::WH0101,
            span,
            words!("没有说明「每」的是什么", "`every` does not say what is counted"),
        )
        .help(words!(
            "写作：每 100平方米 面积 …，或：若 满意率 低于 85% 每 1% …",
            "write `every 100平方米 area …`, or `if rate below 85% every 1% …`"
        )),
        Problem::StepsGoOn { span } => Diagnostic::new(
            Code::WH0101,
            span,
            words!("逐步扣分之后不能再写「否则」", "no `else` can follow steps from a threshold"),
        )
        .help(words!("把逐步扣分写在最后一个「否则」之后", "put the steps after the last `else`")),
        Problem::BeforeStandard { word, span } => Diagnostic::new(
            Code::WH0109,
            span,
            words!("「{word}」之前须先有「标准」", "`{word}` stands before the `standard`"),
        ),
        Problem::SecondStandard { first, span } => Diagnostic::new(
            Code::WH0109,
            span,
            words!("一个文件只能有一个「标准」", "a file holds one `standard` only"),
        )
        .and(first, words!("第一个在这里", "the first is here")),
        Problem::ItemOutsideClause { span } => Diagnostic::new(
            Code::WH0109,
            span,
            words!("「款」须在「条」之下", "an `item` stands below a `clause`"),
        ),
        Problem::NoCase { span } => Diagnostic::new(
            Code::WH0504,
            span,
            words!("用例文件里只能有「例」", "a file of cases holds examples only"),
        )
        .help(words!("写进标准文件（.wh）", "write it in the clause file (.wh)")),
        other => Diagnostic::new(
            Code::WH0101,
            other.span(),
            words!(
                "看不懂这句话（引擎的缺陷，请报告）",
                "cannot read this (a defect of the engine, please report)"
            ),
        ),
    }
}

impl From<TableProblem> for Problem {
    fn from(problem: TableProblem) -> Self {
        Self::Table(problem)
    }
}

impl Problem {
    fn span(&self) -> Span {
        match self {
            Self::Unexpected { span, .. }
            | Self::UnknownKeyword { span, .. }
            | Self::OpensNothing { span, .. }
            | Self::Glued { span, .. }
            | Self::SingleEquals { span }
            | Self::NotClosed { span, .. }
            | Self::NotOpened { span, .. }
            | Self::NoUnit { span, .. }
            | Self::Hyphen { span, .. }
            | Self::TooDeep { span }
            | Self::TooLong { span }
            | Self::TooManyDigits { span }
            | Self::ThousandsInList { span, .. }
            | Self::NoSuchDay { span, .. }
            | Self::ChainedComparison { span }
            | Self::NoExample { span, .. }
            | Self::NoCase { span }
            | Self::NoMeasure { span }
            | Self::StepsGoOn { span }
            | Self::BeforeStandard { span, .. }
            | Self::SecondStandard { span, .. }
            | Self::ItemOutsideClause { span }
            | Self::Defect { span } => *span,
            Self::Table(problem) => problem.span(),
        }
    }
}
