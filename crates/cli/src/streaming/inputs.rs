//! The files of a run, cut into parts.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use weiheng::Diagnostics;
use weiheng::Words;
use weiheng::words;
use weiheng_tabular::stream::Batches;
use weiheng_tabular::stream::Block;
use weiheng_tabular::stream::Blocks;
use weiheng_tabular::stream::Objects;
use weiheng_tabular::stream::Scoring;
use weiheng_tabular::stream::Table;
use weiheng_tabular::stream::open_parquet;

use crate::failure::Failure;
use crate::files;
use crate::streaming::form::Form;

/// A part of the input.
pub(crate) struct Part<'a> {
    /// Its position among all parts of the run.
    pub(crate) number: usize,
    /// What its file is called.
    pub(crate) file: Arc<str>,
    pub(crate) rows: PartRows<'a>,
    /// How many bytes of the file it takes.
    pub(crate) size: u64,
}

/// The rows of a part.
pub(crate) enum PartRows<'a> {
    Table(Arc<Table<'a>>, Block),
    Objects(Arc<Objects<'a>>, Block),
    /// A row group of a Parquet file, and the number of its first row.
    Group(Arc<Batches<'a>>, PathBuf, usize, u64),
}

/// What can still be read.
pub(crate) struct Inputs<'a, 'io> {
    scoring: &'a Scoring<'a>,
    files: std::vec::IntoIter<PathBuf>,
    stdin: Option<(Box<dyn Read + 'io>, Form)>,
    open: Option<Open<'a, 'io>>,
    number: usize,
}

/// A file that is being cut.
struct Open<'a, 'io> {
    name: Arc<str>,
    rows: OpenRows<'a, 'io>,
}

enum OpenRows<'a, 'io> {
    Table(Arc<Table<'a>>, Blocks<Box<dyn Read + 'io>>),
    Objects(Arc<Objects<'a>>, Blocks<Box<dyn Read + 'io>>),
    Groups {
        batches: Arc<Batches<'a>>,
        path: PathBuf,
        lengths: std::vec::IntoIter<(u64, u64)>,
        group: usize,
        first: u64,
    },
}

/// What keeps a file from being read.
pub(crate) enum Refusal {
    /// It cannot be opened or read on.
    Failed(Failure),
    /// Its headings are not those of the standards.
    Unfit(Arc<str>, Diagnostics),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// About so many bytes of text are one part.
const PART: usize = 8 * 1024 * 1024;

impl<'a, 'io> Inputs<'a, 'io> {
    /// The files in their order; standard input has the form that is given with it.
    pub(crate) fn new(
        scoring: &'a Scoring<'a>,
        files: Vec<PathBuf>,
        stdin: Option<(Box<dyn Read + 'io>, Form)>,
    ) -> Self {
        Self { scoring, files: files.into_iter(), stdin, open: None, number: 0 }
    }

    /// The next part.
    pub(crate) fn next_part(&mut self) -> Result<Option<Part<'a>>, Refusal> {
        loop {
            if let Some(open) = &mut self.open {
                if let Some((rows, size)) = open.next_rows()? {
                    let part = Part { number: self.number, file: Arc::clone(&open.name), rows, size };
                    self.number += 1;
                    return Ok(Some(part));
                }
                self.open = None;
            }
            let Some(path) = self.files.next() else { return Ok(None) };
            self.open = Some(self.opened(&path)?);
        }
    }

    fn opened(&mut self, path: &Path) -> Result<Open<'a, 'io>, Refusal> {
        let name: Arc<str> = path.display().to_string().into();
        let taken = if name.as_ref() == "-" { self.stdin.take() } else { None };
        let (reader, form): (Box<dyn Read + 'io>, Option<Form>) = match taken {
            Some((stdin, form)) => (stdin, Some(form)),
            None if name.as_ref() == "-" => return Err(unknown_form(&name).into()),
            None => (Box::new(file(path)?), Form::of(path)),
        };
        let rows = match form.ok_or_else(|| unknown_form(&name))? {
            Form::Parquet => self.groups(path, &name)?,
            Form::Ndjson => {
                let mut blocks = Blocks::of_lines(reader, PART);
                blocks.head().map_err(|error| unreadable(&name, &error))?.map_err(unfit(&name))?;
                OpenRows::Objects(Arc::new(Objects::new(self.scoring)), blocks)
            }
            Form::Csv => {
                let mut blocks = Blocks::of_lines(reader, PART);
                let head = blocks.head().map_err(|error| unreadable(&name, &error))?.map_err(unfit(&name))?;
                let table = Table::open(self.scoring, &head).map_err(unfit(&name))?;
                let (start, first) = table.below();
                let above = head.get(..start).unwrap_or_default();
                blocks.pass(table.delimiter(), above.matches('\n').count(), first);
                OpenRows::Table(Arc::new(table), blocks)
            }
        };
        Ok(Open { name, rows })
    }

    fn groups(&self, path: &Path, name: &Arc<str>) -> Result<OpenRows<'a, 'io>, Refusal> {
        let builder = open_parquet(file(path)?).map_err(|error| no_parquet(name, &error))?;
        let batches = Batches::open(self.scoring, builder.schema()).map_err(unfit(name))?;
        let groups = builder.metadata().row_groups();
        let length = |number: i64| u64::try_from(number).unwrap_or(0);
        let lengths = groups.iter().map(|group| (length(group.num_rows()), length(group.compressed_size())));
        let lengths: Vec<(u64, u64)> = lengths.collect();
        let (batches, path) = (Arc::new(batches), path.to_owned());
        Ok(OpenRows::Groups { batches, path, lengths: lengths.into_iter(), group: 0, first: 1 })
    }
}

impl<'a> Open<'a, '_> {
    /// The rows of the next part, and how many bytes they take.
    fn next_rows(&mut self) -> Result<Option<(PartRows<'a>, u64)>, Refusal> {
        let failed = |error| Refusal::Failed(unreadable(&self.name, &error));
        Ok(match &mut self.rows {
            OpenRows::Table(table, blocks) => blocks.next_block().map_err(failed)?.map(|block| {
                let size = block.len() as u64;
                (PartRows::Table(Arc::clone(table), block), size)
            }),
            OpenRows::Objects(objects, blocks) => blocks.next_block().map_err(failed)?.map(|block| {
                let size = block.len() as u64;
                (PartRows::Objects(Arc::clone(objects), block), size)
            }),
            OpenRows::Groups { batches, path, lengths, group, first } => {
                lengths.next().map(|(length, size)| {
                    let part = PartRows::Group(Arc::clone(batches), path.clone(), *group, *first);
                    *group += 1;
                    *first += length;
                    (part, size)
                })
            }
        })
    }
}

/// Opens a file.
pub(crate) fn file(path: &Path) -> Result<File, Failure> {
    File::open(path).map_err(|error| unreadable(&path.display().to_string(), &error))
}

pub(crate) fn no_parquet(name: &str, error: &parquet::errors::ParquetError) -> Failure {
    Failure::new(words!(
        "{name} 不是能读的 Parquet 文件：{error}",
        "{name} is no Parquet file that can be read: {error}"
    ))
}

fn unreadable(name: &str, error: &std::io::Error) -> Failure {
    let Words { zh, en } = files::reason(error);
    Failure::new(words!("读不了 {name}：{zh}", "cannot read {name}: {en}"))
}

fn unfit(name: &Arc<str>) -> impl Fn(Diagnostics) -> Refusal + '_ {
    |problems| Refusal::Unfit(Arc::clone(name), problems)
}

fn unknown_form(name: &str) -> Failure {
    Failure::new(words!("看不出 {name} 是什么格式", "cannot tell the form of {name}")).help(words!(
        "读 .csv .ndjson .parquet；标准输入用 --from 写明",
        "files are .csv, .ndjson or .parquet; say that of standard input with --from"
    ))
}
