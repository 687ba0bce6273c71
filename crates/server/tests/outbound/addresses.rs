//! The table of addresses: every spelling of a place that is not open to everybody is refused before a connection.

use std::net::IpAddr;
use std::sync::Arc;

use porch_server::outbound::client::Lookup;
use porch_server::outbound::{BlockedAddress, Client, Failure};

use super::wait::PATIENCE;

/// Names as a hostile owner of a domain may answer for them.
const NAMES: &[(&str, &str)] = &[
    ("localhost", "127.0.0.1"),
    ("localhost.", "::1"),
    ("db.localhost", "127.0.0.1"),
    ("printer.local", "192.168.1.9"),
    ("metadata.internal", "169.254.169.254"),
    ("intranet", "10.1.2.3"),
    ("loop.example", "127.0.0.1"),
    ("zero.example", "0.0.0.0"),
    ("six.example", "::1"),
    ("mapped.example", "::ffff:127.0.0.1"),
    ("nat64.example", "64:ff9b::7f00:1"),
    ("sixtofour.example", "2002:7f00:1::"),
    ("ula.example", "fd00::5"),
    ("xn--bcher-kva.example", "10.0.0.1"),
    ("open.example", "93.184.215.14"),
    ("open6.example", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"),
];

/// Everything here must be refused.
const FORBIDDEN: &[&str] = &[
    // Loopback, as people spell it.
    "https://127.0.0.1/",
    "https://127.0.0.1./",
    "https://127.1/",
    "https://127.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7F.1/",
    "https://0x7f.0x0.0x0.0x1/",
    "https://017700000001/",
    "https://0177.0.0.1/",
    "https://0177.0.0.01/",
    "https://00000177.1/",
    "https://127.255.255.254/",
    "https://127.0.0.1:443/",
    "https://127.0.0.1:0443/",
    "https://%31%32%37.0.0.1/",
    "https://127%2e0%2e0%2e1/",
    "https://１２７.０.０.１/",
    "https://127。0。0。1/",
    "https://①②⑦.0.0.1/",
    "https://0x7f。1/",
    "https:127.0.0.1",
    "https:/127.0.0.1/",
    "https:////127.0.0.1/",
    "https:\\\\127.0.0.1\\",
    " https://127.0.0.1/ ",
    "https://127.0.\t0.1/",
    "HTTPS://127.0.0.1/",
    "https://127.0.0.1#@open.example/",
    "https://127.0.0.1?@open.example/",
    "https://127.0.0.1\\@open.example/",
    // This network, private networks, link-local, shared.
    "https://0.0.0.0/",
    "https://0/",
    "https://1/../",
    "https://0x0/",
    "https://00/",
    "https://0.1.2.3/",
    "https://0.255.255.255/",
    "https://10.0.0.1/",
    "https://10.1/",
    "https://167772161/",
    "https://0xa000001/",
    "https://012.0.0.1/",
    "https://10.255.255.255/",
    "https://100.64.0.1/",
    "https://100.127.255.254/",
    "https://169.254.169.254/",
    "https://169.254.169.254./",
    "https://2852039166/",
    "https://0xa9fea9fe/",
    "https://0251.0376.0251.0376/",
    "https://169.254.43518/",
    "https://172.16.0.1/",
    "https://172.31.255.255/",
    "https://0xac100001/",
    "https://192.168.0.1/",
    "https://192.168.1/",
    "https://3232235521/",
    "https://0300.0250.0.1/",
    "https://192.168.257/",
    // Special purposes.
    "https://192.0.0.1/",
    "https://192.0.0.170/",
    "https://192.0.2.1/",
    "https://192.31.196.1/",
    "https://192.52.193.1/",
    "https://192.88.99.1/",
    "https://192.175.48.1/",
    "https://198.18.0.1/",
    "https://198.19.255.255/",
    "https://198.51.100.7/",
    "https://203.0.113.7/",
    "https://224.0.0.1/",
    "https://239.255.255.255/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://4294967295/",
    "https://0xffffffff/",
    // IPv6: unspecified, loopback, and addresses that carry an IPv4 one.
    "https://[::]/",
    "https://[::1]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[0000::0001]/",
    "https://[::127.0.0.1]/",
    "https://[::7f00:1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::ffff:0:127.0.0.1]/",
    "https://[0:0:0:0:0:ffff:10.0.0.1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[::FFFF:8.8.8.8]/",
    "https://[64:ff9b::127.0.0.1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[64:ff9b::8.8.8.8]/",
    "https://[64:ff9b:1::1]/",
    "https://[64:ff9b:1:ffff::10.0.0.1]/",
    "https://[2002:7f00:1::]/",
    "https://[2002:a9fe:a9fe::1]/",
    "https://[2002:808:808::1]/",
    "https://[2001::1]/",
    "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "https://[2001:2::1]/",
    "https://[2001:10::1]/",
    "https://[2001:20::1]/",
    "https://[2001:1::1]/",
    "https://[2001:db8::1]/",
    "https://[3fff::1]/",
    "https://[2620:4f:8000::1]/",
    "https://[100::1]/",
    "https://[100:0:0:1::1]/",
    "https://[5f00::1]/",
    "https://[fc00::1]/",
    "https://[fd12:3456:789a::1]/",
    "https://[fe80::1]/",
    "https://[febf::1]/",
    "https://[fec0::1]/",
    "https://[ff02::1]/",
    "https://[ff0e::1]/",
    "https://[4000::1]/",
    "https://[1::1]/",
    // Zone ids, and what is no address at all.
    "https://[fe80::1%25eth0]/",
    "https://[fe80::1%eth0]/",
    "https://[::1%25lo]/",
    "https://[::1%lo]/",
    "https://[::1",
    "https://::1/",
    "https://[127.0.0.1]/",
    "https://256.256.256.256/",
    "https://127.0.0.0.1/",
    "https://1.2.3.4.5/",
    "https://0x100000000/",
    "https://4294967296/",
    "https://09.1.1.1/",
    "https:///",
    "https://",
    "//127.0.0.1/",
    "",
    "127.0.0.1",
    "https://exa mple/",
    "https://a..b\u{0}.example/",
    // Other schemes and other doors.
    "http://93.184.215.14/",
    "http://open.example/",
    "https://open.example:8443/",
    "https://93.184.215.14:22/",
    "http://open.example:443/",
    "https://[2606:2800:21f:cb07::1]:25/",
    "ftp://open.example/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:25/",
    "data:text/plain,hello",
    "unix:/run/porch.sock",
    "ws://open.example/",
    "javascript:1",
    // A name and a password before the host.
    "https://open.example@127.0.0.1/",
    "https://ada@open.example/",
    "https://ada:secret@open.example/",
    "https://:secret@open.example/",
    "https://127.0.0.1%40open.example@10.0.0.1/",
    // Names that lead there.
    "https://localhost/",
    "https://LOCALHOST/",
    "https://localhost./",
    "https://db.localhost/",
    "https://printer.local/",
    "https://metadata.internal/",
    "https://intranet/",
    "https://loop.example/",
    "https://ｌｏｃａｌｈｏｓｔ/",
    "https://zero.example/",
    "https://six.example/",
    "https://mapped.example/",
    "https://nat64.example/",
    "https://sixtofour.example/",
    "https://ula.example/",
    "https://bücher.example/",
    "https://loc\u{ad}alhost/",
];

/// Places that anybody may ask.
const OPEN: &[&str] = &[
    "https://open.example/",
    "https://open.example:443/hook?x=1",
    "https://OPEN.example/",
    "https://open6.example/",
    "https://93.184.215.14/",
    "https://8.8.8.8/",
    "https://[2606:2800:21f:cb07::1]/",
    "https://9.255.255.255/",
    "https://11.0.0.0/",
    "https://100.63.255.255/",
    "https://100.128.0.0/",
    "https://128.0.0.1/",
    "https://169.253.0.1/",
    "https://169.255.0.1/",
    "https://172.15.255.255/",
    "https://172.32.0.1/",
    "https://192.167.0.1/",
    "https://192.169.0.1/",
    "https://198.17.0.1/",
    "https://198.20.0.1/",
    "https://223.255.255.254/",
    "https://[2001:200::1]/",
    "https://[2003::1]/",
    "https://[2a00:1450::1]/",
    "https://[3ffe::1]/",
];

/// Names as [`NAMES`] says; nobody is asked.
fn names() -> Lookup {
    Arc::new(|name| {
        Box::pin(async move {
            let found = NAMES.iter().filter(|(known, _)| *known == name).map(|(_, address)| address.parse::<IpAddr>());
            Ok(found.filter_map(Result::ok).collect())
        })
    })
}

#[tokio::test]
async fn no_spelling_of_a_closed_place_gets_through() {
    assert!(FORBIDDEN.len() >= 120, "{}", FORBIDDEN.len());
    let client = Client::new(&[], PATIENCE).unwrap().with_lookup(names());
    for text in FORBIDDEN {
        let refused = client.check(text).await;
        assert!(matches!(refused, Err(Failure::Refused(_) | Failure::UnknownHost)), "{text:?} gives {refused:?}");
        // A name that nobody knows must not be what keeps it out.
        if matches!(refused, Err(Failure::UnknownHost)) {
            panic!("{text:?} was looked up as a name");
        }
    }
}

#[tokio::test]
async fn what_is_open_to_everybody_may_be_asked() {
    let client = Client::new(&[], PATIENCE).unwrap().with_lookup(names());
    for text in OPEN {
        let allowed = client.check(text).await;
        assert!(allowed.is_ok(), "{text:?} gives {allowed:?}");
    }
}

#[tokio::test]
async fn one_closed_address_among_open_ones_is_left_out() {
    let lookup: Lookup =
        Arc::new(|_| Box::pin(async { Ok(vec!["127.0.0.1".parse().unwrap(), "::1".parse().unwrap()]) }));
    let refused = Client::new(&[], PATIENCE).unwrap().with_lookup(lookup).check("https://both.example/").await;
    assert!(matches!(refused, Err(Failure::Refused(BlockedAddress::Forbidden))), "{refused:?}");
    let lookup: Lookup =
        Arc::new(|_| Box::pin(async { Ok(vec!["127.0.0.1".parse().unwrap(), "8.8.8.8".parse().unwrap()]) }));
    Client::new(&[], PATIENCE).unwrap().with_lookup(lookup).check("https://both.example/").await.unwrap();
}

#[tokio::test]
async fn networks_that_are_the_operators_own_open_by_name_only() {
    let client = Client::new(&["10.1.0.0/16".parse().unwrap()], PATIENCE).unwrap().with_lookup(names());
    for text in ["https://intranet/", "http://intranet:8080/hook", "http://10.1.9.9/", "https://10.1.0.1:8443/"] {
        client.check(text).await.unwrap();
    }
    for text in ["https://10.2.0.1/", "http://127.0.0.1/", "http://open.example/", "https://[::ffff:10.1.0.1]/"] {
        let refused = client.check(text).await;
        assert!(
            matches!(refused, Err(Failure::Refused(BlockedAddress::Forbidden | BlockedAddress::Port))),
            "{text} gives {refused:?}"
        );
    }
}
