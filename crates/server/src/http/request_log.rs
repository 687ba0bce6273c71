//! The line that a request gets in the log at debug level: no query, no address of whoever asks, no secret.

use std::time::Instant;

use http::{Method, Request, StatusCode};

/// A request, as it is logged.
pub struct RequestLog {
    method: Method,
    path: String,
    begun: Instant,
}

impl RequestLog {
    /// None unless somebody reads such lines.
    pub fn of<B>(request: &Request<B>) -> Option<Self> {
        let read = tracing::enabled!(target: "porch_server::requests", tracing::Level::DEBUG);
        read.then(|| Self {
            method: request.method().clone(),
            path: path_without_secrets(request.uri().path()),
            begun: Instant::now(),
        })
    }

    /// The answer's head is there.
    pub fn answered(self, status: StatusCode) {
        let ms = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(target: "porch_server::requests", method = %self.method, path = %self.path, status = status.as_u16(), ms);
    }
}

/// The path without what opens something: a link in a mail ends with a secret, and so does the address of the window in which
/// somebody signs in with an account elsewhere.
fn path_without_secrets(path: &str) -> String {
    let parts: Vec<&str> = path.splitn(4, '/').collect();
    match parts.as_slice() {
        ["", "sign-in", ..] => "/sign-in/…".to_owned(),
        ["", "mail", site, _] => format!("/mail/{site}/…"),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::path_without_secrets;

    #[test]
    fn a_secret_in_a_path_is_not_told() {
        assert_eq!(path_without_secrets("/mail/bakery/secret/more"), "/mail/bakery/…");
        assert_eq!(path_without_secrets("/v1/sites/bakery/comments"), "/v1/sites/bakery/comments");
        assert_eq!(path_without_secrets("/mail/bakery"), "/mail/bakery");
        for secret in ["/sign-in/secret", "/sign-in/secret/approve"] {
            assert_eq!(path_without_secrets(secret), "/sign-in/…");
        }
    }
}
