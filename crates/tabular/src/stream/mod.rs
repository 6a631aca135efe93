//! Units that stream by: read in blocks, scored side by side, handed on.

mod array;
mod block;
mod csv;
mod door;
mod facts;
mod heading;
mod ndjson;
mod number;
mod outcome;
mod record_batch;
mod scored;
mod scoring;
mod sheet;
mod summary;
mod texts;
mod to_record_batch;
mod to_text;
mod units;

pub use block::Block;
pub use block::Blocks;
pub use csv::Rows;
pub use csv::Table;
pub use ndjson::Objects;
pub use outcome::Standing;
pub use record_batch::Batches;
pub use scored::Rejected;
pub use scored::Results;
pub use scored::Scored;
pub use scoring::Manner;
pub use scoring::RanksUnits;
pub use scoring::Scoring;
pub use sheet::Detail;
pub use sheet::Sheet;
pub use summary::Group;
pub use summary::Summary;
pub use to_text::csv_field;
