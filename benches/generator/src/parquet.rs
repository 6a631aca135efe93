//! Units as Parquet: truths as booleans, all other facts as 32-bit integers.

use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::basic::LogicalType;
use parquet::basic::Repetition;
use parquet::basic::Type as Physical;
use parquet::data_type::BoolType;
use parquet::data_type::Int32Type;
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::file::writer::SerializedRowGroupWriter;
use parquet::schema::types::Type;
use parquet::schema::types::TypePtr;

use crate::column::Column;
use crate::column::Values;
use crate::draw::Draw;

/// What the file says of a number in tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tenths {
    /// `DECIMAL(4, 1)`: the file means the same as the CSV.
    Decimal,
    /// Nothing: 92.1 is the integer 921, as programs want it that calculate in tenths.
    Integer,
}

/// So many units are a row group.
const GROUP: u64 = 100_000;

/// Writes the units with these numbers.
pub fn write(draw: &Draw, units: Range<u64>, tenths: Tenths, out: impl Write + Send) -> Result<()> {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(out, schema(draw.columns(), tenths)?, Arc::new(properties))?;
    let mut next = units.start;
    while next < units.end {
        let end = units.end.min(next + GROUP);
        let mut group = file.next_row_group()?;
        write_group(draw, next..end, &mut group)?;
        group.close()?;
        next = end;
    }
    file.close()?;
    Ok(())
}

fn schema(columns: &[Column], tenths: Tenths) -> Result<TypePtr> {
    let mut fields = vec![field("unit", Physical::INT32).build()?];
    for column in columns {
        let built = match column.values {
            Values::Truth => field(&column.name, Physical::BOOLEAN),
            Values::Tenths if tenths == Tenths::Decimal => field(&column.name, Physical::INT32)
                .with_logical_type(Some(LogicalType::decimal(1, 4)))
                .with_precision(4)
                .with_scale(1),
            Values::Count | Values::Tenths => field(&column.name, Physical::INT32),
        };
        fields.push(built.build()?);
    }
    let fields = fields.into_iter().map(Arc::new).collect();
    Ok(Arc::new(Type::group_type_builder("units").with_fields(fields).build()?))
}

fn field(name: &str, physical: Physical) -> parquet::schema::types::PrimitiveTypeBuilder<'_> {
    Type::primitive_type_builder(name, physical).with_repetition(Repetition::REQUIRED)
}

fn write_group<W: Write + Send>(
    draw: &Draw,
    units: Range<u64>,
    group: &mut SerializedRowGroupWriter<'_, W>,
) -> Result<()> {
    let mut columns: Vec<Vec<i16>> = vec![Vec::new(); draw.columns().len()];
    let mut values = vec![0; draw.columns().len()];
    for unit in units.clone() {
        draw.unit(unit, &mut values);
        columns.iter_mut().zip(&values).for_each(|(column, value)| column.push(*value));
    }
    write_numbers(group, &units.map(|unit| unit as i32).collect::<Vec<_>>())?;
    for (column, values) in draw.columns().iter().zip(&columns) {
        if column.values == Values::Truth {
            write_truths(group, &values.iter().map(|value| *value != 0).collect::<Vec<_>>())?;
        } else {
            write_numbers(group, &values.iter().map(|value| i32::from(*value)).collect::<Vec<_>>())?;
        }
    }
    Ok(())
}

fn write_numbers<W: Write + Send>(group: &mut SerializedRowGroupWriter<'_, W>, values: &[i32]) -> Result<()> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<Int32Type>().write_batch(values, None, None)?;
        column.close()?;
    }
    Ok(())
}

fn write_truths<W: Write + Send>(group: &mut SerializedRowGroupWriter<'_, W>, values: &[bool]) -> Result<()> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<BoolType>().write_batch(values, None, None)?;
        column.close()?;
    }
    Ok(())
}
