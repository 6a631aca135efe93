//! Tables of observations: bytes of any usual encoding to text ([`decode`]), text to observations ([`csv::read`]).
//!
//! Nothing here opens a file, and nothing here knows a standard: names and values stay as they were written, each
//! with its cell, and are read as facts by [`weiheng::observation::Readings::bind`].

pub mod csv;
mod encoding;
mod footing;
mod heading;
mod heads;
pub mod mapping;
pub mod overrides;
mod problem;
mod record_field;
pub mod stream;
pub mod submission;
mod table;
mod unit_file;
mod unit_rows;
mod value;
pub mod workbook;

pub use encoding::Decoded;
pub use encoding::Undecodable;
pub use encoding::decode;
pub use heads::Head;
pub use heads::Heads;
