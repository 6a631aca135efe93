//! Finding what to change of one matter: every field of a row that is worth it, and no more than is needed.

use std::cmp::Ordering;

use crate::exact::Exact;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::observation::Reading;
use crate::observation::Value;
use crate::repair::matter::State;
use crate::repair::matter::Target;
use crate::repair::matter::Within;
use crate::repair::matters::Matters;
use crate::repair::standing::Standing;
use crate::repair::targets::step;
use crate::repair::trial::Trial;
use crate::rounding::Rounding;

/// What is worth changing of rows that say the same.
struct Known {
    list: FactId,
    says: Vec<Reading>,
    mended: Vec<(usize, Reading)>,
}

impl Trial<'_> {
    /// Gives every row one more target: all its fields put right at once, as far as each is worth it when the row
    /// stands alone. It stands before the removal of the row.
    pub(super) fn mend_rows(&mut self, matters: &Matters<'_>) {
        let more_is_better = self.more_is_better;
        let mut known: Vec<Known> = Vec::new();
        for at in 0..self.matters.len() {
            let Some((fact, says)) = self.says(at) else { continue };
            let before = known.iter().find(|row| row.list == fact && row.says == says);
            let mended = match before.map(|row| row.mended.clone()) {
                Some(mended) => mended,
                None if self.is_spent() => continue,
                None => {
                    let mended = self.mended(at, matters, more_is_better).unwrap_or_default();
                    known.push(Known { list: fact, says, mended: mended.clone() });
                    mended
                }
            };
            if let Some(matter) = self.matters.get_mut(at).filter(|_| mended.len() > 1) {
                let end = matter.targets.iter().position(|target| *target == Target::Removed);
                matter.targets.insert(end.unwrap_or(matter.targets.len()), Target::Fields(mended));
            }
        }
    }

    /// The fields of a row that are worth changing: one after the other, those that follow still open.
    fn mended(
        &mut self,
        at: usize,
        matters: &Matters<'_>,
        more_is_better: bool,
    ) -> Option<Vec<(usize, Reading)>> {
        let site = self.matter(at)?.site;
        let standard = self.standard;
        let fact = standard.fact(site.fact)?;
        let Kind::Records(records) = &fact.kind else { return None };
        let row = self.observed_row(at)?.to_vec();
        let fields: Vec<usize> = matters.looked_at(site.fact, records).map(|(field, _)| field).collect();
        let singles = self.matter(at)?.targets.iter().filter_map(|target| match target {
            Target::Fields(fields) => fields.first().cloned(),
            _ => None,
        });
        let singles: Vec<(usize, Reading)> = singles.collect();
        let mut open = row.clone();
        for field in &fields {
            if singles.iter().any(|(other, _)| other == field) {
                *open.get_mut(*field)? = Reading::NotObserved;
            }
        }
        let mut mended = Vec::new();
        for field in fields {
            let own = singles.iter().filter(|(other, _)| *other == field).map(|(_, value)| value);
            let own: Vec<&Reading> = own.collect();
            if own.is_empty() {
                continue;
            }
            let now = row.get(field)?;
            let mut best: Option<(&Reading, Standing)> = None;
            for value in std::iter::once(now).chain(own) {
                open.get_mut(field)?.clone_from(value);
                let standing = self.alone(site.fact, open.clone());
                let better = best
                    .as_ref()
                    .is_none_or(|(_, best)| hopeful(&standing, best, more_is_better) == Ordering::Greater);
                if better {
                    best = Some((value, standing));
                }
            }
            let (value, _) = best?;
            open.get_mut(field)?.clone_from(value);
            if value != now {
                mended.push((field, value.clone()));
            }
        }
        Some(mended)
    }

    /// The mildest target that does as well as one: numbers are brought back towards what was observed for as long as
    /// it is enough.
    pub(super) fn milder(
        &mut self,
        states: &mut [State],
        at: usize,
        target: usize,
        enough: &mut dyn FnMut(&mut Self, &[State]) -> bool,
    ) -> State {
        let state = State::To(target);
        let Some((now, found, step, remake)) = self.number(at, target) else { return state };
        let apart = found.minus(now).unwrap_or(Exact::ZERO);
        let Some(count) = apart.max(apart.negated()).over(step).map(Exact::ceil) else { return state };
        // So many steps back from what was found are enough; so many are too many.
        let (mut back, mut too_far) = (0_i128, count);
        let direction = if apart.sign() > 0 { Exact::from(-1) } else { Exact::ONE };
        let value = |back: i128| found.plus(direction.times(step)?.times(Exact::new(back, 1)?)?);
        let mut best = state;
        while too_far - back > 1 {
            let middle = back + (too_far - back) / 2;
            let Some(value) = value(middle) else { break };
            let tried = self.target(at, remake.with(value));
            if let Some(place) = states.get_mut(at) {
                *place = tried;
            }
            if enough(self, states) {
                (back, best) = (middle, tried);
            } else {
                too_far = middle;
            }
        }
        if let Some(place) = states.get_mut(at) {
            *place = State::AsIs;
        }
        best
    }

    /// The number that a target changes: what was observed, what it becomes, and in what steps.
    fn number(&self, at: usize, target: usize) -> Option<(Exact, Exact, Exact, Remake)> {
        let matter = self.matter(at)?;
        let fact = self.standard.fact(matter.site.fact)?;
        let (kind, now, to, remake) = match (matter.targets.get(target)?, matter.site.within) {
            (Target::Value(to), _) => (&fact.kind, self.observed_reading(at)?, to, Remake { field: None }),
            (Target::Fields(fields), Within::Row(_)) => {
                let [(field, to)] = fields.as_slice() else { return None };
                let Kind::Records(records) = &fact.kind else { return None };
                let now = self.observed_row(at)?.get(*field)?;
                (&records.fields.get(*field)?.kind, now, to, Remake { field: Some(*field) })
            }
            _ => return None,
        };
        let (Kind::Number(_), Some(now), Some(to)) = (kind, number(now), number(to)) else { return None };
        let step = step(kind)?;
        // A number that is no multiple of the steps stays as it is.
        Rounding::Down.round(to, step).filter(|rounded| *rounded == to)?;
        Some((now, to, step, remake))
    }
}

/// How a target is made of another number.
#[derive(Clone, Copy)]
struct Remake {
    field: Option<usize>,
}

impl Remake {
    fn with(self, number: Exact) -> Target {
        let value = Reading::Known(Value::Number(number));
        match self.field {
            None => Target::Value(value),
            Some(field) => Target::Fields(vec![(field, value)]),
        }
    }
}

fn number(reading: &Reading) -> Option<Exact> {
    match reading {
        Reading::Known(Value::Number(number)) | Reading::TakenAs(Value::Number(number)) => Some(*number),
        _ => None,
    }
}

/// Which of two promises more while something is still open.
pub(super) fn hopeful(one: &Standing, other: &Standing, more_is_better: bool) -> Ordering {
    let points = match (one.total, other.total) {
        (Some(a), Some(b)) if more_is_better => a.high.cmp(&b.high),
        (Some(a), Some(b)) => b.low.cmp(&a.low),
        _ => Ordering::Equal,
    };
    other.troubles.cmp(&one.troubles).then(points)
}
