//! The team: its members, signing in, passkeys.

pub(crate) mod authenticator;
pub(crate) mod invite;
pub(crate) mod members;
pub(crate) mod own_name;
pub(crate) mod passkeys;
pub(crate) mod sign_in;
pub(crate) mod sign_in_mail;
