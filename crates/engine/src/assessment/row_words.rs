//! The words of a 逐: how many rows there were, how they became one, and which of them did not count.

use std::iter;

use crate::assessment::speech::Speech;
use crate::evaluation::book::Book;
use crate::evaluation::fold::RowList;
use crate::evaluation::row_fold::Standing;
use crate::evaluation::stake::Stake;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::act::Rows;
use crate::model::act::Verb;
use crate::model::fact::Kind;
use crate::model::part::PartId;
use crate::plan::PlannedPart;
use crate::syntax::tree::RowFold;
use crate::unit::Unit;

impl Speech<'_> {
    /// `市场 3行，取平均`; where one row counts for others, which do and which do not.
    pub(crate) fn folded_rows(&self, rows: &Rows, part: PartId, kind: LineKind) -> String {
        let head = self.rows_as_one(rows);
        let booked = kind == LineKind::Booked;
        if booked || (rows.by.is_none() && rows.fold != RowFold::Heaviest) {
            return head;
        }
        let verb = match kind {
            LineKind::Earn => Verb::Earn,
            LineKind::Bonus => Verb::Bonus,
            _ => Verb::Deduct,
        };
        let above = iter::successors(Some(part), |id| self.standard.part(*id)?.parent);
        let points = above
            .into_iter()
            .find_map(|id| self.scope.plan.parts.get(id.0 as usize).and_then(PlannedPart::table));
        let stake = Stake { points, reach: points, depth: Exact::ZERO };
        let book = Book::of_points(part, rows.earns, stake);
        let Some(standings) = self.scope.standings(rows, &book, verb) else { return head };
        let (counting, others): (Vec<&Standing>, Vec<&Standing>) =
            standings.iter().filter(|row| !row.amount.is_zero()).partition(|row| row.counts);
        let counting = self.listed(&counting, &self.say("计 ", "counting "));
        let others = self.listed(&others, &self.say("不计 ", "not counting "));
        let parts: Vec<String> = [counting, others].into_iter().flatten().collect();
        if parts.is_empty() {
            return head;
        }
        format!("{head}{}{}", self.say("：", ": "), parts.join(&self.say("；", "; ")))
    }

    /// `市场 3行，取平均`.
    pub(crate) fn rows_as_one(&self, rows: &Rows) -> String {
        let fold = match rows.fold {
            RowFold::Sum => self.say("合计", "sum"),
            RowFold::Mean => self.say("平均", "mean"),
            RowFold::Worst => self.say("最差", "worst"),
            RowFold::Best => self.say("最好", "best"),
            RowFold::Heaviest => self.say("最重", "heaviest"),
        };
        let name = self.fact_name(rows.list);
        let count = match self.scope.rows(rows.list) {
            RowList::Rows(rows) => rows.len(),
            RowList::Unseen | RowList::Inapplicable => 0,
        };
        let unit = self.say("行", if count == 1 { " row" } else { " rows" });
        let field = rows.by.and_then(|key| match &self.standard.fact(rows.list)?.kind {
            Kind::Records(records) => records.fields.get(key.0 as usize),
            _ => None,
        });
        let by = field.map(|field| {
            let name = &field.name;
            self.say(&format!("，按{name}分组"), &format!(", by {name}"))
        });
        format!("{name} {count}{unit}{}{}{fold}", by.unwrap_or_default(), self.say("，取", ", "))
    }

    /// `计 第2行 10分、第3行 2分`.
    fn listed(&self, rows: &[&Standing], word: &str) -> Option<String> {
        let row = |row: &&Standing| {
            let (number, amount) = (row.at.saturating_add(1), Unit::points().show(row.amount));
            self.say(&format!("第{number}行 {amount}"), &format!("row {number} {amount}"))
        };
        let listed: Vec<String> = rows.iter().map(row).collect();
        (!listed.is_empty()).then(|| format!("{word}{}", listed.join(&self.say("、", ", "))))
    }
}
