//! A text as a QR code, to be read from paper.

use qrcode::EcLevel;
use qrcode::QrCode;
use qrcode::render::svg::Color;

/// The code as an `svg` element of HTML; `None` where the text is too long for one (about 2300 bytes).
///
/// ```
/// let code = weiheng_paper::qr::svg("weiheng:1:5f1d").unwrap();
/// assert!(code.starts_with("<svg ") && !code.contains("http") && code.ends_with("</svg>"));
/// assert_eq!(weiheng_paper::qr::svg(&"0".repeat(8000)), None);
/// ```
pub fn svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let drawn = code
        .render()
        .min_dimensions(SMALLEST, SMALLEST)
        .dark_color(Color("#000"))
        .light_color(Color("#fff"))
        .build();
    let element = drawn.find("<svg").and_then(|start| drawn.get(start..))?;
    Some(element.trim_end().replace(NAMESPACE, ""))
}

/// HTML knows what an `svg` element is.
const NAMESPACE: &str = " xmlns=\"http://www.w3.org/2000/svg\"";

/// Its width in CSS pixels, at least.
const SMALLEST: u32 = 120;
