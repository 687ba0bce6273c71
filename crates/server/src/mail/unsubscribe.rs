//! Unsubscribing from the owner's mail: one address of one site, by a link that only its receiver has (RFC 8058).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::App;
use crate::secrets::derived;
use porch_storage::WriteError;

/// The context of the key that the links' tokens are derived with. No other key has this context.
const PURPOSE: &str = "porch 2026 the link that ends the mail to an owner";

/// 128 bits for an address on a site. They reveal neither, because links are copied and logged.
fn token(app: &App, site: &str, address: &str) -> String {
    let hash = derived(PURPOSE, &[&app.identity.secret, site.as_bytes(), address.as_bytes()]);
    URL_SAFE_NO_PAD.encode(&hash[..16])
}

/// The link that unsubscribes this mail address from a site's mail.
pub fn link(app: &App, site: &str, address: &str) -> String {
    format!("{}/mail/{site}/{}", app.config.public_url, token(app, site, address))
}

/// Ends the mail to the address that a token belongs to. An unknown token changes nothing and gives no error.
pub async fn end(app: &App, site: &str, given: &str) -> Result<(), WriteError> {
    let owner = app.storage.owner_mail(site).await?;
    let addresses = owner.map(|owner| owner.addresses).unwrap_or_default();
    if let Some(address) = addresses.into_iter().find(|address| token(app, site, address) == given) {
        app.storage.end_owner_mail(site.to_owned(), address, app.clock.now()).await?;
    }
    Ok(())
}
