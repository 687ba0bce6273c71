//! Which addresses belong to the public internet: pure, from the special-purpose registries of IANA.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};

const fn v4(a: u8, b: u8, c: u8, prefix: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, 0), prefix)
}

const fn v6(a: u16, b: u16, c: u16, prefix: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0), prefix)
}

/// Networks that an address typed by a user must not lead to: the IANA IPv4 special-purpose registry, multicast and the
/// rest.
///
/// A few of them can be reached from everywhere (192.88.99.0/24, the AS112 servers); no receiver is there.
const SPECIAL_V4: [Ipv4Net; 19] = [
    v4(0, 0, 0, 8),        // this network
    v4(10, 0, 0, 8),       // private
    v4(100, 64, 0, 10),    // shared between a carrier and its customers
    v4(127, 0, 0, 8),      // loopback
    v4(169, 254, 0, 16),   // link-local, and the metadata services of clouds
    v4(172, 16, 0, 12),    // private
    v4(192, 0, 0, 24),     // protocol assignments
    v4(192, 0, 2, 24),     // documentation
    v4(192, 31, 196, 24),  // AS112
    v4(192, 52, 193, 24),  // multicast tunnels
    v4(192, 88, 99, 24),   // relays of 6to4
    v4(192, 168, 0, 16),   // private
    v4(192, 175, 48, 24),  // AS112
    v4(198, 18, 0, 15),    // benchmarking
    v4(198, 51, 100, 24),  // documentation
    v4(203, 0, 113, 24),   // documentation
    v4(224, 0, 0, 4),      // multicast
    v4(240, 0, 0, 4),      // reserved
    v4(255, 255, 255, 24), // broadcast
];

/// The only part of IPv6 that has been assigned for the public internet (RFC 4291). Outside of it are `::`, `::1`,
/// mapped and compatible addresses, NAT64 (`64:ff9b::/96`, `64:ff9b:1::/48`), discard, ULA, link-local, site-local,
/// multicast.
const GLOBAL_V6: Ipv6Net = v6(0x2000, 0, 0, 3);

/// Special networks inside that part.
const SPECIAL_V6: [Ipv6Net; 5] = [
    v6(0x2001, 0, 0, 23),         // protocol assignments: Teredo, benchmarking, ORCHID
    v6(0x2001, 0xdb8, 0, 32),     // documentation
    v6(0x2002, 0, 0, 16),         // 6to4, which carries any IPv4 address
    v6(0x2620, 0x4f, 0x8000, 48), // AS112
    v6(0x3fff, 0, 0, 20),         // documentation
];

/// Whether an address belongs to the public internet. An IPv6 address that stands for an IPv4 one never does.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|net| net.contains(&address)),
        IpAddr::V6(address) => GLOBAL_V6.contains(&address) && !SPECIAL_V6.iter().any(|net| net.contains(&address)),
    }
}
