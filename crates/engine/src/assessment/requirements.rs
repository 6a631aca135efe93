//! The requirements of a part, held or not, with the values they were asked of.

use crate::assessment::Requirement;
use crate::assessment::RequirementState;
use crate::assessment::from_tally::Writer;
use crate::evaluation::possible::Possible;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::part::Part;

impl Writer<'_> {
    /// Every 要求 of a part, in file order, those inside groups too.
    pub(crate) fn requirements(&self, part: &Part) -> Vec<Requirement> {
        let mut requirements = Vec::new();
        part.acts.iter().for_each(|act| self.collect(act, &mut requirements));
        requirements
    }

    fn collect(&self, act: &Act, requirements: &mut Vec<Requirement>) {
        match &act.kind {
            ActKind::Require(condition, otherwise) => requirements.push(Requirement {
                words: self.both(|speech| speech.expression(condition)),
                state: state(&self.scope.value(condition)),
                vetoes: matches!(otherwise.kind, ActKind::Veto),
                note: act.note.clone().or_else(|| otherwise.note.clone()),
                line: self.standard.line(act.span),
                file: self.standard.file(act.span).map(str::to_owned),
            }),
            ActKind::Group(acts) => acts.iter().for_each(|act| self.collect(act, requirements)),
            _ => {}
        }
    }
}

fn state(condition: &Possible) -> RequirementState {
    match condition.truths() {
        _ if condition.is_inapplicable() => RequirementState::NotApplicable,
        truths if condition.inapplicable || truths.yes == truths.no => RequirementState::Open,
        truths if truths.yes => RequirementState::Met,
        _ => RequirementState::Unmet,
    }
}
