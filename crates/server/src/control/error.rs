//! The result and the error of an operator's command.

use axum::response::{IntoResponse, Response};
use http::StatusCode;

use porch_domain::page::{PageAddress, PageError, page_of_site};
use porch_storage::sites::Site;

/// Why a command failed: one sentence for the operator. Nothing was changed.
#[derive(Debug)]
pub struct CommandError(pub String);

impl<E: std::fmt::Display> From<E> for CommandError {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

impl IntoResponse for CommandError {
    fn into_response(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self.0).into_response()
    }
}

/// The page that an operator names, by its address or key.
pub(super) fn page_named(site: &Site, text: &str) -> Result<PageAddress, CommandError> {
    page_of_site(text, &site.origins).map_err(|error| match error {
        PageError::Foreign => {
            CommandError(format!("{text}: {error}. Its addresses begin with {}", site.origins.join(" or ")))
        }
        error => CommandError(format!("{text}: {error}")),
    })
}

/// The text that a command prints, or its error.
pub type CommandResult = std::result::Result<String, CommandError>;
