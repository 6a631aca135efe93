//! A row of the sheet `survey`.

use weiheng::Words;

/// A question, or the beginning or end of a group.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) label: Words,
    pub(super) hint: Words,
    pub(super) required: bool,
    pub(super) relevant: Option<String>,
    pub(super) constraint: Option<(String, Words)>,
    pub(super) appearance: &'static str,
    pub(super) default: &'static str,
}

/// The headings of the columns, in the order of [`Row::cells`].
pub(super) const HEADINGS: [&str; 14] = [
    "type",
    "name",
    "label::中文 (zh)",
    "label::English (en)",
    "hint::中文 (zh)",
    "hint::English (en)",
    "required",
    "relevant",
    "constraint",
    "constraint_message::中文 (zh)",
    "constraint_message::English (en)",
    "appearance",
    "default",
    "parameters",
];

/// Photos are made small enough to be sent from where the inspection is.
const IMAGES: &str = "max-pixels=1600";

impl Row {
    /// A question of a type.
    pub(super) fn new(kind: impl Into<String>, name: impl Into<String>, label: Words) -> Self {
        Self { kind: kind.into(), name: name.into(), label, ..Self::default() }
    }

    /// The end of what a `begin_…` opened.
    pub(super) fn end(kind: &str) -> Self {
        Self { kind: format!("end_{kind}"), ..Self::default() }
    }

    /// The same with a hint.
    pub(super) fn hinted(self, hint: Words) -> Self {
        Self { hint, ..self }
    }

    /// The same, asked only where a condition holds, beside those it has.
    pub(super) fn when(self, condition: Option<String>) -> Self {
        let relevant = condition.into_iter().fold(self.relevant, both);
        Self { relevant, ..self }
    }

    /// The texts of its cells.
    pub(super) fn cells(&self) -> [String; 14] {
        let (constraint, message) = self.constraint.clone().unwrap_or_default();
        [
            self.kind.clone(),
            self.name.clone(),
            shown(&self.label.zh),
            shown(&self.label.en),
            shown(&self.hint.zh),
            shown(&self.hint.en),
            if self.required { "yes".to_owned() } else { String::new() },
            self.relevant.clone().unwrap_or_default(),
            constraint,
            shown(&message.zh),
            shown(&message.en),
            self.appearance.to_owned(),
            self.default.to_owned(),
            if self.kind == "image" { IMAGES.to_owned() } else { String::new() },
        ]
    }
}

/// A condition, where there is one, and a further one.
pub(super) fn both(condition: Option<String>, further: String) -> Option<String> {
    Some(match condition {
        Some(condition) => format!("({condition}) and ({further})"),
        None => further,
    })
}

/// A text that means itself on a phone: no reference to a question, no mark-up.
pub(super) fn shown(text: &str) -> String {
    let text = text.replace(">=", "≥").replace("<=", "≤");
    text.replace("${", "$ {").replace('<', "＜").replace('>', "＞").replace('*', "＊").replace('_', "＿")
}
