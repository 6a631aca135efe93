//! The observations of many files: whatever can be read is, and what cannot is left out with its problems.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::io::empty;
use std::io::sink;
use std::path::Path;
use std::path::PathBuf;

use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::Readings;
use weiheng::Severity;
use weiheng::Words;
use weiheng::summary::LeftOut;
use weiheng::words;
use weiheng_tabular::submission::Form;

use crate::ahead::in_order;
use crate::args::Common;
use crate::batch::Dates;
use crate::diagnostic::complain;
use crate::diagnostic::place::Place;
use crate::editions::Editions;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::mapping;
use crate::observed;
use crate::observed::Understood;
use crate::progress::Progress;
use crate::sources::Sources;
use crate::submitted;

/// What the files of a run gave.
#[derive(Default)]
pub(crate) struct Intake {
    /// The units of the files that could be read, in their order.
    pub(crate) units: Vec<Observations>,
    /// The files that could not.
    pub(crate) left_out: Vec<LeftOut>,
    /// Whether a folder was named.
    pub(crate) of_folder: bool,
    /// Whether a folder was named, or several files.
    is_many: bool,
    /// What is wrong, file by file.
    diagnostics: Diagnostics,
    failures: Vec<Failure>,
}

impl Intake {
    /// Reads every file that the arguments name and says what is wrong with them; `None` where everything was left
    /// out.
    pub(crate) fn open(
        arguments: &[OsString],
        standards: &[Editions],
        dates: Dates,
        sources: &mut Sources,
        common: Common,
        io: &mut Io<'_>,
    ) -> Result<Option<Self>, Failure> {
        let mut intake = Self::read(arguments, standards, dates, sources, io)?;
        intake.report(sources, common, io)?;
        Ok(Some(intake).filter(|intake| !intake.is_empty()))
    }

    /// Reads every file that the arguments name; a folder stands for the files in it. A file with an error is left
    /// out as a whole: half a table would be no table.
    fn read(
        arguments: &[OsString],
        standards: &[Editions],
        dates: Dates,
        sources: &mut Sources,
        io: &mut Io<'_>,
    ) -> Result<Self, Failure> {
        let form = Form::of(standards.iter().flat_map(Editions::all));
        let mut intake = Self::default();
        let mut named: Vec<OsString> = Vec::new();
        for argument in arguments {
            match expanded(argument, &form) {
                Ok(files) => named.extend(files),
                Err(failure) => drop(intake.refuse(argument, failure)),
            }
        }
        intake.of_folder = arguments.iter().any(|argument| Path::new(argument).is_dir());
        intake.is_many = named.len() > 1 || intake.of_folder;
        let progress = Progress::over(named.len(), io.screen);
        let branches = sources.branches(named.len());
        let (screen, today) = (io.screen, io.today);
        let ahead = |at: usize, file: &OsString| {
            let mut branch = branches.of(at);
            let (stdin, stdout, stderr) = (&mut empty(), &mut sink(), &mut sink());
            let mut nowhere = Io { stdin, stdout, stderr, screen, today };
            let read = (file != "-").then(|| observed::understood(file, &form, &mut branch, &mut nowhere));
            (branch, read)
        };
        in_order(&named, ahead, |file, (mut branch, read)| {
            // Standard input is no other thread's to read.
            let mut read = read.unwrap_or_else(|| observed::understood(file, &form, &mut branch, io));
            if let Ok((units, diagnostics)) = &mut read {
                sources.apply_mapping(units, diagnostics);
            }
            let fits = match read {
                Ok(understood) => intake.take(file, understood, standards, dates, &branch),
                Err(failure) => intake.refuse(file, failure),
            };
            if !fits {
                branch.forget();
            }
            sources.join(branch);
            progress.step();
        });
        intake.merge(standards, dates, sources)?;
        Ok(intake)
    }

    /// Says what is wrong with the files, and which are left out; where nothing is left, that is the end of the run.
    fn report(&mut self, sources: &Sources, common: Common, io: &mut Io<'_>) -> Result<(), Failure> {
        complain(&self.diagnostics, sources, common, io);
        if self.left_out.is_empty() {
            mapping::tell_unused(sources, common, io);
        }
        if !self.is_many {
            return self.failures.pop().map_or(Ok(()), Err);
        }
        for failure in &self.failures {
            io.complain(&failure.text(common.language()));
        }
        if !self.left_out.is_empty() {
            io.complain(&format!("{}\n", self.toll().in_language(common.language())));
        }
        Ok(())
    }

    /// Whether everything was left out.
    fn is_empty(&self) -> bool {
        self.units.is_empty() && !self.left_out.is_empty()
    }

    /// How a run ends for the files: badly, where one was left out.
    pub(crate) fn exit(&self) -> Exit {
        if self.left_out.is_empty() { Exit::Passed } else { Exit::BadInput }
    }

    /// Takes the units of a file, unless something is wrong with one of them.
    fn take(
        &mut self,
        file: &OsStr,
        understood: Understood,
        standards: &[Editions],
        dates: Dates,
        sources: &Sources,
    ) -> bool {
        let (units, mut diagnostics) = understood;
        for unit in &units {
            match bound(unit, standards, dates) {
                Ok(found) => diagnostics.extend(found),
                Err(failure) => return self.refuse(file, failure),
            }
        }
        let diagnostics = diagnostics.sorted();
        let fits = !diagnostics.has_errors();
        if fits && units.is_empty() {
            let name = file.to_string_lossy();
            return self
                .refuse(file, Failure::new(words!("{name} 里没有一个单位", "there is no unit in {name}")));
        }
        if fits {
            self.units.extend(units);
        } else {
            let errors = diagnostics.iter().filter(|one| one.severity() == Severity::Error);
            let problems = errors.map(|one| placed(one, sources)).collect();
            self.left_out.push(LeftOut { file: file.to_string_lossy().into_owned(), problems });
        }
        self.diagnostics.extend(diagnostics);
        fits
    }

    /// Puts together what several files say of one unit. Lists that disagree cannot be: the unit is left out.
    fn merge(&mut self, standards: &[Editions], dates: Dates, sources: &Sources) -> Result<(), Failure> {
        for unit in Observations::merged(std::mem::take(&mut self.units)) {
            let found = match unit.sources().len() {
                0 | 1 => Diagnostics::new(),
                _ => bound(&unit, standards, dates)?,
            };
            if found.has_errors() {
                let files = unit.sources().into_iter().filter_map(|id| sources.get(id));
                let files: Vec<&str> = files.map(|indexed| indexed.source.name.as_str()).collect();
                let file = format!("{} ({})", unit.unit.as_deref().unwrap_or_default(), files.join(", "));
                let problems = found.iter().map(|one| one.message.clone()).collect();
                self.left_out.push(LeftOut { file, problems });
            } else {
                self.units.push(unit);
            }
            self.diagnostics.extend(found);
        }
        Ok(())
    }

    fn refuse(&mut self, file: &OsStr, failure: Failure) -> bool {
        let file = file.to_string_lossy().into_owned();
        self.left_out.push(LeftOut { file, problems: vec![failure.message().clone()] });
        self.failures.push(failure);
        false
    }

    fn toll(&self) -> Words {
        let (out, units) = (self.left_out.len(), self.units.len());
        let names: Vec<&str> = self.left_out.iter().map(|one| one.file.as_str()).collect();
        let (zh, en) = (names.join("、"), names.join(", "));
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (files, rest) = (plural(out), plural(units));
        if units == 0 {
            return words!("没有一个单位可以评定", "not a single unit could be assessed");
        }
        words!(
            "{out} 个文件没有评定：{zh}；其余 {units} 个单位已评定",
            "{out} file{files} left out: {en}; {units} other unit{rest} assessed"
        )
    }
}

/// What is wrong with a unit for the standards of its day.
fn bound(unit: &Observations, standards: &[Editions], dates: Dates) -> Result<Diagnostics, Failure> {
    let date = dates.of(unit);
    let editions = standards.iter().map(|editions| editions.on(date));
    let editions = editions.collect::<Result<Vec<_>, Failure>>()?;
    Ok(match editions.as_slice() {
        [one] => Readings::bind(one, unit).diagnostics,
        several => Readings::bind_among(several, unit).diagnostics,
    })
}

/// A problem with its place on one line; of a workbook the message names the cell, and a file that could not be read at
/// all has no places.
fn placed(diagnostic: &Diagnostic, sources: &Sources) -> Words {
    let Place { cell, line, column, .. } = Place::of(diagnostic.span(), sources);
    let unread = sources.get(diagnostic.span().source).is_none_or(|indexed| indexed.source.text.is_empty());
    if cell.is_some() || unread {
        return diagnostic.message.clone();
    }
    let Words { zh, en } = &diagnostic.message;
    words!("第 {line} 行第 {column} 列：{zh}", "line {line}, column {column}: {en}")
}

/// A file is itself. A folder stands for the files directly in it that may be observations, in the order of their
/// names; where its tables are those of an export from phones, they are read together under its own name.
pub(crate) fn expanded(argument: &OsStr, form: &Form<'_>) -> Result<Vec<OsString>, Failure> {
    let path = Path::new(argument);
    if !path.is_dir() {
        return Ok(vec![argument.to_owned()]);
    }
    let exported = submitted::is_export(form, path)?;
    let others = files::listed(path)?.into_iter().filter(|path| observed::is_readable(path));
    let others = others.filter(|path| !exported || path.extension() != Some(OsStr::new(submitted::TABLE)));
    let tables = exported.then(|| argument.to_owned());
    let found: Vec<OsString> = tables.into_iter().chain(others.map(PathBuf::into_os_string)).collect();
    if found.is_empty() {
        let name = path.display();
        return Err(Failure::new(words!(
            "目录 {name} 中没有观测文件",
            "the folder {name} has no file of observations"
        )));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use weiheng::Source;
    use weiheng::SourceId;
    use weiheng_tabular::submission::Form;

    #[test]
    fn a_folder_with_an_export_stands_for_its_other_files_too() {
        let text = "标准 甲\n  满分 2\n条 1 \"一\" 2分\n  观测 有制度 : 是否\n  若 非 有制度 扣 2分\n";
        let standard = weiheng::load(&Source::new("甲.wh", text), SourceId(0)).value.unwrap();
        let form = Form::of([&standard]);
        let folder = std::env::temp_dir().join(format!("weiheng-intake-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in [("a.csv", "f_111adfc3,KEY\n"), ("b.json", "{}"), ("c.txt", "")] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let found = super::expanded(folder.as_os_str(), &form);
        std::fs::remove_dir_all(&folder).unwrap();
        let found: Vec<PathBuf> = found.unwrap().into_iter().map(PathBuf::from).collect();
        assert_eq!(found, [folder.clone(), folder.join("b.json")]);
    }
}
