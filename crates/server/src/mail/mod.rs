//! Mail that this server writes: handing it over by SMTP, laying it out so that nothing in it is alive, and the owner's.

mod letter;
pub mod owner;
pub mod transport;
pub mod unsubscribe;

pub use transport::Mailer;
