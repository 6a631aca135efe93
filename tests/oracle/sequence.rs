//! Rows one by one and in the order of their key: 唯一 首个 末个 连续 最长连续 递增 递减 不增 不减.

use weiheng::model::expression::Fold;
use weiheng::model::expression::FoldKind;
use weiheng::model::fact::Kind;
use weiheng::syntax::tree::Comparison;

use crate::comparison::compare;
use crate::logic::all;
use crate::number::Number;
use crate::number::whole;
use crate::outcome::Outcome;
use crate::outcome::Value;
use crate::outcome::every;
use crate::scope::Scope;

/// A row: its place in the order, whether it passes, and its value.
#[derive(Clone)]
struct Placed {
    key: Option<Number>,
    passes: Outcome<bool>,
    value: Outcome<Value>,
}

/// Whether a fold looks at rows one by one.
pub(crate) fn is_sequence(kind: FoldKind) -> bool {
    kind.is_ordered() || kind == FoldKind::Only
}

impl Scope<'_> {
    /// What such a fold comes to: the same in every order that the keys allow, or nothing.
    pub(crate) fn sequence(&self, fold: &Fold) -> Outcome<Value> {
        let result = self.placed(fold).and_then(|rows| {
            if fold.kind == FoldKind::Only {
                return only(&rows);
            }
            let rows: Vec<Placed> = rows.into_iter().filter(|row| row.key.is_some()).collect();
            let mut results = orders(&rows).into_iter().map(|order| in_order(fold.kind, &order));
            let first = results.next().expect("there is an order");
            if results.all(|result| result == first) { first } else { Outcome::NoValue }
        });
        match result {
            Outcome::NoValue if fold.kind.is_truth() => self.tested(Outcome::NoValue).map(Value::Truth),
            result => result,
        }
    }

    fn placed(&self, fold: &Fold) -> Outcome<Vec<Placed>> {
        let fact = self.oracle.standard.fact(fold.list).expect("a list is declared");
        let Kind::Records(records) = &fact.kind else { panic!("{} is no list", fact.name) };
        let key = fold.by.or(records.key);
        self.each(fold, |scope| {
            let scope = scope.honest();
            let key = key.and_then(|key| match scope.field(key).known()? {
                Value::Number(number) => Some(number),
                Value::Option(position) => Some(whole(-i64::from(position))),
                _ => None,
            });
            let value = fold.value.as_ref();
            Placed {
                key,
                passes: fold.filter.as_ref().map_or(Outcome::Known(true), |filter| scope.truth(filter)),
                value: value.map_or(Outcome::Known(Value::Truth(true)), |value| scope.value(value)),
            }
        })
    }
}

/// Every order that the keys allow.
fn orders(rows: &[Placed]) -> Vec<Vec<Placed>> {
    if rows.is_empty() {
        return vec![Vec::new()];
    }
    let least = rows.iter().map(|row| row.key.clone()).min().expect("there are rows");
    let first = (0..rows.len()).filter(|at| rows[*at].key == least);
    let with_first = first.flat_map(|at| {
        let mut rest = rows.to_vec();
        let row = rest.remove(at);
        orders(&rest).into_iter().map(move |order| std::iter::once(row.clone()).chain(order).collect())
    });
    with_first.collect()
}

fn in_order(kind: FoldKind, rows: &[Placed]) -> Outcome<Value> {
    match kind {
        FoldKind::First => first(rows.iter()),
        FoldKind::Last => first(rows.iter().rev()),
        FoldKind::Runs(length) => runs(rows).map(|runs| {
            let length = usize::try_from(length).expect("a short run");
            let full: usize = runs.iter().map(|run| run / length).sum();
            Value::Number(whole(i64::try_from(full).expect("few rows")))
        }),
        FoldKind::LongestRun => runs(rows).map(|runs| {
            let longest = runs.into_iter().max().unwrap_or(0);
            Value::Number(whole(i64::try_from(longest).expect("few rows")))
        }),
        FoldKind::Trend(how) => trend(rows, how),
        other => panic!("{other:?} looks at no order"),
    }
}

fn only(rows: &[Placed]) -> Outcome<Value> {
    passing(rows).and_then(|passing| match passing.as_slice() {
        [value] => value.clone(),
        _ => Outcome::NoValue,
    })
}

fn first<'a>(rows: impl Iterator<Item = &'a Placed>) -> Outcome<Value> {
    for row in rows.filter(|row| !row.value.is_inapplicable()) {
        match row.passes {
            Outcome::Known(true) => return row.value.clone(),
            Outcome::Known(false) | Outcome::NotApplicable => {}
            Outcome::NoValue => return Outcome::NoValue,
        }
    }
    Outcome::NoValue
}

/// The lengths of the runs.
fn runs(rows: &[Placed]) -> Outcome<Vec<usize>> {
    let applying = rows.iter().map(|row| row.passes.clone()).filter(|passes| !passes.is_inapplicable());
    every(applying).map(|passes| passes.split(|passes| !passes).map(<[bool]>::len).collect())
}

fn trend(rows: &[Placed], how: Comparison) -> Outcome<Value> {
    passing(rows).and_then(|values| {
        if values.len() < 2 {
            return Outcome::NoValue;
        }
        let pairs = values.windows(2).map(|pair| compare(how, pair[1].clone(), pair[0].clone()));
        all(pairs).map(Value::Truth)
    })
}

/// The values of the rows that pass; what is not applicable drops out.
fn passing(rows: &[Placed]) -> Outcome<Vec<Outcome<Value>>> {
    let applying = rows.iter().filter(|row| !row.passes.is_inapplicable() && !row.value.is_inapplicable());
    let applying = applying.map(|row| row.passes.clone().map(|passes| (passes, row.value.clone())));
    match every(applying) {
        Outcome::Known(rows) => {
            Outcome::Known(rows.into_iter().filter(|(passes, _)| *passes).map(|(_, value)| value).collect())
        }
        _ => Outcome::NoValue,
    }
}
