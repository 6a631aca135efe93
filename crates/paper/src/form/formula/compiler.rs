//! Where formulas are made: the standard, where its facts are typed, the cells so far, and what is at hand.

use std::collections::BTreeMap;

use weiheng::Plan;
use weiheng::Standard;
use weiheng::model::expression::LetId;
use weiheng::model::fact::FactId;
use weiheng::model::fact::RowLet;
use weiheng::model::part::PartId;

use crate::form::formula::cells::Cells;
use crate::form::formula::cells::Place;
use crate::form::formula::part::Scored;
use crate::form::formula::value::Made;
use crate::form::formula::value::Truth;
use crate::form::formula::value::Value;
use crate::form::input::Inputs;

/// Makes the formulas of one standard.
pub(crate) struct Compiler<'a> {
    pub(crate) standard: &'a Standard,
    pub(crate) plan: &'a Plan,
    /// Where facts are typed.
    pub(crate) inputs: &'a Inputs,
    /// The cells so far.
    pub(crate) cells: Cells,
    /// The row at hand.
    pub(crate) row: Option<Row<'a>>,
    /// The part at hand.
    pub(crate) part: PartId,
    /// The parts that are scored so far.
    pub(crate) scored: BTreeMap<PartId, Made<Scored>>,
    /// The total before rounding.
    pub(crate) total: Option<Made<crate::form::formula::value::Number>>,
    pub(crate) lets: BTreeMap<LetId, Made<Value>>,
}

/// A row of a list.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    /// The list.
    pub(crate) list: FactId,
    /// Its position among the lists that are typed.
    pub(crate) at: usize,
    /// Derived values beyond the record's own.
    pub(crate) extra: &'a [RowLet],
}

impl<'a> Compiler<'a> {
    /// A compiler that has made nothing yet.
    pub(crate) fn new(standard: &'a Standard, plan: &'a Plan, inputs: &'a Inputs) -> Self {
        Self {
            standard,
            plan,
            inputs,
            cells: Cells::new(inputs.lists.iter().map(|list| (list.first, list.last))),
            row: None,
            part: PartId(0),
            scored: BTreeMap::new(),
            total: None,
            lets: BTreeMap::new(),
        }
    }

    /// Keeps a formula where the row at hand, or the unit, keeps its own.
    pub(crate) fn keep(&mut self, formula: String) -> String {
        let place = self.row.map_or(Place::Unit, |row| Place::Row(row.at));
        self.cells.keep(place, formula)
    }

    /// The same for a truth.
    pub(crate) fn keep_truth(&mut self, formula: String, may: crate::form::formula::code::May) -> Truth {
        Truth { at: self.keep(formula), may }
    }

    /// What comes of something with another row, or none, at hand.
    pub(crate) fn within<T>(&mut self, row: Option<Row<'a>>, make: impl FnOnce(&mut Self) -> T) -> T {
        let around = std::mem::replace(&mut self.row, row);
        let made = make(self);
        self.row = around;
        made
    }

    /// What comes of something with another part at hand.
    pub(crate) fn at_part<T>(&mut self, part: PartId, make: impl FnOnce(&mut Self) -> T) -> T {
        let around = std::mem::replace(&mut self.part, part);
        let made = make(self);
        self.part = around;
        made
    }
}
