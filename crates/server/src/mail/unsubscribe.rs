//! Ending the owner's mail from a mail: one address, one site, by a link that only its receiver has (RFC 8058).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::App;
use crate::storage::WriteError;

/// What the mail's links are made with is used for nothing else.
const PURPOSE: &str = "porch 2026 the link that ends the mail to an owner";

/// 128 bits that belong to an address on a site. They name neither: a link is copied, logged and looked through.
fn token(app: &App, site: &str, address: &str) -> String {
    let mut hash = blake3::Hasher::new_derive_key(PURPOSE);
    for part in [&app.identity.secret[..], site.as_bytes(), address.as_bytes()] {
        // With its length, so that no two lists of parts run together into one.
        hash.update(&(part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    URL_SAFE_NO_PAD.encode(&hash.finalize().as_bytes()[..16])
}

/// The address at which the mail of a site to this address is ended.
pub fn link(app: &App, site: &str, address: &str) -> String {
    format!("{}/mail/{site}/{}", app.config.public_url, token(app, site, address))
}

/// Ends the mail to the address that a token belongs to. One that belongs to none changes nothing, and nobody is told.
pub async fn end(app: &App, site: &str, said: &str) -> Result<(), WriteError> {
    let owner = app.storage.owner_mail(site).await?;
    let addresses = owner.map(|owner| owner.addresses).unwrap_or_default();
    if let Some(address) = addresses.into_iter().find(|address| token(app, site, address) == said) {
        app.storage.end_owner_mail(site.to_owned(), address, app.clock.now()).await?;
    }
    Ok(())
}
