//! What a generated standard has declared so far.

use crate::generator::acts::Entered;
use crate::generator::choices::Choices;
use crate::generator::facts::Fact;
use crate::generator::facts::Kind;
use crate::generator::record::Record;

/// The rows at hand. The list inside the list at hand is among the facts while it can be named, after all others.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing {
    /// The list whose rows are at hand.
    pub row: Option<usize>,
    /// The list whose rows hold the list at hand.
    pub around: Option<usize>,
    /// The list inside the rows at hand, or the one at hand where it is inside another.
    pub inner: Option<usize>,
    /// How many facts are lists inside others.
    pub extra: usize,
}

/// Declared names, and where the next expression stands.
#[derive(Debug)]
pub struct Names<'a> {
    /// Where choices come from.
    pub choices: Choices<'a>,
    /// Facts so far.
    pub facts: Vec<Fact>,
    /// Derived values and parameters: name and unit (`None` for a truth).
    pub values: Vec<(String, Option<&'static str>)>,
    /// The rows in which the next expression stands.
    pub at: Standing,
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
    /// The accounts.
    pub accounts: Vec<String>,
    /// The account that the act at hand books to.
    pub booking: Option<String>,
    /// Clauses so far, with whether they have points.
    pub clauses: Vec<(String, bool)>,
    /// The verdicts that stand in clauses so far.
    pub grades: Vec<String>,
    next: usize,
}

impl<'a> Names<'a> {
    /// Nothing declared.
    pub fn new(choices: Choices<'a>) -> Self {
        Self {
            choices,
            facts: Vec::new(),
            values: Vec::new(),
            at: Standing::default(),
            row_values: Vec::new(),
            has_points: false,
            has_verdict: false,
            has_key_verdict: false,
            chapter_has_points: false,
            uses_date: false,
            accounts: Vec::new(),
            booking: None,
            clauses: Vec::new(),
            grades: Vec::new(),
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
    pub(crate) fn enter(&mut self, list: usize) -> Entered {
        let Kind::Records(record) = &self.facts[list].kind else { panic!("no list") };
        let mut lets: Vec<_> = record.lets.iter().map(|(name, unit, _)| (name.clone(), *unit)).collect();
        let inside = record.fields.iter().find(|field| matches!(field.kind, Kind::Records(_))).cloned();
        let before = self.at;
        self.at.row = Some(list);
        if before.inner == Some(list) {
            self.at.around = before.around.or(before.row);
            // A fold over the list at hand sees its rows anew, without what 逐 derived in one of them.
            let again = before.row == Some(list);
            let seen = self.row_values.iter().filter(|(name, _)| !again || name != "此处");
            lets.extend(seen.cloned());
        } else {
            (self.at.around, self.at.inner) = (None, None);
        }
        if let Some(inside) = inside {
            self.at.inner = Some(self.facts.len());
            self.at.extra += 1;
            self.facts.push(inside);
        }
        (before, std::mem::replace(&mut self.row_values, lets))
    }

    /// Stands again where it stood before.
    pub(crate) fn leave(&mut self, (at, values): Entered) {
        self.facts.truncate(self.facts.len() + at.extra - self.at.extra);
        (self.at, self.row_values) = (at, values);
    }

    /// The facts that an expression may name here: the fields of the row at hand, or one of the standard's.
    pub fn seen(&self) -> Vec<Fact> {
        let fields = |list: Option<usize>| match list.map(|list| &self.facts[list].kind) {
            Some(Kind::Records(record)) => record.fields.clone(),
            _ => Vec::new(),
        };
        let (own, outer) = (fields(self.at.row), fields(self.at.around));
        // In a row its fields come up as often as everything else.
        let own = own.iter().cycle().take(own.len() * 3);
        own.chain(&outer).chain(self.recent()).cloned().collect()
    }

    /// The latest facts, which the clause at hand is about, and now and then an older one.
    fn recent(&self) -> impl Iterator<Item = &Fact> {
        self.visible().rev().map(|(_, fact)| fact).take(6)
    }

    /// The facts that can be named, by position: of the lists inside others only the one at hand.
    fn visible(&self) -> impl DoubleEndedIterator<Item = (usize, &Fact)> {
        let (declared, inner) = (self.facts.len() - self.at.extra, self.at.inner);
        self.facts.iter().enumerate().filter(move |(at, _)| *at < declared || Some(*at) == inner)
    }

    /// The list over whose rows an act may go here: any outside of rows, inside them the one that is a field of them.
    pub(crate) fn list_to_go_over(&mut self) -> Option<usize> {
        if self.at.row.is_some() {
            return self.at.inner.filter(|inner| Some(*inner) != self.at.row);
        }
        let lists = self.lists();
        if lists.is_empty() { None } else { Some(self.choices.one(&lists)) }
    }

    /// The positions of record lists.
    pub fn lists(&self) -> Vec<usize> {
        let is_list = |(_, fact): &(usize, &Fact)| matches!(fact.kind, Kind::Records(_));
        self.visible().filter(is_list).map(|(at, _)| at).rev().take(3).collect()
    }
}
