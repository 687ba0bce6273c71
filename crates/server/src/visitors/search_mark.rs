//! How it is known that somebody was counted already for a search that found nothing: by a hash of the network, the words and the
//! day, with a key. It says nothing about what else the same network looked for.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::client_address::ClientAddress;
use super::visitor_cookie::keyed_hash;

/// The mark of a network for these words of a site on a day.
pub fn search_mark(secret: &[u8; 32], (site, term): (&str, &str), (from, day): (ClientAddress, i64)) -> String {
    let network = URL_SAFE_NO_PAD.encode(from.prefix());
    let hash = keyed_hash(secret, &["missed search", site, term, &day.to_string(), &network]);
    URL_SAFE_NO_PAD.encode(&hash[..16])
}

#[cfg(test)]
mod tests {
    use super::{ClientAddress, search_mark};

    #[test]
    fn a_mark_is_of_one_network_for_one_search_on_one_day() {
        let mark = |site, term, address: &str, day| {
            search_mark(&[7; 32], (site, term), (ClientAddress(address.parse().unwrap()), day))
        };
        let one = mark("bakery", "rye", "2001:db8::1", 1);
        assert_eq!(one, mark("bakery", "rye", "2001:db8::2", 1), "the same network");
        for other in [
            mark("cafe", "rye", "2001:db8::1", 1),
            mark("bakery", "spelt", "2001:db8::1", 1),
            mark("bakery", "rye", "2001:db8:1::1", 1),
            mark("bakery", "rye", "2001:db8::1", 2),
        ] {
            assert_ne!(one, other);
        }
    }
}
