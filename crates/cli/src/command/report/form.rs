//! The forms of a report that is handed on.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;
use weiheng::Assessment;
use weiheng::Language;
use weiheng::Summary;
use weiheng::words;
use weiheng_paper::csv;
use weiheng_paper::html;
use weiheng_paper::markdown;
use weiheng_paper::xlsx;

use crate::failure::Failure;

/// The forms of a report that is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// 网页 .html A page
    Html,
    /// 工作簿 .xlsx A workbook
    Xlsx,
    /// Markdown .md
    Markdown,
    /// 扣分明细 .csv The itemised deductions
    Csv,
    /// 供程序读 .json For programs
    Json,
}

impl Form {
    /// By the extension of a file.
    pub(super) fn of(path: &Path) -> Option<Self> {
        match path.extension().and_then(OsStr::to_str)?.to_ascii_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            "xlsx" => Some(Self::Xlsx),
            "md" | "markdown" => Some(Self::Markdown),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The extension of its files.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The report on one unit.
    pub(super) fn report(self, assessment: &Assessment, language: Language) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Html => html::report(assessment, language).map(String::into_bytes).map_err(unwritten),
            Self::Xlsx => xlsx::report(assessment, language).map_err(unwritten),
            Self::Markdown => Ok(markdown::document(assessment, language).into_bytes()),
            Self::Csv => Ok(csv::ledger(assessment, language).into_bytes()),
            Self::Json => json(assessment),
        }
    }

    /// The report on many; the deductions of all of them are `ledgers`, `links` are the reports on each.
    pub(super) fn summary(
        self,
        summaries: &[Summary],
        ledgers: String,
        links: &BTreeMap<u32, String>,
        language: Language,
    ) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Html => {
                html::summaries(summaries, links, language).map(String::into_bytes).map_err(unwritten)
            }
            Self::Xlsx => xlsx::summaries(summaries, language).map_err(unwritten),
            Self::Markdown => Ok(markdown::summaries(summaries, language).into_bytes()),
            Self::Csv => Ok(ledgers.into_bytes()),
            Self::Json => match summaries {
                [one] => json(one),
                several => json(several),
            },
        }
    }
}

fn json(value: &(impl Serialize + ?Sized)) -> Result<Vec<u8>, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(unwritten)?;
    Ok(format!("{text}\n").into_bytes())
}

fn unwritten(error: impl std::error::Error) -> Failure {
    Failure::new(words!("报告写不成：{error}", "the report cannot be written: {error}"))
}
