//! What can be wrong with a submission, and its words.

use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::Span;
use weiheng::Words;
use weiheng::words;

/// What is wrong with a submission.
#[derive(Clone, Copy, Debug)]
pub(super) enum Problem<'a> {
    /// A question that the standard's form does not have.
    UnknownQuestion {
        /// Its name.
        question: &'a str,
    },
    /// Two answers to one question.
    Twice {
        /// Its name.
        question: &'a str,
    },
    /// A value, or rows, of what is said to be inapplicable or empty.
    Contradiction {
        /// The fact.
        fact: &'a str,
        /// What the other question was answered with.
        answer: &'a str,
    },
    /// An answer that the form does not offer.
    NotOffered {
        /// The fact.
        fact: &'a str,
        /// The answer.
        answer: &'a str,
    },
    /// A day of the assessment that is none.
    BadDate,
    /// XML that cannot be read.
    Broken {
        /// Why.
        why: &'a Words,
    },
    /// More than is read.
    TooLarge {
        /// The most, in MB.
        most: usize,
    },
    /// An archive that cannot be unpacked.
    BrokenArchive,
    /// Elements inside elements without end.
    TooDeep,
    /// XML that is no submission: no element inside its root.
    NoSubmission,
    /// A row whose PARENT_KEY is the KEY of no row.
    Orphan {
        /// The key.
        key: &'a str,
    },
    /// A list whose table is not there.
    NoTable {
        /// The list.
        list: &'a str,
    },
    /// A table of rows without a column PARENT_KEY, or none of submissions.
    NoKeys,
}

impl Problem<'_> {
    /// The problem at its place, and the place with which it disagrees.
    pub(super) fn at(self, span: Span, earlier: Option<Span>) -> Diagnostic {
        let mut problem = Diagnostic::new(self.code(), span, self.message());
        if let Some(earlier) = earlier {
            problem = problem.and(earlier, words!("先写在这里", "first here"));
        }
        match self.help() {
            Some(help) => problem.help(help),
            None => problem,
        }
    }

    fn code(self) -> Code {
        match self {
            Self::UnknownQuestion { .. } => Code::WH0414,
            Self::Twice { .. } | Self::Contradiction { .. } => Code::WH0405,
            Self::NotOffered { .. } => Code::WH0408,
            Self::BadDate => Code::WH0409,
            _ => Code::WH0401,
        }
    }

    fn message(self) -> Words {
        match self {
            Self::UnknownQuestion { question } => words!(
                "这个标准的手机表单里没有题目「{question}」",
                "the standard's form for phones has no question `{question}`"
            ),
            Self::Twice { question } => {
                words!(
                    "题目「{question}」有两个不同的答案",
                    "question `{question}` has two different answers"
                )
            }
            Self::Contradiction { fact, answer } => words!(
                "「{fact}」答了“{answer}”，却又有值",
                "`{fact}` is said to be “{answer}”, but has a value too"
            ),
            Self::NotOffered { fact, answer } => words!(
                "「{fact}」的答案“{answer}”不是表单给出的",
                "“{answer}” is no answer that the form offers for `{fact}`"
            ),
            Self::BadDate => words!(
                "评定日读不懂，应为日期，如 2024-05-01",
                "the assessment date cannot be read, expected a date such as 2024-05-01"
            ),
            Self::Broken { why } => {
                let (zh, en) = (&why.zh, &why.en);
                words!("XML 读不下去：{zh}", "the XML cannot be read: {en}")
            }
            Self::TooLarge { most } => {
                words!("提交超过 {most} MB", "the submission is larger than {most} MB")
            }
            Self::BrokenArchive => words!("压缩包损坏或加了密", "the archive is damaged or encrypted"),
            Self::TooDeep => words!("XML 嵌套太深", "the XML is nested too deeply"),
            Self::NoSubmission => words!("这个 XML 不是一份提交", "this XML is no submission"),
            Self::Orphan { key } => words!(
                "找不到 KEY 为「{key}」的一行，这一行不知属于谁",
                "no row has the KEY `{key}` to which this row belongs"
            ),
            Self::NoTable { list } => {
                words!("缺少名录「{list}」的表", "the table of the list `{list}` is missing")
            }
            Self::NoKeys => words!(
                "导出的表里没有提交的主表，或缺少 KEY、PARENT_KEY 列",
                "the export has no table of submissions, or a table lacks its KEY or PARENT_KEY column"
            ),
        }
    }

    fn help(self) -> Option<Words> {
        match self {
            Self::UnknownQuestion { .. } => Some(words!(
                "它来自别的标准，或本标准另一版的表单：用那一版评，或删去这一题",
                "it comes from the form of another standard, or of another edition of this one: score by that, or remove it"
            )),
            Self::Broken { .. } | Self::BrokenArchive | Self::TooDeep | Self::NoSubmission => Some(words!(
                "从 ODK Collect、Central 或 KoboToolbox 重新导出",
                "export it again from ODK Collect, Central or KoboToolbox"
            )),
            Self::Orphan { .. } | Self::NoTable { .. } | Self::NoKeys => {
                Some(words!("把导出的所有 CSV 放在一起", "keep all CSV files of an export together"))
            }
            Self::TooLarge { .. } => Some(words!("分成几次导出", "export it in several parts")),
            _ => None,
        }
    }
}
