//! What can be wrong at one place of a request.

use crate::locale::Text;

macro_rules! faults {
    ($($variant:ident, $code:literal, $uk:literal, $en:literal;)*) => {
        /// What is wrong at one place of a request; stable, for programs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FaultCode {
            $(#[doc = $en] $variant,)*
        }

        impl FaultCode {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The code as it stands in `errors[].code`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The sentence; `{name}` stands for a value of the fault.
            pub const fn message(self) -> Text {
                match self { $(Self::$variant => Text { uk: $uk, en: $en },)* }
            }
        }
    };
}

faults! {
    Required, "required", "Обовʼязкове поле.", "This field is required.";
    UnknownField, "unknown_field", "Такого поля немає.", "There is no such field.";
    WrongType, "wrong_type", "Значення іншого типу, ніж очікується.", "The value is of another type than expected.";
    UnknownValue, "unknown_value", "Такого значення немає серед дозволених.", "The value is not one of those allowed.";
    Malformed, "malformed", "Це не вдається прочитати.", "This can't be read.";
    TooShort, "too_short", "Закоротко: щонайменше {min} символів.", "Too short: at least {min} characters.";
    TooLong, "too_long", "Задовго: щонайбільше {max} символів.", "Too long: at most {max} characters.";
    TooMany, "too_many", "Забагато: щонайбільше {max}.", "Too many: at most {max}.";
    OutOfRange, "out_of_range", "Поза межами: від {min} до {max}.", "Out of range: from {min} to {max}.";
    Blank, "blank", "Поле порожнє.", "The field is blank.";
    ForbiddenCharacter, "forbidden_character", "Недозволений символ {character}.", "The character {character} is not allowed.";
    MixedScripts, "mixed_scripts", "В одному слові змішано літери різних абеток.", "One word mixes letters of different alphabets.";
    IncompleteName, "incomplete_name", "Потрібні щонайменше імʼя та прізвище.", "At least a first name and a surname are needed.";
    BadEmail, "bad_email", "Це не схоже на адресу електронної пошти.", "This is not an e-mail address.";
    WeakPassword, "weak_password", "Пароль надто простий або збігається з адресою.", "The password is too common or equals the address.";
    BadRnokpp, "bad_rnokpp", "РНОКПП має 10 цифр, остання з яких контрольна.", "A taxpayer number has 10 digits, the last of them a check digit.";
    BadUnzr, "bad_unzr", "УНЗР має вигляд РРРРММДД-NNNNK з вірною контрольною цифрою.", "A demographic-register number looks like YYYYMMDD-NNNNK with a correct check digit.";
    BadDocument, "bad_document", "Серія або номер документа мають невірний вигляд.", "The document's series or number has a wrong form.";
    BirthDateMismatch, "birth_date_mismatch", "Дата народження не відповідає номеру.", "The birth date does not match the number.";
    NotFound, "not_found", "Такого запису немає.", "There is no such record.";
    NotAllowedHere, "not_allowed_here", "Цьому полю тут не місце.", "This field has no place here.";
    InThePast, "in_the_past", "Ця дата вже минула.", "This date has passed.";
    OnlyOneOf, "only_one_of", "Потрібне рівно одне з цих полів.", "Exactly one of these fields is needed.";
    Repeated, "repeated", "Це вказано більше ніж раз.", "This is given more than once.";
}
