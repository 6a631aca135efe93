//! What comes back from phones: submissions of the form that `weiheng form --xlsform` makes, as ODK Collect, ODK
//! Central and KoboToolbox export them.
//!
//! Each export is read into the same entries; [`Questions`] says which question asks for which fact. A question that
//! was left blank is a fact that was not observed.

mod answers;
pub mod archive;
pub mod choice;
pub mod csv;
mod form;
pub mod json;
mod name;
mod problem;
mod question;
mod unit;
pub mod xml;

use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::Span;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::unit_names;

pub use answers::DATE;
pub use answers::INSPECTOR;
pub use answers::UNIT;
pub use form::Form;
pub use question::Asked;
pub use question::Questions;

/// Reads submissions, each with the place by which to call it where it has no unit. What was understood is there in
/// spite of errors, so that all problems can be told at once.
fn units(
    form: &Form<'_>,
    submissions: &[(Vec<Entry>, Span)],
    mut problems: Diagnostics,
) -> Outcome<Vec<Observations>> {
    let mut read = Vec::with_capacity(submissions.len());
    let mut places = Vec::with_capacity(submissions.len());
    for (entries, span) in submissions {
        let (unit, place) = unit::read(form, entries, &mut problems);
        read.push(unit);
        places.push(place.unwrap_or(*span));
    }
    let names = read.iter().map(|unit| unit.unit.as_deref()).zip(places);
    problems.extend(unit_names::check(&names.collect::<Vec<_>>()));
    Outcome { value: Some(read), diagnostics: problems.sorted() }
}
