//! The texts about signing in by a mailed link.

pub(crate) const ADDRESS: &str = "E-mail";
/// The placeholder of the field.
pub(crate) const ADDRESS_EXAMPLE: &str = "you@example.org";
pub(crate) const ADDRESS_MISSING: &str = "Write a whole e-mail address, like name@example.org.";
pub(crate) const SEND_LINK: &str = "Send me a link";
pub(crate) const LINK_SENT: &str =
    "If somebody on the team has confirmed this address, a link is on its way. It works once, within 15 minutes.";
pub(crate) const OWN: &str = "Sign in by mail";
pub(crate) const NO_MAIL: &str =
    "This server sends no e-mail, so no link can be mailed to you. Use a passkey, or a link that an owner gives you.";
pub(crate) const WHAT: &str = "When you have no passkey with you, you can have a link mailed to you. It works once. Whoever reads that mail can sign in as you.";
pub(crate) const MAILED_TO: &str = "Links are mailed to";
pub(crate) const TO_CONFIRM: &str = "To confirm the address, open the link that was mailed to you in this browser:";
pub(crate) const ANOTHER: &str = "Another e-mail address";
pub(crate) const CONFIRM: &str = "Send a confirmation link";
pub(crate) const END: &str = "Stop mailing me links";
pub(crate) const CONFIRMATION_SENT: &str =
    "A mail is on its way. Open its link in this browser to confirm the address.";
pub(crate) const CONFIRMED: &str = "Confirmed. From now on a link can be mailed to you.";
pub(crate) const ENDED: &str = "No links are mailed to you any more.";
