//! The heavier half of `cargo xtask`: what needs a browser or a network client. `cargo xtask` builds it and calls it.

fn main() {}
