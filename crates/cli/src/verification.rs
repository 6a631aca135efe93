//! Making a stored result again from what its receipt names.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::ffi::OsString;
use std::path::Path;

use weiheng::Assessment;
use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::assessment::FileDigest;
use weiheng::assessment::Receipt;
use weiheng::suggestion::nearest;
use weiheng::words;

use crate::args::Common;
use crate::batch::Dates;
use crate::batch::Units;
use crate::batch::assess;
use crate::built_in;
use crate::diagnostic::complain;
use crate::editions::Editions;
use crate::failure::Failure;
use crate::intake;
use crate::io::Io;
use crate::mapping::Mapped;
use crate::observed;
use crate::overriding::Overridable;
use crate::overriding::Overriding;
use crate::sources::Sources;
use crate::stored::Stored;

/// What was named on the command line; where nothing was, the receipt says what to look for.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// The file of results, beside which the others may lie.
    pub(crate) result: &'a OsStr,
    pub(crate) standard: Option<&'a OsStr>,
    pub(crate) observations: &'a [OsString],
    pub(crate) overrides: &'a [OsString],
    pub(crate) mapping: Option<&'a OsStr>,
}

/// Makes results again; those of the same inputs in one run.
pub(crate) struct Remaking<'a> {
    wanted: Wanted<'a>,
    runs: BTreeMap<Run, Vec<Assessment>>,
}

/// What a run is made of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    standard: OsString,
    observations: Vec<OsString>,
    mapping: Option<OsString>,
    overrides: Vec<OsString>,
    date: Option<Date>,
    /// Whether the date goes before those of the observations.
    asked: bool,
}

impl<'a> Remaking<'a> {
    /// Nothing made yet.
    pub(crate) fn new(wanted: Wanted<'a>) -> Self {
        Self { wanted, runs: BTreeMap::new() }
    }

    /// A result as it comes out now; `None` after the errors of its inputs have been drawn.
    pub(crate) fn again(
        &mut self,
        stored: &Stored,
        common: Common,
        io: &mut Io<'_>,
    ) -> Result<Option<Assessment>, Failure> {
        let receipt = stored.receipt()?;
        let files = |named: &[OsString], recorded| match named {
            [] => self.files(recorded),
            named => Ok(named.to_vec()),
        };
        let observations = files(self.wanted.observations, &receipt.observations)?;
        let overrides = files(self.wanted.overrides, &receipt.overrides)?;
        let mapping = match self.wanted.mapping {
            Some(named) => Some(named.to_owned()),
            None => self.files(&receipt.mapping)?.pop(),
        };
        let mut run = Run {
            standard: self.standard(receipt)?,
            observations,
            mapping,
            overrides,
            date: receipt.date,
            asked: false,
        };
        let Some(result) = self.made(&run, stored, common, io)? else { return Ok(None) };
        if result.date == receipt.date {
            return Ok(Some(result));
        }
        run.asked = true;
        self.made(&run, stored, common, io)
    }

    fn made(
        &mut self,
        run: &Run,
        stored: &Stored,
        common: Common,
        io: &mut Io<'_>,
    ) -> Result<Option<Assessment>, Failure> {
        if !self.runs.contains_key(run) {
            let Some(results) = run.results(common, io)? else { return Ok(None) };
            self.runs.insert(run.clone(), results);
        }
        let results = self.runs.get(run).map(Vec::as_slice).unwrap_or_default();
        picked(results, stored).map(|result| Some(result.clone()))
    }

    fn standard(&self, receipt: &Receipt) -> Result<OsString, Failure> {
        if let Some(standard) = self.wanted.standard {
            return Ok(standard.to_owned());
        }
        let id = &receipt.standard.id;
        if built_in::standard(id).is_some() {
            return Ok(id.into());
        }
        let own = receipt.standard.files.first();
        let found = own.and_then(|file| self.file(&file.name));
        found.ok_or_else(|| {
            let name = own.map_or(id.as_str(), |file| file.name.as_str());
            Failure::new(words!("找不到标准「{name}」（{id}）", "the standard `{name}` ({id}) is not there"))
                .help(words!("用 --standard 指明标准文件", "name the clause file with --standard"))
        })
    }

    fn files(&self, recorded: &[FileDigest]) -> Result<Vec<OsString>, Failure> {
        let found = recorded.iter().map(|file| {
            let name = &file.name;
            self.file(name).ok_or_else(|| {
                Failure::new(words!("找不到文件「{name}」", "the file `{name}` is not there")).help(words!(
                    "把它放在结果文件旁，或用 --observations、--map、--overrides 指明",
                    "put it beside the result, or name it with --observations, --map or --overrides"
                ))
            })
        });
        found.collect()
    }

    /// A file of this name beside the results, or here.
    fn file(&self, name: &str) -> Option<OsString> {
        let beside = Path::new(self.wanted.result).with_file_name(name);
        [beside, name.into()].into_iter().find(|path| path.is_file()).map(Into::into)
    }
}

impl Run {
    /// Scores the observations by the standard; `None` after errors have been drawn where nothing could be.
    fn results(&self, common: Common, io: &mut Io<'_>) -> Result<Option<Vec<Assessment>>, Failure> {
        let mut sources = Sources::default();
        let Some(standard) = Editions::open(&self.standard, &mut sources, common, io)? else {
            return Ok(None);
        };
        let standards = [standard];
        let mapped = Mapped { file: self.mapping.clone() };
        if !mapped.read(&standards, &mut sources, common, io)? {
            return Ok(None);
        }
        let [standard] = &standards;
        let mut diagnostics = Diagnostics::new();
        let units = self.units(standard, &mut sources, &mut diagnostics, io)?;
        let dates = self.dates();
        let overriding = Overriding { files: self.overrides.clone() };
        let overridable = Overridable { standards: &standards, units: &units, dates };
        let fits = overriding.read_in_part(overridable, &mut sources, common, io)?;
        let results =
            assess(standard, Units { observed: &units, dates, sources: &sources }, &mut diagnostics)?;
        complain(&diagnostics, &sources, common, io);
        let nothing = results.is_empty() && diagnostics.has_errors();
        Ok((fits && !nothing).then_some(results))
    }

    /// What the files say of each unit, without what another standard asked for: the result does not rest on it.
    fn units(
        &self,
        standard: &Editions,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
        io: &mut Io<'_>,
    ) -> Result<Vec<Observations>, Failure> {
        let form = standard.questions();
        let mut units: Vec<Observations> = Vec::new();
        for argument in &self.observations {
            for file in intake::expanded(argument, &form)? {
                let observed = observed::read(&file, &form, sources, io)?;
                diagnostics.extend(observed.diagnostics);
                units.extend(observed.value.unwrap_or_default());
            }
        }
        let merged = Observations::merged(units);
        merged.iter().map(|unit| Ok(unit.asked_by(standard.on(self.dates().of(unit))?))).collect()
    }

    fn dates(&self) -> Dates {
        match self.asked {
            true => Dates { asked: self.date, today: None },
            false => Dates { asked: None, today: self.date },
        }
    }
}

/// The result of the same unit: by its name, its day and what was read of it, as far as these go; where it was renamed,
/// by what was read of it.
fn picked<'a>(results: &'a [Assessment], stored: &Stored) -> Result<&'a Assessment, Failure> {
    let wanted = &stored.result;
    let readings = |result: &Assessment| result.receipt.as_ref().map(|receipt| receipt.readings);
    let alike = |result: &&Assessment| readings(result) == readings(wanted);
    let named = |result: &&Assessment| result.unit == wanted.unit;
    let of_day = |result: &&Assessment| named(result) && result.date == wanted.date;
    let find = |fits: &dyn Fn(&&Assessment) -> bool| results.iter().find(fits);
    let found = find(&|one| of_day(one) && alike(one)).or_else(|| find(&of_day));
    found.or_else(|| find(&named)).or_else(|| find(&alike)).ok_or_else(|| {
        let name = wanted.unit.as_deref().unwrap_or_default();
        let failure =
            Failure::new(words!("观测中没有单元「{name}」", "the observations have no unit `{name}`"));
        match nearest(name, results.iter().filter_map(|result| result.unit.as_deref())) {
            Some(near) => failure.help(words!("是不是「{near}」？", "did you mean `{near}`?")),
            None => failure,
        }
    })
}
