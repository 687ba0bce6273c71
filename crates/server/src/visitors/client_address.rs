//! Where a request comes from: the peer's address, or the one that trusted proxies report, read from the right.

use std::net::IpAddr;

use http::HeaderMap;

/// The address of the client. It is never stored and never logged: only a keyed hash of its prefix is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// A network that requests are counted for: the leading bytes of its prefix, then the prefix length.
pub type Network = [u8; 9];

/// How wide a network is. A wider one belongs to many customers, or to one who has all of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    /// An IPv4 address, or the /64 of an IPv6 one.
    Own,
    /// The /56 of an IPv6 address: what many providers assign to one customer line.
    Line,
    /// The /48 of an IPv6 address: the most that one customer line gets. A mobile provider may have all its customers
    /// in a few.
    Block,
    /// The /24 of an IPv4 address, which belongs to up to 256 customers.
    V4Block,
}

impl Width {
    /// The limit of a network of this width, where a network of width `Own` has the limit `own`. It is higher, but less
    /// than the sum of the limits of the networks inside, so that a client who has all of them cannot use up what all
    /// clients share.
    pub fn limit(self, own: u32) -> u32 {
        match self {
            Self::Own => own,
            Self::Line => own.saturating_mul(2),
            Self::Block => own.saturating_mul(5) / 2,
            Self::V4Block => own.saturating_mul(16),
        }
    }

    /// How much of a shared limit a network of this width may use: the more likely it is one customer's, the less.
    pub fn share(self, all: u32) -> u32 {
        match self {
            Self::Own => all,
            Self::Line | Self::Block => all.saturating_mul(2) / 5,
            Self::V4Block => all / 2,
        }
    }
}

impl ClientAddress {
    /// The prefix that is counted as one client: an IPv4 address, or the /64 of an IPv6 one.
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

    /// All networks that contain this address and that a request counts for, the widest first.
    pub fn networks(self) -> impl Iterator<Item = (Network, Width)> {
        let (prefix, v4) = (self.prefix(), self.0.to_canonical().is_ipv4());
        let widths: &[(Width, u8)] = if v4 {
            &[(Width::V4Block, 24), (Width::Own, 32)]
        } else {
            &[(Width::Block, 48), (Width::Line, 56), (Width::Own, 64)]
        };
        widths.iter().map(move |&(width, bits)| {
            let bytes = usize::from(bits / 8);
            let mut network = [0; 9];
            network[..bytes].copy_from_slice(&prefix[..bytes]);
            // An IPv4 network is never mistaken for an IPv6 one.
            network[8] = bits + if v4 { 128 } else { 0 };
            (network, width)
        })
    }

    /// A network of which one machine or one customer of a provider can hardly have many: the /24 of an IPv4 address,
    /// the /48 of an IPv6 one.
    pub fn wide_network(self) -> [u8; 8] {
        let mut network = self.prefix();
        let rest = if self.0.to_canonical().is_ipv4() { 3..4 } else { 6..8 };
        network[rest].fill(0);
        network
    }

    /// The address of the client whose request comes over a connection from `peer`.
    pub fn of(peer: IpAddr, headers: &HeaderMap, trusted: &[ipnet::IpNet]) -> Self {
        Self(forwarded(peer, headers, trusted))
    }
}

/// Whether a peer is one of the operator's own proxies.
pub fn is_trusted(peer: IpAddr, trusted: &[ipnet::IpNet]) -> bool {
    trusted.iter().any(|net| net.contains(&peer.to_canonical()))
}

/// Reads `X-Forwarded-For` from the right for as long as the sender of the entry is trusted. The client controls the
/// left end.
fn forwarded(peer: IpAddr, headers: &HeaderMap, trusted: &[ipnet::IpNet]) -> IpAddr {
    let mut sender = peer.to_canonical();
    let values = headers.get_all("x-forwarded-for").iter().rev();
    let hops = values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.rsplit(','));
    for hop in hops.take(16) {
        if !is_trusted(sender, trusted) {
            break;
        }
        let Some(address) = hop_address(hop) else {
            warn_once();
            break;
        };
        sender = address.to_canonical();
    }
    sender
}

/// An address in the forms that proxies write: alone, with a port (`203.0.113.7:51234`, `[2001:db8::1]:443`), in
/// brackets, in quotes, with a zone, and with the `for=` of RFC 7239, which some proxies write in this header, too.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let unquoted = |text: &str| text.trim().trim_matches('"').trim().to_owned();
    let mut text = unquoted(hop);
    if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("for=")) {
        text = unquoted(&text[4..]);
    }
    let bare = match text.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            (port.is_empty() || is_port(port.strip_prefix(':')?)).then_some(address)?
        }
        None => match text.split_once(':') {
            // One colon: an IPv4 address and its port. More of them: an IPv6 address.
            Some((address, port)) if !port.contains(':') => is_port(port).then_some(address)?,
            _ => &text,
        },
    };
    let (bare, _zone) = bare.split_once('%').unwrap_or((bare, ""));
    bare.parse().ok()
}

fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok()
}

/// Warns that clients behind this proxy cannot be distinguished. Once per process, because every such request has the
/// fault.
fn warn_once() {
    static WARNED: std::sync::Once = std::sync::Once::new();
    WARNED.call_once(|| {
        tracing::warn!(
            "a trusted proxy's X-Forwarded-For has an entry that is no address: whoever comes that way is counted as the \
             proxy itself, all together"
        );
    });
}

#[cfg(test)]
mod tests {
    use super::{ClientAddress, forwarded};
    use http::{HeaderMap, HeaderValue};

    fn address_of(peer: &str, values: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("x-forwarded-for", HeaderValue::from_str(value).unwrap());
        }
        let trusted = ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        forwarded(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_forwarded_address_from_an_untrusted_peer_is_ignored() {
        assert_eq!(address_of("203.0.113.7", &["198.51.100.1"]), "203.0.113.7");
    }

    #[test]
    fn the_entry_of_a_trusted_proxy_counts_and_that_of_the_client_does_not() {
        assert_eq!(address_of("10.0.0.1", &["1.1.1.1, 203.0.113.7"]), "203.0.113.7");
        assert_eq!(address_of("10.0.0.1", &["1.1.1.1", "203.0.113.7, 10.0.0.2"]), "203.0.113.7");
        assert_eq!(address_of("::1", &["::ffff:203.0.113.7"]), "203.0.113.7");
        assert_eq!(address_of("10.0.0.1", &["203.0.113.7, nonsense"]), "10.0.0.1");
    }

    #[test]
    fn every_form_of_address_that_proxies_write_is_read() {
        for (value, address) in [
            ("203.0.113.7:51234", "203.0.113.7"),
            ("[2001:db8::7]:443", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("2001:db8::7", "2001:db8::7"),
            ("2001:db8::7%eth0", "2001:db8::7"),
            ("[::ffff:203.0.113.7]:80", "203.0.113.7"),
            ("\"203.0.113.7\"", "203.0.113.7"),
            ("\"[2001:db8::7]:4711\"", "2001:db8::7"),
            ("for=203.0.113.7", "203.0.113.7"),
            ("For=\"[2001:db8::7]:4711\"", "2001:db8::7"),
            ("198.51.100.9:1, 203.0.113.7:51234 , 10.0.0.2:80", "203.0.113.7"),
        ] {
            assert_eq!(address_of("10.0.0.1", &[value]), address, "{value}");
        }
        for strange in [
            "203.0.113.7:port",
            "203.0.113.7:99999",
            "[2001:db8::7]443",
            "[2001:db8::7",
            "unknown",
            "_hidden",
            ":80",
            "",
        ] {
            assert_eq!(address_of("10.0.0.1", &[strange]), "10.0.0.1", "{strange}");
        }
    }

    #[test]
    fn a_request_counts_for_all_the_networks_around_it() {
        let of = |text: &str| ClientAddress(text.parse().unwrap()).networks().collect::<Vec<_>>();
        let shared = |a: &str, b: &str| of(a).into_iter().filter(|network| of(b).contains(network)).count();
        assert_eq!(shared("2001:db8:1:200::1", "2001:db8:1:200::9"), 3);
        assert_eq!(shared("2001:db8:1:200::1", "2001:db8:1:2ff::1"), 2, "one line");
        assert_eq!(shared("2001:db8:1:200::1", "2001:db8:1:300::1"), 1, "one block");
        assert_eq!(shared("2001:db8:1:200::1", "2001:db8:2:200::1"), 0);
        assert_eq!(shared("203.0.113.7", "::ffff:203.0.113.9"), 1);
        assert_eq!(shared("203.0.113.7", "203.0.112.7"), 0);
        assert_eq!(shared("203.0.113.7", "cb00:7107:0:4::1"), 0, "another family");
    }

    #[test]
    fn rotating_within_a_64_changes_nothing() {
        let [a, b, c] = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"]
            .map(|text| ClientAddress(text.parse().unwrap()).prefix());
        assert_eq!(a, b);
        assert_ne!(a, c);
    }

    #[test]
    fn many_networks_of_one_customer_are_in_few_neighbourhoods() {
        let of = |text: &str| ClientAddress(text.parse().unwrap()).wide_network();
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
