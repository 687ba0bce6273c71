//! Why a provider names nobody.

use crate::jwt::BadToken;
use crate::outbound;
use porch_domain::id_token::IdError;

/// Why a provider names nobody. The texts hold no secret and no address of a person.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Failure {
    /// It gave no answer.
    #[error(transparent)]
    Unreachable(#[from] outbound::Failure),
    /// It refuses the request.
    #[error("it answers {0}")]
    Status(u16),
    /// Its answer is not what it should be.
    #[error("{0} cannot be read")]
    Unreadable(&'static str),
    /// It says that it is another one.
    #[error("it calls itself by another name than its address")]
    OtherIssuer,
    /// Its token is signed with a key that it does not publish.
    #[error("its token is signed with a key that it does not publish")]
    UnknownKey,
    /// Its token cannot be used.
    #[error(transparent)]
    Token(#[from] BadToken),
    /// The claims do not fit.
    #[error(transparent)]
    Claims(#[from] IdError),
}
