//! Handing a mail over: SMTP by lettre, and what the other side's answer means.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::config::SmtpUrl;
use crate::domain::text::one_line;

/// How long each step of the talk may take.
const STEP: Duration = Duration::from_secs(30);
/// Refusals that are about us and not about the mail: who we are must be set right first.
const ABOUT_US: [u16; 4] = [530, 534, 535, 538];
/// Characters of an answer that are kept.
const KEPT: usize = 200;

/// Settings that no mail can be sent with. The words hold no password.
#[derive(Debug, thiserror::Error)]
pub enum MailSetupError {
    /// No address of a mail server.
    #[error("--smtp is not an address like smtps://NAME:PASSWORD@mail.example or smtp://mail.example?tls=required")]
    Smtp,
    /// A password would be readable on its way.
    #[error("--smtp would send a password in the clear: write smtps://, or add ?tls=required")]
    Clear,
    /// No address of a sender.
    #[error("--mail-from {0:?} is not an address like porch@talk.example")]
    From(String),
}

/// Why a mail was not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MailRejected {
    /// One sentence.
    pub(super) why: String,
    /// Whether it makes sense to try again.
    pub(super) again: bool,
}

/// A handle to the mail server.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// Checks the settings; nobody is spoken to yet.
    pub fn new(smtp: &SmtpUrl, from: &str) -> Result<Self, MailSetupError> {
        let url = url::Url::parse(&smtp.0).map_err(|_| MailSetupError::Smtp)?;
        let secured =
            url.scheme() == "smtps" || url.query_pairs().any(|(key, value)| key == "tls" && value == "required");
        let near = url.host_str().is_some_and(|host| {
            host == "localhost"
                || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
        });
        if url.password().is_some() && !secured && !near {
            return Err(MailSetupError::Clear);
        }
        let address: Address = from.parse().map_err(|_| MailSetupError::From(from.to_owned()))?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&smtp.0).map_err(|_| MailSetupError::Smtp)?;
        let name = ClientId::Domain(address.domain().to_owned());
        let transport = builder.timeout(Some(STEP)).hello_name(name).build();
        Ok(Self { transport, from: Mailbox::new(Some("Porch".to_owned()), address) })
    }

    /// The sender.
    pub(super) fn from(&self) -> &Mailbox {
        &self.from
    }

    /// Hands a mail over. Once the other side has taken it, nothing that goes wrong afterwards makes it untaken.
    pub(super) async fn send(&self, message: Message) -> Result<(), MailRejected> {
        let Err(error) = self.transport.send(message).await else { return Ok(()) };
        let about_us = error.status().is_some_and(|code| ABOUT_US.contains(&u16::from(code)));
        let why = one_line(&error.to_string()).chars().take(KEPT).collect();
        Err(MailRejected { why, again: about_us || !error.is_permanent() })
    }
}
