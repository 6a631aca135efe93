//! 唯一, 首个: the value of one row as it is.

use crate::evaluation::fold::Entry;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::model::fact::FactId;

/// 唯一: the value of the one row that passes; none where no row does, or several do.
pub(crate) fn only(list: FactId, entries: &[Entry]) -> Possible {
    let none = Possible::without_value(Cause::NotOne(list));
    let candidates: Vec<&Entry> = entries.iter().filter(|entry| entry.may_count()).collect();
    let sure: Vec<&Entry> = candidates.iter().copied().filter(|entry| entry.counts()).collect();
    if sure.len() > 1 {
        return none;
    }
    let conditions = candidates.iter().fold(Doubt::NONE, |doubt, entry| doubt.and(entry.passes.doubt));
    // Where one row surely passes, no other can be the one.
    let picked = if sure.is_empty() { &candidates } else { &sure };
    let Some(mut found) = picked.iter().map(|entry| entry.value.clone()).reduce(Possible::or) else {
        return none;
    };
    found.inapplicable = false;
    found.absent |= candidates.len() > 1 || sure.is_empty();
    let values = candidates.iter().fold(Doubt::NONE, |doubt, entry| doubt.and(entry.doubt_of_value()));
    found.doubt = conditions.and(values);
    found.settled()
}

/// 首个: the value of the first row that passes, of rows that come one after the other.
pub(crate) fn first<'a>(rows: impl Iterator<Item = &'a Entry>) -> Possible {
    let mut found: Option<Possible> = None;
    let mut doubt = Doubt::NONE;
    let mut absent = false;
    let mut sure = false;
    for row in rows.filter(|row| row.may_count()) {
        let open = row.passes.doubt.and(row.doubt_of_value());
        // A row that may not be reached, as will be seen, need not be undetermined.
        let avoidable = found.is_some() && doubt.unseen && open.any();
        doubt = doubt.and(if avoidable { Doubt::UNSEEN } else { open });
        absent |= row.passes.absent;
        found = Some(match found {
            Some(found) => found.or(row.value.clone()),
            None => row.value.clone(),
        });
        sure = row.counts();
        // Where it has no value whether a row passes, nothing behind it gives one.
        let lost = row.passes.absent && !row.passes.doubt.unseen;
        if sure || lost {
            break;
        }
    }
    let Some(mut found) = found else { return Possible::without_value(Cause::NoValue) };
    found.inapplicable = false;
    found.absent |= absent || !sure;
    found.doubt = doubt;
    found.settled()
}
