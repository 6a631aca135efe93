//! What to observe next.

use weiheng::Language;
use weiheng::assessment::Repair;
use weiheng::repair::Agenda;
use weiheng::repair::agenda::Answer;
use weiheng::repair::agenda::Decides;
use weiheng::repair::agenda::Question;

use crate::number::range;
use crate::outline::Column;
use crate::outline::Headline;
use crate::outline::Section;
use crate::outline::Sheet;
use crate::outline::Tone;
use crate::outline::clean;
use crate::outline::headline::outcome;
use crate::outline::parts::name;
use crate::outline::repairs::what;
use crate::wording::list;
use crate::wording::say;

/// The questions, at most `top` of them.
pub(crate) fn agenda(agenda: &Agenda, top: usize, language: Language) -> Sheet {
    let headline = Headline::of(&agenda.assessment, language);
    let mut lines = vec![(headline.score, Tone::Plain)];
    lines.extend(
        headline
            .verdicts
            .into_iter()
            .map(|verdict| (format!("{} {}", verdict.name, verdict.outcome), verdict.tone)),
    );
    let open = agenda.questions.len();
    let said = match (agenda.decided, open, language) {
        (_, 0, Language::Zh) => "没有未查的".to_owned(),
        (_, 0, Language::En) => "Nothing is left to observe".to_owned(),
        (true, _, Language::Zh) => format!("是否通过已定，未查的 {open} 项改变不了"),
        (true, _, Language::En) => {
            format!("Whether it passes is decided; the {open} unobserved cannot change it")
        }
        (false, _, Language::Zh) => format!("是否通过未定，有 {open} 项未查"),
        (false, _, Language::En) => format!("Whether it passes is open; {open} are unobserved"),
    };
    lines.push((said, Tone::Plain));
    if agenda.untried > 0 {
        let untried = agenda.untried;
        let said = match language {
            Language::Zh => format!("另有 {untried} 项没有试算"),
            Language::En => format!("{untried} more were not tried"),
        };
        lines.push((said, Tone::Open));
    }
    Sheet::new(&agenda.assessment, language, lines, vec![questions(agenda, top, language)])
}

fn questions(agenda: &Agenda, top: usize, language: Language) -> Section {
    let row = |question: &Question| {
        let parts = question.parts.iter().filter_map(|at| agenda.assessment.parts.get(*at as usize));
        vec![
            subject(question, language),
            question.best.as_ref().map(|best| answer(best, language)).unwrap_or_default(),
            question.worst.as_ref().map(|worst| answer(worst, language)).unwrap_or_default(),
            question.narrows.map(|by| range(by, language)).unwrap_or_default(),
            decides(question.decides, language).to_owned(),
            parts.map(name).collect::<Vec<_>>().join("\n"),
            clean(&list(question.departments.iter().map(String::as_str), language)),
        ]
    };
    Section {
        title: say(language, "接下来查什么", "What to observe next"),
        tone: Tone::Open,
        columns: vec![
            Column::text(say(language, "观测", "fact")),
            Column::text(say(language, "最好", "at best")),
            Column::text(say(language, "最坏", "at worst")),
            Column::text(say(language, "区间收窄", "narrows by")),
            Column::word(say(language, "定通过与否", "decides")),
            Column::text(say(language, "条款", "clause")),
            Column::text(say(language, "责任", "responsible")),
        ],
        rows: agenda.questions.iter().take(top).map(row).collect(),
        asides: 0,
    }
}

/// The fact, item or row of a question, as a repair of it is called.
fn subject(question: &Question, language: Language) -> String {
    let repair = Repair {
        fact: question.fact.clone(),
        item: question.item.clone(),
        row: question.row.clone(),
        changes: Vec::new(),
        points: None,
        lifted: Vec::new(),
        verdict: None,
        parts: Vec::new(),
        departments: Vec::new(),
    };
    what(&repair, language)
}

fn decides(decides: Decides, language: Language) -> &'static str {
    match decides {
        Decides::Always => say(language, "是", "yes"),
        Decides::Sometimes => say(language, "可能", "may"),
        Decides::Never => "",
    }
}

/// `是：80 至 94，通过`.
fn answer(answer: &Answer, language: Language) -> String {
    let values: Vec<&str> = answer.values.iter().map(|words| words.in_language(language)).collect();
    let values = if values.is_empty() { String::new() } else { values.join(say(language, "、", ", ")) };
    let score = answer.score.map(|score| range(score, language));
    let verdict = answer.verdict.as_ref().map(|verdict| outcome(verdict, language).0);
    let results: Vec<String> = score.into_iter().chain(verdict).collect();
    clean(&format!("{values}\n{}", results.join("\n")))
}
