//! The kinds of facts in words.

use crate::exact::Exact;
use crate::model::Standard;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::model::fact::NumberClass;
use crate::model::fact::NumberKind;
use crate::model::words::Naming;

impl Standard {
    /// The kind of a fact as a clause file declares it, with what was left to the defaults.
    pub(crate) fn kind_words(&self, fact: &Fact) -> String {
        let mut words = match &fact.kind {
            Kind::YesNo => "是否".to_owned(),
            Kind::Number(number) => number_kind(number),
            Kind::Level(names) => format!("等级 {{ {} }}", names.join(" > ")),
            Kind::Choice(names) => format!("选项 {{ {} }}", names.join(", ")),
            Kind::Items(names) => format!("清单 {{ {} }}", names.join(", ")),
            Kind::Date => "日期".to_owned(),
            Kind::Time => "时刻".to_owned(),
            Kind::Text => "文字".to_owned(),
            Kind::Judged(judged) => {
                let bands = judged.bands.iter().map(|band| {
                    let name = band.name.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
                    format!("{name}{} 至 {}", band.low, band.high)
                });
                let out_of = judged.out_of.map(|out_of| format!("折 {out_of}分制 ")).unwrap_or_default();
                let bands = bands.collect::<Vec<_>>().join(" ; ");
                format!("评 {out_of}{{ {bands} }} 精确到 {}", judged.precision)
            }
            Kind::Records(records) => {
                let expected = records.expected.map(|rows| format!(" 应有 {rows}")).unwrap_or_default();
                let fields =
                    records.fields.iter().map(|field| format!("{} : {}", field.name, self.kind_words(field)));
                let mut lists = (0..).map(FactId).take(self.facts.len() + self.inner.len());
                let id = lists.find(|id| self.fact(*id).is_some_and(|list| list.span == fact.span));
                let naming = id.map_or(Naming::new(self), |id| Naming::new(self).in_rows(id, &[]));
                let lets = records
                    .lets
                    .iter()
                    .map(|derived| format!("令 {} = {}", derived.name, naming.expr(&derived.value)));
                format!("名录{expected} {{ {} }}", fields.chain(lets).collect::<Vec<_>>().join(" ; "))
            }
        };
        if fact.may_be_inapplicable {
            words.push_str(" 可不适用");
        }
        if fact.external {
            words.push_str(" 外部");
        }
        if let Some(value) = &fact.taken_as {
            words.push_str(&format!(" 未查 视为 {}", value.written(&fact.kind)));
        }
        words
    }
}

fn number_kind(number: &NumberKind) -> String {
    let class = match number.class {
        NumberClass::Count => "计数",
        NumberClass::Quantity => "数值",
        NumberClass::Ratio => "比率",
    };
    let unit = &number.unit;
    let mut words = format!("{class} {unit}").trim_end().to_owned();
    if let Some(precision) = number.precision.filter(|_| number.class != NumberClass::Count) {
        words.push_str(&format!(" 精确到 {}", unit.show(precision)));
    }
    let end = |end: Option<Exact>| end.map_or("…".to_owned(), |end| unit.show(end));
    if number.low.is_some() || number.high.is_some() {
        words.push_str(&format!(" {} 至 {}", end(number.low), end(number.high)));
    }
    if number.unit.factor() != Exact::ONE {
        words.push_str(&format!(" (1{unit} = {} in base units)", number.unit.factor()));
    }
    words
}
