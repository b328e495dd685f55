use super::unparted;
use crate::problem::FaultCode;
use crate::words::words;

words! {
    /// A kind of identity document.
    DocumentKind as IdentityDocument {
        /// The paper passport: two Ukrainian letters and six digits.
        Passport = "passport",
        /// The passport as a card: nine digits.
        IdCard = "id_card",
        /// A residence permit: six to twelve Latin letters and digits.
        ResidencePermit = "residence_permit",
    }
}

/// Latin letters and the Cyrillic ones that look the same.
const ALIKE: [(char, char); 12] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
];

/// An identity document by its series and number, without blanks and hyphens, its letters in upper case and of the
/// alphabet that the kind has.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    kind: DocumentKind,
    number: String,
}

impl Document {
    /// Reads a series and number; `bad_document` where they are not of the kind's form.
    pub fn parse(kind: DocumentKind, number: &str) -> Result<Self, FaultCode> {
        let alphabet = |c: char| {
            let pair = ALIKE.iter().find(|(latin, cyrillic)| *latin == c || *cyrillic == c);
            pair.map_or(
                c,
                |(latin, cyrillic)| if kind == DocumentKind::Passport { *cyrillic } else { *latin },
            )
        };
        let number: String = unparted(number).chars().flat_map(char::to_uppercase).map(alphabet).collect();
        let is_digit = |c: char| c.is_ascii_digit();
        let right = match kind {
            DocumentKind::Passport => {
                number.chars().count() == 8
                    && number
                        .chars()
                        .take(2)
                        .all(|c| matches!(c, 'А'..='Щ' | 'Ь' | 'Ю' | 'Я' | 'Є' | 'І' | 'Ї' | 'Ґ'))
                    && number.chars().skip(2).all(is_digit)
            }
            DocumentKind::IdCard => number.len() == 9 && number.chars().all(is_digit),
            DocumentKind::ResidencePermit => {
                (6..=12).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric())
            }
        };
        if right { Ok(Self { kind, number }) } else { Err(FaultCode::BadDocument) }
    }

    /// Which kind of document it is.
    pub const fn kind(&self) -> DocumentKind {
        self.kind
    }

    pub(super) fn number(&self) -> &str {
        &self.number
    }
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Document({}, …)", self.kind)
    }
}
