//! JSON read strictly: first into a tree that has no repeated names, then into a type; NUL is in neither.

use std::{cell::RefCell, collections::BTreeMap, fmt};

use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor, value::StrDeserializer,
    },
    forward_to_deserialize_any,
};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};

use super::faults;
use super::mismatch::Mismatch;

/// So many faults of a body are told at most.
const MOST_FAULTS: usize = 100;

/// Reads a value: what is not JSON in UTF-8, or repeats a name, is a malformed body (400); what does not fit the
/// type is invalid (422), with all that is wrong with it.
pub(super) fn read<T: DeserializeOwned + ToSchema>(bytes: &[u8]) -> Result<T, Problem> {
    let tree = tree(bytes)?;
    let mut faults = BTreeMap::new();
    find_nuls(&tree, Mismatch::new(FaultCode::ForbiddenCharacter), &mut faults);
    let mismatch = match T::deserialize(Node(&tree)) {
        Ok(value) if faults.is_empty() => return Ok(value),
        read => read.err(),
    };
    for (place, fault) in faults::of_body::<T>(&tree) {
        faults.entry(place).or_insert(fault);
    }
    if let Some(fault) = mismatch.map(|mismatch| mismatch.at_pointer()) {
        faults.entry(fault.place.to_string()).or_insert(fault);
    }
    Err(Problem::invalid(faults.into_values().take(MOST_FAULTS).collect()))
}

/// Finds the texts and names with U+0000, which no database keeps. `fault` is that of the value itself.
fn find_nuls(value: &Value, fault: Mismatch, faults: &mut BTreeMap<String, Fault>) {
    match value {
        Value::String(text) if text.contains('\0') => {
            let fault = fault.at_pointer().with("character", "U+0000");
            faults.insert(fault.place.to_string(), fault);
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, item)| find_nuls(item, fault.clone().within(index), faults));
        }
        Value::Object(members) => {
            for (name, member) in members {
                find_nuls(&Value::String(name.clone()), fault.clone().within(name), faults);
                find_nuls(member, fault.clone().within(name), faults);
            }
        }
        _ => {}
    }
}

fn tree(bytes: &[u8]) -> Result<Value, Problem> {
    let fault = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = Tree(&fault).deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| match fault.into_inner() {
        Some(mismatch) => Problem::new(Code::MalformedBody).fault(mismatch.at_pointer()),
        None => Problem::new(Code::MalformedBody)
            .fault(Fault::at("", FaultCode::Malformed))
            .with("line", error.line())
            .with("column", error.column()),
    })
}

/// Reads a [`Value`]; a repeated name goes to the cell, where each level adds its step to the path.
#[derive(Clone, Copy)]
struct Tree<'a>(&'a RefCell<Option<Mismatch>>);

impl Tree<'_> {
    fn under(self, step: impl ToString) {
        if let Some(mismatch) = self.0.take() {
            self.0.replace(Some(mismatch.under(step)));
        }
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(self).inspect_err(|_| self.under(array.len()))? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if object.contains_key(&name) {
                self.0.replace(Some(Mismatch::new(FaultCode::Repeated).under(name)));
                return Err(A::Error::custom("repeated"));
            }
            let value = entries.next_value_seed(self).inspect_err(|_| self.under(&name))?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

/// A place of the tree, read into a type; fields that the type does not know are refused.
#[derive(Clone, Copy)]
struct Node<'a>(&'a Value);

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(value), ..) => visitor.visit_u64(value),
                (_, Some(value), _) => visitor.visit_i64(value),
                (.., value) => visitor.visit_f64(value.unwrap_or(f64::NAN)),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => {
                visitor.visit_seq(Items { items: items.iter().enumerate(), len: items.len() })
            }
            Value::Object(entries) => visitor.visit_map(Entries::new(entries)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    /// Only from a word: the API has no other enums.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::String(text) => visitor.visit_enum(StrDeserializer::new(text)),
            _ => Err(Mismatch::new(FaultCode::WrongType)),
        }
    }

    /// Only from an object: serde would also fill a struct from an array, by position.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Object(entries) => visitor.visit_map(Entries::new(entries)),
            _ => Err(Mismatch::new(FaultCode::WrongType)),
        }
    }

    /// Only a field that the type does not have is ever ignored.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Mismatch> {
        Err(Mismatch::new(FaultCode::UnknownField))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map identifier
    }
}

struct Items<'a> {
    items: std::iter::Enumerate<std::slice::Iter<'a, Value>>,
    len: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        let Some((index, item)) = self.items.next() else { return Ok(None) };
        seed.deserialize(Node(item)).map(Some).map_err(|mismatch| mismatch.under(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.len)
    }
}

struct Entries<'a> {
    entries: serde_json::map::Iter<'a>,
    value: Option<(&'a String, &'a Value)>,
}

impl<'a> Entries<'a> {
    fn new(entries: &'a Map<String, Value>) -> Self {
        Self { entries: entries.iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        self.value = self.entries.next();
        let Some((name, _)) = self.value else { return Ok(None) };
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let (name, value) = self.value.take().ok_or_else(|| Mismatch::custom("a value without its name"))?;
        seed.deserialize(Node(value)).map_err(|mismatch| mismatch.under(name))
    }
}
