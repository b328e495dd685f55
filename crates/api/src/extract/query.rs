//! Query parameters, read strictly.

use std::{
    collections::{
        BTreeMap,
        btree_map::{self, Entry},
    },
    future::{Ready, ready},
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use percent_encoding::percent_decode_str;
use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, Error as _, IntoDeserializer, MapAccess, Visitor,
        value::{MapAccessDeserializer, SeqDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};
use viche_domain::problem::{Code, Fault, FaultCode, Problem};

use super::mismatch::Mismatch;
use crate::problem::ApiError;

/// The query parameters. Unknown, repeated and unreadable ones are refused (400) by name. Only lists may be repeated;
/// commas separate their items too, none of which is empty.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let read = pairs(request.query_string()).and_then(read);
        ready(read.map(Self).map_err(|fault| bad_parameter(fault).into()))
    }
}

/// Refuses the first parameter of an address that takes none.
pub(crate) fn refuse_any(query: &str) -> Result<(), Problem> {
    let pairs = pairs(query).map_err(bad_parameter)?;
    match pairs.into_keys().next() {
        Some(name) => Err(bad_parameter(Fault::parameter(name, FaultCode::UnknownField))),
        None => Ok(()),
    }
}

/// The refusal of a query parameter.
pub(super) fn bad_parameter(fault: Fault) -> Problem {
    Problem::new(Code::BadParameter).fault(fault)
}

/// Names and values.
pub(super) type Pairs = BTreeMap<String, Sent>;

/// The value of a parameter, or its values with commas between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sent {
    pub text: String,
    repeated: bool,
}

/// Reads all of the parameters as the type has them.
pub(super) fn read<T: DeserializeOwned>(pairs: Pairs) -> Result<T, Fault> {
    let parameters = Parameters { pairs: pairs.into_iter(), value: None };
    T::deserialize(MapAccessDeserializer::new(parameters)).map_err(|mismatch| mismatch.of_parameter())
}

/// The name in a pair, decoded.
pub(crate) fn name_of(pair: &str) -> Option<String> {
    decode(pair.split('=').next()?)
}

/// Names and values, decoded: in UTF-8 and without NUL.
pub(super) fn pairs(query: &str) -> Result<Pairs, Fault> {
    let mut pairs = Pairs::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decode(name).ok_or_else(|| Fault::parameter(name, FaultCode::Malformed))?;
        let value = decode(value).ok_or_else(|| Fault::parameter(&name, FaultCode::Malformed))?;
        if name.contains('\0') || value.contains('\0') {
            let name = name.replace('\0', "\u{fffd}");
            return Err(Fault::parameter(name, FaultCode::ForbiddenCharacter).with("character", "U+0000"));
        }
        match pairs.entry(name) {
            Entry::Vacant(new) => {
                new.insert(Sent { text: value, repeated: false });
            }
            Entry::Occupied(mut known) => {
                let sent = known.get_mut();
                sent.text.extend([",", &value]);
                sent.repeated = true;
            }
        }
    }
    Ok(pairs)
}

fn decode(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(Into::into)
}

struct Parameters {
    pairs: btree_map::IntoIter<String, Sent>,
    value: Option<(String, Sent)>,
}

impl<'de> MapAccess<'de> for Parameters {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        self.value = self.pairs.next();
        let Some((name, _)) = &self.value else { return Ok(None) };
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let (name, value) = self.value.take().ok_or_else(|| Mismatch::custom("a value without its name"))?;
        seed.deserialize(Parameter { text: &value.text, repeated: value.repeated })
            .map_err(|mismatch| mismatch.under(name))
    }
}

/// What was sent under one name, parsed as what the type asks for.
#[derive(Clone, Copy)]
struct Parameter<'a> {
    text: &'a str,
    repeated: bool,
}

impl<'a> Parameter<'a> {
    fn single(self) -> Result<&'a str, Mismatch> {
        if self.repeated { Err(Mismatch::new(FaultCode::Repeated)) } else { Ok(self.text) }
    }
}

macro_rules! parse {
    ($($method:ident $visit:ident $type:ty,)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            visitor.$visit(self.single()?.parse::<$type>().map_err(|_| Mismatch::new(FaultCode::WrongType))?)
        })*
    };
}

impl<'de> Deserializer<'de> for Parameter<'_> {
    type Error = Mismatch;

    parse! {
        deserialize_bool visit_bool bool,
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_str(self.single()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let items = self.text.split(',').map(|text| Parameter { text, repeated: false });
        visitor.visit_seq(SeqDeserializer::new(items))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_enum(StrDeserializer::new(self.single()?))
    }

    /// Only a parameter that the type does not have is ever ignored.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Mismatch> {
        Err(Mismatch::new(FaultCode::UnknownField))
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier
    }
}

impl IntoDeserializer<'_, Mismatch> for Parameter<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
