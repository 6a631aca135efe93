//! What was observed of a fact, with its name, in words.

use crate::assessment::speech::Speech;
use crate::assessment::value;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::observation::Reading;

impl Speech<'_> {
    /// A fact of the unit.
    pub(super) fn fact(&self, id: FactId) -> String {
        let fact = self.standard.fact(id);
        fact.map_or_else(String::new, |fact| self.observed(fact, self.scope.reading(id)))
    }

    /// A field of the row at hand.
    pub(super) fn field(&self, at: usize) -> String {
        let Some((list, readings)) = self.row else { return String::new() };
        let Kind::Records(records) = &list.kind else { return String::new() };
        let Some(field) = records.fields.get(at) else { return String::new() };
        let reading = readings.get(at).unwrap_or(&Reading::NotObserved);
        self.observed(field, reading)
    }

    /// `垃圾 3处`, `会议记录（未查，视为 0次）`.
    fn observed(&self, fact: &Fact, reading: &Reading) -> String {
        let words = value::reading(fact, reading);
        let words = words.in_language(self.language);
        match reading {
            Reading::TakenAs(_) => {
                format!("{}{}", fact.name, self.say(&format!("（{words}）"), &format!(" ({words})")))
            }
            _ => self.named(&fact.name, words),
        }
    }
}
