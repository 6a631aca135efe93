//! Finished parts put together into the output.

use std::fs;
use std::fs::File;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use parquet::arrow::ArrowSchemaConverter;
use parquet::arrow::ArrowWriter;
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::file::writer::SerializedFileWriter;
use weiheng_tabular::stream::Sheet;

use crate::failure::Failure;
use crate::files;
use crate::streaming::Job;
use crate::streaming::folder::Folder;
use crate::streaming::form::Form;
use crate::streaming::part::unwritable;

/// Puts the output of so many parts together, beside its place; then it takes its name.
pub(crate) fn put_together(job: &Job<'_>, folder: Folder, parts: usize) -> Result<(), Failure> {
    put_rejects(job, &folder, parts)?;
    if let Some((path, form)) = &job.output {
        let beside = folder.results(parts);
        let made = match form {
            Form::Parquet => parquet(job.sheet, &folder, parts, &beside).map_err(std::io::Error::from),
            Form::Csv => text(&job.sheet.csv_heading(), &folder, parts, &beside),
            Form::Ndjson => text("", &folder, parts, &beside),
        };
        made.and_then(|()| fs::rename(&beside, path)).map_err(|error| unwritable(&error))?;
    }
    folder.remove();
    Ok(())
}

/// The rejects of all parts under one heading; no file where there are none.
fn put_rejects(job: &Job<'_>, folder: &Folder, parts: usize) -> Result<(), Failure> {
    let mut text = String::from("file,row,unit,原因,reason\n");
    let heading = text.len();
    (0..parts).for_each(|number| text += &folder.rejected(number));
    if text.len() > heading {
        return files::replace(&job.rejects, format!("\u{feff}{text}").as_bytes());
    }
    // Those of an earlier run would be taken for those of this one.
    match fs::remove_file(&job.rejects) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unwritable(&error)),
        _ => Ok(()),
    }
}

fn text(heading: &str, folder: &Folder, parts: usize, beside: &Path) -> std::io::Result<()> {
    let mut whole = BufWriter::new(File::create(beside)?);
    whole.write_all(heading.as_bytes())?;
    for number in 0..parts {
        std::io::copy(&mut File::open(folder.results(number))?, &mut whole)?;
    }
    whole.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
}

/// The row groups of all parts in one file, as they are.
fn parquet(sheet: &Sheet, folder: &Folder, parts: usize, beside: &Path) -> Result<(), ParquetError> {
    let schema = sheet.schema();
    if parts == 0 {
        return ArrowWriter::try_new(File::create(beside)?, schema, None)?.close().map(drop);
    }
    let described = ArrowSchemaConverter::new().convert(&schema)?;
    let properties = Arc::new(WriterProperties::builder().build());
    let mut whole =
        SerializedFileWriter::new(File::create(beside)?, described.root_schema_ptr(), properties)?;
    for number in 0..parts {
        let file = File::open(folder.results(number))?;
        let reader = SerializedFileReader::new(file.try_clone()?)?;
        for group in reader.metadata().row_groups() {
            let mut written = whole.next_row_group()?;
            for column in group.columns() {
                let close = ColumnCloseResult {
                    bytes_written: u64::try_from(column.compressed_size()).unwrap_or(0),
                    rows_written: u64::try_from(group.num_rows()).unwrap_or(0),
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                written.append_column(&file, close)?;
            }
            written.close()?;
        }
    }
    whole.close().map(drop)
}
