//! Ports on the loopback interface: the preferred one, else the next free one.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::Context;

/// Listens at `127.0.0.1` on this port or on the next free one of the hundred above it.
pub(crate) fn listen(preferred: u16) -> anyhow::Result<(TcpListener, u16)> {
    let mut ports = preferred..=preferred.saturating_add(100);
    let bound = ports.find_map(|port| Some((TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok()?, port)));
    let (listener, port) = bound.with_context(|| format!("no free port from {preferred} on"))?;
    if port != preferred {
        println!("Port {preferred} is taken, so this takes {port}.");
    }
    Ok((listener, port))
}

/// A port that is free now, for a program that will listen on it itself.
pub(crate) fn free(preferred: u16) -> anyhow::Result<u16> {
    listen(preferred).map(|(_, port)| port)
}
