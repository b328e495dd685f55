//! The groups of operations in the document.

macro_rules! tags {
    ($($variant:ident, $name:literal, $description:literal;)*) => {
        /// A group of operations in the document.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Tag {
            $(#[doc = $description] $variant,)*
        }

        impl Tag {
            /// Every group, in the order of the document.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it holds.
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description,)* }
            }
        }
    };
}

tags! {
    Petitions, "petitions", "Petitions from draft to answer, and their reading.";
    Signatures, "signatures", "Signing, and who signed.";
    Moderation, "moderation", "Publication, refusal and removal by moderators.";
    Reviews, "reviews", "The announcement of a review and the answers of the city.";
    Me, "me", "What belongs to the caller.";
    Sessions, "sessions", "Login, refresh and logout; public keys of the tokens.";
    Accounts, "accounts", "Registration, e-mail addresses, passwords, roles and confirmed identities.";
    City, "city", "What a client needs to draw itself: the city, its categories, departments and policies.";
    Service, "service", "Health and figures of the service itself.";
}
