//! What settings may be. What is wrong with a value is said with the value, unless it may hold a password.

use std::net::SocketAddr;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected};
use tracing_subscriber::EnvFilter;
use viche_store::{CONNECTIONS, Location};

/// How much is logged, from nothing to everything.
const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

/// The form of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Json,
    /// For people.
    Text,
}

pub(super) fn location<'de, D: Deserializer<'de>>(value: D) -> Result<Location, D::Error> {
    Location::parse(&String::deserialize(value)?).map_err(Error::custom)
}

pub(super) fn http_connections<'de, D: Deserializer<'de>>(value: D) -> Result<u32, D::Error> {
    let given = u32::deserialize(value)?;
    if (64..=65_536).contains(&given) {
        Ok(given)
    } else {
        Err(expected(&given.to_string(), "from 64 to 65536"))
    }
}

pub(super) fn connections<'de, D: Deserializer<'de>>(value: D) -> Result<u32, D::Error> {
    let given = u32::deserialize(value)?;
    if CONNECTIONS.contains(&given) {
        return Ok(given);
    }
    let (least, most) = (CONNECTIONS.start(), CONNECTIONS.end());
    Err(expected(&given.to_string(), &format!("a number of connections from {least} to {most}")))
}

pub(super) fn address<'de, D: Deserializer<'de>>(value: D) -> Result<SocketAddr, D::Error> {
    parse_address(&String::deserialize(value)?)
}

pub(super) fn optional_address<'de, D: Deserializer<'de>>(value: D) -> Result<Option<SocketAddr>, D::Error> {
    optional_text(value)?.map(|text| parse_address(&text)).transpose()
}

pub(super) fn optional_text<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Ok(Some(String::deserialize(value)?).filter(|text| !text.is_empty()))
}

/// A site: links begin with it, and it may be the issuer of tokens.
pub(super) fn site_url<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    let text = String::deserialize(value)?;
    match host(text.trim_end_matches('/')) {
        Some(host) if !host.contains('/') => parse_url(&text),
        _ => Err(expected(&text, "an address such as https://petitions.example.org, without a path")),
    }
}

pub(super) fn optional_url<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    optional_text(value)?.map(|text| parse_url(&text)).transpose()
}

pub(super) fn origins<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<String>, D::Error> {
    let origins = Vec::<String>::deserialize(value)?;
    match origins.iter().find(|origin| site(origin).is_none()) {
        Some(wrong) => {
            let pattern =
                "a site such as https://petitions.example.org or http://localhost:*, without a path";
            Err(expected(wrong, pattern))
        }
        None => Ok(origins),
    }
}

pub(super) fn format<'de, D: Deserializer<'de>>(value: D) -> Result<Format, D::Error> {
    match String::deserialize(value)?.as_str() {
        "json" => Ok(Format::Json),
        "text" => Ok(Format::Text),
        wrong => Err(expected(wrong, "json or text")),
    }
}

pub(super) fn level<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    let text = String::deserialize(value)?;
    // A word that is no level is a module's name to the filter, which then lets nothing else through.
    let is_level = |part: &str| part.rsplit('=').next().is_some_and(|word| LEVELS.contains(&word.trim()));
    match text.parse::<EnvFilter>() {
        Ok(_) if text.split(',').all(is_level) => Ok(text),
        _ => Err(expected(&text, "error, warn, info, debug or trace, or levels by module")),
    }
}

/// What follows the scheme of a site, at any port where it ends with `:*`.
fn site(text: &str) -> Option<&str> {
    host(text.strip_suffix(":*").unwrap_or(text)).filter(|host| !host.contains('/'))
}

fn parse_address<E: Error>(text: &str) -> Result<SocketAddr, E> {
    text.parse().map_err(|_| expected(text, "an IP address and a port such as 127.0.0.1:8080"))
}

/// Without the slashes at its end.
fn parse_url<E: Error>(text: &str) -> Result<String, E> {
    match host(text) {
        Some(_) => Ok(text.trim_end_matches('/').to_owned()),
        None => Err(expected(text, "an address such as https://petitions.example.org")),
    }
}

/// What follows the scheme of a web address.
fn host(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let plain = rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#@*\"<>\\".contains(&byte));
    (plain && !rest.is_empty() && !rest.starts_with('/')).then_some(rest)
}

fn expected<E: Error>(value: &str, expected: &str) -> E {
    E::invalid_value(Unexpected::Str(value), &expected)
}
