//! Text of others in a picture: what may stand in XML, how wide it is at most, where it is cut.

use super::canvas::PX;

/// One line of at most so many characters. Left out are characters that XML can't hold and those that turn the
/// direction of what follows.
pub(super) fn clean(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
            length += 1;
        }
        for character in word.chars().filter(|character| may_stand(*character)) {
            if length >= most {
                line.push('…');
                return line;
            }
            line.push(character);
            length += 1;
        }
    }
    line
}

/// Whether a character neither controls the output nor turns the direction of text, and XML can hold it.
pub(crate) const fn may_stand(character: char) -> bool {
    !matches!(
        character,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fffe}' | '\u{ffff}'
    )
}

/// Text for content and attributes of XML.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// How wide a character is in a wide font, in thousandths of the font's size.
const fn thousandths(character: char) -> i64 {
    match character {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{2009}' => 220,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | 'і' | 'ї' => 340,
        'f' | 'r' | 't' | 'J' | '(' | ')' | '[' | ']' | '/' | '-' => 410,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | 'ж' | 'ш' | 'щ' | 'ю' | 'ф' | 'м' | 'ы' | '…' | '—' => {
            970
        }
        'Ж' | 'Ш' | 'Щ' | 'Ю' | 'Ф' => 1090,
        '0'..='9' => 640,
        'A'..='Z' | '\u{c0}'..='\u{de}' | '\u{410}'..='\u{42f}' => 740,
        'a'..='z' | '\u{df}'..='\u{24f}' | '\u{370}'..='\u{4ff}' => 630,
        '\0'..='\u{2dff}' => 840,
        _ => 1050,
    }
}

/// How wide text is at most, in tenths.
pub(super) fn width(text: &str, size: i64, bold: bool) -> i64 {
    let thousandths: i64 = text.chars().map(thousandths).sum();
    thousandths * size * PX * if bold { 11 } else { 10 } / 10_000
}

/// Text that fits, cut with an ellipsis where it wouldn't.
pub(super) fn shorten(text: &str, size: i64, room: i64) -> String {
    if width(text, size, false) <= room {
        return text.to_owned();
    }
    let mut end = 0;
    let mut used = thousandths('…');
    for (at, character) in text.char_indices() {
        used += thousandths(character);
        if used * size * PX > room * 1000 {
            break;
        }
        end = at + character.len_utf8();
    }
    format!("{}…", text[..end].trim_end())
}

/// At most so many lines, broken between words; the last is cut if there is more.
pub(super) fn wrap(text: &str, size: i64, room: i64, lines: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let full = wrapped.len() == lines;
        let line = wrapped.last_mut().expect("it begins with a line");
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if full || line.is_empty() || width(&longer, size, false) <= room {
            *line = longer;
        } else {
            wrapped.push(word.to_owned());
        }
    }
    wrapped.iter().map(|line| shorten(line, size, room)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(clean("a\u{0}\u{1b}b\tc\r\n d\u{202e}e\u{ffff}\u{85}", 99), "ab c de");
        assert_eq!(clean("abcdef", 3), "abc…");
        assert_eq!(escape("<a b='\"&\"'>"), "&lt;a b=&#39;&quot;&amp;&quot;&#39;&gt;");
    }

    #[test]
    fn text_is_cut_where_its_room_ends() {
        assert_eq!(shorten("short", 10, 100 * PX), "short");
        let cut = shorten("Лісосмуга, дуже довга назва", 10, 100 * PX);
        assert!(cut.ends_with('…') && width(&cut, 10, false) <= 100 * PX, "{cut}");
        assert_eq!(shorten("anything", 10, 0), "…");
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("one two three", 10, 50 * PX, 3), ["one two", "three"]);
        assert_eq!(wrap("", 10, 50 * PX, 3), [""]);
        let cut = wrap("one two three four five", 10, 50 * PX, 2);
        assert_eq!((cut.len(), cut[1].ends_with('…')), (2, true), "{cut:?}");
    }
}
