//! What a verb of the operator says when it is done, and why one could not be done.

use axum::response::{IntoResponse, Response};
use http::StatusCode;

use crate::domain::page::{PageAddress, PageError, page_of_site};
use crate::storage::sites::Site;

/// A verb that could not be done: one sentence for the operator. Nothing was changed.
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

/// What a verb says when it is done.
pub type CommandResult = std::result::Result<String, CommandError>;
