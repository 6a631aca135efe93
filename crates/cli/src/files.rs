//! The only code that opens files.

use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use weiheng::Words;
use weiheng::words;

use crate::failure::Failure;
use crate::io::Io;

/// Larger files are refused.
pub(crate) const LARGEST: u64 = 1 << 30;

/// The bytes of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = path.display().to_string();
    if path.is_dir() {
        return Err(cannot_read(&name, &words!("这是一个目录", "it is a directory")));
    }
    let file = File::open(path).map_err(|error| cannot_read(&name, &reason(&error)))?;
    if file.metadata().is_ok_and(|known| known.len() > LARGEST) {
        return Err(too_large(&name));
    }
    read_all(file, &name)
}

/// The names of the files of a folder with an extension, without it, sorted; none where the folder cannot be read.
pub(crate) fn stems(folder: &Path, extension: &str) -> Vec<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let wanted = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
    let mut stems: Vec<String> =
        wanted.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
    stems.sort();
    stems
}

/// The files directly in a folder, in the order of their names, without those that programs hide or leave behind.
pub(crate) fn listed(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error: &std::io::Error| cannot_read(&folder.display().to_string(), &reason(error));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| failed(&error))? {
        let path = entry.map_err(|error| failed(&error))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_file() && !name.starts_with(['.', '~']) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Makes a folder, where it is not there.
pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| {
        let (name, Words { zh, en }) = (path.display(), reason(&error));
        Failure::new(words!("建不了目录 {name}：{zh}", "cannot make the folder {name}: {en}"))
    })
}

/// The bytes of a stream, under the name it has in messages.
pub(crate) fn read_all(stream: impl Read, name: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let limited = stream.take(LARGEST + 1).read_to_end(&mut bytes);
    limited.map_err(|error| cannot_read(name, &reason(&error)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(name));
    }
    Ok(bytes)
}

/// Puts a text where it is wanted: in a file, or on standard output.
pub(crate) fn deliver(output: Option<&PathBuf>, text: &str, io: &mut Io<'_>) -> Result<(), Failure> {
    match output {
        Some(path) => replace(path, text.as_bytes()),
        None => io.print(text),
    }
}

/// Puts whole contents in the place of a file: written beside it first, so that nobody ever sees half of it.
pub(crate) fn replace(path: &Path, contents: &[u8]) -> Result<(), Failure> {
    let failed = |error: &std::io::Error| {
        let (name, reason) = (path.display(), reason(error));
        let (zh, en) = (reason.zh, reason.en);
        Failure::new(words!("写不了文件 {name}：{zh}", "cannot write {name}: {en}"))
    };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let known = fs::metadata(&target).ok();
    if known.as_ref().is_some_and(|known| !known.is_file() && !known.is_dir()) {
        return fs::write(&target, contents).map_err(|error| failed(&error)); // a device or a pipe
    }
    let beside = Beside::create(&target, contents).map_err(|error| failed(&error))?;
    if let Some(known) = known {
        fs::set_permissions(&beside.path, known.permissions()).map_err(|error| failed(&error))?;
    }
    fs::rename(&beside.path, &target).map_err(|error| failed(&error))
}

/// A file beside the one to be replaced; gone when dropped, unless it has been renamed.
struct Beside {
    path: PathBuf,
}

impl Beside {
    fn create(target: &Path, contents: &[u8]) -> std::io::Result<Self> {
        let name = target.file_name().ok_or(ErrorKind::InvalidInput)?.to_string_lossy();
        let path = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        let beside = Self { path };
        file.write_all(contents)?;
        file.sync_all()?;
        Ok(beside)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.path));
    }
}

fn too_large(name: &str) -> Failure {
    cannot_read(name, &words!("超过 1 GiB", "it is larger than 1 GiB"))
}

fn cannot_read(name: &str, reason: &Words) -> Failure {
    let (zh, en) = (&reason.zh, &reason.en);
    Failure::new(words!("读不了 {name}：{zh}", "cannot read {name}: {en}"))
}

/// Why the system refused, in words.
pub(crate) fn reason(error: &std::io::Error) -> Words {
    match error.kind() {
        ErrorKind::NotFound => words!("没有这个文件或目录", "there is no such file or directory"),
        ErrorKind::PermissionDenied => words!("没有权限", "permission denied"),
        ErrorKind::IsADirectory => words!("这是一个目录", "it is a directory"),
        ErrorKind::NotADirectory => words!("路径中有一段不是目录", "part of the path is not a directory"),
        ErrorKind::StorageFull => words!("磁盘已满", "the disk is full"),
        ErrorKind::ReadOnlyFilesystem => words!("磁盘只读", "the disk is read-only"),
        _ => Words::same(error.to_string()),
    }
}
