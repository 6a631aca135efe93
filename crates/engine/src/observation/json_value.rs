//! JSON values as raw values: numbers keep their digits, every key and value its place.

use std::fmt;

use serde::Deserialize;
use serde::Deserializer;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Visitor;
use serde_json::value::RawValue;

use crate::diagnostic::Diagnostic;
use crate::observation::Entry;
use crate::observation::Raw;
use crate::observation::exponent::expanded;
use crate::observation::json_problem;
use crate::source::SourceId;
use crate::source::Span;

/// Observations are never nested deeper; the text of one value is scanned once for each level above it.
const DEEPEST: usize = 16;

/// A JSON text, to which every value read from it belongs.
#[derive(Clone, Copy)]
pub(super) struct Json<'a> {
    pub(super) source: SourceId,
    pub(super) text: &'a str,
}

/// An object's keys and values in order, keys decoded.
pub(super) type Members<'a> = Vec<(String, Span, &'a RawValue)>;

impl<'a> Json<'a> {
    /// Where a value lies: its text is a slice of the whole.
    pub(super) fn span(self, value: &RawValue) -> Span {
        let start = value.get().as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        Span::new(self.source, start, start.saturating_add(value.get().len()))
    }

    /// A value and everything in it.
    pub(super) fn raw(self, value: &'a RawValue, depth: usize) -> Result<Raw, Box<Diagnostic>> {
        if depth > DEEPEST {
            return Err(json_problem::too_deep(self.span(value)).into());
        }
        match value.get().bytes().next() {
            Some(b'{') => self.fields(value, depth).map(Raw::Fields),
            Some(b'[') => {
                let elements = self.elements(value)?.into_iter();
                let list: Result<Vec<_>, _> =
                    elements.map(|element| Ok((self.raw(element, depth + 1)?, self.span(element)))).collect();
                list.map(Raw::List)
            }
            Some(b'"') => self.string(value).map(Raw::Text),
            Some(b't') => Ok(Raw::Truth(true)),
            Some(b'f') => Ok(Raw::Truth(false)),
            Some(b'n') => Ok(Raw::Blank),
            _ => Ok(Raw::Text(expanded(value.get()).unwrap_or_else(|| value.get().to_owned()))),
        }
    }

    /// The members of an object as entries.
    pub(super) fn fields(self, value: &'a RawValue, depth: usize) -> Result<Vec<Entry>, Box<Diagnostic>> {
        let members = self.members(value)?.into_iter();
        members.map(|member| self.entry(member, depth)).collect()
    }

    /// A member as an entry.
    pub(super) fn entry(
        self,
        (name, name_span, value): (String, Span, &'a RawValue),
        depth: usize,
    ) -> Result<Entry, Box<Diagnostic>> {
        let raw = self.raw(value, depth + 1)?;
        Ok(Entry { name, name_span, value: raw, span: self.span(value), cell: None })
    }

    /// The members of an object, unread.
    pub(super) fn members(self, value: &'a RawValue) -> Result<Members<'a>, Box<Diagnostic>> {
        let broken = |_| Box::new(json_problem::unreadable(self.span(value)));
        let members: Object<'a> = serde_json::from_str(value.get()).map_err(broken)?;
        members.0.into_iter().map(|(key, value)| Ok((self.string(key)?, self.span(key), value))).collect()
    }

    /// The elements of an array, unread.
    pub(super) fn elements(self, value: &'a RawValue) -> Result<Vec<&'a RawValue>, Box<Diagnostic>> {
        let broken = |_| Box::new(json_problem::unreadable(self.span(value)));
        serde_json::from_str::<Array<'a>>(value.get()).map(|array| array.0).map_err(broken)
    }

    /// The text of a string.
    pub(super) fn string(self, value: &RawValue) -> Result<String, Box<Diagnostic>> {
        serde_json::from_str(value.get()).map_err(|_| Box::new(json_problem::unreadable(self.span(value))))
    }
}

struct Array<'a>(Vec<&'a RawValue>);

struct Object<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Array<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Parts).map(Self)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs).map(Self)
    }
}

struct Parts;

impl<'de> Visitor<'de> for Parts {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = access.next_element()? {
            parts.push(part);
        }
        Ok(parts)
    }
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Vec<(&'de RawValue, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = access.next_entry()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::expanded;

    #[test]
    fn exponents_expand_exactly_or_not_at_all() {
        for (number, plain) in [
            ("1.5e3", Some("1500")),
            ("-1.5E-3", Some("-0.0015")),
            ("12e-1", Some("1.2")),
            ("1e0", Some("1")),
            ("1.25e1", Some("12.5")),
            ("1e400", None),
            ("1e99999999999999999999", None),
            ("15", None),
        ] {
            assert_eq!(expanded(number).as_deref(), plain, "{number}");
        }
    }
}
