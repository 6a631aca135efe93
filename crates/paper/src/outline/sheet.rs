//! An answer that is no assessment: a few lines and tables below.

use weiheng::Assessment;
use weiheng::Language;

use crate::outline::Headline;
use crate::outline::Section;
use crate::outline::Tone;

/// An answer before it is drawn.
pub(crate) struct Sheet {
    /// The standard.
    pub(crate) title: String,
    /// The unit and the date, each with its word.
    pub(crate) about: Vec<(&'static str, String)>,
    /// The answer: one line after the other.
    pub(crate) lines: Vec<(String, Tone)>,
    /// The tables below, without those that are empty.
    pub(crate) sections: Vec<Section>,
}

impl Sheet {
    /// An answer on an assessed unit.
    pub(crate) fn new(
        assessment: &Assessment,
        language: Language,
        lines: Vec<(String, Tone)>,
        sections: Vec<Section>,
    ) -> Self {
        let Headline { title, about, .. } = Headline::of(assessment, language);
        let sections = sections.into_iter().filter(|section| !section.rows.is_empty());
        Self { title, about, lines, sections: sections.map(Section::without_gaps).collect() }
    }
}
