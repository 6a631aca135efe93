//! Record lists (名录): rows of fields.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use crate::model::fact::Fact;
use crate::model::fact::Records;
use crate::observation::Raw;
use crate::observation::Reading;
use crate::observation::Spot;
use crate::observation::bind::Binder;
use crate::observation::bind::Place;
use crate::observation::bind::Placed;
use crate::observation::bind::Row;
use crate::observation::bind::taken;
use crate::observation::name::Names;
use crate::observation::problem::Mismatch;
use crate::observation::show::show;
use crate::source::Span;

impl Binder {
    /// Reads rows; those that are expected but were not recorded follow, with no field observed.
    pub(super) fn rows(
        &mut self,
        fact: &Fact,
        records: &Records,
        rows: &[(Raw, Span)],
        place: Place<'_>,
    ) -> Option<Reading> {
        let names = Names::of(&records.fields);
        let mut read = Vec::with_capacity(rows.len());
        let unseen: Vec<Placed> = vec![(Reading::NotObserved, None); records.fields.len()];
        let mut complete = true;
        for (number, (raw, span)) in (1..).zip(rows) {
            match raw {
                Raw::Fields(entries) => {
                    let row = Some(Row { record: &fact.name, number });
                    read.push(self.entries(&names, records.fields.len(), entries, row));
                }
                Raw::Blank => read.push(unseen.clone()),
                _ => {
                    self.mismatch(fact, raw, place.at(*span), Mismatch::Kind);
                    complete = false;
                }
            }
        }
        self.check_keys(fact, records, &read, place);
        let expected = records.expected.map_or(0, |expected| expected as usize);
        if read.len() < expected {
            read.resize(expected, unseen);
        }
        let row = |row| taken(&records.fields, row).into_iter().map(|(reading, _)| reading).collect();
        complete.then(|| Reading::Rows(read.into_iter().map(row).collect()))
    }

    /// A key that only names a row belongs to no other; of keys that put rows in order several may be alike.
    fn check_keys(&mut self, fact: &Fact, records: &Records, rows: &[Vec<Placed>], place: Place<'_>) {
        let Some(key) = records.key.map(|key| key.0 as usize) else { return };
        let Some(field) = records.fields.get(key).filter(|field| !field.kind.is_ordered()) else { return };
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for (reading, spot) in rows.iter().filter_map(|row| row.get(key)) {
            let (Reading::Known(_), Some(Spot { span, .. })) = (reading, spot) else { continue };
            match seen.entry(show(&field.kind, reading)) {
                Slot::Vacant(slot) => {
                    slot.insert(*span);
                }
                Slot::Occupied(slot) => self.same_key(&fact.name, &field.name, place.at(*span), *slot.get()),
            }
        }
    }
}
