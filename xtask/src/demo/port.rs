//! Ports on the loopback: the wished one, else the next that is free.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::Context;

/// Listens at `127.0.0.1` on this port or the next free one of the hundred above it.
pub(crate) fn listen(wished: u16) -> anyhow::Result<(TcpListener, u16)> {
    let mut ports = wished..=wished.saturating_add(100);
    let found = ports.find_map(|port| Some((TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok()?, port)));
    let (listener, port) = found.with_context(|| format!("no free port from {wished} on"))?;
    if port != wished {
        println!("Port {wished} is taken, so this takes {port}.");
    }
    Ok((listener, port))
}

/// A port that is free now, for a program that listens itself.
pub(crate) fn free(wished: u16) -> anyhow::Result<u16> {
    listen(wished).map(|(_, port)| port)
}
