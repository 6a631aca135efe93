//! The requirements, clause by clause: what was asked, of which value, and whether it holds.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::PartResult;
use weiheng::assessment::Requirement;
use weiheng::assessment::RequirementState;

use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::outline::origins::Common;
use crate::outline::parts::departments;
use crate::outline::parts::name;
use crate::outline::parts::sources;
use crate::wording::say;

/// Requirements that hold, fail or are left out. Those still open are listed by what is missing.
pub(crate) fn requirements(assessment: &Assessment, language: Language) -> Section {
    let common = Common::of(assessment);
    let rows = assessment.parts.iter().flat_map(|part| rows(part, common, language));
    Section {
        title: say(language, "要求核对", "Requirements"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "条款", "clause")),
            Column::word(say(language, "结果", "result")),
            Column::text(say(language, "要求与观测值", "what is asked, of what")),
            Column::text(say(language, "出处", "read at")),
            Column::text(say(language, "依据", "source")),
            Column::text(say(language, "责任", "responsible")),
        ],
        rows: rows.collect(),
        asides: 3,
    }
}

fn rows(part: &PartResult, common: Common<'_>, language: Language) -> Vec<Vec<String>> {
    let decided = part.requirements.iter().filter(|requirement| requirement.state != RequirementState::Open);
    let said: String =
        part.requirements.iter().map(|requirement| requirement.words.in_language(language)).collect();
    let rows = decided.enumerate().map(|(at, requirement)| {
        let opening = |text: String| if at == 0 { text } else { String::new() };
        vec![
            opening(name(part)),
            result(requirement, language).to_owned(),
            asked(requirement, language),
            opening(common.read_at(part, &said, language)),
            opening(sources(part, language)),
            opening(departments(part, language)),
        ]
    });
    rows.collect()
}

fn result(requirement: &Requirement, language: Language) -> &'static str {
    match requirement.state {
        RequirementState::Met => "√",
        RequirementState::Unmet if requirement.vetoes => say(language, "× 否决", "× veto"),
        RequirementState::Unmet => "×",
        RequirementState::NotApplicable => say(language, "不适用", "n/a"),
        RequirementState::Open => say(language, "未定", "open"),
    }
}

fn asked(requirement: &Requirement, language: Language) -> String {
    let words = clean(requirement.words.in_language(language));
    match (&requirement.note, requirement.state) {
        (Some(note), RequirementState::Unmet) => format!("{}\n{words}", clean(note)),
        _ => words,
    }
}
