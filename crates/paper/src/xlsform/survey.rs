//! The sheet `survey`: the cover, and a group for each part that asks for anything.

use weiheng::Span;
use weiheng::Standard;
use weiheng::Words;
use weiheng::model::fact::FactId;
use weiheng::model::fact::Kind;
use weiheng::model::part::Part;
use weiheng::model::part::PartId;
use weiheng::words;
use weiheng_tabular::submission::DATE;
use weiheng_tabular::submission::INSPECTOR;
use weiheng_tabular::submission::Questions;
use weiheng_tabular::submission::UNIT;

use crate::xlsform::choices::Choices;
use crate::xlsform::clause;
use crate::xlsform::question;
use crate::xlsform::relevance::Relevance;
use crate::xlsform::row::Row;

/// The rows, and the answers that they offer.
pub(super) struct Survey {
    pub(super) rows: Vec<Row>,
    pub(super) choices: Choices,
}

impl Survey {
    /// The survey of a standard.
    pub(super) fn of(standard: &Standard, questions: &Questions, text: &dyn Fn(Span) -> String) -> Self {
        let survey =
            Self { rows: vec![plain("start", "start"), plain("end", "end")], choices: Choices::default() };
        let relevance = Relevance::of(standard, questions);
        let mut writer = Writer { standard, questions, text, relevance, survey };
        writer.cover();
        for (id, part) in standard.parts() {
            if part.parent.is_none() {
                writer.inside(id, part, "p");
            }
        }
        writer.survey
    }
}

struct Writer<'a> {
    standard: &'a Standard,
    questions: &'a Questions,
    text: &'a dyn Fn(Span) -> String,
    relevance: Relevance<'a>,
    survey: Survey,
}

impl Writer<'_> {
    /// Unit, day and inspector.
    fn cover(&mut self) {
        let rows = &mut self.survey.rows;
        let cover = Row::new("begin_group", "cover", words!("封面", "Cover"));
        rows.push(Row { appearance: "field-list", ..cover });
        let unit = Row::new("text", UNIT, words!("单元", "Unit"));
        let told = words!("被检查的单位、村或城市的名称", "the name of what is inspected");
        rows.push(Row { required: true, ..unit.hinted(told) });
        let date = Row::new("date", DATE, words!("评定日", "Assessment date"));
        rows.push(Row { required: true, default: "today()", ..date });
        rows.push(Row::new("text", INSPECTOR, words!("检查员", "Inspector")));
        if !self.standard.parts().any(|(id, part)| self.is_chapter(part) && self.asks(id)) {
            self.survey.rows.push(location("p"));
        }
        let rows = &mut self.survey.rows;
        let told =
            words!("空着的题就是未查，不算扣分", "a question left blank was not observed; it costs nothing");
        rows.push(Row::new("note", "about", told));
        rows.push(Row::end("group"));
    }

    /// The questions of a part and the groups of the parts below.
    fn inside(&mut self, id: PartId, part: &Part, name: &str) {
        let facts: Vec<FactId> = self.declared(id).collect();
        if !facts.is_empty()
            && let Some(note) = clause::note(self.standard, id, part, self.text)
        {
            self.survey.rows.push(Row::new("note", format!("rule_{name}"), note));
        }
        let source = clause::source_of(self.standard, part);
        for fact in &facts {
            self.fact(*fact, &source);
        }
        if !facts.is_empty() && part.parent.is_some() {
            self.survey.rows.push(Row::new("image", format!("photo_{name}"), words!("照片", "Photo")));
            self.survey.rows.push(Row::new("text", format!("remark_{name}"), words!("备注", "Remark")));
        }
        for (number, child) in (1..).zip(&part.children) {
            let Some(below) = self.standard.part(*child) else { continue };
            if self.asks(*child) {
                self.group(*child, below, &format!("{name}{}{number}", if name == "p" { "" } else { "_" }));
            }
        }
    }

    fn group(&mut self, id: PartId, part: &Part, name: &str) {
        let group =
            Row::new("begin_group", name, heading(self.standard, part)).when(self.relevance.of_part(id));
        // One screen for a clause, unless it holds a list: rows are added on screens of their own.
        let lists = self
            .declared(id)
            .any(|fact| self.standard.fact(fact).is_some_and(|fact| matches!(fact.kind, Kind::Records(_))));
        let appearance = if part.children.is_empty() && !lists { "field-list" } else { "" };
        self.survey.rows.push(Row { appearance, ..group });
        if self.is_chapter(part) {
            self.survey.rows.push(location(name));
        }
        self.inside(id, part, name);
        self.survey.rows.push(Row::end("group"));
    }

    /// Whether a part stands directly in the standard and has parts of its own.
    fn is_chapter(&self, part: &Part) -> bool {
        let above = part.parent.and_then(|above| self.standard.part(above));
        above.is_some_and(|above| above.parent.is_none()) && !part.children.is_empty()
    }

    fn fact(&mut self, id: FactId, source: &Words) {
        let at = id.0 as usize;
        let (Some(fact), Some(asked)) = (self.standard.facts.get(at), self.questions.facts.get(at)) else {
            return;
        };
        let when = self.relevance.of_fact(id);
        question::add(fact, asked, source, when, &mut self.survey.rows, &mut self.survey.choices);
    }

    /// The facts that a part declares itself.
    fn declared(&self, part: PartId) -> impl Iterator<Item = FactId> + use<'_> {
        let facts = (0..).map(FactId).zip(&self.standard.facts);
        facts.filter(move |(_, fact)| fact.part == part).map(|(id, _)| id)
    }

    /// Whether a part or one below it declares a fact.
    fn asks(&self, part: PartId) -> bool {
        let below = || self.standard.part(part).into_iter().flat_map(|part| &part.children);
        self.declared(part).next().is_some() || below().any(|child| self.asks(*child))
    }
}

/// `条 4.1 垃圾和杂物（5 分）`.
fn heading(standard: &Standard, part: &Part) -> Words {
    let (id, label, star) = (&part.id, &part.label, if part.starred { "★" } else { "" });
    let name = if id == label { id.clone() } else { format!("{id} {label}") };
    match part.points {
        Some(points) if standard.full_points().is_some() => {
            words!("{name}{star}（{points} 分）", "{name}{star} ({points} points)")
        }
        _ => words!("{name}{star}", "{name}{star}"),
    }
}

/// Where a part was inspected.
fn location(part: &str) -> Row {
    let place = Row::new("geopoint", format!("location_{part}"), words!("位置", "Location"));
    place.hinted(words!("可以不填", "may be left blank"))
}

/// What the phone fills in by itself.
fn plain(kind: &str, name: &str) -> Row {
    Row::new(kind, name, Words::default())
}
