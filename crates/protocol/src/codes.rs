//! Codes with values, as an enum.

/// Declares an enum of codes, each with the values that its text needs and an example of each value.
macro_rules! codes {
    ($(#[$meta:meta])* pub enum $name:ident { $(
        $(#[$doc:meta])* $code:ident $({ $($(#[$value_doc:meta])* $value:ident: $type:ty = $example:expr),+ })?,
    )* }) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(tag = "code", rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$doc])* $code $({ $($(#[$value_doc])* $value: $type),+ })?,)*
            /// A code that this client does not know.
            #[serde(other)]
            Unknown,
        }

        impl $name {
            /// One of each known code, for tests of those who word them.
            pub fn examples() -> Vec<Self> {
                vec![$(Self::$code $({ $($value: $example),+ })?),*]
            }
        }
    };
}
pub(crate) use codes;
