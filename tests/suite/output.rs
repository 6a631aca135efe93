//! What each kind of expectation block must hold.

use weiheng::Assessment;
use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::observation::Observations;
use weiheng::observation::overrides::Overrides;
use weiheng_tabular::submission;
use weiheng_tabular::submission::Form;
use weiheng_tabular::workbook;

use crate::suite::command;
use crate::suite::command::Ran;
use crate::suite::folder::Scratch;
use crate::suite::ledger;
use crate::suite::mark;
use crate::suite::shelf::Shelf;

/// A file of observations.
pub(crate) struct Observed {
    /// Its name.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// What a block of a kind must hold for a standard and observations that lie in a folder under their names.
pub(crate) fn of(
    kind: &str,
    standard: Option<&Source>,
    shelf: &Shelf,
    observed: Option<&Observed>,
    scratch: &Scratch,
) -> Result<String, String> {
    let source = standard.ok_or_else(|| format!("a `{kind}` block needs a `wh` block before it"))?;
    let unit = observed.map(|observed| observed.name.as_str());
    let run = |arguments: &[&str]| command::weiheng(arguments, &[], &scratch.path);
    let shown = |stage: &str| run(&["show", stage, &source.name]).and_then(clean);
    match (kind, unit) {
        ("tree" | "model", _) => shown(kind),
        ("plan", _) => run(&["show", "plan", &source.name, "--date", "2026-01-01"]).and_then(clean),
        ("readings", Some(unit)) => run(&["show", kind, &source.name, unit]).and_then(clean),
        ("formatted", _) => {
            command::weiheng(&["fmt", "-"], source.text.as_bytes(), &scratch.path).and_then(clean)
        }
        ("english", _) => {
            let english = ["fmt", "--keywords", "en", "-"];
            command::weiheng(&english, source.text.as_bytes(), &scratch.path).and_then(clean)
        }
        ("diagnostics", None) => run(&["check", &source.name]).map(|ran| ran.stdout),
        ("diagnostics", Some(unit)) => run(&["score", &source.name, unit]).map(|ran| ran.stderr),
        ("report", Some(unit)) => run(&["score", &source.name, unit]).map(|ran| without_receipt(&ran.stdout)),
        ("markdown", Some(unit)) => run(&["score", &source.name, unit, "--format", "markdown"])
            .map(|ran| without_receipt(&ran.stdout)),
        ("assessment", _) => {
            let observed = observed.ok_or("an `assessment` block needs a block of observations before it")?;
            Ok(ledger::several(&assessed(source, shelf, observed)?))
        }
        _ => Err(format!("`{kind}` is no block of this suite, or it needs observations before it")),
    }
}

/// A report without the line of its receipt, which changes with every word of the result. Console blocks have it.
fn without_receipt(report: &str) -> String {
    let is_receipt = |line: &&str| line.starts_with("凭据 ") || line.starts_with("- 凭据：");
    report.lines().filter(|line| !is_receipt(line)).map(|line| format!("{line}\n")).collect()
}

/// What a run printed, where nothing was wrong.
fn clean(ran: Ran) -> Result<String, String> {
    if ran.stderr.is_empty() { Ok(ran.stdout) } else { Err(ran.stderr) }
}

impl Observed {
    /// The text, and what is read of it for a standard.
    pub(crate) fn read(&self, standard: &Standard) -> Result<(Source, Outcome<Vec<Observations>>), String> {
        if let Some(rendered) = workbook::render(&self.name, &self.bytes) {
            return Ok(match rendered {
                Ok(source) => {
                    let read = workbook::read(SourceId(1), &source);
                    (source, read)
                }
                Err(damage) => {
                    let mut diagnostics = Diagnostics::new();
                    diagnostics.push(damage.diagnostic(SourceId(1)));
                    (Source::new(self.name.as_str(), ""), Outcome { value: None, diagnostics })
                }
            });
        }
        let decoded = weiheng_tabular::decode(&self.bytes).map_err(|problem| format!("{problem:?}"))?;
        let source = Source::new(self.name.as_str(), decoded.text);
        let (form, id, text) = (Form::of([standard]), SourceId(1), source.text.as_str());
        let ends = |extension: &str| self.name.ends_with(extension);
        let json = ends(".json") || ends(".ndjson") || (!ends(".csv") && text.starts_with(['{', '[']));
        let read = match json {
            _ if ends(".xml") => submission::xml::read(&form, id, text),
            true if submission::json::is_submission(&form, text) => submission::json::read(&form, id, text),
            true => Observations::from_json(id, text),
            false if submission::csv::is_submission(&form, text) => {
                submission::csv::read(&form, &[(id, text)])
            }
            false => weiheng_tabular::csv::read(id, text),
        };
        Ok((source, read))
    }

    /// What is wrong with them, for a standard.
    pub(crate) fn problems(&self, standard: &Standard) -> Result<(Source, Diagnostics), String> {
        let (source, read) = self.read(standard)?;
        let mut diagnostics = read.diagnostics;
        for unit in read.value.unwrap_or_default() {
            diagnostics.extend(Readings::bind(standard, &unit).diagnostics);
        }
        Ok((source, diagnostics.sorted()))
    }
}

impl Observed {
    /// What is wrong with overrides of them.
    pub(crate) fn overridden(&self, standard: &Standard, source: &Source) -> Result<Diagnostics, String> {
        let (name, text) = (&source.name, &source.text);
        let read = match text.trim_start().starts_with(['{', '[']) {
            true => Overrides::from_json(name, SourceId(2), text),
            false => weiheng_tabular::overrides::read(name, SourceId(2), text),
        };
        let mut diagnostics = read.diagnostics;
        let overrides = read.value.unwrap_or_default();
        let units = self.read(standard)?.1.value.ok_or("the observations cannot be read")?;
        for unit in &units {
            let readings = Readings::bind(standard, unit).value.ok_or("the observations do not fit")?;
            let applied =
                overrides.apply(standard, readings, unit.date.map(|(date, _)| date), units.len() == 1);
            diagnostics.extend(applied.diagnostics);
        }
        let named = units.iter().map(|unit| (unit.unit.as_deref(), vec![standard]));
        diagnostics.extend(overrides.unmatched(&named.collect::<Vec<_>>()));
        Ok(diagnostics.sorted())
    }
}

/// The assessments of every unit; a date that the observations do not give is absent.
fn assessed(source: &Source, shelf: &Shelf, observed: &Observed) -> Result<Vec<Assessment>, String> {
    let said = |diagnostics: &Diagnostics, source: &Source| {
        let lines: Vec<String> = diagnostics.iter().map(|one| mark::shown(one, source)).collect();
        lines.join("\n")
    };
    let loaded = shelf.load(source);
    let standard = loaded.value.ok_or_else(|| said(&loaded.diagnostics, source))?;
    let (text, read) = observed.read(&standard)?;
    let units = read.value.ok_or_else(|| said(&read.diagnostics, &text))?;
    let assess = |unit: &Observations| {
        let bound = Readings::bind(&standard, unit);
        let readings = bound.value.ok_or_else(|| said(&bound.diagnostics, &text))?;
        let plan = Plan::from_model(&standard, readings.date);
        Ok(weiheng::assess(&standard, &plan, &readings))
    };
    units.iter().map(assess).collect()
}
