//! Plain objects of the browser, as request bodies and options.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// An object with these fields; undefined ones are left out.
pub fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_undefined()) {
        // A plain object takes every field.
        _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A text as a value; `undefined` where there is none.
pub fn optional_text(text: Option<&str>) -> JsValue {
    text.map_or(JsValue::UNDEFINED, JsValue::from_str)
}
