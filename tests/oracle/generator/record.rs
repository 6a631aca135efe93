//! Record lists: fields, derived values of a row, rows that are expected.

use crate::generator::choices::Choices;
use crate::generator::facts::Fact;
use crate::generator::facts::Kind;

/// A record list.
#[derive(Clone, Debug)]
pub struct Record {
    /// 应有 n.
    pub expected: Option<usize>,
    /// 按: the position of the field that is the key.
    pub key: Option<usize>,
    /// Its fields.
    pub fields: Vec<Fact>,
    /// Derived values of a row: name, unit (`None` for a truth) and value.
    pub lets: Vec<(String, Option<&'static str>, String)>,
}

impl Record {
    /// Draws a list without derived values; names are the same in every list, as they are in life.
    pub fn draw(choices: &mut Choices<'_>) -> Self {
        let count = 1 + choices.below(3);
        let names = ["占道", "面积", "检查"];
        let fields: Vec<Fact> =
            names[..count].iter().map(|name| Fact::draw((*name).to_owned(), choices, true)).collect();
        let places = |fact: &Fact| !matches!(fact.kind, Kind::YesNo | Kind::Choice(_) | Kind::Text);
        let at = choices.below(count);
        let key = (choices.chance(50) && places(&fields[at])).then_some(at);
        let expected = choices.chance(25).then(|| 1 + choices.below(3));
        let mut fields = fields;
        if choices.chance(25) {
            fields.push(Fact::draw_inner(Self::inside(choices), choices));
        }
        Self { expected, key, fields, lets: Vec::new() }
    }

    /// Draws a list inside another.
    fn inside(choices: &mut Choices<'_>) -> Self {
        let names = ["深度", "等次"];
        let count = 1 + choices.below(2);
        let fields =
            names[..count].iter().map(|name| Fact::draw((*name).to_owned(), choices, true)).collect();
        let expected = choices.chance(20).then(|| 1 + choices.below(2));
        Self { expected, key: None, fields, lets: Vec::new() }
    }

    /// Whether its key puts the rows in order.
    pub fn is_ordered(&self) -> bool {
        self.key.is_some()
    }

    /// The list as it is declared.
    pub fn declared(&self) -> String {
        let expected = self.expected.map_or(String::new(), |count| format!("应有 {count} "));
        let fields = self.fields.iter().map(Fact::declaration);
        let lets = self.lets.iter().map(|(name, _, value)| format!("令 {name} = {value}"));
        let all: Vec<String> = fields.chain(lets).collect();
        let key = self.key.map_or(String::new(), |key| format!("按 {} ", self.fields[key].name));
        format!("名录 {expected}{key}{{ {} }}", all.join(" ; "))
    }
}
