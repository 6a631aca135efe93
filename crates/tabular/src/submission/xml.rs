//! A submission as OpenRosa XML: what ODK Collect stores, and what servers give back.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::BytesRef;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;
use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::Words;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;
use weiheng::words;

use crate::submission::form::Form;
use crate::submission::problem::Problem;

const LARGEST: usize = 64 * 1024 * 1024;
const DEEPEST: usize = 64;

/// Whether a text is XML.
pub fn is_xml(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// Reads the submission in an XML text; what was understood is there in spite of errors.
pub fn read(form: &Form<'_>, source: SourceId, text: &str) -> Outcome<Vec<Observations>> {
    let mut problems = Diagnostics::new();
    match Elements::of(source, text) {
        Ok(submission) => super::units(form, &[submission], problems),
        Err(problem) => {
            problems.push(*problem);
            Outcome { value: None, diagnostics: problems }
        }
    }
}

/// An element that is open.
struct Open {
    name: String,
    name_span: Span,
    /// Its text, and from where to where that stands.
    text: String,
    text_span: Option<Span>,
    inside: Vec<Entry>,
    start: usize,
}

/// The elements of a text as entries: those with elements inside hold fields, the others a text or nothing.
struct Elements {
    source: SourceId,
    open: Vec<Open>,
    root: Option<(Vec<Entry>, Span)>,
}

impl Elements {
    fn of(source: SourceId, text: &str) -> Result<(Vec<Entry>, Span), Box<Diagnostic>> {
        let mut elements = Self { source, open: Vec::new(), root: None };
        if text.len() > LARGEST {
            return Err(elements.problem(Problem::TooLarge { most: LARGEST / 1024 / 1024 }, 0, 0));
        }
        let mut reader = Reader::from_str(text);
        loop {
            let before = position(reader.buffer_position());
            let event = reader.read_event();
            let after = position(reader.buffer_position());
            match event {
                Ok(Event::Start(tag)) => elements.opened(&tag, before)?,
                Ok(Event::Empty(tag)) => {
                    elements.opened(&tag, before)?;
                    elements.closed(after);
                }
                Ok(Event::End(_)) => elements.closed(after),
                Ok(Event::Text(part)) => elements.text(&part.xml10_content(), before, after),
                Ok(Event::CData(part)) => elements.text(&part.xml10_content(), before, after),
                Ok(Event::GeneralRef(name)) => match character(&name) {
                    Some(part) => elements.text(&part, before, after),
                    None => {
                        return Err(elements.problem(
                            Problem::Broken {
                                why: &words!("有不认识的实体", "an entity is not known")
                            },
                            before,
                            after,
                        ));
                    }
                },
                Ok(Event::Eof) => break,
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Err(error) => {
                    let at = position(reader.error_position());
                    return Err(elements.problem(
                        Problem::Broken { why: &Words::same(error.to_string()) },
                        at,
                        at,
                    ));
                }
            }
        }
        if let Some(open) = elements.open.last() {
            let why = words!("这个元素没有结束", "this element is never closed");
            return Err(Problem::Broken { why: &why }.at(open.name_span, None).into());
        }
        let (inside, span) = elements.root.take().unwrap_or_default();
        if inside.is_empty() {
            let span = if span == Span::default() { Span::new(source, 0, 0) } else { span };
            return Err(Problem::NoSubmission.at(span, None).into());
        }
        Ok((inside, span))
    }

    fn opened(&mut self, tag: &BytesStart<'_>, start: usize) -> Result<(), Box<Diagnostic>> {
        let whole = tag.name().0.len();
        let name = tag.local_name().into_inner();
        let name_span = Span::new(self.source, start + 1 + whole - name.len(), start + 1 + whole);
        if self.open.len() >= DEEPEST {
            return Err(Problem::TooDeep.at(name_span, None).into());
        }
        if self.open.is_empty() && self.root.is_some() {
            let why = words!("又有一个根元素", "there is a second root element");
            return Err(Problem::Broken { why: &why }.at(name_span, None).into());
        }
        let name = name.to_owned();
        self.open.push(Open {
            name,
            name_span,
            text: String::new(),
            text_span: None,
            inside: Vec::new(),
            start,
        });
        Ok(())
    }

    fn text(&mut self, part: &str, before: usize, after: usize) {
        let span = Span::new(self.source, before, after);
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(part);
            open.text_span = Some(open.text_span.map_or(span, |begun| begun.to(span)));
        }
    }

    fn closed(&mut self, end: usize) {
        let Some(element) = self.open.pop() else { return };
        let whole = Span::new(self.source, element.start, end);
        let Some(outer) = self.open.last_mut() else {
            self.root = Some((element.inside, whole));
            return;
        };
        let (value, span) = match element.text.trim() {
            _ if !element.inside.is_empty() => (Raw::Fields(element.inside), whole),
            "" => (Raw::Blank, whole),
            text => (Raw::Text(text.to_owned()), element.text_span.unwrap_or(whole)),
        };
        outer.inside.push(Entry {
            name: element.name,
            name_span: element.name_span,
            value,
            span,
            cell: None,
        });
    }

    fn problem(&self, problem: Problem<'_>, start: usize, end: usize) -> Box<Diagnostic> {
        problem.at(Span::new(self.source, start, end), None).into()
    }
}

/// The text of `&amp;` or `&#20013;`. Entities of a document's own are not read: they could grow without end.
fn character(name: &BytesRef<'_>) -> Option<String> {
    match name.resolve_char_ref() {
        Ok(Some(character)) => Some(character.to_string()),
        _ => resolve_xml_entity(name).map(str::to_owned),
    }
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}
