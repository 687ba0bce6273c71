//! Where a request comes from: the peer, or what a trusted proxy says of it, read from the right.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::HeaderMap;
use http::request::Parts;

use super::error::AppError;
use crate::App;

/// The address of whoever asks. It is never stored and never logged: only a keyed hash of its prefix is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// What is counted as one: an IPv4 address, or the /64 of an IPv6 one.
    pub fn prefix(self) -> [u8; 8] {
        match self.0.to_canonical() {
            IpAddr::V4(v4) => {
                let [a, b, c, d] = v4.octets();
                [a, b, c, d, 0, 0, 0, 4]
            }
            IpAddr::V6(v6) => {
                let octets = v6.octets();
                std::array::from_fn(|i| octets[i])
            }
        }
    }

    /// What one machine or one provider's customer can hardly have many of: the /24 of an IPv4 address, the /48 of an
    /// IPv6 one.
    pub fn neighbourhood(self) -> [u8; 8] {
        let mut network = self.prefix();
        let rest = if self.0.to_canonical().is_ipv4() { 3..4 } else { 6..8 };
        network[rest].fill(0);
        network
    }
}

impl FromRequestParts<App> for ClientAddress {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        // A request that came without a socket is a test's.
        let peer = peer.unwrap_or(IpAddr::V6(Ipv6Addr::LOCALHOST));
        Ok(Self(forwarded(peer, &parts.headers, &app.config.trusted_proxies)))
    }
}

/// Walks `X-Forwarded-For` from the right for as long as each speaker is trusted. The client writes the left end.
fn forwarded(peer: IpAddr, headers: &HeaderMap, trusted: &[ipnet::IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|net| net.contains(&address.to_canonical()));
    let mut speaker = peer.to_canonical();
    let said = headers.get_all("x-forwarded-for").iter().rev();
    let hops = said.filter_map(|value| value.to_str().ok()).flat_map(|value| value.rsplit(','));
    for hop in hops.take(16) {
        if !is_trusted(speaker) {
            break;
        }
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        speaker = address.to_canonical();
    }
    speaker
}

#[cfg(test)]
mod tests {
    use super::{ClientAddress, forwarded};
    use http::{HeaderMap, HeaderValue};

    fn seen(peer: &str, said: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in said {
            headers.append("x-forwarded-for", HeaderValue::from_str(value).unwrap());
        }
        let trusted = ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        forwarded(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn what_a_stranger_says_of_himself_is_not_believed() {
        assert_eq!(seen("203.0.113.7", &["198.51.100.1"]), "203.0.113.7");
    }

    #[test]
    fn a_trusted_proxy_is_believed_and_the_client_behind_it_is_not() {
        assert_eq!(seen("10.0.0.1", &["1.1.1.1, 203.0.113.7"]), "203.0.113.7");
        assert_eq!(seen("10.0.0.1", &["1.1.1.1", "203.0.113.7, 10.0.0.2"]), "203.0.113.7");
        assert_eq!(seen("::1", &["::ffff:203.0.113.7"]), "203.0.113.7");
        assert_eq!(seen("10.0.0.1", &["203.0.113.7, nonsense"]), "10.0.0.1");
    }

    #[test]
    fn rotating_within_a_64_changes_nothing() {
        let [a, b, c] = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"]
            .map(|text| ClientAddress(text.parse().unwrap()).prefix());
        assert_eq!(a, b);
        assert_ne!(a, c);
    }

    #[test]
    fn whoever_has_many_networks_has_few_neighbourhoods() {
        let of = |text: &str| ClientAddress(text.parse().unwrap()).neighbourhood();
        for (near, far) in [
            (["203.0.113.7", "203.0.113.200"], "203.0.112.7"),
            (["203.0.113.7", "::ffff:203.0.113.200"], "203.0.114.7"),
            (["2001:db8:1:2::1", "2001:db8:1:ffff::9"], "2001:db8:2:2::1"),
        ] {
            assert_eq!(of(near[0]), of(near[1]));
            assert_ne!(of(near[0]), of(far));
        }
    }
}
