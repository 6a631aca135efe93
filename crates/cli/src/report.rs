//! Results in the form that was asked for: reports for people, JSON for machines.

use clap::ValueEnum;
use serde::Serialize;
use weiheng::Assessment;
use weiheng::Comparison;
use weiheng::Language;
use weiheng::Visits;
use weiheng::words;
use weiheng_paper::Style;
use weiheng_paper::markdown;
use weiheng_paper::text;

use crate::failure::Failure;

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// 终端表格 Tables for a terminal
    Text,
    /// Markdown
    Markdown,
    /// 一个单位一个对象，多个单位一个数组 An object for one unit, an array for several
    Json,
    /// 每个单位一行 One line a unit
    Ndjson,
}

/// How a report is written.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) format: Format,
    pub(crate) language: Language,
    pub(crate) style: Style,
}

impl Manner {
    /// The reports on units by one standard.
    pub(crate) fn assessments(self, units: &[Assessment]) -> Result<String, Failure> {
        let Self { language, style, .. } = self;
        Ok(match self.format {
            Format::Text => {
                let reports = units.iter().map(|one| text::report(one, language, style));
                self.pages(text::summary(units, language, style), reports.collect())
            }
            Format::Markdown => {
                let reports = units.iter().map(|one| markdown::report(one, language));
                self.pages(markdown::summary(units, language), reports.collect())
            }
            Format::Json => one_or_several(units)?,
            Format::Ndjson => lines(units)?,
        })
    }

    /// The reports on units by several standards; `full`: each followed by the reports of every standard.
    pub(crate) fn comparisons(self, units: &[Comparison], full: bool) -> Result<String, Failure> {
        let Self { language, style, .. } = self;
        let followed = |first: String, unit: &Comparison, report: &dyn Fn(&Assessment) -> String| {
            let each = unit.assessments.iter().filter(|_| full).map(report);
            std::iter::once(first).chain(each).collect::<Vec<_>>().join(&self.between())
        };
        Ok(match self.format {
            Format::Text => {
                let reports = units.iter().map(|unit| {
                    let first = text::comparison(unit, language, style);
                    followed(first, unit, &|one| text::report(one, language, style))
                });
                self.pages(text::comparisons(units, language, style), reports.collect())
            }
            Format::Markdown => {
                let reports = units.iter().map(|unit| {
                    let first = markdown::comparison(unit, language);
                    followed(first, unit, &|one| markdown::report(one, language))
                });
                self.pages(markdown::comparisons(units, language), reports.collect())
            }
            Format::Json => one_or_several(units)?,
            Format::Ndjson => lines(units)?,
        })
    }

    /// The reports on units that were visited twice.
    pub(crate) fn visits(self, units: &[Visits]) -> Result<String, Failure> {
        let Self { language, style, .. } = self;
        Ok(match self.format {
            Format::Text => {
                let reports = units.iter().map(|one| text::visits(one, language, style));
                self.pages(text::visited(units, language, style), reports.collect())
            }
            Format::Markdown => {
                let reports = units.iter().map(|one| markdown::visits(one, language));
                self.pages(markdown::visited(units, language), reports.collect())
            }
            Format::Json => one_or_several(units)?,
            Format::Ndjson => lines(units)?,
        })
    }

    /// Answers about units, one after the other.
    pub(crate) fn answers<T: Serialize>(
        self,
        units: &[T],
        text: impl Fn(&T) -> String,
        markdown: impl Fn(&T) -> String,
    ) -> Result<String, Failure> {
        Ok(match self.format {
            Format::Text => units.iter().map(text).collect::<Vec<_>>().join(&self.between()),
            Format::Markdown => units.iter().map(markdown).collect::<Vec<_>>().join(&self.between()),
            Format::Json => one_or_several(units)?,
            Format::Ndjson => lines(units)?,
        })
    }

    /// The reports one after the other, below a summary where there are several.
    fn pages(self, summary: String, reports: Vec<String>) -> String {
        let several = reports.len() != 1;
        let pages: Vec<String> = several.then_some(summary).into_iter().chain(reports).collect();
        pages.join(&self.between())
    }

    fn between(self) -> String {
        match self.format {
            Format::Text => format!("\n{}\n\n", "═".repeat(usize::from(self.style.width))),
            Format::Markdown | Format::Json | Format::Ndjson => "\n".to_owned(),
        }
    }
}

/// An object for one, an array for several.
pub(crate) fn one_or_several<T: Serialize>(units: &[T]) -> Result<String, Failure> {
    match units {
        [one] => json(serde_json::to_string_pretty(one)),
        several => json(serde_json::to_string_pretty(several)),
    }
}

fn lines<T: Serialize>(units: &[T]) -> Result<String, Failure> {
    units.iter().map(|one| json(serde_json::to_string(one))).collect()
}

fn json(text: Result<String, serde_json::Error>) -> Result<String, Failure> {
    text.map(|text| format!("{text}\n")).map_err(|error| {
        Failure::new(words!("结果写不成 JSON：{error}", "the result cannot be written as JSON: {error}"))
    })
}
