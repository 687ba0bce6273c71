//! What is wrong with a pattern, and why the database cannot be used, as codes.

use serde::{Deserialize, Serialize};

/// What is wrong with a regular expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PatternFault {
    /// `(` without `)`.
    GroupUnclosed,
    /// `)` without `(`.
    GroupUnopened,
    /// `[` without `]`.
    ClassUnclosed,
    /// There is nothing before `*`, `+`, `?` or `{`.
    RepetitionMissing,
    /// The numbers in `{}` are not valid.
    RepetitionCount,
    /// `\` is before a character that needs none, or at the end.
    Escape,
    /// Looking ahead or behind, and references to a group, are not supported.
    NotSupported,
    /// Anything else, or a fault of a later version.
    #[serde(other)]
    Other,
}

impl PatternFault {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::GroupUnclosed,
        Self::GroupUnopened,
        Self::ClassUnclosed,
        Self::RepetitionMissing,
        Self::RepetitionCount,
        Self::Escape,
        Self::NotSupported,
        Self::Other,
    ];
}

/// Why the server's database cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StorageFault {
    /// The disk is full.
    Full,
    /// Another program holds the database.
    Locked,
    /// The disk is read-only.
    ReadOnly,
    /// The database cannot be opened.
    Unopenable,
    /// The disk reports an error.
    Io,
    /// A file of the database was removed or replaced.
    Displaced,
    /// The database did not take the change.
    Transaction,
    /// The database is damaged.
    Damaged,
    /// A fault of a later version.
    #[serde(other)]
    Unknown,
}

impl StorageFault {
    /// All but the unknown one.
    pub const ALL: [Self; 8] = [
        Self::Full,
        Self::Locked,
        Self::ReadOnly,
        Self::Unopenable,
        Self::Io,
        Self::Displaced,
        Self::Transaction,
        Self::Damaged,
    ];
}
