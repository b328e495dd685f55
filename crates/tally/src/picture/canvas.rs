//! Shapes and text as SVG. Lengths are whole tenths.

use std::fmt::Write as _;

use super::text::escape;

/// One unit of the picture.
pub(super) const PX: i64 = 10;

pub(super) const INK: &str = "#1c2024";
pub(super) const MUTED: &str = "#5a636b";
pub(super) const RULE: &str = "#dfe3e6";
pub(super) const TRACE: &str = "#aab2b8";
pub(super) const LIMIT: &str = "#a3123a";

/// Of what is funded.
pub(super) const FUNDED: &str = "fill=\"#0b6e69\" stroke=\"#0b6e69\"";
/// Of what is funded in part.
pub(super) const PARTLY: &str = "fill=\"url(#viche-dots)\" stroke=\"#a86a00\"";
/// Of what is not funded.
pub(super) const UNFUNDED: &str = "fill=\"url(#viche-hatch)\" stroke=\"#8b949b\"";
/// Of voters without a winner.
pub(super) const EXCLUDED: &str = "fill=\"url(#viche-bars)\" stroke=\"#a3123a\"";

/// Fills that are told apart without colours.
pub(super) const PATTERNS: &str = "<defs>\n\
    <pattern id=\"viche-hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#fff\"/>\
    <rect width=\"1.5\" height=\"5\" fill=\"#b4bbc0\"/></pattern>\n\
    <pattern id=\"viche-dots\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">\
    <rect width=\"4\" height=\"4\" fill=\"#f6c667\"/><rect width=\"2\" height=\"2\" fill=\"#a86a00\"/></pattern>\n\
    <pattern id=\"viche-bars\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">\
    <rect width=\"4\" height=\"4\" fill=\"#e8a0b2\"/><rect width=\"2\" height=\"4\" fill=\"#a3123a\"/></pattern>\n\
    </defs>\n";

/// Where text stands to its point.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    End,
}

/// How text looks.
#[derive(Clone, Copy)]
pub(super) struct Font {
    pub(super) size: i64,
    pub(super) bold: bool,
    pub(super) fill: &'static str,
}

impl Font {
    /// Of rows.
    pub(super) const PLAIN: Self = Self { size: 13, bold: false, fill: INK };
    /// Of what matters less.
    pub(super) const SMALL: Self = Self { size: 12, bold: false, fill: MUTED };

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn fill(self, fill: &'static str) -> Self {
        Self { fill, ..self }
    }

    pub(super) const fn size(self, size: i64) -> Self {
        Self { size, ..self }
    }

    fn attributes(self) -> String {
        let weight = if self.bold { " font-weight=\"bold\"" } else { "" };
        format!("font-size=\"{}\" fill=\"{}\"{weight}", self.size, self.fill)
    }
}

/// A length as it is written.
pub(super) fn tenths(length: i64) -> String {
    match length % PX {
        0 => (length / PX).to_string(),
        tenth => {
            format!("{}{}.{}", if length < 0 { "-" } else { "" }, length.abs() / PX, tenth.abs())
        }
    }
}

/// What has been drawn.
#[derive(Default)]
pub(super) struct Canvas {
    svg: String,
}

impl Canvas {
    pub(super) fn finish(self) -> String {
        self.svg
    }

    /// Opens a group with its numbers, and with words that show where it is pointed at.
    pub(super) fn open(&mut self, class: &str, data: &[(&str, String)], words: &str) {
        let _ = write!(self.svg, "<g class=\"{class}\"");
        for (name, value) in data {
            let _ = write!(self.svg, " data-{name}=\"{}\"", escape(value));
        }
        let _ = writeln!(self.svg, "><title>{}</title>", escape(words));
    }

    pub(super) fn close(&mut self) {
        self.svg.push_str("</g>\n");
    }

    pub(super) fn rect(&mut self, class: &str, [x, y, width, height]: [i64; 4], look: &str) {
        let [x, y, width, height] = [x, y, width, height].map(tenths);
        let _ = writeln!(
            self.svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {look}/>"
        );
    }

    pub(super) fn line(&mut self, class: &str, [x1, y1, x2, y2]: [i64; 4], look: &str) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(tenths);
        let _ = writeln!(
            self.svg,
            "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {look}/>"
        );
    }

    /// The tip of a bar that goes on beyond `x`.
    pub(super) fn tip(&mut self, (x, y): (i64, i64), height: i64, fill: &str) {
        let [tip, middle, bottom] = [x + height / 2, y + height / 2, y + height].map(tenths);
        let [x, y] = [x, y].map(tenths);
        let _ = writeln!(
            self.svg,
            "<path class=\"beyond\" d=\"M{x} {y}L{tip} {middle}L{x} {bottom}Z\" fill=\"{fill}\"/>"
        );
    }

    pub(super) fn text(&mut self, (x, y): (i64, i64), anchor: Anchor, font: Font, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::End => " text-anchor=\"end\"",
        };
        let [x, y] = [x, y].map(tenths);
        let (font, text) = (font.attributes(), escape(text));
        let _ = writeln!(self.svg, "<text x=\"{x}\" y=\"{y}\" {font}{anchor}>{text}</text>");
    }

    /// Text of others: whatever it is, it stays within its room, which begins at the left of its baseline.
    pub(super) fn foreign(&mut self, (x, y): (i64, i64), room: i64, font: Font, text: &str) {
        let (above, below) = (font.size * PX + 2 * PX, 5 * PX);
        let [x, top, room, height] = [x, y - above, room, above + below].map(tenths);
        let (above, font, text) = (tenths(above), font.attributes(), escape(text));
        let _ = writeln!(
            self.svg,
            "<svg x=\"{x}\" y=\"{top}\" width=\"{room}\" height=\"{height}\" overflow=\"hidden\">\
             <text y=\"{above}\" {font}>{text}</text></svg>"
        );
    }
}
