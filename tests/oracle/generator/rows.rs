//! Acts on the rows of a list.

use crate::generator::acts::Where;
use crate::generator::facts::Kind;
use crate::generator::names::Names;

impl Names<'_> {
    /// 逐.
    pub(crate) fn rows(&mut self, at: Where, depth: usize) -> String {
        let Some(list) = self.list_to_go_over() else { return self.amount(at) };
        let name = self.facts[list].name.clone();
        let outer = self.enter(list);
        let by = if self.choices.chance(30) { format!("按 {} ", self.key()) } else { String::new() };
        let filter =
            if self.choices.chance(30) { format!("若 {} ", self.condition(1)) } else { String::new() };
        let mut body = Vec::new();
        if self.choices.chance(25) {
            let unit = self.choices.one(&["处", "%", "分"]);
            let value = self.number(unit, 1);
            let name = if self.at.around.is_some() { "此处" } else { "此行" };
            body.push(format!("令 {name} = {value}"));
            self.row_values.push((name.to_owned(), Some(unit)));
        }
        for _ in 0..=self.choices.below(2) {
            body.push(self.act(at, depth.min(1)));
        }
        self.leave(outer);
        let fold = self.choices.one(&["合计", "平均", "最差", "最好", "最重", "最重"]);
        format!("逐 {name} {by}{filter}取 {fold} {{\n{}\n}}{}", body.join("\n"), self.limits())
    }

    /// A field of the row at hand.
    pub(crate) fn key(&mut self) -> String {
        let list = self.at.row.expect("a key is a field of a row");
        let Kind::Records(record) = &self.facts[list].kind else { panic!("no list") };
        let single = record.fields.iter().filter(|field| !matches!(field.kind, Kind::Records(_)));
        let names: Vec<String> = single.map(|field| field.name.clone()).collect();
        self.choices.one(&names)
    }

    /// 每 of a list.
    pub(crate) fn each_row(&mut self, at: Where, depth: usize) -> String {
        let Some(list) = self.list_to_go_over() else { return self.amount(at) };
        let name = self.facts[list].name.clone();
        let outer = self.enter(list);
        let filter =
            if self.choices.chance(60) { format!("若 {} ", self.condition(1)) } else { String::new() };
        let then = match self.choices.below(6) {
            3 | 4 if self.booking.is_some() => self.priced(at, 1),
            5 if depth > 0 => format!("{{ {} }}", self.act(at, 0)),
            3 if self.choices.chance(30) => self.above(),
            4 if at.own_points => self.all_or_nothing().to_owned(),
            _ => self.priced(at, 1),
        };
        // A factor that stands first sees the row.
        let factor = if self.choices.chance(20) { format!(" {}", self.factor()) } else { String::new() };
        self.leave(outer);
        format!("每 {name} {filter}{then}{factor}{}", self.limits())
    }
}
