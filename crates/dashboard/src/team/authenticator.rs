//! The browser's part of passkeys: what the server asks goes to the authenticator, and its answer comes back as JSON.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::text::team as words;

/// Whether this server can be signed in to by passkeys at all: its page says so.
pub(crate) fn has_name() -> bool {
    let root = web_sys::window().and_then(|window| window.document()?.get_element_by_id("dashboard"));
    root.and_then(|root| root.get_attribute("data-passkeys")).as_deref() == Some("yes")
}

/// Whether this browser speaks of passkeys in JSON. Chromium does since 129, Firefox since 119, Safari since 18.4.
pub(crate) fn is_known() -> bool {
    method(&kind(), "parseCreationOptionsFromJSON").is_some()
        && method(&kind(), "parseRequestOptionsFromJSON").is_some()
}

/// Why there are none here, as a sentence; none where there may be.
pub(crate) fn missing() -> Option<&'static str> {
    if !has_name() {
        Some(words::NO_NAME)
    } else if is_known() {
        None
    } else {
        Some(words::NO_BROWSER)
    }
}

/// Makes a passkey.
///
/// # Errors
/// A sentence, when there is none to be made or somebody thought better of it.
pub(crate) async fn create(options: &str) -> Result<String, String> {
    ask("parseCreationOptionsFromJSON", "create", options).await.map_err(|error| sentence(&error))
}

/// Proves that somebody has a passkey, whichever it is.
///
/// # Errors
/// As for [`create`].
pub(crate) async fn get(options: &str) -> Result<String, String> {
    ask("parseRequestOptionsFromJSON", "get", options).await.map_err(|error| sentence(&error))
}

async fn ask(parser: &str, verb: &str, options: &str) -> Result<String, JsValue> {
    let parse = method(&kind(), parser).ok_or(JsValue::NULL)?;
    let asked = Object::new();
    Reflect::set(&asked, &"publicKey".into(), &parse.call1(&kind(), &JSON::parse(options)?)?)?;
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let credentials = Reflect::get(&navigator, &"credentials".into())?;
    let verb = method(&credentials, verb).ok_or(JsValue::NULL)?;
    let credential = JsFuture::from(verb.call1(&credentials, &asked)?.dyn_into::<Promise>()?).await?;
    let to_json = method(&credential, "toJSON").ok_or(JsValue::NULL)?;
    Ok(JSON::stringify(&to_json.call0(&credential)?)?.into())
}

fn kind() -> JsValue {
    Reflect::get(&js_sys::global(), &"PublicKeyCredential".into()).unwrap_or(JsValue::UNDEFINED)
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

fn sentence(error: &JsValue) -> String {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("InvalidStateError") => words::KNOWN_ALREADY,
        _ => words::CANCELLED,
    }
    .into()
}

/// Whether somebody holds it in their hand.
pub(crate) fn is_phone() -> bool {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("Mobi"))
}
