//! Expressions in words, with the values that they had.

use crate::assessment::value;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::evaluation::scope::Scope;
use crate::model::Standard;
use crate::model::batch::BatchKind;
use crate::model::expression::Bands;
use crate::model::expression::Expr;
use crate::model::expression::FoldKind;
use crate::model::expression::OutcomeNumber;
use crate::model::expression::PartSet;
use crate::model::expression::Pattern;
use crate::model::expression::RowSet;
use crate::model::fact::Fact;
use crate::model::fact::FieldId;
use crate::model::fact::Kind;
use crate::observation::Reading;
use crate::syntax::tree::Comparison;
use crate::unit::Unit;
use crate::words::Language;

/// Says expressions in one language, for one unit.
pub(crate) struct Speech<'a> {
    pub(crate) standard: &'a Standard,
    pub(crate) scope: &'a Scope<'a>,
    pub(crate) language: Language,
    /// The record at hand, while a row is spoken of.
    pub(crate) row: Option<(&'a Fact, &'a [Reading])>,
}

impl<'a> Speech<'a> {
    /// One of two spellings.
    pub(crate) fn say(&self, zh: &str, en: &str) -> String {
        if self.language == Language::Zh { zh.to_owned() } else { en.to_owned() }
    }

    /// An expression with the value of every fact behind its name: `日保洁时长 15小时/天 < 16小时/天`.
    pub(crate) fn expression(&self, expression: &Expr) -> String {
        match expression {
            Expr::Number(number, unit) => unit.show(*number),
            Expr::Truth(truth) => value::truth_word(*truth, self.language).to_owned(),
            Expr::Option(_, name) => name.clone(),
            Expr::Date(date) => date.to_string(),
            Expr::Time(time) => time.to_string(),
            Expr::Text(text) => format!("“{text}”"),
            Expr::AssessmentDate => self.assessment_date(),
            Expr::Fact(id) => self.fact(*id),
            Expr::Field(id) => self.field(id.0 as usize),
            Expr::Outer(_, name) => name.clone(),
            Expr::RowLet(position) => self.number(&self.scope.row_let(*position), &Unit::none()),
            Expr::Let(id) => self.standard.lets.get(id.0 as usize).map_or_else(String::new, |derived| {
                let unit = derived.unit.clone().unwrap_or_else(Unit::none);
                let value = self.scope.derived(*id);
                let value =
                    if self.is_day(expression) { self.day(&value) } else { self.number(&value, &unit) };
                self.named(&derived.name, &value)
            }),
            Expr::Parameter(id) => {
                let current = self.scope.plan.parameters.get(id.0 as usize);
                let current = current.map(|current| self.expression(current)).unwrap_or_default();
                let name =
                    self.standard.parameters.get(id.0 as usize).map(|parameter| parameter.name.as_str());
                self.named(name.unwrap_or_default(), &current)
            }
            Expr::Not(inner) if matches!(**inner, Expr::Item(..)) => self.expression(inner),
            Expr::Not(inner) => format!("{}{}", self.say("非 ", "not "), self.inner(inner)),
            Expr::All(parts) => self.joined(parts, &self.say(" 且 ", " and ")),
            Expr::Any(parts) => self.joined(parts, &self.say(" 或 ", " or ")),
            Expr::Sum(terms) => self.series(terms, " + ", " - "),
            Expr::Product(factors) => self.series(factors, " × ", " ÷ "),
            Expr::Compare(comparison, left, right) => {
                format!(
                    "{} {} {}",
                    self.expression(left),
                    self.comparison(*comparison),
                    self.expression(right)
                )
            }
            Expr::OneOf(item, of) => {
                format!("{} {} {{ {} }}", self.expression(item), self.say("在", "in"), self.joined(of, ", "))
            }
            Expr::Within(item, low, high) => {
                let to = self.say("至", "to");
                let inside = self.say("在", "in");
                format!(
                    "{} {inside} {} {to} {}",
                    self.expression(item),
                    self.expression(low),
                    self.expression(high)
                )
            }
            Expr::Calendar(calendar) => self.calendar(calendar),
            Expr::Item(list, _, item) => {
                let name = self.standard.fact(*list).map(|fact| fact.name.clone()).unwrap_or_default();
                match self.scope.value(expression).truths() {
                    Truths { yes: true, no: false } => format!("{name} {} {item}", self.say("有", "has")),
                    Truths { yes: false, no: true } => format!("{name} {} {item}", self.say("缺", "lacks")),
                    _ => format!("{name} {item} {}", self.say("未查", "not observed")),
                }
            }
            Expr::Listed(value, list, _) => {
                let name = self.standard.fact(*list).map(|fact| fact.name.clone()).unwrap_or_default();
                format!("{} {} {name}", self.expression(value), self.say("在", "in"))
            }
            Expr::ItemCount(list, missing) => {
                let fact = self.standard.fact(*list).map(|fact| fact.name.clone()).unwrap_or_default();
                let word =
                    if *missing { self.say("缺项数", "missing") } else { self.say("计数", "count") };
                let count = self.possible(&self.scope.value(expression), &Unit::none());
                self.named(&format!("{word}({fact})"), &count)
            }
            Expr::Applies(inner) => format!("{} {}", self.expression(inner), self.say("适用", "applies")),
            Expr::Fold(fold) => {
                let Some(list) = self.standard.fact(fold.list) else { return String::new() };
                let set = match (fold.rows, fold.by) {
                    (RowSet::Group, _) => self.say("本组", "group"),
                    (RowSet::All, None) => list.name.clone(),
                    (RowSet::All, Some(key)) => {
                        let key = self.in_rows(list).field_name(key);
                        self.say(&format!("{} 按 {key}", list.name), &format!("{} by {key}", list.name))
                    }
                };
                let name = format!("{}({set})", self.fold(fold.kind));
                let rows = self.in_rows(list);
                let result = self.scope.value(expression);
                let option = fold.value.as_ref().and_then(|value| rows.option_of(value, &result));
                self.named(&name, &option.unwrap_or_else(|| self.result(expression)))
            }
            Expr::Batch(value) => self.named(&self.batch(value), &self.result(expression)),
            Expr::PartFold(fold) => {
                let over = match fold.over {
                    PartSet::Chapters => self.say("章", "chapters"),
                    PartSet::Clauses => self.say("条", "clauses"),
                    PartSet::Starred => "★".to_owned(),
                };
                let parts = fold.value.iter().chain(&fold.filter).map(|part| self.expression(part));
                let parts: Vec<String> = std::iter::once(over).chain(parts).collect();
                format!("{}({})", self.fold(fold.kind), parts.join(", "))
            }
            Expr::Extremum(largest, parts) => {
                let name = if *largest { self.say("最大", "max") } else { self.say("最小", "min") };
                format!("{name}({})", self.joined(parts, ", "))
            }
            Expr::Absolute(inner) => format!("|{}|", self.expression(inner)),
            Expr::Round(inner, ..) => format!("{}({})", self.say("取整", "round"), self.expression(inner)),
            Expr::If(..) | Expr::Bands(_) | Expr::OrElse(..) => self.result(expression),
            Expr::Outcome(number) => match number {
                OutcomeNumber::Total => self.say("总分", "total"),
                OutcomeNumber::Score => self.say("得分", "score"),
                OutcomeNumber::ScoreRate => self.say("得分率", "score rate"),
            },
            Expr::Account(id) => self.standard.account(*id).map_or_else(String::new, |account| {
                self.named(&account.name, &self.possible(&self.scope.account(*id), &account.unit))
            }),
            Expr::Vetoed => self.say("有否决", "a veto"),
            Expr::Met => self.say("合格", "met"),
            Expr::OfPart(part, result) => self.part_result(*part, result),
            Expr::Grade(at) => {
                let verdict = self.standard.verdicts.get(usize::from(*at));
                let name = verdict.and_then(|verdict| verdict.name.clone());
                name.unwrap_or_else(|| self.say("结论", "the verdict"))
            }
            Expr::Graded(part, rules) => self.standard.grade_name(*part, rules.len()).to_owned(),
        }
    }

    /// The same in the rows of a list, whichever row it may be.
    pub(super) fn in_rows(&self, list: &'a Fact) -> Self {
        Self { standard: self.standard, scope: self.scope, language: self.language, row: Some((list, &[])) }
    }

    /// The same in the rows around those at hand.
    pub(super) fn outside(&self) -> Self {
        let outer = self.row.and_then(|(list, _)| self.standard.around(list));
        let row = outer.map(|list| (list, [].as_slice()));
        Self { standard: self.standard, scope: self.scope, language: self.language, row }
    }

    /// The name of the level or choice that an expression came to, where it is one.
    fn option_of(&self, expression: &Expr, result: &Possible) -> Option<String> {
        match result.shape {
            Shape::Options(mask) if mask.count_ones() == 1 => {
                Some(self.option(expression, u16::try_from(mask.trailing_zeros()).ok()?))
            }
            _ => None,
        }
    }

    /// What an expression came to, in its unit.
    pub(crate) fn result(&self, expression: &Expr) -> String {
        let value = self.scope.value(expression);
        if let Some(option) = self.option_of(expression, &value) {
            return option;
        }
        if self.is_day(expression) { self.day(&value) } else { self.possible(&value, &self.unit(expression)) }
    }

    /// The value of a band table's keys, and the row that holds it.
    pub(crate) fn band<T>(&self, bands: &Bands<T>, patterns: &[Vec<Pattern>]) -> String {
        let keys: Vec<String> = bands.keys.iter().map(|key| self.expression(key)).collect();
        let fits = patterns.iter().zip(&bands.keys).map(|(alternatives, key)| {
            let spelled = alternatives.iter().map(|pattern| self.pattern(pattern, key));
            spelled.collect::<Vec<_>>().join(&self.say("、", ", "))
        });
        let fits: Vec<String> = fits.collect();
        let fits = if fits.is_empty() { self.say("其余", "otherwise") } else { fits.join(" | ") };
        let colon = self.say("：", ": ");
        format!("{}{colon}{fits}", keys.join(", "))
    }

    /// The unit in which an expression's value is written.
    pub(crate) fn unit(&self, expression: &Expr) -> Unit {
        match expression {
            Expr::Number(_, unit) => unit.clone(),
            Expr::Fact(id) => self.standard.fact(*id).map_or_else(Unit::none, |fact| unit_of(&fact.kind)),
            Expr::Field(id) => match self.row.map(|(list, _)| &list.kind) {
                Some(Kind::Records(records)) => {
                    records.fields.get(id.0 as usize).map_or_else(Unit::none, |field| unit_of(&field.kind))
                }
                _ => Unit::none(),
            },
            Expr::Outer(value, _) => self.outside().unit(value),
            Expr::Let(id) => self
                .standard
                .lets
                .get(id.0 as usize)
                .and_then(|derived| derived.unit.clone())
                .unwrap_or_else(Unit::none),
            Expr::Parameter(id) => self
                .scope
                .plan
                .parameters
                .get(id.0 as usize)
                .map_or_else(Unit::none, |value| self.unit(value)),
            Expr::OfPart(_, result) => self.unit(result),
            Expr::Outcome(OutcomeNumber::ScoreRate) => Unit::percent(),
            Expr::Outcome(_) => Unit::points(),
            Expr::Calendar(calendar) => calendar.unit(),
            Expr::Sum(parts) => parts.first().map_or_else(Unit::none, |(_, part)| self.unit(part)),
            Expr::Product(parts) => {
                let points = parts.iter().map(|(_, part)| self.unit(part)).find(Unit::is_points);
                points.unwrap_or_else(Unit::none)
            }
            Expr::Extremum(_, parts) => parts.first().map_or_else(Unit::none, |part| self.unit(part)),
            Expr::Round(inner, ..) | Expr::Absolute(inner) | Expr::OrElse(inner, _) => self.unit(inner),
            Expr::If(branches, _) => branches.first().map_or_else(Unit::none, |(_, value)| self.unit(value)),
            Expr::Bands(bands) => bands.rows.first().map_or_else(Unit::none, |row| self.unit(&row.then)),
            Expr::Account(id) => {
                self.standard.account(*id).map_or_else(Unit::none, |account| account.unit.clone())
            }
            Expr::Batch(value) => match &value.kind {
                BatchKind::Fold { kind: FoldKind::Share, .. } => Unit::percent(),
                BatchKind::Fold { value: Some(value), .. } => self.unit(value),
                BatchKind::Fold { .. } | BatchKind::Rank(_) => Unit::none(),
            },
            Expr::Fold(fold) if fold.kind == FoldKind::LongestGap => Unit::spoken("天"),
            Expr::Fold(fold) if fold.kind == FoldKind::Share => Unit::percent(),
            Expr::Fold(fold) => match (&fold.value, self.standard.fact(fold.list)) {
                (Some(value), Some(list)) => self.in_rows(list).unit(value),
                _ => Unit::none(),
            },
            _ => Unit::none(),
        }
    }

    /// Anything a value may be.
    pub(crate) fn possible(&self, possible: &Possible, unit: &Unit) -> String {
        match &possible.shape {
            Shape::Nothing => self.say("不适用", "not applicable"),
            Shape::Number(interval) => value::range(*interval, unit, self.language),
            Shape::Truth(truths) if truths.yes != truths.no => {
                value::truth_word(truths.yes, self.language).to_owned()
            }
            Shape::Text(Some(text)) => text.clone(),
            Shape::Truth(_) | Shape::Options(_) | Shape::Text(None) => self.say("未定", "open"),
        }
    }

    fn number(&self, possible: &Possible, unit: &Unit) -> String {
        self.possible(possible, unit)
    }

    fn field_name(&self, field: FieldId) -> String {
        let records = self.row.and_then(|(list, _)| match &list.kind {
            Kind::Records(records) => records.fields.get(field.0 as usize),
            _ => None,
        });
        records.map(|field| field.name.clone()).unwrap_or_default()
    }

    pub(crate) fn named(&self, name: &str, value: &str) -> String {
        format!("{name} {value}")
    }

    fn inner(&self, expression: &Expr) -> String {
        let text = self.expression(expression);
        match expression {
            Expr::All(_) | Expr::Any(_) | Expr::Sum(_) | Expr::Product(_) | Expr::Compare(..) => {
                format!("({text})")
            }
            _ => text,
        }
    }

    fn joined(&self, parts: &[Expr], separator: &str) -> String {
        let inner = parts.iter().map(|part| match part {
            Expr::All(_) | Expr::Any(_) => self.inner(part),
            other => self.expression(other),
        });
        inner.collect::<Vec<_>>().join(separator)
    }

    fn series(&self, parts: &[(bool, Expr)], plain: &str, inverse: &str) -> String {
        let mut text = String::new();
        for (turned, part) in parts {
            if !text.is_empty() || *turned {
                text.push_str(if *turned { inverse } else { plain });
            }
            text.push_str(&self.inner(part));
        }
        text.trim_start().to_owned()
    }

    fn comparison(&self, comparison: Comparison) -> String {
        match comparison {
            Comparison::Less => "<".to_owned(),
            Comparison::AtMost => "<=".to_owned(),
            Comparison::Greater => ">".to_owned(),
            Comparison::AtLeast => ">=".to_owned(),
            Comparison::Is => self.say("为", "is"),
            Comparison::IsNot => self.say("不为", "is not"),
        }
    }

    fn pattern(&self, pattern: &Pattern, key: &Expr) -> String {
        let unit = self.unit(key);
        match pattern {
            Pattern::Any => self.say("任何", "anything"),
            Pattern::Truth(truth) => value::truth_word(*truth, self.language).to_owned(),
            Pattern::Text(text) => text.clone(),
            Pattern::Option(position) => self.option(key, *position),
            Pattern::Range(Some((low, true)), Some((high, true))) => {
                value::range(Interval::between(*low, *high), &unit, self.language)
            }
            Pattern::Range(Some((low, true)), Some((high, false))) => {
                let (low, high) = (unit.show(*low), unit.show(*high));
                self.say(&format!("{low} 起 不足 {high}"), &format!("{low} up, below {high}"))
            }
            Pattern::Range(low, high) => {
                let low = low
                    .map(|(end, inside)| format!("{} {}", if inside { ">=" } else { ">" }, unit.show(end)));
                let high = high
                    .map(|(end, inside)| format!("{} {}", if inside { "<=" } else { "<" }, unit.show(end)));
                [low, high].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// The name of a level or choice of the fact that a key looks at.
    fn option(&self, key: &Expr, position: u16) -> String {
        match key {
            Expr::Outer(key, _) => return self.outside().option(key, position),
            Expr::Let(id) => {
                if let Some(derived) = self.standard.lets.get(id.0 as usize) {
                    return self.option(&derived.value, position);
                }
            }
            Expr::Extremum(_, levels) => {
                if let Some(level) = levels.first() {
                    return self.option(level, position);
                }
            }
            _ => {}
        }
        let kind = match (key, self.row.map(|(list, _)| &list.kind)) {
            (Expr::Fact(id), _) => self.standard.fact(*id).map(|fact| &fact.kind),
            (Expr::Field(id), Some(Kind::Records(records))) => {
                records.fields.get(id.0 as usize).map(|field| &field.kind)
            }
            _ => None,
        };
        match kind {
            Some(Kind::Level(names) | Kind::Choice(names)) => names.get(usize::from(position)).cloned(),
            _ => None,
        }
        .unwrap_or_else(|| position.to_string())
    }
}

fn unit_of(kind: &Kind) -> Unit {
    match kind {
        Kind::Number(number) => number.unit.clone(),
        Kind::Judged(judged) if judged.out_of.is_none() => Unit::points(),
        _ => Unit::none(),
    }
}
