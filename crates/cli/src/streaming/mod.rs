//! Units from files to files: read in parts, scored by as many threads as there are processors, put together at the
//! end.
//!
//! A part is a stretch of a file of which the results are written to a file of their own. What is finished stays when
//! a run is stopped, and the next run of the same kind goes on from there. Only when every part is there is the
//! output put together, and it takes its name last.

mod assembly;
mod folder;
mod form;
mod inputs;
mod part;
mod work;

use std::path::PathBuf;

use weiheng_tabular::stream::Scoring;
use weiheng_tabular::stream::Sheet;
use weiheng_tabular::stream::Standing;
use weiheng_tabular::stream::Summary;

pub(crate) use folder::Manifest;
pub(crate) use form::Form;
pub(crate) use inputs::Refusal;
pub(crate) use work::run;

/// What is done with the units that stream by.
pub(crate) struct Job<'a> {
    pub(crate) scoring: &'a Scoring<'a>,
    pub(crate) sheet: &'a Sheet,
    /// The files, in order; `-` is standard input.
    pub(crate) inputs: Vec<PathBuf>,
    /// The form of standard input.
    pub(crate) stdin_form: Option<Form>,
    /// Where the results go, and in which form; nowhere where only the summary is wanted.
    pub(crate) output: Option<(PathBuf, Form)>,
    /// Where the rejects go.
    pub(crate) rejects: PathBuf,
    /// Which units are handed on.
    pub(crate) only: Option<Standing>,
    /// The kept heading by which units are grouped, where a summary is wanted.
    pub(crate) by: Option<usize>,
    pub(crate) threads: usize,
    /// What makes this run the same as an earlier one.
    pub(crate) manifest: Manifest,
}

/// What a run came to.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Toll {
    /// Units that were scored.
    pub(crate) units: u64,
    /// Those that were handed on.
    pub(crate) written: u64,
    /// Units that could not be read.
    pub(crate) rejected: u64,
    /// Rows that were read, those left out included.
    pub(crate) rows: u64,
    /// Parts that an earlier run had finished.
    #[serde(skip)]
    pub(crate) known: usize,
    pub(crate) summary: Summary,
}

impl Toll {
    /// Counts in another.
    fn add(&mut self, other: Self) {
        self.units += other.units;
        self.written += other.written;
        self.rejected += other.rejected;
        self.rows += other.rows;
        self.known += other.known;
        self.summary.merge(other.summary);
    }
}
