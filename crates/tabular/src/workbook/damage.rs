//! Why a file is no workbook that can be read, and its words.

use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::Words;
use weiheng::words;

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// There is nothing in it.
    Empty,
    /// The archive is cut off or changed: which part of it, in the words of the library.
    Broken(String),
    /// An archive that holds no workbook.
    NotAWorkbook,
    /// Encrypted: a password opens it.
    Password,
    /// Another kind of file; what it is.
    Other(Words),
    /// More than is read.
    TooLarge,
}

impl Damage {
    /// Another kind of file.
    pub(crate) fn other(zh: &str, en: &str) -> Self {
        Self::Other(Words { zh: zh.to_owned(), en: en.to_owned() })
    }

    /// The problem as a diagnostic at the beginning of the file.
    pub fn diagnostic(&self, source: SourceId) -> Diagnostic {
        Diagnostic::new(Code::WH0412, Span::new(source, 0, 0), self.message()).help(self.help())
    }

    fn message(&self) -> Words {
        match self {
            Self::Empty => words!("文件是空的", "the file is empty"),
            Self::Broken(why) => {
                words!(
                    "工作簿已损坏，读不出来（{why}）",
                    "the workbook is damaged and cannot be read ({why})"
                )
            }
            Self::NotAWorkbook => {
                words!("这是一个压缩包，里面没有工作簿", "this is an archive without a workbook in it")
            }
            Self::Password => words!("工作簿加了密码", "the workbook is encrypted with a password"),
            Self::Other(Words { zh, en }) => words!("这是{zh}，不是工作簿", "this is {en}, not a workbook"),
            Self::TooLarge => words!(
                "工作簿展开后太大（至多 512 MB、200 万个有内容的单元格、64 MB 文字）",
                "the workbook is too large unpacked (at most 512 MB, 2 million filled cells, 64 MB of text)"
            ),
        }
    }

    fn help(&self) -> Words {
        match self {
            Self::Empty => words!("重新导出或另存一次", "export or save it again"),
            Self::Broken(_) => words!(
                "用 Excel 或 WPS 打开，能打开就另存为 .xlsx；打不开就重新取得原文件",
                "open it in Excel or WPS and save it as .xlsx; if it does not open, fetch the file again"
            ),
            Self::NotAWorkbook => words!("先解压，再给出其中的表", "unpack it and name the table in it"),
            Self::Password => {
                words!("在 Excel 里取消打开密码后另存", "remove the password in Excel and save it again")
            }
            Self::Other(_) => {
                words!("用 Excel 或 WPS 打开后另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx")
            }
            Self::TooLarge => words!(
                "删去表格以外的空行空列和不相干的表，或分成几个文件",
                "delete blank rows and columns around the table and sheets that do not belong, or split it"
            ),
        }
    }
}
