//! Policies: the figures of the city's rules, as data. A policy is versioned and dated; an object keeps the one it was
//! published under.

use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};

use crate::problem::Fault;

/// The figures of one kind of object: a document that is validated as a whole.
pub trait Figures: Serialize + DeserializeOwned + Clone + Send + 'static {
    /// The kind's name.
    const KIND: &'static str;

    /// The figures of a new installation.
    fn built_in() -> Self;

    /// Checks that every figure is within reason; a fault names the field of each that is not.
    fn validate(&self) -> Result<(), Vec<Fault>>;
}

/// A version of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Policy<F> {
    /// The number of the version, of its kind; later ones are greater.
    pub version: i64,
    /// From when it holds for what is submitted and published.
    pub effective_from: DateTime<Utc>,
    /// The figures.
    #[serde(flatten)]
    pub figures: F,
}

impl<F: Figures> Policy<F> {
    /// The policy of a new installation.
    pub fn built_in(effective_from: DateTime<Utc>) -> Self {
        Self { version: 1, effective_from, figures: F::built_in() }
    }
}

/// In the document too the figures stand beside version and date.
#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use chrono::{DateTime, Utc};
    use utoipa::openapi::{Object, RefOr, Schema};
    use utoipa::{PartialSchema, ToSchema};

    use super::{Figures, Policy};

    #[derive(ToSchema)]
    #[expect(dead_code, reason = "the shape alone")]
    struct Head {
        /// The number of the version.
        version: i64,
        /// From when it holds for what is submitted and published.
        effective_from: DateTime<Utc>,
    }

    impl<F: Figures + ToSchema> PartialSchema for Policy<F> {
        fn schema() -> RefOr<Schema> {
            let (mut policy, figures) = (object::<Head>(), object::<F>());
            policy.description = Some(format!("A version of the rules for {}.", F::KIND));
            policy.required.extend(figures.required);
            policy.properties.extend(figures.properties);
            policy.into()
        }
    }

    impl<F: Figures + ToSchema> ToSchema for Policy<F> {
        fn name() -> Cow<'static, str> {
            "Policy".into()
        }

        fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
            F::schemas(schemas);
        }
    }

    fn object<T: ToSchema>() -> Object {
        match T::schema() {
            RefOr::T(Schema::Object(object)) => object,
            _ => unreachable!("a struct is an object"),
        }
    }
}
