//! The work on one part: its rows scored, its results written.

use std::fs::File;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use weiheng::Words;
use weiheng::words;
use weiheng_tabular::stream::Block;
use weiheng_tabular::stream::Rejected;
use weiheng_tabular::stream::Rows;
use weiheng_tabular::stream::Scored;
use weiheng_tabular::stream::Sheet;
use weiheng_tabular::stream::csv_field;
use weiheng_tabular::stream::open_parquet;

use crate::failure::Failure;
use crate::files::reason;
use crate::streaming::Job;
use crate::streaming::Toll;
use crate::streaming::folder::Folder;
use crate::streaming::form::Form;
use crate::streaming::inputs::Part;
use crate::streaming::inputs::PartRows;
use crate::streaming::inputs::file;
use crate::streaming::inputs::no_parquet;

/// Rows of a record batch that are read at once.
const BATCH: usize = 8192;

/// Scores a part and writes its results into the folder.
pub(crate) fn finish(part: &Part<'_>, job: &Job<'_>, folder: &Folder) -> Result<Toll, Failure> {
    let create = |(_, form): &(PathBuf, Form)| Output::create(&folder.results(part.number), *form, job.sheet);
    let output = job.output.as_ref().map(create).transpose()?;
    let mut work = Work { job, file: &part.file, output, rejects: String::new(), toll: Toll::default() };
    match &part.rows {
        PartRows::Table(table, block) => work.text(block, |rows| table.score(rows))?,
        PartRows::Objects(objects, block) => work.text(block, |rows| objects.score(rows))?,
        PartRows::Group(batches, path, group, first) => {
            let broken = |error| no_parquet(&part.file, &error);
            let builder = open_parquet(file(path)?).map_err(broken)?;
            let reader =
                builder.with_row_groups(vec![*group]).with_batch_size(BATCH).build().map_err(broken)?;
            let mut place = *first;
            for batch in reader {
                let batch = batch.map_err(|error| no_parquet(&part.file, &error.into()))?;
                work.take(&batches.score(place, &batch))?;
                place += batch.num_rows() as u64;
            }
        }
    }
    work.end(part.number, folder)
}

/// A part being worked on.
struct Work<'w> {
    job: &'w Job<'w>,
    file: &'w str,
    output: Option<Output>,
    rejects: String,
    toll: Toll,
}

impl Work<'_> {
    fn text(&mut self, block: &Block, score: impl Fn(Rows<'_>) -> Scored) -> Result<(), Failure> {
        let (text, damaged) = block.text();
        self.reject(&damaged);
        self.take(&score(Rows { first: block.first, text: &text }))
    }

    /// Counts units and hands on those that are asked for.
    fn take(&mut self, scored: &Scored) -> Result<(), Failure> {
        self.reject(&scored.rejected);
        self.toll.units += scored.len() as u64;
        self.toll.rows += scored.len() as u64;
        if self.job.by.is_some() {
            self.toll.summary.add(scored, self.job.by);
        }
        let Some(output) = &mut self.output else { return Ok(()) };
        let wanted = |row: &usize| {
            let results = scored.by(0);
            self.job.only.is_none_or(|only| results.is_some_and(|results| results.standing(*row) == only))
        };
        let rows: Vec<usize> = scored.rows().filter(wanted).collect();
        self.toll.written += rows.len() as u64;
        output.write(self.job.sheet, scored, &rows)
    }

    fn reject(&mut self, rejected: &[Rejected]) {
        for unit in rejected {
            self.toll.rejected += 1;
            self.toll.rows += 1;
            let problems = unit.problems.iter().map(|problem| (&problem.code, &problem.message));
            let zh: Vec<String> =
                problems.clone().map(|(code, words)| format!("{code} {}", words.zh)).collect();
            let en: Vec<String> = problems.map(|(code, words)| format!("{code} {}", words.en)).collect();
            let place = unit.place.to_string();
            let fields = [self.file, &place, &unit.unit, &zh.join("；"), &en.join("; ")];
            let fields: Vec<String> = fields.into_iter().map(csv_field).collect();
            self.rejects += &format!("{}\n", fields.join(","));
        }
    }

    fn end(self, number: usize, folder: &Folder) -> Result<Toll, Failure> {
        self.output.map_or(Ok(()), Output::finish)?;
        folder.finished(number, &self.rejects, &self.toll)?;
        Ok(self.toll)
    }
}

/// The results of a part on their way into its file.
enum Output {
    Csv(BufWriter<File>),
    Ndjson(BufWriter<File>),
    Parquet(Box<ArrowWriter<File>>),
}

impl Output {
    fn create(path: &Path, form: Form, sheet: &Sheet) -> Result<Self, Failure> {
        let file = File::create(path).map_err(|error| unwritable(&error))?;
        Ok(match form {
            Form::Csv => Self::Csv(BufWriter::new(file)),
            Form::Ndjson => Self::Ndjson(BufWriter::new(file)),
            Form::Parquet => {
                let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                let writer = ArrowWriter::try_new(file, sheet.schema(), Some(properties));
                Self::Parquet(Box::new(writer.map_err(|error| unwritable(&error.into()))?))
            }
        })
    }

    fn write(&mut self, sheet: &Sheet, scored: &Scored, rows: &[usize]) -> Result<(), Failure> {
        let mut text = String::new();
        match self {
            Self::Csv(file) => {
                sheet.csv(scored, rows, &mut text);
                file.write_all(text.as_bytes()).map_err(|error| unwritable(&error))
            }
            Self::Ndjson(file) => {
                sheet.ndjson(scored, rows, &mut text);
                file.write_all(text.as_bytes()).map_err(|error| unwritable(&error))
            }
            Self::Parquet(writer) => {
                let batch = sheet
                    .record_batch(scored, rows)
                    .map_err(|error| unwritable(&std::io::Error::other(error)))?;
                writer.write(&batch).map_err(|error| unwritable(&error.into()))
            }
        }
    }

    fn finish(self) -> Result<(), Failure> {
        let ended = match self {
            Self::Csv(mut file) | Self::Ndjson(mut file) => file.flush(),
            Self::Parquet(writer) => writer.close().map(drop).map_err(Into::into),
        };
        ended.map_err(|error| unwritable(&error))
    }
}

pub(crate) fn unwritable(error: &std::io::Error) -> Failure {
    let Words { zh, en } = reason(error);
    Failure::new(words!("写不了结果：{zh}", "cannot write the results: {en}"))
}
