//! The units in which the values of expressions are best shown.

use crate::exact::Exact;
use crate::model::batch::BatchKind;
use crate::model::expression::Expr;
use crate::model::expression::FoldKind;
use crate::model::expression::OutcomeNumber;
use crate::model::fact::Fact;
use crate::model::fact::Kind;
use crate::model::words::Naming;
use crate::unit::Unit;

impl Naming<'_> {
    /// A number in the unit of the expression that it was compared with.
    pub fn number_like(self, like: &Expr, value: Exact) -> String {
        self.unit_of(like).unwrap_or_else(Unit::none).show(value)
    }

    /// The unit in which the values of an expression are best shown.
    pub(super) fn unit_of(self, expr: &Expr) -> Option<Unit> {
        match expr {
            Expr::Number(_, unit) => Some(unit.clone()),
            Expr::Fact(id) => unit_of_fact(self.standard.fact(*id)?),
            Expr::Field(id) => match &self.standard.fact(self.list?)?.kind {
                Kind::Records(records) => unit_of_fact(records.fields.get(id.0 as usize)?),
                _ => None,
            },
            Expr::Outer(value, _) => self.outside().unit_of(value),
            Expr::Let(id) => self.standard.lets.get(id.0 as usize)?.unit.clone(),
            Expr::Parameter(id) => {
                self.unit_of(&self.standard.parameters.get(id.0 as usize)?.values.first()?.1)
            }
            Expr::Sum(terms) => terms.iter().find_map(|(_, term)| self.unit_of(term)),
            Expr::Product(factors) => {
                let units: Vec<Unit> = factors
                    .iter()
                    .filter_map(|(_, factor)| self.unit_of(factor))
                    .filter(|unit| !unit.name().is_empty())
                    .collect();
                match <[Unit; 1]>::try_from(units) {
                    Ok([unit]) => Some(unit),
                    Err(units) => units.into_iter().find(Unit::is_points),
                }
            }
            Expr::Batch(value) => match &value.kind {
                BatchKind::Fold { kind: FoldKind::Share, .. } => Some(Unit::percent()),
                BatchKind::Fold { value, .. } => self.unit_of(value.as_ref()?),
                BatchKind::Rank(_) => None,
            },
            Expr::Calendar(calendar) => Some(calendar.unit()),
            Expr::Fold(fold) if fold.kind == FoldKind::LongestGap => Some(Unit::spoken("天")),
            Expr::Fold(fold) if fold.kind == FoldKind::Share => Some(Unit::percent()),
            Expr::Fold(fold) => self.in_rows(fold.list, &[]).unit_of(fold.value.as_ref()?),
            Expr::Extremum(_, choices) => choices.iter().find_map(|choice| self.unit_of(choice)),
            Expr::Absolute(inner) | Expr::Round(inner, ..) | Expr::OrElse(inner, _) => self.unit_of(inner),
            Expr::If(branches, last) => {
                branches.iter().find_map(|(_, then)| self.unit_of(then)).or_else(|| self.unit_of(last))
            }
            Expr::Bands(bands) => bands.rows.iter().find_map(|row| self.unit_of(&row.then)),
            Expr::OfPart(_, result) => self.unit_of(result),
            Expr::Outcome(OutcomeNumber::ScoreRate) => Some(Unit::percent()),
            Expr::Outcome(_) => Some(Unit::points()),
            Expr::Account(id) => Some(self.standard.account(*id)?.unit.clone()),
            _ => None,
        }
    }
}

/// The unit in which a fact's values are written.
fn unit_of_fact(fact: &Fact) -> Option<Unit> {
    match &fact.kind {
        Kind::Number(number) => Some(number.unit.clone()),
        Kind::Judged(_) => Some(Unit::points()),
        _ => None,
    }
}
