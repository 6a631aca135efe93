//! Rows in groups: those with one value of a field.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::exact::Exact;

/// The most ways that are tried in which rows may fall into groups.
const MOST: usize = 64;

/// The rows of each group, by position.
pub(crate) type Groups = Vec<Vec<usize>>;

/// What a group has in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Number(Exact),
    Option(u32),
    Truth(bool),
    Text(String),
    /// A value that none of the known ones is.
    New(usize),
}

/// Which group a row is in; `None` for a row whose key does not apply, which is in none.
type Member = Option<Label>;

/// Every way in which rows may fall into groups; `None` where there are too many.
pub(crate) fn ways(keys: &[Possible]) -> Option<Vec<Groups>> {
    let known: BTreeSet<Label> = keys.iter().filter_map(label).collect();
    let mut ways: Vec<Vec<Member>> = vec![Vec::new()];
    for key in keys {
        if key.is_settled() {
            let label = label(key);
            ways.iter_mut().for_each(|way| way.push(label.clone()));
            continue;
        }
        let mut longer = Vec::new();
        for way in ways {
            for member in members(key, &known, &way) {
                longer.push(way.iter().cloned().chain([member]).collect());
            }
            if longer.len() > MOST {
                return None;
            }
        }
        ways = longer;
    }
    Some(ways.iter().map(|way| grouped(way)).collect())
}

/// One of several values, as the groups fall; `unknown` says why that is open.
pub(crate) fn either(results: Vec<Possible>, unknown: Doubt) -> Possible {
    let alike = results.iter().all(|result| results.first() == Some(result));
    let one = results.len() == 1;
    let everywhere = results.iter().all(|result| result.doubt.cause.is_some());
    let doubt = results.iter().fold(unknown, |doubt, result| doubt.and(result.doubt));
    let found = results.into_iter().reduce(Possible::or);
    let found = found.unwrap_or_else(Possible::inapplicable);
    if one || (alike && found.is_settled()) {
        return Possible { doubt, ..found }.settled();
    }
    let cause = doubt.cause.filter(|_| everywhere || unknown.cause.is_some());
    Possible { doubt: Doubt { unseen: true, cause }, ..found }.settled()
}

/// Why it is open which groups rows are in.
pub(crate) fn doubt(keys: &[Possible]) -> Doubt {
    keys.iter().filter(|key| !key.is_settled()).fold(Doubt::NONE, |doubt, key| doubt.and(key.doubt))
}

/// How many groups there are at least and at most.
pub(crate) fn bounds(keys: &[Possible]) -> (usize, usize) {
    let known: BTreeSet<Label> = keys.iter().filter_map(label).collect();
    let open = keys.iter().filter(|key| !key.is_settled()).count();
    (known.len(), known.len() + open)
}

fn label(key: &Possible) -> Option<Label> {
    if !key.is_settled() {
        return None;
    }
    match &key.shape {
        Shape::Nothing => None,
        Shape::Truth(truths) => Some(Label::Truth(truths.yes)),
        Shape::Number(interval) => interval.as_point().map(Label::Number),
        Shape::Options(mask) => Some(Label::Option(mask.trailing_zeros())),
        Shape::Text(text) => text.clone().map(Label::Text),
    }
}

/// The groups that a row may be in of which the key is open, beside rows that were put into theirs.
fn members(key: &Possible, known: &BTreeSet<Label>, before: &[Member]) -> Vec<Member> {
    let mut labels: Vec<Member> = match &key.shape {
        Shape::Options(mask) => {
            (0..u128::BITS).filter(|bit| mask >> bit & 1 == 1).map(|bit| Some(Label::Option(bit))).collect()
        }
        Shape::Truth(_) => vec![Some(Label::Truth(true)), Some(Label::Truth(false))],
        Shape::Nothing | Shape::Number(_) | Shape::Text(_) => {
            let new = before.iter().flatten().filter(|label| matches!(label, Label::New(_)));
            let new: BTreeSet<Label> = new.cloned().collect();
            let next = Label::New(new.len());
            known.iter().cloned().chain(new).chain([next]).map(Some).collect()
        }
    };
    if key.inapplicable {
        labels.push(None);
    }
    labels
}

fn grouped(way: &[Member]) -> Groups {
    let mut groups: BTreeMap<&Label, Vec<usize>> = BTreeMap::new();
    for (at, label) in way.iter().enumerate() {
        if let Some(label) = label {
            groups.entry(label).or_default().push(at);
        }
    }
    groups.into_values().collect()
}
