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

/// An identity document by its series and number, spaces left out and letters in upper case.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    kind: DocumentKind,
    number: String,
}

impl Document {
    /// Reads a series and number; `bad_document` where they are not of the kind's form.
    pub fn parse(kind: DocumentKind, number: &str) -> Result<Self, FaultCode> {
        let number: String = number.chars().filter(|c| *c != ' ').flat_map(char::to_uppercase).collect();
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
