//! Sending mail: SMTP by lettre, and the meaning of the mail server's answers.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::config::SmtpUrl;
use porch_domain::text::one_line;

/// The timeout of each step of the SMTP dialogue.
const STEP: Duration = Duration::from_secs(30);
/// Refusals because of our configuration and not of the mail: after a correction the mail can be sent.
const CONFIGURATION: [u16; 4] = [530, 534, 535, 538];
/// Characters of an error that are stored.
const ERROR_LENGTH: usize = 200;

/// Settings that no mail can be sent with. The texts contain no password.
#[derive(Debug, thiserror::Error)]
pub enum MailSetupError {
    /// Not the address of a mail server.
    #[error("--smtp is not an address like smtps://NAME:PASSWORD@mail.example or smtp://mail.example?tls=required")]
    Smtp,
    /// A password would be sent unencrypted.
    #[error("--smtp would send a password in the clear: write smtps://, or add ?tls=required")]
    Clear,
    /// Not the address of a sender.
    #[error("--mail-from {0:?} is not an address like porch@talk.example")]
    From(String),
}

/// Why a mail was not accepted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MailRejected {
    /// The reason, in one sentence.
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
    /// Checks the settings, without a connection.
    pub fn new(smtp: &SmtpUrl, from: &str) -> Result<Self, MailSetupError> {
        let url = url::Url::parse(&smtp.0).map_err(|_| MailSetupError::Smtp)?;
        let encrypted =
            url.scheme() == "smtps" || url.query_pairs().any(|(key, value)| key == "tls" && value == "required");
        let local = url.host_str().is_some_and(|host| {
            host == "localhost"
                || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
        });
        if url.password().is_some() && !encrypted && !local {
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

    /// Sends a mail. Once the server has accepted it, no later error makes it a failure.
    pub(super) async fn send(&self, message: Message) -> Result<(), MailRejected> {
        let Err(error) = self.transport.send(message).await else { return Ok(()) };
        let configuration = error.status().is_some_and(|code| CONFIGURATION.contains(&u16::from(code)));
        let why = one_line(&error.to_string()).chars().take(ERROR_LENGTH).collect();
        Err(MailRejected { why, again: configuration || !error.is_permanent() })
    }
}
