//! Tests that people can read: each heading of the Markdown suites, each page of a diagnostic code, each block of
//! the documents and each standard is one reported test.
//!
//! `UPDATE=1 cargo test -p spec --test suite` writes what came out into the expectations, in place.

mod suite {
    pub(crate) mod assessments;
    pub(crate) mod case;
    pub(crate) mod command;
    pub(crate) mod console;
    pub(crate) mod documents;
    pub(crate) mod fixtures;
    pub(crate) mod folder;
    pub(crate) mod golden;
    pub(crate) mod hostile;
    pub(crate) mod ledger;
    pub(crate) mod library;
    pub(crate) mod mark;
    pub(crate) mod markdown;
    pub(crate) mod output;
    pub(crate) mod pages;
    pub(crate) mod shelf;
    pub(crate) mod standards;
    pub(crate) mod update;
    pub(crate) mod workbook;
}

use std::process::ExitCode;

use libtest_mimic::Arguments;

use crate::suite::assessments;
use crate::suite::documents;
use crate::suite::fixtures;
use crate::suite::golden;
use crate::suite::hostile;
use crate::suite::library;
use crate::suite::pages;
use crate::suite::standards;
use crate::suite::update;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = [
        fixtures::trials(),
        pages::trials(),
        documents::trials(),
        standards::trials(),
        library::trials(),
        golden::trials(),
        assessments::trials(),
        hostile::trials(),
    ];
    let conclusion = libtest_mimic::run(&arguments, trials.into_iter().flatten().collect());
    update::apply();
    conclusion.exit_code()
}
