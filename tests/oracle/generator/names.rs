//! What a generated standard has declared so far.

use crate::generator::choices::Choices;
use crate::generator::facts::Fact;
use crate::generator::facts::Kind;
use crate::generator::record::Record;

/// Declared names, and where the next expression stands.
#[derive(Debug)]
pub struct Names<'a> {
    /// Where choices come from.
    pub choices: Choices<'a>,
    /// Facts so far.
    pub facts: Vec<Fact>,
    /// Derived values and parameters: name and unit (`None` for a truth).
    pub values: Vec<(String, Option<&'static str>)>,
    /// The fact whose rows are at hand.
    pub row: Option<usize>,
    /// Derived values of the row at hand.
    pub row_values: Vec<(String, Option<&'static str>)>,
    /// Whether 满分 and 折 have points to speak of here.
    pub has_points: bool,
    /// Whether there is a main verdict.
    pub has_verdict: bool,
    /// Whether there is a verdict of the key clauses.
    pub has_key_verdict: bool,
    /// Whether the chapter at hand has points.
    pub chapter_has_points: bool,
    /// Whether 评定日 is used.
    pub uses_date: bool,
    /// Clauses so far, with whether they have points.
    pub clauses: Vec<(String, bool)>,
    next: usize,
}

impl<'a> Names<'a> {
    /// Nothing declared.
    pub fn new(choices: Choices<'a>) -> Self {
        Self {
            choices,
            facts: Vec::new(),
            values: Vec::new(),
            row: None,
            row_values: Vec::new(),
            has_points: false,
            has_verdict: false,
            has_key_verdict: false,
            chapter_has_points: false,
            uses_date: false,
            clauses: Vec::new(),
            next: 0,
        }
    }

    /// A name that was not used yet.
    pub fn fresh(&mut self, stem: &str) -> String {
        self.next += 1;
        format!("{stem}{}", self.next)
    }

    /// Declares a fact and returns its declaration.
    pub fn fact(&mut self) -> String {
        let name = self.fresh("项");
        let mut fact = Fact::draw(name, &mut self.choices, false);
        if let Kind::Records(record) = &mut fact.kind {
            let record = record.clone();
            self.facts.push(fact.clone());
            if self.choices.chance(30) {
                self.row_let(&mut fact, record);
            }
            self.facts.pop();
        }
        let declaration = fact.declaration();
        self.facts.push(fact);
        declaration
    }

    /// Gives a list a derived value of its rows.
    fn row_let(&mut self, fact: &mut Fact, record: Record) {
        let outer = self.enter(self.facts.len() - 1);
        let unit = record.fields.iter().find_map(Fact::unit).unwrap_or("");
        let has_points = std::mem::replace(&mut self.has_points, false);
        let (unit, value) = match self.choices.below(2) {
            0 => (Some(unit), self.number(unit, 1)),
            _ => (None, self.condition(1)),
        };
        self.has_points = has_points;
        self.leave(outer);
        if let Kind::Records(record) = &mut fact.kind {
            record.lets.push(("行值".to_owned(), unit, value));
        }
    }

    /// Stands in the rows of a list; returns where it stood before.
    pub fn enter(&mut self, list: usize) -> (Option<usize>, Vec<(String, Option<&'static str>)>) {
        let Kind::Records(record) = &self.facts[list].kind else { panic!("no list") };
        let lets = record.lets.iter().map(|(name, unit, _)| (name.clone(), *unit)).collect();
        (self.row.replace(list), std::mem::replace(&mut self.row_values, lets))
    }

    /// Stands again where it stood before.
    pub fn leave(&mut self, (row, values): (Option<usize>, Vec<(String, Option<&'static str>)>)) {
        (self.row, self.row_values) = (row, values);
    }

    /// The facts that an expression may name here: the fields of the row at hand, or one of the standard's.
    pub fn seen(&self) -> Vec<Fact> {
        let fields = self.row.map(|list| match &self.facts[list].kind {
            Kind::Records(record) => record.fields.clone(),
            _ => Vec::new(),
        });
        match fields {
            // In a row its fields come up as often as everything else.
            Some(fields) => {
                fields.iter().cycle().take(fields.len() * 3).chain(self.recent()).cloned().collect()
            }
            None => self.recent().cloned().collect(),
        }
    }

    /// The latest facts, which the clause at hand is about, and now and then an older one.
    fn recent(&self) -> impl Iterator<Item = &Fact> {
        self.facts.iter().rev().take(6)
    }

    /// The positions of record lists.
    pub fn lists(&self) -> Vec<usize> {
        let is_list = |(_, fact): &(usize, &Fact)| matches!(fact.kind, Kind::Records(_));
        self.facts.iter().enumerate().filter(is_list).map(|(at, _)| at).rev().take(3).collect()
    }
}
