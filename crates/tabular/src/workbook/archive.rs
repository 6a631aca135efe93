//! The archive that .xlsx and .ods are: how large it is unpacked, before anything is read of it.

use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::workbook::damage::Damage;

/// All parts together, and each part that is held in memory as a whole.
const LARGEST: u64 = 512 * 1024 * 1024;
const LARGEST_PART: u64 = 128 * 1024 * 1024;
const MOST_PARTS: usize = 10_000;

/// Unpacks every part without keeping it: the sizes that an archive declares need not be true.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Damage> {
    let mut archive = open(bytes)?;
    if archive.len() > MOST_PARTS {
        return Err(Damage::TooLarge);
    }
    let mut total = 0_u64;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| broken(&error))?;
        let sheet = part.name().is_ok_and(|name| name.contains("worksheets/") || name == "content.xml");
        let most = if sheet { LARGEST } else { LARGEST_PART }.min(LARGEST.saturating_sub(total));
        let read = std::io::copy(&mut part.take(most + 1), &mut std::io::sink());
        let size = read.map_err(|error| Damage::Broken(error.to_string()))?;
        if size > most {
            return Err(Damage::TooLarge);
        }
        total = total.saturating_add(size);
    }
    Ok(())
}

/// The archive.
pub(crate) fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Damage> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))
}

/// What the archive's own reader says.
pub(crate) fn broken(error: &ZipError) -> Damage {
    Damage::Broken(error.to_string())
}
