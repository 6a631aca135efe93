//! Overrides (复核): the flag that commands share, the files that it names, and whether they fit the run.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::path::Path;

use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Digest;
use weiheng::Observations;
use weiheng::Outcome;
use weiheng::Readings;
use weiheng::Source;
use weiheng::Standard;
use weiheng::assessment::FileDigest;
use weiheng::observation::overrides::Overrides;

use crate::args::Common;
use crate::args::OPTIONS;
use crate::batch::Dates;
use crate::diagnostic::complain;
use crate::editions::Editions;
use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::sources::Sources;

/// The files of overrides.
#[derive(clap::Args, Debug)]
pub(crate) struct Overriding {
    /// 复核文件 (.csv .json)：改正某些观测，原来的记录仍列在旁边；见 docs/overrides.md Files of overrides: readings to put in the place of what was recorded, which stays beside
    #[arg(id = "overrides", long, value_name = "FILE", help_heading = OPTIONS)]
    pub(crate) files: Vec<OsString>,
}

/// The overrides of a run with their files.
#[derive(Default)]
pub(crate) struct Overruled {
    overrides: Overrides,
    /// The files.
    pub(crate) files: Vec<FileDigest>,
}

impl Overriding {
    /// Reads the files into the sources of a run, and checks them against its units; `false` after errors have been drawn.
    pub(crate) fn read(
        &self,
        run: Overridable<'_>,
        sources: &mut Sources,
        common: Common,
        io: &mut Io<'_>,
    ) -> Result<bool, Failure> {
        self.checked(run, Overruled::unmatched, sources, common, io)
    }

    /// The same for a run that is a part of another: what the files say of other units and standards is left alone.
    pub(crate) fn read_in_part(
        &self,
        run: Overridable<'_>,
        sources: &mut Sources,
        common: Common,
        io: &mut Io<'_>,
    ) -> Result<bool, Failure> {
        self.checked(run, |_, _| Ok(Diagnostics::new()), sources, common, io)
    }

    fn checked(
        &self,
        run: Overridable<'_>,
        unmatched: impl Fn(&Overruled, Overridable<'_>) -> Result<Diagnostics, Failure>,
        sources: &mut Sources,
        common: Common,
        io: &mut Io<'_>,
    ) -> Result<bool, Failure> {
        let mut overruled = Overruled::default();
        let mut diagnostics = Diagnostics::new();
        for file in &self.files {
            let read = read(file, &mut overruled, sources)?;
            diagnostics.extend(read.diagnostics);
            overruled.overrides.entries.extend(read.value.unwrap_or_default().entries);
        }
        if !self.files.is_empty() && !diagnostics.has_errors() {
            diagnostics.extend(overruled.misfits(run)?);
            diagnostics.extend(unmatched(&overruled, run)?);
            diagnostics = diagnostics.sorted();
        }
        complain(&diagnostics, sources, common, io);
        sources.overrule(overruled);
        Ok(!diagnostics.has_errors())
    }
}

impl Overruled {
    /// The readings of a unit as they are overridden; `alone`: whether it is the only one of the run.
    pub(crate) fn readings(
        &self,
        standard: &Standard,
        readings: Readings,
        date: Option<Date>,
        alone: bool,
    ) -> Readings {
        if self.overrides.entries.is_empty() {
            return readings;
        }
        let recorded = readings.clone();
        self.overrides.apply(standard, readings, date, alone).value.unwrap_or(recorded)
    }

    /// The overrides of these units that cannot be put in the place of what was recorded.
    fn misfits(&self, run: Overridable<'_>) -> Result<Diagnostics, Failure> {
        let mut problems = Diagnostics::new();
        let alone = run.units.len() == 1;
        for unit in run.units {
            let editions = run.standards_of(unit)?;
            let read = Readings::bind_among(&editions, unit).value.unwrap_or_default();
            for (standard, readings) in editions.iter().zip(read) {
                let date = run.dates.of(unit);
                problems.extend(self.overrides.apply(standard, readings, date, alone).diagnostics);
            }
        }
        Ok(problems)
    }

    /// The overrides of other units, and of facts that no standard of their unit knows.
    fn unmatched(&self, run: Overridable<'_>) -> Result<Diagnostics, Failure> {
        let named = run.units.iter().map(|unit| Ok((unit.unit.as_deref(), run.standards_of(unit)?)));
        Ok(self.overrides.unmatched(&named.collect::<Result<Vec<_>, Failure>>()?))
    }
}

/// The units of a run, and the standards by which they are scored.
#[derive(Clone, Copy)]
pub(crate) struct Overridable<'a> {
    pub(crate) standards: &'a [Editions],
    pub(crate) units: &'a [Observations],
    pub(crate) dates: Dates,
}

impl<'a> Overridable<'a> {
    /// The standards of a unit, each in the edition of its day.
    fn standards_of(self, unit: &Observations) -> Result<Vec<&'a Standard>, Failure> {
        let date = self.dates.of(unit);
        self.standards.iter().map(|editions| editions.on(date)).collect()
    }
}

fn read(
    argument: &OsStr,
    overruled: &mut Overruled,
    sources: &mut Sources,
) -> Result<Outcome<Overrides>, Failure> {
    let path = Path::new(argument);
    let (name, bytes) = (argument.to_string_lossy().into_owned(), files::read(path)?);
    overruled.files.push(FileDigest::new(&name, Digest::of(&bytes)));
    let text = match weiheng_tabular::decode(&bytes) {
        Ok(decoded) => decoded.text,
        Err(problem) => {
            let mut diagnostics = Diagnostics::new();
            diagnostics.push(problem.diagnostic(sources.add(Source::new(name, String::new()))?));
            return Ok(Outcome { value: None, diagnostics });
        }
    };
    let is_json = text.trim_start().starts_with(['{', '[']);
    let id = sources.add(Source::new(name.as_str(), text))?;
    let text = sources.get(id).map(|indexed| indexed.source.text.as_str()).unwrap_or_default();
    Ok(match is_json {
        true => Overrides::from_json(&name, id, text),
        false => weiheng_tabular::overrides::read(&name, id, text),
    })
}
