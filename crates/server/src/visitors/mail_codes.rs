//! The codes that are mailed to visitors, and the hashes that are stored of codes and addresses.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::visitor_cookie::keyed_hash;
use crate::secrets::Token;
use porch_domain::visitor_mail::{CODE_DIGITS, MailAddress};

/// How many codes there are: those of [`CODE_DIGITS`] digits.
const CODES: u64 = 100_000_000;

/// The keyed hash by which an address is found and counted. It is the same on all sites of the server.
pub fn address_key(secret: &[u8; 32], address: &MailAddress) -> String {
    encoded(keyed_hash(secret, &["visitor mail", &address.compared]))
}

/// The code that belongs to the secret of a mail's link. So the page behind the link can show the code, and the code is
/// stored nowhere.
pub fn code_of_link(secret: &[u8; 32], site: &str, link: &Token) -> String {
    let hash = keyed_hash(secret, &["visitor mail code", site, link.secret()]);
    let number = u64::from_be_bytes(std::array::from_fn(|i| hash[i]));
    format!("{:0CODE_DIGITS$}", number % CODES)
}

/// The hash of a code that is stored. It is a keyed one: eight digits would soon be found by trying all of them.
pub fn code_hash(secret: &[u8; 32], site: &str, guest: &str, code: &str) -> String {
    encoded(keyed_hash(secret, &["visitor mail code hash", site, guest, code]))
}

fn encoded(hash: [u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(hash)
}

#[cfg(test)]
mod tests {
    use super::{address_key, code_hash, code_of_link};
    use crate::secrets::Token;
    use porch_domain::visitor_mail::{MailAddress, typed_code};

    #[test]
    fn a_code_has_eight_digits_and_is_of_one_link_and_one_site() {
        let secret = [7; 32];
        for _ in 0..100 {
            let link = Token::random().unwrap();
            let code = code_of_link(&secret, "bakery", &link);
            assert_eq!(typed_code(&code).as_ref(), Some(&code));
            assert_eq!(code_of_link(&secret, "bakery", &link), code);
            assert_ne!(code_of_link(&[8; 32], "bakery", &link), code_of_link(&secret, "cafe", &link));
        }
    }

    #[test]
    fn a_hash_is_of_one_guest_on_one_site_and_an_address_has_one_key() {
        let hash = |site: &str, guest: &str| code_hash(&[7; 32], site, guest, "12345678");
        assert_ne!(hash("bakery", "a"), hash("cafe", "a"));
        assert_ne!(hash("bakery", "a"), hash("bakery", "b"));
        let key = |typed: &str| address_key(&[7; 32], &MailAddress::parse(typed).unwrap());
        assert_eq!(key("Ada@Bakery.example"), key("ada@bakery.EXAMPLE"));
        assert_ne!(key("ada@bakery.example"), key("eda@bakery.example"));
    }
}
