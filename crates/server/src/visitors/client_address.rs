//! Where a request comes from: the peer, or what a trusted proxy says of it, read from the right.

use std::net::IpAddr;

use http::HeaderMap;

/// The address of whoever asks. It is never stored and never logged: only a keyed hash of its prefix is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// A network that requests are counted for: its first bits, and how many of them count.
pub type Network = [u8; 9];

/// How wide a network is. A wider one holds many customers, or one who has all of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    /// An IPv4 address, or the /64 of an IPv6 one.
    Own,
    /// The /56 of an IPv6 address: what many providers give one line.
    Line,
    /// The /48 of an IPv6 address: the most that one line is given. A mobile provider may have all its customers in a few.
    Block,
    /// The /24 of an IPv4 address, which belongs to up to 256 customers.
    Street,
}

impl Width {
    /// How much room there is for a network of this width where there is so much for one of its own: more, and not as much
    /// more as it has networks, so that whoever has all of them cannot fill what everybody shares.
    pub fn room(self, own: u32) -> u32 {
        match self {
            Self::Own => own,
            Self::Line => own.saturating_mul(2),
            Self::Block => own.saturating_mul(5) / 2,
            Self::Street => own.saturating_mul(16),
        }
    }

    /// How much of what everybody shares a network of this width may take: the less, the more likely it is one customer's.
    pub fn share(self, all: u32) -> u32 {
        match self {
            Self::Own => all,
            Self::Line | Self::Block => all.saturating_mul(2) / 5,
            Self::Street => all / 2,
        }
    }
}

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

    /// All the networks that a request from here counts for, the widest first.
    pub fn networks(self) -> impl Iterator<Item = (Network, Width)> {
        let (prefix, v4) = (self.prefix(), self.0.to_canonical().is_ipv4());
        let widths: &[(Width, u8)] = if v4 {
            &[(Width::Street, 24), (Width::Own, 32)]
        } else {
            &[(Width::Block, 48), (Width::Line, 56), (Width::Own, 64)]
        };
        widths.iter().map(move |&(width, bits)| {
            let kept = usize::from(bits / 8);
            let mut network = [0; 9];
            network[..kept].copy_from_slice(&prefix[..kept]);
            // So that no IPv4 network is taken for an IPv6 one.
            network[8] = bits + if v4 { 128 } else { 0 };
            (network, width)
        })
    }

    /// What one machine or one provider's customer can hardly have many of: the /24 of an IPv4 address, the /48 of an
    /// IPv6 one.
    pub fn neighbourhood(self) -> [u8; 8] {
        let mut network = self.prefix();
        let rest = if self.0.to_canonical().is_ipv4() { 3..4 } else { 6..8 };
        network[rest].fill(0);
        network
    }

    /// Where a request comes from that this peer hands over.
    pub fn of(peer: IpAddr, headers: &HeaderMap, trusted: &[ipnet::IpNet]) -> Self {
        Self(forwarded(peer, headers, trusted))
    }
}

/// Whether a peer is one of the operator's own proxies.
pub fn is_trusted(peer: IpAddr, trusted: &[ipnet::IpNet]) -> bool {
    trusted.iter().any(|net| net.contains(&peer.to_canonical()))
}

/// Walks `X-Forwarded-For` from the right for as long as each speaker is trusted. The client writes the left end.
fn forwarded(peer: IpAddr, headers: &HeaderMap, trusted: &[ipnet::IpNet]) -> IpAddr {
    let mut speaker = peer.to_canonical();
    let said = headers.get_all("x-forwarded-for").iter().rev();
    let hops = said.filter_map(|value| value.to_str().ok()).flat_map(|value| value.rsplit(','));
    for hop in hops.take(16) {
        if !is_trusted(speaker, trusted) {
            break;
        }
        let Some(address) = hop_address(hop) else {
            warn_once();
            break;
        };
        speaker = address.to_canonical();
    }
    speaker
}

/// An address as proxies write it: alone, with a port (`203.0.113.7:51234`, `[2001:db8::1]:443`), in brackets, in quotes,
/// with a zone, and with the `for=` of RFC 7239, which some write here, too.
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

/// Without the address in it nobody can be told apart behind that proxy, which its operator should know. Said once: every
/// request would say it.
fn warn_once() {
    static SAID: std::sync::Once = std::sync::Once::new();
    SAID.call_once(|| {
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
    fn an_address_is_read_as_proxies_write_it() {
        for (said, address) in [
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
            assert_eq!(seen("10.0.0.1", &[said]), address, "{said}");
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
            assert_eq!(seen("10.0.0.1", &[strange]), "10.0.0.1", "{strange}");
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
