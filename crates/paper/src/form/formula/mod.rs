//! A standard as the formulas of a spreadsheet.
//!
//! What a formula cannot say exactly is left to weiheng, and so is all that rests on it: nothing is approximated.

mod act;
mod arithmetic;
mod calendar;
pub(crate) mod cells;
pub(crate) mod code;
mod comparison;
pub(crate) mod compiler;
mod deed;
mod expression;
pub(crate) mod fact;
mod fold;
mod gaps;
mod limit;
mod logic;
mod order;
mod outcome;
pub(crate) mod part;
mod rolled;
mod rows;
pub(crate) mod value;

use std::collections::BTreeMap;

use weiheng::Plan;
use weiheng::Standard;
use weiheng::model::part::PartId;

use crate::form::formula::cells::Cells;
use crate::form::formula::compiler::Compiler;
pub(crate) use crate::form::formula::outcome::FINDINGS;
use crate::form::formula::part::Scored;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;
use crate::form::input::Inputs;

/// Every formula of a standard.
pub(crate) struct Formulas {
    /// The cells in which they are kept.
    pub(crate) cells: Cells,
    /// The results of parts.
    pub(crate) parts: BTreeMap<PartId, Made<Scored>>,
    /// The total after rounding; none where there are no points.
    pub(crate) total: Made<Option<Number>>,
    /// The cells of the verdicts, in their order.
    pub(crate) verdicts: Vec<Made<String>>,
    /// The cell of how many clauses are not observed.
    pub(crate) unseen: String,
}

impl Formulas {
    /// The formulas of a standard whose facts are typed at these places.
    pub(crate) fn of(standard: &Standard, plan: &Plan, inputs: &Inputs) -> Self {
        let mut compiler = Compiler::new(standard, plan, inputs);
        compiler.part(PartId(0), &Ok(Truth::known(true)));
        let totals = compiler.totals();
        compiler.total = match &totals {
            Ok(Some((unrounded, _))) => Some(Ok(unrounded.clone())),
            Ok(None) => None,
            Err(why) => Some(Err(*why)),
        };
        // Derived values that looked at results before all of them were there are looked at anew.
        compiler.lets.retain(|_, made| made.is_ok());
        let verdicts = standard.verdicts.iter().map(|verdict| compiler.verdict(verdict)).collect();
        let total = totals.map(|totals| totals.map(|(_, rounded)| rounded));
        let unseen = compiler.unseen_clauses();
        Self { cells: compiler.cells, parts: compiler.scored, total, verdicts, unseen }
    }
}
