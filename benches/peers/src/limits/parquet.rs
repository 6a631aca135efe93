//! Parquet through the column readers of the parquet crate, a stretch of units of all columns at a time.

use std::fs::File;
use std::path::Path;

use parquet::column::reader::ColumnReader;
use parquet::column::reader::ColumnReaderImpl;
use parquet::column::reader::get_typed_column_reader;
use parquet::data_type::BoolType;
use parquet::data_type::Int32Type;
use parquet::file::reader::FileReader;
use parquet::file::reader::RowGroupReader;
use parquet::file::serialized_reader::SerializedFileReader;

use crate::contender::Result;
use crate::limits::columns::Facts;
use crate::limits::columns::Place;
use crate::limits::columns::Rules;
use crate::limits::text::FileScores;
use crate::workload::Workload;

/// A whole number of the stretches in which units are scored.
const STRETCH: usize = 4096;

enum Reader {
    Truths(ColumnReaderImpl<BoolType>),
    Numbers(ColumnReaderImpl<Int32Type>),
}

/// Values on their way into a column.
#[derive(Default)]
struct Read {
    truths: Vec<bool>,
    numbers: Vec<i32>,
}

/// Scores all units of a file.
pub fn score(path: &Path, workload: &Workload, rules: &Rules<i16>) -> Result<FileScores> {
    let file = SerializedFileReader::new(File::open(path)?)?;
    let columns = file.metadata().file_metadata().schema_descr().columns();
    let names = ["unit"].into_iter().chain(workload.columns.iter().map(|column| column.name.as_str()));
    if !columns.iter().map(|column| column.name()).eq(names) {
        return Err("other columns".into());
    }
    let mut scores = FileScores::default();
    scores.results.clear(rules);
    let mut facts = rules.facts();
    let mut read = Read::default();
    for group in 0..file.num_row_groups() {
        let group = file.get_row_group(group)?;
        let mut readers = readers(group.as_ref())?;
        loop {
            let Some((Reader::Numbers(units), readers)) = readers.split_first_mut() else {
                return Err("no unit".into());
            };
            let many = units.read_records(STRETCH, None, None, &mut scores.units)?.0;
            if many == 0 {
                break;
            }
            for (reader, place) in readers.iter_mut().zip(rules.places()) {
                reader.fill(*place, &mut facts, &mut read)?;
            }
            rules.score_more(&facts, &mut scores.results);
        }
    }
    Ok(scores)
}

fn readers(group: &dyn RowGroupReader) -> Result<Vec<Reader>> {
    let mut readers = Vec::new();
    for column in 0..group.num_columns() {
        readers.push(match group.get_column_reader(column)? {
            reader @ ColumnReader::BoolColumnReader(_) => Reader::Truths(get_typed_column_reader(reader)),
            reader @ ColumnReader::Int32ColumnReader(_) => Reader::Numbers(get_typed_column_reader(reader)),
            _ => return Err("a column of another type".into()),
        });
    }
    Ok(readers)
}

impl Reader {
    fn fill(&mut self, place: Place, facts: &mut Facts<i16>, read: &mut Read) -> Result<()> {
        match (self, place) {
            (Self::Truths(reader), Place::Truth(fact)) => {
                read.truths.clear();
                reader.read_records(STRETCH, None, None, &mut read.truths)?;
                facts.truths[fact].clear();
                facts.truths[fact].extend(read.truths.iter().map(|truth| u8::from(*truth)));
            }
            (Self::Numbers(reader), Place::Wide(fact)) => {
                facts.wide[fact].clear();
                reader.read_records(STRETCH, None, None, &mut facts.wide[fact])?;
            }
            (Self::Numbers(reader), Place::Count(fact) | Place::Tenths(fact)) => {
                read.numbers.clear();
                reader.read_records(STRETCH, None, None, &mut read.numbers)?;
                facts.numbers[fact].clear();
                facts.numbers[fact].extend(read.numbers.iter().map(|number| *number as i16));
            }
            _ => return Err("a column of another type".into()),
        }
        Ok(())
    }
}
