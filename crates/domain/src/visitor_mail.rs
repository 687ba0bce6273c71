//! Mail addresses of visitors, and the codes that confirm them: which form an address is compared in, what a typed code
//! means, and the limits of both.

use porch_protocol::Timestamp;
pub use porch_protocol::visitor_mail::masked;

/// How long a code is valid once it is mailed, in microseconds: 10 minutes (OWASP ASVS 5.0, 6.5.5).
pub const CODE_LIFE: i64 = 10 * 60 * Timestamp::SECOND;
/// How long a request waits for its mail to be sent, in microseconds. A later mail would surprise its reader.
pub const REQUEST_LIFE: i64 = 2 * CODE_LIFE;
/// Codes that may be typed for one mail.
pub const MOST_TRIES: u32 = 5;
/// Mails with a code to one address in an hour.
pub const CODES_IN_AN_HOUR: u32 = 3;
/// Mails with a code to one address in a day.
pub const CODES_IN_A_DAY: u32 = 10;
/// Digits of a code.
pub const CODE_DIGITS: usize = 8;

/// How long a browser stays signed in without coming back, in microseconds: 90 days.
pub const SIGNED_IN_LIFE: i64 = 90 * 24 * 3_600 * Timestamp::SECOND;
/// How long browsers keep a guest's cookie, in microseconds: 400 days.
pub const COOKIE_LIFE: i64 = 400 * 24 * 3_600 * Timestamp::SECOND;

/// The longest address, in bytes (RFC 5321, 4.5.3.1.3).
const LONGEST: usize = 254;
/// The longest part before the `@`, in bytes (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;

/// A mail address of a visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailAddress {
    /// As mail is sent there: the part before the `@` as it was typed, the domain in ASCII and lower case.
    pub address: String,
    /// As it is compared with others.
    pub compared: String,
}

impl MailAddress {
    /// Reads an address; none for what is no address, or none that mail of this server goes to.
    ///
    /// Only ASCII letters are compared without case. Folding more would let two mailboxes look like one: the Kelvin sign
    /// becomes a `k`, and whoever has the one would be taken for the owner of the other.
    pub fn parse(typed: &str) -> Option<Self> {
        let (local, domain) = typed.trim_matches(' ').rsplit_once('@')?;
        let domain = ascii_domain(domain).filter(|_| is_local_part(local))?;
        let address = format!("{local}@{domain}");
        let compared = address.to_ascii_lowercase();
        (address.len() <= LONGEST).then_some(Self { address, compared })
    }

    /// The mailbox that it probably leads to, as limits count it: many providers deliver `ada+anything` to `ada` (RFC 5233).
    /// It is for limits alone: elsewhere these may be two people.
    #[must_use]
    pub fn mailbox(&self) -> Self {
        let without_tag = |address: &str| match address.rsplit_once('@') {
            Some((local, domain)) => {
                let name = local.split('+').next().filter(|name| !name.is_empty()).unwrap_or(local);
                format!("{name}@{domain}")
            }
            None => address.to_owned(),
        };
        Self { address: without_tag(&self.address), compared: without_tag(&self.compared).to_lowercase() }
    }
}

/// The part before the `@`, without quotation marks (RFC 5321, `Dot-string`, and RFC 6531 for other scripts).
fn is_local_part(local: &str) -> bool {
    let is_atom = |atom: &str| {
        let fits = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || is_letter(c);
        !atom.is_empty() && atom.chars().all(fits)
    };
    local.len() <= LONGEST_LOCAL && local.split('.').all(is_atom)
}

fn is_letter(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric()
}

/// The domain as it is asked for: a name with a dot in it, no number.
fn ascii_domain(domain: &str) -> Option<String> {
    let domain = idna::domain_to_ascii_strict(domain).ok()?;
    let (_, last) = domain.rsplit_once('.')?;
    let is_name = last.bytes().any(|byte| byte.is_ascii_alphabetic());
    is_name.then_some(domain)
}

/// The digits of a code that somebody typed or pasted, in whichever digits, with or without gaps; none for what is no code.
pub fn typed_code(typed: &str) -> Option<String> {
    let mut code = String::with_capacity(CODE_DIGITS);
    for c in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '‑' | '–' | '.')) {
        let digit = digit(c).filter(|_| code.len() < CODE_DIGITS)?;
        code.push(digit);
    }
    (code.len() == CODE_DIGITS).then_some(code)
}

/// The digit that a character is, on the keyboards of those who read our mails.
fn digit(c: char) -> Option<char> {
    // Western, Arabic, Persian and Urdu, Devanagari, Bengali, full width.
    const ZEROS: [u32; 6] = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xFF10];
    let value = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::{MailAddress, masked, typed_code};

    #[test]
    fn limits_count_the_tags_of_an_address_for_one_mailbox() {
        for (typed, mailbox) in [
            ("Ada+news@Bakery.example", "Ada@bakery.example"),
            ("ada+a+b@bakery.example", "ada@bakery.example"),
            ("ada@bakery.example", "ada@bakery.example"),
            ("+ada@bakery.example", "+ada@bakery.example"),
            ("É+a@bakery.example", "É@bakery.example"),
        ] {
            let counted = MailAddress::parse(typed).unwrap().mailbox();
            assert_eq!((counted.address.as_str(), counted.compared), (mailbox, mailbox.to_lowercase()), "{typed}");
        }
    }

    #[test]
    fn addresses_are_compared_without_case_where_mailboxes_cannot_differ() {
        for (typed, address, compared) in [
            ("ada@bakery.example", "ada@bakery.example", "ada@bakery.example"),
            (" Ada.L+news@BAKERY.Example ", "Ada.L+news@bakery.example", "ada.l+news@bakery.example"),
            ("ada@bäckerei.example", "ada@xn--bckerei-5wa.example", "ada@xn--bckerei-5wa.example"),
            ("ada@ＢＡＫＥＲＹ.example", "ada@bakery.example", "ada@bakery.example"),
            ("zoë@bakery.example", "zoë@bakery.example", "zoë@bakery.example"),
            // The Kelvin sign is another mailbox than a k.
            ("\u{212A}ate@bakery.example", "\u{212A}ate@bakery.example", "\u{212A}ate@bakery.example"),
        ] {
            let read = MailAddress::parse(typed).unwrap();
            assert_eq!((read.address.as_str(), read.compared.as_str()), (address, compared));
        }
    }

    #[test]
    fn what_is_no_address_or_holds_a_header_is_refused() {
        for typed in [
            "",
            "ada",
            "@bakery.example",
            "ada@",
            "ada@localhost",
            "ada@127.0.0.1",
            "ada@[127.0.0.1]",
            "ada@bakery.example.",
            "ada@.example",
            "a da@bakery.example",
            ".ada@bakery.example",
            "ada.@bakery.example",
            "a..b@bakery.example",
            "\"a b\"@bakery.example",
            "ada@bakery@bakery.example",
            "ada@bakery.example\r\nBcc: eve@evil.example",
            "ada@bakery.example\n",
            "\0ada@bakery.example",
            "ada\r@bakery.example",
            "ada@bakery.example\0",
            "ada\u{85}@bakery.example",
            "ada\u{2028}@bakery.example",
            "ada\u{202e}@bakery.example",
            "Ada <ada@bakery.example>",
            "ada@bakery.example,eve@evil.example",
            &format!("{}@bakery.example", "x".repeat(65)),
            &format!("ada@{}.example", "x.".repeat(130)),
        ] {
            assert_eq!(MailAddress::parse(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn a_code_is_read_as_it_is_typed_or_pasted() {
        for typed in ["12345678", " 1234 5678\n", "1234-5678", "١٢٣٤٥٦٧٨", "۱۲۳۴ ۵۶۷۸", "１２３４５６７８"]
        {
            assert_eq!(typed_code(typed).as_deref(), Some("12345678"), "{typed}");
        }
        for typed in ["", "1234567", "123456789", "1234567x", "12345678 0", "0x123456"] {
            assert_eq!(typed_code(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_masked_address_is_for_its_owner_alone() {
        assert_eq!(masked("ada@bakery.example"), "a…@b….example");
        assert_eq!(masked("zoë@xn--bckerei-5wa.co.uk"), "z…@x….uk");
    }
}
