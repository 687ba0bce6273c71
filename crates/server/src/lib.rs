//! The server behind the porch: one program, one database, one log.

pub mod domain;
