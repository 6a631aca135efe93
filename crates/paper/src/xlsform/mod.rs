//! A standard as a form for phones: an XLSForm, which ODK Collect, ODK Central and KoboToolbox take.
//!
//! Groups follow the chapters and clauses, repeats the lists. Nothing but the unit and the day is required: what is
//! left blank was not observed. `weiheng_tabular::submission` reads what comes back, by the standard alone, since
//! both take the names of questions from [`Questions`].

mod choices;
mod clause;
mod constraint;
mod hint;
mod possible;
mod question;
mod relevance;
mod row;
mod settings;
mod survey;
mod workbook;

use rust_xlsxwriter::XlsxError;
use weiheng::Span;
use weiheng::Standard;
use weiheng_tabular::submission::Questions;

use crate::xlsform::choices::Choices;
use crate::xlsform::row::Row;
use crate::xlsform::settings::Settings;
use crate::xlsform::survey::Survey;

/// The workbook of the form for a standard; `text` gives the text of a place in its clause files.
pub fn form(standard: &Standard, text: &dyn Fn(Span) -> String) -> Result<Vec<u8>, XlsxError> {
    workbook::written(&Form::of(standard, text))
}

/// What the sheets hold.
struct Form {
    survey: Vec<Row>,
    choices: Choices,
    settings: Settings,
    /// Every question with the fact it asks for, outer lists first.
    questions: Vec<(String, String)>,
}

impl Form {
    fn of(standard: &Standard, text: &dyn Fn(Span) -> String) -> Self {
        let questions = Questions::of(standard);
        let Survey { rows, choices } = Survey::of(standard, &questions, text);
        let settings = Settings::of(standard, &rows, &choices);
        Self { survey: rows, choices, settings, questions: questions.listed() }
    }
}
