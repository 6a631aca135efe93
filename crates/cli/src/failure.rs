//! What stops a run before there is a text to point into: missing files, unknown names, full disks.

use weiheng::Language;
use weiheng::Words;

/// Why a run stopped.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    message: Words,
    help: Option<Words>,
}

impl Failure {
    /// A failure.
    pub(crate) fn new(message: Words) -> Self {
        Self { message, help: None }
    }

    /// The same, with what to do about it.
    pub(crate) fn help(mut self, help: Words) -> Self {
        self.help = Some(help);
        self
    }

    /// What stopped the run, on one line.
    pub(crate) fn message(&self) -> &Words {
        &self.message
    }

    /// The text for a person, drawn like a diagnostic without a place.
    pub(crate) fn text(&self, language: Language) -> String {
        let (error, repair) = match language {
            Language::Zh => ("错误", "修改"),
            Language::En => ("error", "help"),
        };
        let mut text = format!("{error}: {}\n", self.message.in_language(language));
        if let Some(help) = &self.help {
            text.push_str(&format!("  = {repair}: {}\n", help.in_language(language)));
        }
        text
    }
}
