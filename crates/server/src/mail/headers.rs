//! The headers of mail that lettre has no types for. Their values are made by this server, never by a visitor.

use lettre::message::header::{Header, HeaderName, HeaderValue};

type ParseResult<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Declares headers whose value is a text.
macro_rules! text_headers {
    ($($(#[$doc:meta])* $name:ident, $header:literal;)*) => { $(
        $(#[$doc])*
        #[derive(Clone)]
        pub(super) struct $name(pub(super) String);

        impl Header for $name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($header)
            }

            fn parse(line: &str) -> ParseResult<Self> {
                Ok(Self(line.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    )* };
}

text_headers! {
    /// RFC 3834: tells other programs not to send automatic answers.
    AutoSubmitted, "Auto-Submitted";
    /// RFC 2919: which mailing list the mail belongs to.
    ListId, "List-Id";
    /// RFC 2369: the address at which the receiver unsubscribes.
    ListUnsubscribe, "List-Unsubscribe";
    /// RFC 8058: one POST request unsubscribes.
    ListUnsubscribePost, "List-Unsubscribe-Post";
}
