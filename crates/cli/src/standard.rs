//! The standard that an argument names: a built-in one by its id, or a clause file by its path.

use std::ffi::OsStr;
use std::path::Path;
use std::path::PathBuf;

use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::Standard;
use weiheng::words;

use crate::args::Common;
use crate::built_in;
use crate::built_in::BuiltIn;
use crate::diagnostic::complain;
use crate::editions;
use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::shelf::Shelf;
use crate::sources::Sources;

/// A clause file that has been read, and what was wrong with its bytes.
pub(crate) struct ClauseFile {
    /// Its id among the sources.
    pub(crate) id: SourceId,
    /// The folder it lies in, where the standards may lie that it builds on; `None` for a built-in one.
    pub(crate) folder: Option<PathBuf>,
    /// Not UTF-8, where it is not.
    pub(crate) encoding: Diagnostics,
}

/// Finds and reads what `argument` names; an id of a built-in standard goes before a file of the same name.
pub(crate) fn find(argument: &OsStr, sources: &mut Sources) -> Result<ClauseFile, Failure> {
    if let Some(standard) = argument.to_str().and_then(built_in::standard) {
        return built_in(standard, sources);
    }
    let path = Path::new(argument);
    if !path.exists() {
        let editions = editions::members(argument);
        if !editions.is_empty() {
            return Err(which_edition(&argument.to_string_lossy(), &editions));
        }
        if !looks_like_a_path(path) {
            return Err(unknown(&argument.to_string_lossy()));
        }
    }
    read(path, sources)
}

/// Whether `argument` names one standard: an id of a built-in one, or a file.
pub(crate) fn exists(argument: &OsStr) -> bool {
    argument.to_str().and_then(built_in::standard).is_some() || Path::new(argument).is_file()
}

/// A text in the binary.
pub(crate) fn built_in(text: &BuiltIn, sources: &mut Sources) -> Result<ClauseFile, Failure> {
    Ok(ClauseFile { id: sources.add(text.source())?, folder: None, encoding: Diagnostics::new() })
}

/// Reads a clause file.
pub(crate) fn read(path: &Path, sources: &mut Sources) -> Result<ClauseFile, Failure> {
    let file = clause_file(path.display().to_string(), files::read(path)?, sources)?;
    Ok(ClauseFile { folder: path.parent().map(Path::to_owned), ..file })
}

/// A clause file from its bytes.
pub(crate) fn clause_file(
    name: String,
    bytes: Vec<u8>,
    sources: &mut Sources,
) -> Result<ClauseFile, Failure> {
    let (text, wrong_at) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            (text, Some(error.utf8_error().valid_up_to()))
        }
    };
    let id = sources.add(Source::new(name, text))?;
    let mut encoding = Diagnostics::new();
    if let Some(at) = wrong_at {
        encoding.push(not_utf8(Span::new(id, at, at + char::REPLACEMENT_CHARACTER.len_utf8())));
    }
    Ok(ClauseFile { id, folder: None, encoding })
}

/// Finds, reads and checks what `argument` names; `None` after its errors have been drawn. Warnings are left to
/// `weiheng check`: whoever scores did not write the standard.
pub(crate) fn open(
    argument: &OsStr,
    sources: &mut Sources,
    common: Common,
    io: &mut Io<'_>,
) -> Result<Option<Standard>, Failure> {
    let file = find(argument, sources)?;
    let outcome = load(file, sources)?;
    if outcome.value.is_none() || outcome.diagnostics.has_errors() {
        complain(&outcome.diagnostics, sources, common, io);
        return Ok(None);
    }
    Ok(outcome.value)
}

/// Parses and checks a clause file that was found, with what it builds on.
pub(crate) fn load(file: ClauseFile, sources: &mut Sources) -> Result<Outcome<Standard>, Failure> {
    load_with_cases(file, None, sources)
}

/// The same, with its file of cases.
pub(crate) fn load_with_cases(
    file: ClauseFile,
    cases: Option<ClauseFile>,
    sources: &mut Sources,
) -> Result<Outcome<Standard>, Failure> {
    let text = |file: &ClauseFile| sources.get(file.id).map(|indexed| indexed.source.clone());
    let (source, further) = (text(&file), cases.as_ref().and_then(|cases| Some((text(cases)?, cases.id))));
    let mut encoding = file.encoding;
    encoding.extend(cases.map(|cases| cases.encoding).unwrap_or_default());
    let Some(source) = source.filter(|_| encoding.is_empty()) else {
        return Ok(Outcome { value: None, diagnostics: encoding });
    };
    let mut shelf = Shelf::new(file.folder, sources);
    let outcome = match &further {
        Some((cases, id)) => weiheng::load_with_cases((&source, file.id), (cases, *id), &mut shelf),
        None => weiheng::load_with(&source, file.id, &mut shelf),
    };
    shelf.with_encoding(outcome)
}

/// The clause file that `argument` names, with all that it builds on, written out with the origin of each line.
pub(crate) fn origin(argument: &OsStr, sources: &mut Sources) -> Result<String, Failure> {
    let file = find(argument, sources)?;
    let source = sources.get(file.id).map(|indexed| indexed.source.clone());
    let source = source.unwrap_or_else(|| Source::new(String::new(), String::new()));
    let (_, effective) = weiheng::effective(&source, file.id, &mut Shelf::new(file.folder, sources));
    Ok(effective.map(|effective| effective.show_origin()).unwrap_or_default())
}

fn looks_like_a_path(path: &Path) -> bool {
    path.components().count() > 1 || path.extension().is_some_and(|extension| extension == "wh")
}

fn unknown(id: &str) -> Failure {
    let failure = Failure::new(words!(
        "没有编号为「{id}」的内置标准，也没有这个文件",
        "no built-in standard has the id `{id}`, and there is no such file"
    ));
    match built_in::nearest_standard(id) {
        Some(near) => failure.help(words!(
            "是不是「{near}」？全部内置标准见 weiheng list",
            "did you mean `{near}`? `weiheng list` shows them all"
        )),
        None => failure.help(words!("全部内置标准见 weiheng list", "`weiheng list` shows them all")),
    }
}

fn which_edition(family: &str, editions: &[String]) -> Failure {
    let (zh, en) = (editions.join("、"), editions.join(", "));
    Failure::new(words!("「{family}」不止一版", "`{family}` is a family of editions"))
        .help(words!("写出其一：{zh}", "name one of them: {en}"))
}

fn not_utf8(span: Span) -> Diagnostic {
    Diagnostic::new(Code::WH0110, span, words!("文件不是 UTF-8 文本", "the file is not UTF-8 text"))
        .saying(words!("从这里起读不出来", "unreadable from here"))
        .help(words!("在编辑器里另存为 UTF-8 编码", "save it as UTF-8 in the editor"))
}
