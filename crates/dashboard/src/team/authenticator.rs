//! The browser's part of passkeys: passes the server's request to the authenticator, and returns its response as JSON.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::text;

/// Whether this server supports passkeys: its page says so. They need a domain name.
pub(crate) fn server_has_passkeys() -> bool {
    let root = web_sys::window().and_then(|window| window.document()?.get_element_by_id("dashboard"));
    root.and_then(|root| root.get_attribute("data-passkeys")).as_deref() == Some("yes")
}

/// Whether this browser supports passkeys in JSON. Chromium does since 129, Firefox since 119, Safari since 18.4.
pub(crate) fn browser_has_passkeys() -> bool {
    method(&kind(), "parseCreationOptionsFromJSON").is_some()
        && method(&kind(), "parseRequestOptionsFromJSON").is_some()
}

/// Why passkeys are not available here, as a sentence; none where they are.
pub(crate) fn unavailable_reason() -> Option<&'static str> {
    if !server_has_passkeys() {
        Some(text().team_no_name())
    } else if browser_has_passkeys() {
        None
    } else {
        Some(text().team_no_browser())
    }
}

/// Creates a passkey.
///
/// # Errors
/// A sentence, when no passkey can be created or the user cancelled.
pub(crate) async fn create(options: &str) -> Result<String, String> {
    call("parseCreationOptionsFromJSON", "create", options).await.map_err(|error| sentence(&error))
}

/// Signs in with any passkey of this site.
///
/// # Errors
/// As for [`create`].
pub(crate) async fn get(options: &str) -> Result<String, String> {
    call("parseRequestOptionsFromJSON", "get", options).await.map_err(|error| sentence(&error))
}

async fn call(parser: &str, verb: &str, options: &str) -> Result<String, JsValue> {
    let parse = method(&kind(), parser).ok_or(JsValue::NULL)?;
    let request = Object::new();
    Reflect::set(&request, &"publicKey".into(), &parse.call1(&kind(), &JSON::parse(options)?)?)?;
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let credentials = Reflect::get(&navigator, &"credentials".into())?;
    let verb = method(&credentials, verb).ok_or(JsValue::NULL)?;
    let credential = JsFuture::from(verb.call1(&credentials, &request)?.dyn_into::<Promise>()?).await?;
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
        Some("InvalidStateError") => text().team_known_already(),
        _ => text().team_cancelled(),
    }
    .into()
}

/// Whether the device is a phone.
pub(crate) fn is_phone() -> bool {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("Mobi"))
}
