//! Files of columns.

use std::fs::File;
use std::sync::Arc;

use arrow_schema::DataType;
use arrow_schema::Field;
use arrow_schema::Schema;
use parquet::arrow::arrow_reader::ArrowReaderMetadata;
use parquet::arrow::arrow_reader::ArrowReaderOptions;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Type as Physical;
use parquet::errors::ParquetError;

/// Opens a Parquet file to be read in batches for [`Batches`](crate::stream::Batches). Decimals stay in the integers in
/// which the file has them, where Arrow would widen them to 128 bits.
///
/// # Errors
/// The file cannot be read, or is no Parquet file.
pub fn open_parquet(file: File) -> Result<ParquetRecordBatchReaderBuilder<File>, ParquetError> {
    let as_declared = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())?;
    let stored = as_declared.parquet_schema();
    let narrow = |(at, field): (usize, &Arc<Field>)| {
        let kind = match (stored.root_schema().get_fields().get(at)?, field.data_type()) {
            (kind, DataType::Decimal128(digits, decimals)) if kind.is_primitive() => {
                match kind.get_physical_type() {
                    Physical::INT32 => DataType::Decimal32(*digits, *decimals),
                    Physical::INT64 => DataType::Decimal64(*digits, *decimals),
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(Arc::new(field.as_ref().clone().with_data_type(kind)))
    };
    let fields = as_declared.schema().fields();
    let fields: Vec<_> = fields
        .iter()
        .enumerate()
        .map(|(at, field)| narrow((at, field)).unwrap_or_else(|| Arc::clone(field)))
        .collect();
    let options = ArrowReaderOptions::new().with_schema(Arc::new(Schema::new(fields)));
    let narrowed = ArrowReaderMetadata::try_new(Arc::clone(as_declared.metadata()), options)?;
    Ok(ParquetRecordBatchReaderBuilder::new_with_metadata(file, narrowed))
}
