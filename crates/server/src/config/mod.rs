//! Configuration: the embedded default, then a file, then `VICHE_<SECTION>__<KEY>` variables.

#[cfg(test)]
mod tests;
mod values;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use config::{File, FileFormat, Value, ValueKind};
use serde::Deserialize;
use viche_store::Location;

pub use values::Format;

/// The default, which is the template as well.
const DEFAULT: &str = include_str!("../../default.toml");
/// What is the default in the demo instead: its progress is not to be drowned in log lines.
const DEMO: &str = "[log]\nformat = \"text\"\nlevel = \"warn\"\n";
/// The file that is read where none is named.
const FILE: &str = "viche.toml";
const PREFIX: &str = "VICHE_";
/// Variables with our prefix that are no settings: by their beginnings.
const OTHERS: [&str; 3] = ["VICHE_ADMIN_PASSWORD", "VICHE_TEST_", "VICHE_CORPUS"];

/// A wrong configuration, as a sentence for the operator.
#[derive(Debug)]
pub struct ConfigError(String);

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "configuration: {}", self.0)
    }
}

impl std::error::Error for ConfigError {}

/// The settings; `default.toml` says what each means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    pub database: Database,
    pub http: Http,
    pub keys: Keys,
    pub tokens: Tokens,
    pub passwords: Passwords,
    pub mail: Mail,
    pub log: Log,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    #[serde(deserialize_with = "values::location")]
    pub url: Location,
    #[serde(deserialize_with = "values::connections")]
    pub connections: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    #[serde(deserialize_with = "values::address")]
    pub bind: SocketAddr,
    #[serde(deserialize_with = "values::optional_address")]
    pub metrics_bind: Option<SocketAddr>,
    pub workers: u16,
    #[serde(deserialize_with = "values::http_connections")]
    pub connections: u32,
    #[serde(deserialize_with = "values::origins")]
    pub cors_origins: Vec<String>,
    #[serde(deserialize_with = "values::site_url")]
    pub public_url: String,
    pub stop_seconds: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    pub dir: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    #[serde(deserialize_with = "values::optional_text")]
    pub issuer: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passwords {
    pub parallel: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    #[serde(deserialize_with = "values::optional_text")]
    pub smtp_url: Option<String>,
    #[serde(deserialize_with = "values::optional_text")]
    pub from: Option<String>,
    #[serde(deserialize_with = "values::optional_text")]
    pub folder: Option<String>,
    #[serde(deserialize_with = "values::optional_url")]
    pub link_base: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    #[serde(deserialize_with = "values::format")]
    pub format: Format,
    #[serde(deserialize_with = "values::level")]
    pub level: String,
}

impl Configuration {
    /// Reads the settings of this process: from the file named, or `viche.toml` where there is one, and from the
    /// environment.
    pub fn of_process(file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::of(file, "")
    }

    /// The same for the demo.
    pub fn of_demo(file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::of(file, DEMO)
    }

    fn of(file: Option<&Path>, other_default: &str) -> Result<Self, ConfigError> {
        let fallback = Path::new(FILE);
        let file = file.or_else(|| fallback.exists().then_some(fallback));
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            .filter(|(name, _)| name.starts_with(PREFIX))
            .map(|(name, value)| match value.into_string() {
                Ok(value) => Ok((name, value)),
                Err(_) => Err(ConfigError(format!("the variable {name} is not UTF-8"))),
            })
            .collect::<Result<Vec<_>, _>>()?;
        Self::read(file, other_default, variables)
    }

    fn read(
        file: Option<&Path>,
        other_default: &str,
        variables: Vec<(String, String)>,
    ) -> Result<Self, ConfigError> {
        let default = config::Config::builder().add_source(File::from_str(DEFAULT, FileFormat::Toml));
        let known = default.build_cloned().expect("the embedded default is TOML");
        let mut builder = default.add_source(File::from_str(other_default, FileFormat::Toml));
        if let Some(file) = file {
            builder = builder.add_source(File::from(file).format(FileFormat::Toml));
        }
        for (name, value) in variables {
            if OTHERS.iter().any(|other| name.starts_with(other)) {
                continue;
            }
            let unknown = || ConfigError(format!("the variable {name} is none of Viche's settings"));
            let key = name[PREFIX.len()..].to_ascii_lowercase().replace("__", ".");
            let default: Value = known.get(&key).map_err(|_| unknown())?;
            let value: Value = match default.kind {
                ValueKind::Table(_) => return Err(unknown()),
                ValueKind::Array(_) => list(&value).into(),
                _ => value.into(),
            };
            builder = builder.set_override(&key, value).map_err(|_| unknown())?;
        }
        builder
            .build()
            .and_then(config::Config::try_deserialize)
            .map_err(|error| ConfigError(error.to_string()))
    }
}

fn list(value: &str) -> Vec<String> {
    value.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}
