//! Results that were stored as JSON: what `weiheng score --format json` or `ndjson` wrote.

use std::ffi::OsStr;
use std::path::Path;

use serde_json::Value;
use weiheng::Assessment;
use weiheng::assessment::Receipt;
use weiheng::words;

use crate::failure::Failure;
use crate::files;
use crate::io::Io;

/// A stored result.
pub(crate) struct Stored {
    /// Every member of it, those that this version does not know included.
    pub(crate) json: Value,
    /// What it says.
    pub(crate) result: Assessment,
}

/// The results of a file; `-` is standard input.
pub(crate) fn read(argument: &OsStr, io: &mut Io<'_>) -> Result<Vec<Stored>, Failure> {
    let bytes = match argument == "-" {
        true => files::read_all(&mut *io.stdin, "<stdin>")?,
        false => files::read(Path::new(argument))?,
    };
    results(&argument.to_string_lossy(), &bytes)
}

/// Whether a file holds stored results rather than observations: objects with a ledger.
pub(crate) fn is_stored(path: &Path) -> Result<bool, Failure> {
    let bytes = files::read(path)?;
    Ok(values(&bytes).is_ok_and(|values| values.first().is_some_and(|first| first.get("ledger").is_some())))
}

fn results(name: &str, bytes: &[u8]) -> Result<Vec<Stored>, Failure> {
    let values = values(bytes).map_err(|error| broken(name, &error))?;
    if values.is_empty() {
        return Err(Failure::new(words!("{name} 里没有结果", "there is no result in {name}")).help(written()));
    }
    let stored = |(at, json): (usize, Value)| Stored::of(json).map_err(|why| unfit(name, at + 1, &why));
    values.into_iter().enumerate().map(stored).collect()
}

impl Stored {
    /// Its receipt.
    pub(crate) fn receipt(&self) -> Result<&Receipt, Failure> {
        let name = self.result.unit.as_deref().unwrap_or_default();
        self.result.receipt.as_ref().ok_or_else(|| {
            Failure::new(words!("结果「{name}」没有凭据", "the result `{name}` has no receipt")).help(words!(
                "凭据由 weiheng score 写入；没有凭据的结果无从核验",
                "receipts are written by `weiheng score`; without one there is nothing to verify by"
            ))
        })
    }

    fn of(json: Value) -> Result<Self, String> {
        let version = json.get("version").and_then(Value::as_u64);
        let known = u64::from(Assessment::VERSION);
        if version.is_some_and(|version| version > known) {
            return Err(format!("version {} > {known}", version.unwrap_or_default()));
        }
        let result = serde_json::from_value::<Assessment>(json.clone()).map_err(|error| error.to_string())?;
        Ok(Self { json, result })
    }
}

/// The objects of a text: one, an array of them, or one a line; comparisons hold one a standard.
fn values(bytes: &[u8]) -> Result<Vec<Value>, serde_json::Error> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_slice(bytes).into_iter::<Value>() {
        match value? {
            Value::Array(several) => values.extend(several),
            one => values.push(one),
        }
    }
    let assessments = |value: Value| match value.get("assessments").and_then(Value::as_array) {
        Some(several) => several.clone(),
        None => vec![value],
    };
    Ok(values.into_iter().flat_map(assessments).collect())
}

fn broken(name: &str, error: &serde_json::Error) -> Failure {
    let (line, column) = (error.line(), error.column());
    Failure::new(words!(
        "{name} 第 {line} 行第 {column} 列起不是 JSON：{error}",
        "{name} is not JSON from line {line}, column {column}: {error}"
    ))
    .help(written())
}

fn unfit(name: &str, number: usize, why: &str) -> Failure {
    Failure::new(words!(
        "{name} 里的第 {number} 个对象不是评分结果：{why}",
        "object {number} of {name} is no result: {why}"
    ))
    .help(written())
}

fn written() -> weiheng::Words {
    words!(
        "结果由 weiheng score 标准 观测.json --format json -o 结果.json 写成",
        "results are written by `weiheng score STANDARD FILE --format json -o RESULT.json`"
    )
}
