//! Which encoding a file is in, and its text.

use encoding_rs::DecoderResult;
use encoding_rs::Encoding;
use encoding_rs::GB18030;
use encoding_rs::UTF_8;
use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;
use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::words;

/// A text and the encoding it was in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The name of the encoding, such as `UTF-8` or `gb18030`.
    pub encoding: &'static str,
}

/// Bytes that are text in none of the usual encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// The first byte that no encoding explains.
    pub offset: usize,
    /// Whether the bytes are those of a zip archive, as every .xlsx is.
    pub archive: bool,
}

/// Decodes UTF-8 (with or without a byte order mark), UTF-16 with one, and else GB18030, of which GBK and GB 2312
/// are parts. Only a text without a single error is a text.
///
/// ```
/// let decoded = weiheng_tabular::decode(&[0xce, 0xc0, 0xc9, 0xfa]).unwrap();
/// assert_eq!((decoded.text.as_str(), decoded.encoding), ("卫生", "gb18030"));
/// assert_eq!(weiheng_tabular::decode(b"a\xff\xff").unwrap_err().offset, 1);
/// ```
pub fn decode(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    let marked = Encoding::for_bom(bytes);
    let (first, after_mark) = marked.unwrap_or((UTF_8, 0));
    let tried = if marked.is_some() { vec![first] } else { vec![UTF_8, GB18030] };
    let body = bytes.get(after_mark..).unwrap_or_default();
    let mut furthest = 0;
    for encoding in tried {
        match decode_as(encoding, body) {
            Ok(text) => return Ok(Decoded { text, encoding: encoding.name() }),
            Err(offset) => furthest = furthest.max(offset),
        }
    }
    Err(Undecodable { offset: after_mark + furthest, archive: bytes.starts_with(b"PK\x03\x04") })
}

/// The text, or the offset of the first byte that does not belong.
fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let capacity = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).ok_or(0_usize)?;
    text.reserve(capacity);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => match text.find('\0') {
            // Texts have no zero bytes; UTF-16 without its mark, and files that are no text, do.
            Some(at) => Err(if encoding == UTF_16LE || encoding == UTF_16BE { 0 } else { at }),
            None => Ok(text),
        },
        DecoderResult::Malformed(length, after) => {
            Err(read.saturating_sub(usize::from(length) + usize::from(after)))
        }
        DecoderResult::OutputFull => Err(read),
    }
}

impl Undecodable {
    /// The problem as a diagnostic; its place is in bytes of the file.
    pub fn diagnostic(self, source: SourceId) -> Diagnostic {
        let offset = self.offset;
        let span = Span::new(source, offset, offset);
        let help = if self.archive {
            words!(
                "这像是 Excel 工作簿；请另存为 CSV UTF-8",
                "this looks like an Excel workbook; save it as CSV UTF-8"
            )
        } else {
            words!("请另存为 UTF-8", "save it as UTF-8")
        };
        let message = words!(
            "第 {offset} 字节起不是 UTF-8、GB18030 或 UTF-16 文本",
            "byte {offset} is not text in UTF-8, GB18030 or UTF-16"
        );
        Diagnostic::new(Code::WH0401, span, message).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::Undecodable;
    use super::decode;

    #[test]
    fn usual_encodings_are_told_apart() {
        let utf16: Vec<u8> = "\u{feff}卫生".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: [(&[u8], &str); 5] = [
            ("卫生".as_bytes(), "UTF-8"),
            ("\u{feff}卫生".as_bytes(), "UTF-8"),
            (&[0xce, 0xc0, 0xc9, 0xfa], "gb18030"),
            (&utf16, "UTF-16LE"),
            (&[0xfe, 0xff, 0x53, 0x6b, 0x75, 0x1f], "UTF-16BE"),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(bytes).expect("a text");
            assert_eq!((decoded.text.as_str(), decoded.encoding), ("卫生", encoding));
        }
    }

    #[test]
    fn what_is_no_text_says_where() {
        assert_eq!(decode(b"ab\xff\xffc"), Err(Undecodable { offset: 2, archive: false }));
        assert_eq!(decode(b"a\0b\0"), Err(Undecodable { offset: 1, archive: false }));
        assert_eq!(decode(b"PK\x03\x04\xff\xff\0").map_err(|error| error.archive), Err(true));
        assert_eq!(decode(b"\xff\xfea"), Err(Undecodable { offset: 2, archive: false }));
        assert_eq!(decode(b"").map(|decoded| decoded.text), Ok(String::new()));
    }
}
