//! On what a result rests: how sure the sources of the clauses are that count in it.

use crate::assessment::Basis;
use crate::assessment::Statuses;
use crate::assessment::from_tally::Writer;
use crate::evaluation::tally::Finding;
use crate::model::part::Status;
use crate::syntax::tree::Rank;

impl Writer<'_> {
    /// The basis of the result.
    pub(crate) fn basis(&self) -> Basis {
        let mut basis = Basis::default();
        let parts = self.standard.parts.iter().zip(self.tally.parts.iter());
        for (part, tally) in parts.filter(|(part, _)| part.rank == Rank::Clause) {
            let status = self.standard.status(part);
            if tally.finding != Finding::NotApplicable {
                basis.clauses.add(status);
            }
            if matches!(tally.finding, Finding::Withheld | Finding::Vetoed | Finding::Failed) {
                basis.failed.add(status);
            }
        }
        basis
    }
}

impl Statuses {
    fn add(&mut self, status: Option<Status>) {
        let count = match status {
            Some(Status::Verified) => &mut self.verified,
            Some(Status::Derived) => &mut self.derived,
            Some(Status::Unverified) => &mut self.unverified,
            Some(Status::Own) => &mut self.own,
            None => &mut self.none,
        };
        *count += 1;
    }
}
