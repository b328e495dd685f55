//! What serde takes of a query or a body, found by asking it, against what the document says of the same.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::value::{Error, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer as _, MapAccess, SeqAccess,
    Visitor,
};
use serde_json::Value;

/// What is taken at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// Fields with these names.
    Fields(BTreeSet<String>),
    /// One of these words.
    Words(BTreeSet<String>),
    /// A value of another kind.
    Value,
    /// Whatever comes, as far as serde can tell.
    Anything,
}

/// What is taken at each place, by its JSON pointer; items of a list stand for the list.
pub type Shape = BTreeMap<String, Taken>;

fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    names.into_iter().map(ToOwned::to_owned).collect()
}

/// The shape that serde reads into a type.
pub fn shape<T: DeserializeOwned>() -> Shape {
    let (mut shape, mut pending) = (Shape::new(), vec![Vec::<String>::new()]);
    while let Some(path) = pending.pop() {
        let found = Cell::new(None);
        // It fails: there is nothing to give.
        drop(T::deserialize(Asked { path: &path, found: &found }));
        let pointer: String = path.iter().flat_map(|name| ["/", name]).collect();
        let taken = found.into_inner().unwrap_or_else(|| panic!("nothing is asked at {pointer}"));
        if let Taken::Fields(fields) = &taken {
            pending.extend(fields.iter().map(|field| [path.clone(), vec![field.clone()]].concat()));
        }
        shape.insert(pointer, taken);
    }
    shape
}

/// Is asked for a value, and notes at the end of a path what kind of value that would be.
struct Asked<'a> {
    path: &'a [String],
    found: &'a Cell<Option<Taken>>,
}

impl Asked<'_> {
    fn note<T>(self, taken: Taken) -> Result<T, Error> {
        self.found.set(Some(taken));
        Err(Error::custom("there is nothing to give"))
    }
}

macro_rules! note {
    ($taken:expr => $($method:ident)+) => {
        $(fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            self.note($taken)
        })+
    };
}

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Error;

    note! { Taken::Value =>
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 deserialize_char deserialize_str
        deserialize_string deserialize_bytes deserialize_byte_buf
    }
    note! { Taken::Anything =>
        deserialize_any deserialize_map deserialize_unit deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Item(Some(self)))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.path.split_first() {
            None => self.note(Taken::Fields(names(fields.iter().copied()))),
            Some((field, rest)) => visitor.visit_map(Field { name: Some(field), rest, found: self.found }),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.note(Taken::Words(names(words.iter().copied())))
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, _: V) -> Result<V::Value, Error> {
        self.note(Taken::Anything)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        self.note(Taken::Anything)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        _: V,
    ) -> Result<V::Value, Error> {
        self.note(Taken::Anything)
    }
}

/// An object with the one field that a path goes through.
struct Field<'a> {
    name: Option<&'a str>,
    rest: &'a [String],
    found: &'a Cell<Option<Taken>>,
}

impl<'de> MapAccess<'de> for Field<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.name.take() else { return Ok(None) };
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Asked { path: self.rest, found: self.found })
    }
}

/// A list of one.
struct Item<'a>(Option<Asked<'a>>);

impl<'de> SeqAccess<'de> for Item<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.take().map(|asked| seed.deserialize(asked)).transpose()
    }
}

/// The shape that the document gives a schema.
pub fn documented(document: &Value, schema: &Value) -> Shape {
    let mut shape = Shape::new();
    describe(document, schema, String::new(), &mut shape);
    shape
}

fn describe(document: &Value, schema: &Value, place: String, shape: &mut Shape) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#'));
        return describe(document, target.unwrap_or_else(|| panic!("nothing at {reference}")), place, shape);
    }
    let parts = ["oneOf", "anyOf", "allOf"].iter().find_map(|of| schema[of].as_array());
    if let Some(parts) = parts {
        let parts: Vec<_> = parts.iter().filter(|part| part["type"] != "null").collect();
        let [part] = parts[..] else { panic!("{place} is of several kinds: {schema}") };
        return describe(document, part, place, shape);
    }
    if !schema["items"].is_null() {
        return describe(document, &schema["items"], place, shape);
    }
    let taken = if let Some(words) = schema["enum"].as_array() {
        Taken::Words(names(words.iter().filter_map(Value::as_str)))
    } else if schema["type"] == "object"
        || schema["type"].as_array().is_some_and(|types| types.contains(&"object".into()))
    {
        let none = serde_json::Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&none);
        for (name, property) in properties {
            describe(document, property, format!("{place}/{name}"), shape);
        }
        Taken::Fields(names(properties.keys().map(String::as_str)))
    } else {
        Taken::Value
    };
    shape.insert(place, taken);
}

/// Where what is taken and what is documented differ.
pub fn differences(taken: &Shape, documented: &Shape) -> Vec<String> {
    let places: BTreeSet<_> = taken.keys().chain(documented.keys()).collect();
    let differ = |place: &&&String| taken.get(**place) != documented.get(**place);
    let told = |place: &String| {
        format!("{place}: serde takes {:?}, documented is {:?}", taken.get(place), documented.get(place))
    };
    places.iter().filter(differ).map(|place| told(place)).collect()
}

mod tests {
    use serde::Deserialize;
    use serde_json::{Value, json};
    use utoipa::{IntoParams, PartialSchema as _, ToSchema};

    use super::{Shape, Taken, differences, documented, names, shape};
    use crate::routing::Routes;

    /// Takes more than it says.
    #[derive(Deserialize, IntoParams)]
    #[expect(dead_code, reason = "its fields are looked at from outside")]
    struct Sly {
        said: Option<String>,
        #[param(ignore)]
        hidden: Option<String>,
    }

    #[derive(Deserialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    enum Word {
        Plain,
        #[serde(alias = "secret")]
        Known,
    }

    #[derive(Deserialize, ToSchema)]
    #[expect(dead_code, reason = "its fields are looked at from outside")]
    struct Nested {
        words: Option<Vec<Word>>,
    }

    fn of_query(parameters: &[Value]) -> Shape {
        let document = Value::Null;
        let mut shape = Shape::new();
        for parameter in parameters {
            let name = parameter["name"].as_str().unwrap();
            for (place, taken) in documented(&document, &parameter["schema"]) {
                shape.insert(format!("/{name}{place}"), taken);
            }
        }
        let of_all = parameters.iter().map(|parameter| parameter["name"].as_str().unwrap());
        shape.insert(String::new(), Taken::Fields(names(of_all)));
        shape
    }

    #[test]
    fn what_is_taken_without_being_said_is_found() {
        let said = serde_json::to_value(Sly::into_params(|| None)).unwrap();
        let found = differences(&shape::<Sly>(), &of_query(said.as_array().unwrap()));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].starts_with("/hidden: serde takes Some(Value), documented is None"), "{found:?}");

        let components = json!({ "components": { "schemas": { "Word": Word::schema() } } });
        let schema = serde_json::to_value(Nested::schema()).unwrap();
        let found = differences(&shape::<Nested>(), &documented(&components, &schema));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("/words: ") && found[0].contains("secret"), "{found:?}");
    }

    /// Each operation's query and body, both ways: what only one of the two has is named.
    #[test]
    fn the_document_says_all_that_is_taken_and_no_more() {
        let mut routes = Routes::default();
        crate::routes::declare(&mut routes);
        let document = serde_json::to_value(routes.document()).unwrap();
        let operations: Vec<&Value> = document["paths"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|path| path.as_object().unwrap().values())
            .collect();
        let (mut found, mut queries, mut bodies, mut places) = (Vec::new(), 0, 0, 0);
        for operation in operations {
            let id = operation["operationId"].as_str().unwrap();
            // Those of all lists are parameters of the document: `extract::List` takes them.
            let said: Vec<Value> = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|parameter| parameter["in"] == "query")
                .cloned()
                .collect();
            let query = routes.taken.iter().find(|taken| taken.operation == id && !taken.is_body);
            match query {
                Some(taken) => found.extend(
                    differences(&taken.shape, &of_query(&said)).into_iter().map(|at| format!("{id} {at}")),
                ),
                None => assert!(said.is_empty(), "{id}"),
            }
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let body = routes.taken.iter().find(|taken| taken.operation == id && taken.is_body);
            match body {
                Some(taken) => found.extend(
                    differences(&taken.shape, &documented(&document, schema))
                        .into_iter()
                        .map(|at| format!("{id} {at}")),
                ),
                None => assert!(schema.is_null(), "{id}"),
            }
            queries += usize::from(query.is_some());
            bodies += usize::from(body.is_some());
            places += query.into_iter().chain(body).map(|taken| taken.shape.len()).sum::<usize>();
        }
        assert!(found.is_empty(), "{found:#?}");
        assert_eq!(queries + bodies, routes.taken.len());
        assert!(
            queries >= 13 && bodies >= 23 && places >= 130,
            "{queries} queries, {bodies} bodies, {places} places"
        );
    }
}
