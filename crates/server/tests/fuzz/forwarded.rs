//! `X-Forwarded-For`: only those who are trusted are believed, and nothing that they pass on ends a request.

use axum::extract::FromRequestParts;
use http::Request;
use porch_server::visitors::client_address::ClientAddress;
use proptest::prelude::*;

use crate::corpus::{kept, often, strange};
use crate::server::server;

/// Where a request comes from whose peer is trusted and says this.
fn seen(said: &[&str]) -> ClientAddress {
    let mut request = Request::builder();
    for value in said {
        if let Ok(value) = http::HeaderValue::from_str(value) {
            request = request.header("x-forwarded-for", value);
        }
    }
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    let peer: std::net::SocketAddr = "127.0.0.1:9".parse().unwrap();
    parts.extensions.insert(axum::extract::ConnectInfo(peer));
    let server = server();
    server.runtime.block_on(ClientAddress::from_request_parts(&mut parts, &server.app)).map_err(|_| "refused").unwrap()
}

#[test]
fn what_proxies_write_is_read_without_a_fault() {
    for text in kept("forwarded") {
        for line in text.lines() {
            let _ = seen(&[line]);
        }
    }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn nobody_comes_from_elsewhere_than_the_last_whom_nobody_trusts(left in strange(), stranger in any::<[u8; 4]>()) {
        // Not of the networks that are trusted, nor one that a parser makes another of.
        prop_assume!(![10, 127].contains(&stranger[0]));
        let address = std::net::Ipv4Addr::from(stranger);
        let text = address.to_string();
        for said in [vec![left.as_str(), &text], vec![&text, "10.0.0.1"], vec![left.as_str(), &text, "10.0.0.1, 10.0.0.2"]] {
            prop_assert_eq!(seen(&said).0, std::net::IpAddr::from(address), "{:?}", said);
        }
        let _ = seen(&[&left]);
    }
}
