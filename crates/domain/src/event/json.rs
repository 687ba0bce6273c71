//! The JSON of events: the one place that writes it and the one that reads it. What says nothing has none.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The data of an event that has nothing to say.
const EMPTY: &str = "{}";
/// The same of a kind that never has any.
const NONE: &str = "null";

/// The data of an event cannot be read: a newer program wrote it, or something else did.
#[derive(Debug, thiserror::Error)]
#[error("what an event {kind} says can't be read")]
pub struct UnreadableData {
    kind: &'static str,
    source: serde_json::Error,
}

pub(super) fn read<T: DeserializeOwned>(kind: &'static str, data: Option<&str>) -> Result<T, UnreadableData> {
    serde_json::from_str(data.unwrap_or(EMPTY)).map_err(|source| UnreadableData { kind, source })
}

pub(super) fn write(data: &impl Serialize) -> serde_json::Result<Option<String>> {
    let text = serde_json::to_string(data)?;
    Ok((text != EMPTY && text != NONE).then_some(text))
}
