//! What the headings of tables stand for: the flag that commands share, and the file that it names.

use std::ffi::OsString;
use std::path::Path;

use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Digest;
use weiheng::Source;
use weiheng::Span;
use weiheng::Standard;
use weiheng::assessment::FileDigest;
use weiheng::model::fact::Kind;
use weiheng::words;
use weiheng_tabular::mapping;
use weiheng_tabular::mapping::Heading;
use weiheng_tabular::mapping::Meaning;

use crate::args::Common;
use crate::args::OPTIONS;
use crate::diagnostic::complain;
use crate::editions::Editions;
use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::sources::Sources;

/// The file of a mapping.
#[derive(clap::Args, Debug)]
pub(crate) struct Mapped {
    /// 对照表 (.csv)：表头与标准的观测名不同时，各表头是哪一项观测；由 weiheng map 给出，见 docs/headings.md A mapping: which fact each heading of the tables stands for, as `weiheng map` proposes it
    #[arg(id = "map", long = "map", value_name = "FILE", help_heading = OPTIONS)]
    pub(crate) file: Option<OsString>,
}

impl Mapped {
    /// Reads the file into the sources of a run and checks it against the standards; `false` after errors have been
    /// drawn.
    pub(crate) fn read(
        &self,
        standards: &[Editions],
        sources: &mut Sources,
        common: Common,
        io: &mut Io<'_>,
    ) -> Result<bool, Failure> {
        let Some(file) = &self.file else { return Ok(true) };
        let (name, bytes) = (file.to_string_lossy().into_owned(), files::read(Path::new(file))?);
        let sum = FileDigest::new(&name, Digest::of(&bytes));
        let mut diagnostics = Diagnostics::new();
        match weiheng_tabular::decode(&bytes) {
            Err(problem) => {
                diagnostics.push(problem.diagnostic(sources.add(Source::new(name, String::new()))?));
            }
            Ok(decoded) => {
                let id = sources.add(Source::new(name, decoded.text))?;
                let text = sources.get(id).map(|indexed| indexed.source.text.as_str()).unwrap_or_default();
                let (mapping, problems) = mapping::read(id, text);
                diagnostics.extend(problems);
                diagnostics.extend(unknown(&mapping, standards));
                sources.map(mapping, sum);
            }
        }
        complain(&diagnostics.clone().sorted(), sources, common, io);
        Ok(!diagnostics.has_errors())
    }
}

/// Says which headings of the mapping no table of the run had.
pub(crate) fn tell_unused(sources: &Sources, common: Common, io: &mut Io<'_>) {
    let mut unused: Vec<&Heading> = sources.mapping().headings().filter(|heading| !heading.is_used).collect();
    unused.sort_by_key(|heading| heading.span.start);
    for heading in unused {
        let Some(indexed) = sources.get(heading.span.source) else { continue };
        let (file, name) = (&indexed.source.name, &heading.name);
        let (line, _) = indexed.position(heading.span.start as usize);
        let said = words!(
            "警告: {file} 第 {line} 行：没有一张表有表头「{name}」",
            "warning: {file}, line {line}: no table has the heading `{name}`"
        );
        io.complain(&format!("{}\n", said.in_language(common.language())));
    }
}

/// The facts of the mapping that no standard has.
fn unknown(mapping: &mapping::Mapping, standards: &[Editions]) -> Diagnostics {
    let mut problems = Diagnostics::new();
    for heading in mapping.headings() {
        if let Meaning::Fact(name, span) = &heading.meaning
            && !standards.iter().flat_map(Editions::all).any(|one| is_known(one, name))
        {
            problems.push(stranger(name, *span, standards));
        }
    }
    problems
}

/// Whether a name is that of a fact, an item of an item list, or a field of a record list.
fn is_known(standard: &Standard, name: &str) -> bool {
    if standard.fact_written(name).is_some() {
        return true;
    }
    let Some((list, part)) = mapping::list_and_part(name) else { return false };
    match standard.fact_written(&list).map(|fact| &fact.kind) {
        Some(Kind::Items(names)) => names.contains(&part),
        Some(Kind::Records(records)) => records.fields.iter().any(|field| field.name == part),
        _ => false,
    }
}

fn stranger(name: &str, span: Span, standards: &[Editions]) -> Diagnostic {
    let message = words!("标准中没有观测「{name}」", "the standard has no fact `{name}`");
    let problem = Diagnostic::new(Code::WH0402, span, message);
    match standards.iter().flat_map(Editions::all).find_map(|one| one.fact_nearest(name)) {
        Some(near) => problem.help(words!("是不是「{near}」？", "did you mean `{near}`?")),
        None => problem.help(words!(
            "「观测」栏写标准里的观测名；不读这一列就空着",
            "name a fact of the standard, or leave it empty so that the column is not read"
        )),
    }
}
