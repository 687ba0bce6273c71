//! Reads the fields of an answer as the browser has parsed it.

use porch_protocol::Timestamp;
use porch_widget::wire;
use wasm_bindgen::JsValue;

/// A list, without what cannot be read; empty where there is none.
pub(crate) fn list<T>(list: &JsValue, read: impl Fn(&JsValue) -> Option<T>) -> Vec<T> {
    (0..count(list, "length")).filter_map(|at| read(&wire::field(list, &at.to_string()))).collect()
}

pub(crate) fn text(value: &JsValue, name: &str) -> Option<String> {
    wire::field(value, name).as_string()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are small")]
pub(crate) fn count(value: &JsValue, name: &str) -> u32 {
    wire::field(value, name).as_f64().unwrap_or_default() as u32
}

pub(crate) fn flag(value: &JsValue, name: &str) -> bool {
    wire::field(value, name).is_truthy()
}

#[expect(clippy::cast_possible_truncation, reason = "microseconds stay exact in a double until the year 2255")]
pub(crate) fn time(value: &JsValue, name: &str) -> Option<Timestamp> {
    wire::field(value, name).as_f64().map(|micros| Timestamp(micros as i64))
}
