//! The address that a handler asks for: of the request's own connection, or what a trusted proxy says.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::request::Parts;

use super::error::AppError;
use crate::App;
use crate::visitors::client_address::ClientAddress;

impl FromRequestParts<App> for ClientAddress {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        // A request that came without a socket is a test's.
        let peer = peer.unwrap_or(IpAddr::V6(Ipv6Addr::LOCALHOST));
        Ok(Self::of(peer, &parts.headers, &app.config.trusted_proxies))
    }
}
