//! Closed sets of words: enums whose values stand in JSON and in the database as one lower-case word each.

/// A word that is not in its set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownWord;

impl std::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unknown word")
    }
}

impl std::error::Error for UnknownWord {}

/// Declares an enum together with its words; serde, `as_str`, `FromStr` and `Display` use the same ones. After `as`
/// comes its name in the `OpenAPI` document. (The words are `tt`: the derive for it does not see into a `literal`.)
macro_rules! words {
    ($(#[$meta:meta])* $name:ident $(as $shown:ident)? { $($(#[$doc:meta])* $variant:ident = $word:tt,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema($(as = $shown)?))]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word, as in JSON and in the database.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::words::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word { $($word => Ok(Self::$variant),)+ _ => Err($crate::words::UnknownWord) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use crate::city::calendar::DayKind;
    use crate::duty::Duty;
    use crate::person::identity::{DocumentKind, Level};
    use crate::person::roles::{Permission, Role};
    use crate::petition::{Decision, EventKind, ListedState, RefusalCode, State, WaitingState};

    macro_rules! one_word_everywhere {
        ($($name:ty),+) => {
            $(for value in <$name>::ALL {
                let word = value.as_str();
                assert!(word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{word}");
                assert_eq!(word.parse::<$name>(), Ok(*value));
                assert_eq!(value.to_string(), word);
                assert_eq!(serde_json::to_string(value).unwrap(), format!("\"{word}\""));
                assert_eq!(serde_json::from_str::<$name>(&format!("\"{word}\"")).unwrap(), *value);
            }
            assert!("".parse::<$name>().is_err());)+
        };
    }

    #[test]
    fn a_value_is_the_same_word_in_json_and_in_the_database() {
        one_word_everywhere!(
            DayKind,
            Decision,
            DocumentKind,
            Duty,
            EventKind,
            Level,
            ListedState,
            Permission,
            RefusalCode,
            Role,
            State,
            WaitingState
        );
    }
}
