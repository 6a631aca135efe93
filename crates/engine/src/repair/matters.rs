//! Which facts, items and rows of a unit can be put right, or are still to be observed.

use crate::exact::Exact;
use crate::model::Standard;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::Kind;
use crate::model::fact::Records;
use crate::observation::Reading;
use crate::observation::Readings;
use crate::observation::Value;
use crate::plan::Plan;
use crate::repair::Keep;
use crate::repair::looks::Look;
use crate::repair::looks::Looks;
use crate::repair::looks::Place;
use crate::repair::matter::Matter;
use crate::repair::matter::Site;
use crate::repair::matter::Target;
use crate::repair::matter::Within;
use crate::repair::targets::targets;

/// The most values that are tried of one field of a row.
const OF_A_FIELD: usize = 6;

/// What there is to put right and to observe in a unit.
pub(super) struct Matters<'a> {
    standard: &'a Standard,
    readings: &'a Readings,
    keep: &'a Keep,
    looks: Looks,
}

impl<'a> Matters<'a> {
    pub(super) fn new(standard: &'a Standard, plan: &Plan, readings: &'a Readings, keep: &'a Keep) -> Self {
        Self { standard, readings, keep, looks: Looks::of(plan) }
    }

    /// What was observed and can be put right, but for what is to be kept.
    pub(super) fn observed(&self) -> Vec<Matter> {
        let facts =
            self.facts().filter(|(id, fact)| self.is_repairable(*id, fact) && !self.keep.facts.contains(id));
        facts.flat_map(|(id, fact)| self.of_observed(id, fact)).collect()
    }

    /// What was not observed.
    pub(super) fn unobserved(&self) -> Vec<Matter> {
        self.facts().flat_map(|(id, fact)| self.of_unobserved(id, fact)).collect()
    }

    /// The facts at which the standard looks.
    fn facts(&self) -> impl Iterator<Item = (FactId, &'a Fact)> {
        let facts = (0..).map(FactId).zip(&self.standard.facts);
        facts.filter(|(id, _)| self.looks.of.contains_key(&Place::Fact(*id)))
    }

    /// What comes from elsewhere, and what says which clauses apply, is what the unit is and not what it does.
    fn is_repairable(&self, id: FactId, fact: &Fact) -> bool {
        !fact.external && !self.looks.scope.contains(&Place::Fact(id))
    }

    fn keeps(&self, place: Place) -> bool {
        matches!(place, Place::Field(list, field) if self.keep.fields.contains(&(list, field)))
    }

    fn look(&self, place: Place) -> Look {
        self.looks.of.get(&place).cloned().unwrap_or_default()
    }

    fn of_observed(&self, id: FactId, fact: &'a Fact) -> Vec<Matter> {
        let one =
            |within, targets| Matter { site: Site { fact: id, within }, targets, says: None, observed: true };
        let found = match (self.readings.reading(id), &fact.kind) {
            (Reading::Known(now) | Reading::TakenAs(now), kind) => {
                vec![one(Within::Whole, self.values(Place::Fact(id), kind, Some(now), &[]))]
            }
            (Reading::Items(items), _) => {
                let seen = items.iter().enumerate().filter_map(|(at, item)| Some((at, (*item)?)));
                seen.map(|(at, there)| one(Within::Item(at), vec![Target::Item(!there)])).collect()
            }
            (Reading::Rows(rows), Kind::Records(records)) => {
                let known = rows.iter().enumerate().filter(|(_, row)| row.iter().any(is_known));
                let matter = |(at, row): (usize, &Vec<Reading>)| Matter {
                    says: Some(self.says(id, records, row)),
                    ..one(Within::Row(at), self.of_row(id, records, row))
                };
                known.map(matter).collect()
            }
            _ => Vec::new(),
        };
        found.into_iter().filter(|matter| !matter.targets.is_empty()).collect()
    }

    fn of_unobserved(&self, id: FactId, fact: &'a Fact) -> Vec<Matter> {
        let one = |within, targets| Matter {
            site: Site { fact: id, within },
            targets,
            says: None,
            observed: false,
        };
        match (self.readings.reading(id), &fact.kind) {
            (Reading::NotObserved, Kind::Items(names)) => {
                let item = |at| one(Within::Item(at), vec![Target::Item(true), Target::Item(false)]);
                (0..names.len()).map(item).collect()
            }
            (Reading::Items(items), _) => {
                let unseen = items.iter().enumerate().filter(|(_, item)| item.is_none());
                let item = |at| one(Within::Item(at), vec![Target::Item(true), Target::Item(false)]);
                unseen.map(|(at, _)| item(at)).collect()
            }
            (Reading::NotObserved, Kind::Records(records)) => {
                vec![one(Within::Whole, self.unseen_rows(id, records))]
            }
            (Reading::NotObserved | Reading::Band(..), kind) => {
                vec![one(Within::Whole, self.values(Place::Fact(id), kind, None, &[]))]
            }
            (Reading::Rows(rows), Kind::Records(records)) => {
                let open =
                    rows.iter().enumerate().filter(|(_, row)| row.iter().any(|field| !is_settled(field)));
                open.map(|(at, row)| one(Within::Row(at), self.unseen_of_row(id, records, row))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Each looked-at field of a row with another value, and no row.
    fn of_row(&self, list: FactId, records: &Records, row: &[Reading]) -> Vec<Target> {
        let fields = self.looked_at(list, records).filter(|(at, field)| {
            let place = self.place(list, *at);
            let key = records.key.is_some_and(|key| key.0 as usize == *at);
            !field.external && !key && !self.looks.scope.contains(&place) && !self.keeps(place)
        });
        let mended = fields.flat_map(|(at, field)| {
            let values = match row.get(at) {
                Some(Reading::Known(now) | Reading::TakenAs(now)) => {
                    self.field_values(list, at, field, Some(now), row)
                }
                Some(Reading::Items(items)) if items.contains(&Some(false)) => {
                    self.field_values(list, at, field, None, row)
                }
                Some(Reading::Rows(rows)) if !rows.is_empty() => {
                    self.field_values(list, at, field, None, row)
                }
                _ => Vec::new(),
            };
            values.into_iter().map(move |value| Target::Fields(vec![(at, value)]))
        });
        let mended: Vec<Target> = mended.collect();
        // What must be there cannot be put right by taking it away.
        let removed = records.expected.is_none().then_some(Target::Removed);
        mended.into_iter().chain(removed).collect()
    }

    /// A list of which nothing was seen: as few rows as there may be, with fields alike, and none.
    fn unseen_rows(&self, id: FactId, records: &Records) -> Vec<Target> {
        let blank = vec![Reading::NotObserved; records.fields.len()];
        let expected = records.expected.map(|expected| expected as usize);
        let filled = self.unseen_of_row(id, records, &blank).into_iter().filter_map(|target| {
            let Target::Fields(fields) = target else { return None };
            let mut row = blank.clone();
            for (at, value) in fields {
                row.get_mut(at)?.clone_from(&value);
            }
            Some(vec![row; expected.unwrap_or(1)])
        });
        let none = expected.is_none().then(Vec::new);
        filled.chain(none).map(|rows| Target::Value(Reading::Rows(rows))).collect()
    }

    /// Values of what is unseen in a row: every field at its first value, at its second, and so on.
    fn unseen_of_row(&self, list: FactId, records: &Records, row: &[Reading]) -> Vec<Target> {
        let unseen =
            self.looked_at(list, records).filter(|(at, _)| row.get(*at).is_none_or(|it| !is_settled(it)));
        let values: Vec<(usize, Vec<Reading>)> =
            unseen.map(|(at, field)| (at, self.field_values(list, at, field, None, row))).collect();
        let most = values.iter().map(|(_, values)| values.len()).max().unwrap_or_default();
        let nth = |nth: usize| {
            let field = |(at, values): &(usize, Vec<Reading>)| {
                let value = values.get(nth).or(values.last())?;
                Some((*at, value.clone()))
            };
            Target::Fields(values.iter().filter_map(field).collect())
        };
        (0..most).map(nth).collect()
    }

    /// The fields of a list at which the standard looks, by position.
    pub(super) fn looked_at<'b>(
        &'b self,
        list: FactId,
        records: &'b Records,
    ) -> impl Iterator<Item = (usize, &'b Fact)> {
        let fields = (0_u32..).zip(&records.fields).enumerate();
        let seen = fields.filter(move |(_, (id, field))| {
            let place = Place::Field(list, FieldId(*id));
            self.looks.of.contains_key(&place) || matches!(field.kind, Kind::Items(_) | Kind::Records(_))
        });
        seen.map(|(at, (_, field))| (at, field))
    }

    fn place(&self, list: FactId, at: usize) -> Place {
        Place::Field(list, FieldId(u32::try_from(at).unwrap_or(u32::MAX)))
    }

    /// A row without the fields at which the standard does not look, and that do not put it in its place.
    fn says(&self, list: FactId, records: &Records, row: &[Reading]) -> Vec<Reading> {
        let mut says = vec![Reading::NotObserved; row.len()];
        let key = records.key.map(|key| key.0 as usize);
        let ordering =
            key.filter(|key| records.fields.get(*key).is_some_and(|field| field.kind.is_ordered()));
        for at in self.looked_at(list, records).map(|(at, _)| at).chain(ordering) {
            if let (Some(place), Some(reading)) = (says.get_mut(at), row.get(at)) {
                place.clone_from(reading);
            }
        }
        says
    }

    fn field_values(
        &self,
        list: FactId,
        at: usize,
        field: &Fact,
        now: Option<&Value>,
        row: &[Reading],
    ) -> Vec<Reading> {
        let targets = self.values(self.place(list, at), &field.kind, now, row).into_iter();
        let readings = targets.filter_map(|target| match target {
            Target::Value(reading) => Some(reading),
            _ => None,
        });
        let readings: Vec<Reading> = readings.collect();
        let (first, last) = readings.split_at(readings.len().min(OF_A_FIELD));
        first.iter().chain(last.last()).cloned().collect()
    }

    fn values(&self, place: Place, kind: &Kind, now: Option<&Value>, row: &[Reading]) -> Vec<Target> {
        let look = self.look(place);
        let beside: Vec<Exact> = look.beside.iter().filter_map(|other| self.number_at(*other, row)).collect();
        targets(kind, now, &look, &beside).into_iter().map(Target::Value).collect()
    }

    /// The number that another fact, or another field of the row, has.
    fn number_at(&self, place: Place, row: &[Reading]) -> Option<Exact> {
        let reading = match place {
            Place::Fact(fact) => self.readings.reading(fact),
            Place::Field(_, field) => row.get(field.0 as usize)?,
        };
        match known(reading)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }
}

fn known(reading: &Reading) -> Option<&Value> {
    match reading {
        Reading::Known(value) | Reading::TakenAs(value) => Some(value),
        _ => None,
    }
}

fn is_known(reading: &Reading) -> bool {
    matches!(reading, Reading::Known(_) | Reading::TakenAs(_) | Reading::Items(_) | Reading::Rows(_))
}

fn is_settled(reading: &Reading) -> bool {
    !matches!(reading, Reading::NotObserved | Reading::Band(..))
}
