//! Which rows stand on which sheet, before anything is written.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::utility::quote_sheet_name;
use weiheng::Standard;
use weiheng::model::fact::FactId;
use weiheng::model::fact::Kind;
use weiheng::model::fact::Records;
use weiheng::model::part::PartId;
use weiheng::syntax::tree::Rank;

use crate::form::By;
use crate::form::Options;
use crate::form::input::Input;
use crate::form::input::Inputs;
use crate::form::input::ListInput;
use crate::form::name;

/// The column that is typed into on the sheets of facts.
pub(crate) const ENTRY: u16 = 4;
/// The row of the headings there, counted from 0.
pub(crate) const HEADING: u32 = 2;
/// The row of the assessment date on the cover, and its column.
pub(crate) const DATE: (u32, u16) = (6, 3);
/// The first row of records on the sheet of a list, counted from 0.
pub(crate) const RECORDS: u32 = 2;

/// So many rows at most stand on one sheet, whatever they are grouped by.
const SHORT: usize = 60;

/// The whole workbook, by sheets.
pub(crate) struct Layout {
    /// The sheets of facts.
    pub(crate) fills: Vec<Fill>,
    /// The sheets of lists.
    pub(crate) lists: Vec<ListSheet>,
    /// Where facts are typed.
    pub(crate) inputs: Inputs,
}

/// A sheet of facts.
pub(crate) struct Fill {
    /// Its name.
    pub(crate) name: String,
    /// What it is about.
    pub(crate) title: String,
    /// Its rows, from the one below the headings.
    pub(crate) rows: Vec<Row>,
}

/// A row on a sheet of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    /// A chapter or section.
    Heading(PartId),
    /// A clause or item.
    Clause(PartId),
    /// What a clause looks at that is typed elsewhere.
    Elsewhere(PartId),
    /// A fact.
    Fact(FactId),
    /// A list of items as a whole.
    Items(FactId),
    /// An item of a list, by position.
    Item(FactId, usize),
}

/// The sheet of a list.
pub(crate) struct ListSheet {
    /// Its name.
    pub(crate) name: String,
    /// The list.
    pub(crate) list: FactId,
    /// The list around it, where it is inside another.
    pub(crate) outer: Option<FactId>,
    /// The name after 名录.
    pub(crate) title: String,
    /// Whether the first column numbers the rows, or names the row of the list around.
    pub(crate) numbered: bool,
    /// The columns of the fields, in their order; none for a field that is a list.
    pub(crate) columns: Vec<Option<u16>>,
    /// How many rows are offered.
    pub(crate) rows: u32,
}

/// Lays a standard out. `recorded`: how many rows each list has already.
pub(crate) fn laid_out(standard: &Standard, options: &Options, recorded: &BTreeMap<FactId, u32>) -> Layout {
    let mut taken = name::Taken::default();
    let groups = match options.by {
        By::Chapter => together(standard, chapters(standard), options),
        By::Department => departments(standard, options),
    };
    let mut layout = Layout { fills: Vec::new(), lists: Vec::new(), inputs: Inputs::default() };
    layout.inputs.date = format!(
        "{}!${}${}",
        quote_sheet_name(name::cover(options.language)),
        column_number_to_name(DATE.1),
        DATE.0.saturating_add(1)
    );
    for (title, parts) in groups {
        let rows = rows(standard, &parts);
        if rows.iter().any(|row| !matches!(row, Row::Heading(_))) {
            let name = taken.sheet(&title);
            layout.fills.push(Fill { name, title, rows });
        }
    }
    for id in (0..).map(FactId).take(standard.facts.len().saturating_add(standard.inner.len())) {
        if let Some(sheet) = list_sheet(standard, id, options, recorded, &mut taken) {
            layout.lists.push(sheet);
        }
    }
    place(standard, &mut layout);
    layout
}

/// Where each fact is typed.
fn place(standard: &Standard, layout: &mut Layout) {
    let mut items: BTreeMap<FactId, (Option<String>, Vec<String>)> = BTreeMap::new();
    let outermost: Vec<&ListSheet> = layout.lists.iter().filter(|list| list.outer.is_none()).collect();
    for fill in &layout.fills {
        let sheet = quote_sheet_name(&fill.name);
        for (row, at) in (HEADING.saturating_add(2)..).zip(&fill.rows) {
            let cell = format!("{sheet}!${}${row}", column_number_to_name(ENTRY));
            match at {
                Row::Fact(fact) => {
                    let list = outermost.iter().position(|sheet| sheet.list == *fact);
                    let input = match list {
                        Some(list) => Input::List(list, cell),
                        None => Input::Cell(cell),
                    };
                    layout.inputs.facts.insert(*fact, input);
                }
                Row::Items(fact) => items.entry(*fact).or_default().0 = Some(cell),
                Row::Item(fact, _) => items.entry(*fact).or_default().1.push(cell),
                Row::Heading(_) | Row::Clause(_) | Row::Elsewhere(_) => {}
            }
        }
    }
    for (fact, (whole, each)) in items {
        let may_be_out = standard.fact(fact).is_some_and(|fact| fact.may_be_inapplicable);
        layout.inputs.facts.insert(fact, Input::Items(whole.filter(|_| may_be_out), each));
    }
    layout.inputs.lists = outermost
        .iter()
        .map(|list| ListInput {
            sheet: quote_sheet_name(&list.name),
            first: RECORDS.saturating_add(1),
            last: RECORDS.saturating_add(list.rows),
            columns: list.columns.clone(),
        })
        .collect();
}

/// One sheet for all where there is little to fill in.
fn together(
    standard: &Standard,
    groups: Vec<(String, Vec<PartId>)>,
    options: &Options,
) -> Vec<(String, Vec<PartId>)> {
    let all: Vec<PartId> = groups.iter().flat_map(|(_, parts)| parts.clone()).collect();
    if rows(standard, &all).len() > SHORT {
        return groups;
    }
    vec![(crate::wording::say(options.language, "填报", "entries").to_owned(), all)]
}

/// The parts of every chapter; what stands outside any comes first.
fn chapters(standard: &Standard) -> Vec<(String, Vec<PartId>)> {
    let label = standard.label.clone();
    let mut groups: Vec<(String, Vec<PartId>)> = vec![(label, Vec::new())];
    for (id, part) in standard.parts() {
        let is_group = part.rank == Rank::Chapter && part.parent == Some(PartId(0));
        if is_group {
            groups.push((format!("{} {}", part.id, part.label), Vec::new()));
        }
        let top =
            std::iter::successors(Some(part), |part| part.parent.and_then(|above| standard.part(above)));
        let in_chapter =
            top.filter(|part| part.rank == Rank::Chapter && part.parent == Some(PartId(0))).count() > 0;
        let group = if in_chapter { groups.last_mut() } else { groups.first_mut() };
        if let Some((_, parts)) = group {
            parts.push(id);
        }
    }
    groups
}

/// The clauses of every department that is named first; what nobody answers for comes first.
fn departments(standard: &Standard, options: &Options) -> Vec<(String, Vec<PartId>)> {
    let common = crate::wording::say(options.language, "各部门", "everyone").to_owned();
    let mut groups: Vec<(String, Vec<PartId>)> = vec![(common, Vec::new())];
    for (id, part) in standard.parts() {
        let mut path =
            std::iter::successors(Some(part), |part| part.parent.and_then(|above| standard.part(above)));
        let holds = matches!(part.rank, Rank::Clause | Rank::Item);
        let named = path.find_map(|part| part.departments.first()).filter(|_| holds);
        let at = named.and_then(|named| groups.iter().position(|(name, _)| name == named));
        match (named, at) {
            (Some(named), None) => groups.push((named.clone(), vec![id])),
            (_, at) => {
                if let Some((_, parts)) = groups.get_mut(at.unwrap_or(0)) {
                    parts.push(id);
                }
            }
        }
    }
    groups
}

fn rows(standard: &Standard, parts: &[PartId]) -> Vec<Row> {
    let mut rows = Vec::new();
    for id in parts {
        let Some(part) = standard.part(*id) else { continue };
        let facts = (0..).map(FactId).zip(&standard.facts).filter(|(_, fact)| fact.part == *id);
        let facts: Vec<(FactId, &Kind)> = facts.map(|(id, fact)| (id, &fact.kind)).collect();
        match part.rank {
            Rank::Clause | Rank::Item => rows.push(Row::Clause(*id)),
            Rank::Standard if facts.is_empty() => continue,
            _ => rows.push(Row::Heading(*id)),
        }
        let own: BTreeSet<FactId> = facts.iter().map(|(fact, _)| *fact).collect();
        if matches!(part.rank, Rank::Clause | Rank::Item) && own.is_empty() {
            rows.push(Row::Elsewhere(*id));
        }
        for (fact, kind) in facts {
            match kind {
                Kind::Items(names) => {
                    rows.push(Row::Items(fact));
                    rows.extend((0..names.len()).map(|at| Row::Item(fact, at)));
                }
                _ => rows.push(Row::Fact(fact)),
            }
        }
    }
    // A heading with nothing below it says nothing.
    let opens = |row: &Row| matches!(row, Row::Heading(_));
    let idle =
        |at: usize| rows.get(at).is_some_and(opens) && rows.get(at.saturating_add(1)).is_none_or(opens);
    let kept = rows.iter().enumerate().filter(|(at, _)| !idle(*at)).map(|(_, row)| *row);
    kept.collect()
}

fn list_sheet(
    standard: &Standard,
    id: FactId,
    options: &Options,
    recorded: &BTreeMap<FactId, u32>,
    taken: &mut name::Taken,
) -> Option<ListSheet> {
    let fact = standard.fact(id)?;
    let Kind::Records(records) = &fact.kind else { return None };
    let outer = standard.outer(id);
    let title = match outer.and_then(|outer| standard.fact(outer)) {
        Some(outer) => format!("{}.{}", outer.name, fact.name),
        None => fact.name.clone(),
    };
    let numbered = outer.is_some() || has_inner(records);
    let mut next = u16::from(numbered);
    let columns = records.fields.iter().map(|field| {
        (!matches!(field.kind, Kind::Records(_))).then(|| {
            next = next.saturating_add(1);
            next.saturating_sub(1)
        })
    });
    let columns = columns.collect();
    let rows = options.rows.max(records.expected.unwrap_or(0)).max(recorded.get(&id).copied().unwrap_or(0));
    let name = taken.sheet(&name::list(&title, options.language));
    Some(ListSheet { name, list: id, outer, title, numbered, columns, rows: rows.max(1) })
}

fn has_inner(records: &Records) -> bool {
    records.fields.iter().any(|field| matches!(field.kind, Kind::Records(_)))
}
