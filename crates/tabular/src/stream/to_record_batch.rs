//! Results as an Arrow record batch.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::Decimal128Array;
use arrow_array::RecordBatch;
use arrow_array::builder::BooleanBuilder;
use arrow_array::builder::Decimal128Builder;
use arrow_array::builder::ListBuilder;
use arrow_array::builder::StringBuilder;
use arrow_array::builder::StructBuilder;
use arrow_schema::ArrowError;
use arrow_schema::DataType;
use arrow_schema::Field;
use arrow_schema::Fields;
use arrow_schema::Schema;
use arrow_schema::SchemaRef;
use weiheng::Exact;

use crate::stream::scored::Scored;
use crate::stream::sheet::Cell;
use crate::stream::sheet::Column;
use crate::stream::sheet::Content;
use crate::stream::sheet::Sheet;

/// The digits that a decimal may have.
const PRECISION: u8 = 38;

impl Sheet {
    /// The schema of the columns: decimals where the plan shows how many digits they need at most, else numbers as
    /// text, so that a third stays a third.
    pub fn schema(&self) -> SchemaRef {
        let fields = self.columns.iter().map(|column| {
            let is_unit = matches!(column.holds, Content::Unit);
            Field::new(&column.name, column.data_type(), !is_unit)
        });
        Arc::new(Schema::new(fields.collect::<Fields>()))
    }

    /// Units as a record batch of that schema.
    ///
    /// # Errors
    /// A number that has more digits than a decimal of 38.
    pub fn record_batch(&self, scored: &Scored, rows: &[usize]) -> Result<RecordBatch, ArrowError> {
        let arrays = self.columns.iter().map(|column| column.array(scored, rows));
        RecordBatch::try_new(self.schema(), arrays.collect::<Result<Vec<_>, _>>()?)
    }
}

impl Column {
    fn data_type(&self) -> DataType {
        match self.holds {
            Content::Unit | Content::Kept(_) | Content::Grade(..) => DataType::Utf8,
            Content::Vetoed(_) => DataType::Boolean,
            Content::Items(..) => DataType::List(Arc::new(Field::new("item", self.item(), true))),
            _ => self.number(),
        }
    }

    /// The type of its numbers.
    fn number(&self) -> DataType {
        match self.decimals.and_then(|decimals| i8::try_from(decimals).ok()) {
            Some(scale) => DataType::Decimal128(PRECISION, scale),
            None => DataType::Utf8,
        }
    }

    fn item(&self) -> DataType {
        DataType::Struct(self.item_fields())
    }

    fn item_fields(&self) -> Fields {
        let field = |name: &str, kind| Field::new(name, kind, true);
        Fields::from(vec![
            field("clause", DataType::Utf8),
            field("low", self.number()),
            field("high", self.number()),
        ])
    }

    fn array(&self, scored: &Scored, rows: &[usize]) -> Result<ArrayRef, ArrowError> {
        let cells = rows.iter().map(|row| self.holds.cell(scored, *row));
        match self.data_type() {
            DataType::Boolean => {
                let mut builder = BooleanBuilder::with_capacity(rows.len());
                cells.for_each(|cell| {
                    builder.append_option(if let Cell::Truth(truth) = cell { Some(truth) } else { None })
                });
                Ok(Arc::new(builder.finish()))
            }
            DataType::Decimal128(..) => self.decimals(cells),
            DataType::List(_) => self.items(cells),
            _ => {
                let mut builder = StringBuilder::new();
                for cell in cells {
                    match cell {
                        Cell::Text(text) => builder.append_value(text),
                        Cell::Number(number) => builder.append_value(number.to_string()),
                        Cell::Steps(steps) => {
                            builder.append_value(Exact::scaled(steps, self.steps.scale).to_string())
                        }
                        _ => builder.append_null(),
                    }
                }
                Ok(Arc::new(builder.finish()))
            }
        }
    }

    fn decimals<'a>(&self, cells: impl Iterator<Item = Cell<'a>>) -> Result<ArrayRef, ArrowError> {
        let steps = cells.map(|cell| match cell {
            Cell::Number(number) => self.in_digits(number).map(Some),
            Cell::Steps(steps) => self.of_steps(steps).map(Some),
            _ => Ok(None),
        });
        let array = steps.collect::<Result<Decimal128Array, ArrowError>>()?;
        Ok(Arc::new(array.with_data_type(self.number())))
    }

    /// Steps of the plan in steps of the last decimal of the column.
    fn of_steps(&self, steps: i64) -> Result<i128, ArrowError> {
        let more = u32::from(self.decimals.unwrap_or(0)).checked_sub(self.steps.decimals);
        match more
            .and_then(|more| steps.checked_mul(self.steps.factor)?.checked_mul(10_i64.checked_pow(more)?))
        {
            Some(digits) => Ok(digits.into()),
            None => self.in_digits(Exact::scaled(steps, self.steps.scale)),
        }
    }

    /// A number in steps of the last decimal of its column.
    fn in_digits(&self, number: Exact) -> Result<i128, ArrowError> {
        let scale = 10_i64.checked_pow(self.decimals.unwrap_or(0).into()).unwrap_or(1);
        let steps = number.to_scaled(scale).map(i128::from);
        steps.ok_or_else(|| {
            ArrowError::ComputeError(format!("{number} is no decimal of column {}", self.name))
        })
    }

    fn items<'a>(&self, cells: impl Iterator<Item = Cell<'a>>) -> Result<ArrayRef, ArrowError> {
        let mut lists = ListBuilder::new(StructBuilder::from_fields(self.item_fields(), 0));
        for cell in cells {
            let Cell::Items(items) = cell else {
                lists.append_null();
                continue;
            };
            for (clause, ends) in items {
                let item = lists.values();
                if let Some(text) = item.field_builder::<StringBuilder>(0) {
                    text.append_value(clause);
                }
                for (at, end) in [(1, ends.low), (2, ends.high)] {
                    self.append(item, at, end)?;
                }
                item.append(true);
            }
            lists.append(true);
        }
        Ok(Arc::new(lists.finish()))
    }

    fn append(&self, item: &mut StructBuilder, at: usize, number: Exact) -> Result<(), ArrowError> {
        let end = Some(number).filter(|number| !weiheng::evaluation::tally::Ends::is_unbounded(*number));
        if self.decimals.is_some() {
            let steps = end.map(|end| self.in_digits(end)).transpose()?;
            item.field_builder::<Decimal128Builder>(at)
                .into_iter()
                .for_each(|builder| builder.append_option(steps));
        } else {
            let text = end.map(|end| end.to_string());
            item.field_builder::<StringBuilder>(at)
                .into_iter()
                .for_each(|builder| builder.append_option(text.clone()));
        }
        Ok(())
    }
}
