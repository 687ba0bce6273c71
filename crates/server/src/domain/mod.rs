//! The rules, pure: no input or output, no clock, no database.

pub mod markup;
pub mod text;
