//! Page addresses: many spellings of one page have one key. Only this module cleans addresses.

use porch_protocol::limits;
use url::Url;

use super::address_privacy::remove_private_parts;

/// The address of a page in the storage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageAddress {
    /// The same for all spellings: no scheme, no `www.`, no trailing slash, no `index.html`, no tracking parameters, no
    /// private parts (`address_privacy.rs`), sorted parameters. A fragment counts where it is a route of a single-page
    /// application, as `#!/post/1` and `#/post/1` are. A key set by the owner begins with `key:`.
    pub key: String,
    /// The address to link to; the site's first origin for a key set by the owner.
    pub url: String,
}

/// Why an address is not a page of the site.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PageError {
    /// Neither an `http` or `https` address nor a valid key.
    #[error("the page is neither an http(s) address nor a key of 1 to 256 bytes without control characters")]
    Malformed,
    /// Longer than 2,048 bytes.
    #[error("the page's address is longer than 2,048 bytes")]
    TooLong,
    /// Not under an origin of the site.
    #[error("the page does not lie under an origin of the site")]
    Foreign,
}

/// Parameters that say where a reader came from, not which page it is: exact names.
const TRACKING: [&str; 27] = [
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "dclid",
    "epik",
    "fbclid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "igsh",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ncid",
    "oly_anon_id",
    "oly_enc_id",
    "ref_src",
    "s_kwcid",
    "ttclid",
    "twclid",
    "wbraid",
    "yclid",
];
/// The same, as prefixes of names.
const TRACKING_PREFIXES: [&str; 6] = ["utm_", "pk_", "mtm_", "matomo_", "piwik_", "hsa_"];
/// The files that a server shows for a folder.
const INDEXES: [&str; 4] = ["index.html", "index.htm", "index.php", "default.aspx"];

/// Cleans the address of a page and checks that it is under one of the site's `origins`.
pub fn page_of_site(raw: &str, origins: &[String]) -> Result<PageAddress, PageError> {
    if let Some(url) = web_address(raw)? {
        let origin = url.origin().ascii_serialization();
        if !origins.contains(&origin) {
            return Err(PageError::Foreign);
        }
        return Ok(clean(url));
    }
    if let Some(url) = origins.iter().find_map(|origin| address_of_key(raw, origin)) {
        return Ok(clean(url));
    }
    let home = origins.first().map(|origin| format!("{origin}/")).unwrap_or_default();
    owner_key(raw.strip_prefix("key:").unwrap_or(raw), home)
}

/// Whether a web address has private parts, which [`cleaned`] removes.
pub fn holds_private(address: &str) -> bool {
    web_address(address).ok().flatten().is_some_and(|mut url| remove_private_parts(&mut url))
}

/// A web address cleaned by the present rules. None where it is not one.
pub fn cleaned(address: &str) -> Option<PageAddress> {
    web_address(address).ok().flatten().map(clean)
}

/// The address of a key that this module made: our own links contain keys.
fn address_of_key(key: &str, origin: &str) -> Option<Url> {
    let home = Url::parse(origin).ok()?;
    let rest = key.strip_prefix(clean(home).key.as_str())?;
    Url::parse(&format!("{origin}/{rest}")).ok()
}

/// An address without a scheme, on one of the site's own hosts.
fn without_scheme(raw: &str, origins: &[String]) -> Option<Url> {
    origins.iter().find_map(|origin| {
        let home = Url::parse(origin).ok()?;
        let url = Url::parse(&format!("{}://{raw}", home.scheme())).ok()?;
        let own = |url: &Url| url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned());
        let is_own = own(&url) == own(&home) && url.port() == home.port() && url.username().is_empty();
        is_own.then(|| home.join(&url[url::Position::BeforePath..]).ok()).flatten()
    })
}

/// Cleans an imported address. A foreign host is accepted: its path and query become a page under `home`, the site's
/// first origin, and the second value is the cleaned old address, to be stored as an alias.
pub fn imported_page(raw: &str, origins: &[String]) -> Result<(PageAddress, Option<String>), PageError> {
    let Some(home) = origins.first().and_then(|origin| Url::parse(origin).ok()) else {
        return Err(PageError::Foreign);
    };
    // Some files have addresses without a scheme, or only a path.
    let url = match web_address(raw) {
        Ok(Some(url)) => url,
        _ if raw.len() > limits::URL_BYTES => return Err(PageError::TooLong),
        _ if raw.starts_with("//") => home.join(raw).map_err(|_| PageError::Malformed)?,
        _ if raw.starts_with('/') => home.join(raw).map_err(|_| PageError::Malformed)?,
        _ if let Some(url) = without_scheme(raw, origins) => url,
        _ => return owner_key(raw, home.to_string()).map(|page| (page, None)),
    };
    if origins.contains(&url.origin().ascii_serialization()) {
        return Ok((clean(url), None));
    }
    let alias = clean(url.clone()).key;
    let mut moved = home;
    moved.set_path(url.path());
    moved.set_query(url.query());
    moved.set_fragment(url.fragment());
    Ok((clean(moved), Some(alias)))
}

/// The origin of an address, serialised as a browser does; none for a key set by the owner.
pub fn origin_of(raw: &str) -> Option<String> {
    let url = web_address(raw).ok().flatten()?;
    Some(url.origin().ascii_serialization())
}

/// The host of a key in Unicode, where it is encoded (Punycode, RFC 3492). None where it is not encoded.
pub fn host_as_read(key: &str) -> Option<String> {
    let (host, _) = key.split_once('/')?;
    let (read, well) = idna::domain_to_unicode(host);
    (well.is_ok() && read != host).then_some(read)
}

/// The common beginning of the keys of all pages under an address, which may be incomplete. None where it is not an
/// address.
pub fn beginning_of_keys(address: &str) -> Option<String> {
    let url = web_address(address).ok().flatten()?;
    let PageAddress { key, .. } = clean(url);
    Some(key.strip_suffix('/').unwrap_or(&key).to_owned())
}

fn web_address(raw: &str) -> Result<Option<Url>, PageError> {
    if raw.len() > limits::URL_BYTES {
        return Err(PageError::TooLong);
    }
    match Url::parse(raw) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(Some(url)),
        _ => Ok(None),
    }
}

fn owner_key(raw: &str, url: String) -> Result<PageAddress, PageError> {
    let key = raw.trim();
    // An address of another scheme is a mistake, not a key.
    let scheme = key.split_once("://").is_some() || key.starts_with("javascript:") || key.starts_with("data:");
    if key.is_empty() || key.len() > limits::PAGE_KEY_BYTES || key.chars().any(char::is_control) || scheme {
        return Err(PageError::Malformed);
    }
    Ok(PageAddress { key: format!("key:{key}"), url })
}

/// The fragment, where it is a route of a single-page application.
fn route(url: &Url) -> Option<String> {
    let route = url.fragment()?.trim_end_matches('/');
    let names_a_page = route.strip_prefix('!').unwrap_or(route).trim_start_matches('/');
    (route.starts_with(['!', '/']) && !names_a_page.is_empty()).then(|| route.to_owned())
}

fn clean(mut url: Url) -> PageAddress {
    remove_private_parts(&mut url);
    let route = route(&url);
    url.set_fragment(route.as_deref());
    let mut path = upper_escapes(url.path());
    if let Some((folder, last)) = path.rsplit_once('/')
        && INDEXES.contains(&last.to_ascii_lowercase().as_str())
    {
        path = format!("{folder}/");
    }
    let bare = path.trim_end_matches('/');
    url.set_path(if bare.is_empty() { "/" } else { bare });
    let mut pairs: Vec<(String, String)> =
        url.query_pairs().into_owned().filter(|(name, _)| !is_tracking(name)).collect();
    pairs.sort();
    if pairs.is_empty() {
        url.set_query(None);
    } else {
        url.query_pairs_mut().clear().extend_pairs(pairs);
    }
    let host = url.host_str().unwrap_or_default().trim_end_matches('.');
    let host = host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let route = route.map(|route| format!("#{route}")).unwrap_or_default();
    PageAddress { key: format!("{host}{port}{}{query}{route}", url.path()), url: url.to_string() }
}

fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TRACKING.contains(&name.as_str()) || TRACKING_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// `%c3` and `%C3` are the same letter.
fn upper_escapes(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut digits = 0;
    for c in path.chars() {
        let upper = digits > 0 && c.is_ascii_hexdigit();
        digits = if c == '%' { 2 } else { i32::max(digits - 1, 0) };
        out.push(if upper { c.to_ascii_uppercase() } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{PageAddress, PageError, imported_page, page_of_site};

    fn site() -> Vec<String> {
        vec!["https://bakery.example".into(), "https://www.bakery.example".into(), "http://bakery.example".into()]
    }

    #[test]
    fn all_spellings_of_a_page_have_one_key() {
        for raw in [
            "https://bakery.example/rye",
            "http://bakery.example/rye/",
            "https://www.bakery.example/rye/index.html",
            "https://BAKERY.example:443/rye/?utm_source=news&fbclid=1#c2",
            "https://bakery.example/a/../rye?UTM_medium=x",
        ] {
            assert_eq!(page_of_site(raw, &site()).unwrap().key, "bakery.example/rye", "{raw}");
        }
    }

    #[test]
    fn a_key_leads_to_itself() {
        for raw in ["https://bakery.example/rye?p=7", "https://bakery.example", "recipe-7"] {
            let page = page_of_site(raw, &site()).unwrap();
            assert_eq!(page_of_site(&page.key, &site()).unwrap().key, page.key, "{raw}");
        }
    }

    #[test]
    fn parameters_that_name_a_page_stay_and_are_put_in_order() {
        let page = page_of_site("https://bakery.example/?p=7&lang=de&gclid=x", &site()).unwrap();
        assert_eq!(page.key, "bakery.example/?lang=de&p=7");
        assert_eq!(page.url, "https://bakery.example/?lang=de&p=7");
    }

    #[test]
    fn private_parts_are_in_no_key_and_no_address() {
        for raw in [
            "https://bakery.example/rye?token=abc&p=7&email=amira%40example.org",
            "https://bakery.example/rye?p=7&x=amira%40example.org#token=abc",
            "https://amira:secret@bakery.example/rye?p=7&Password=x",
            "https://bakery.example/rye;jsessionid=0F3A?p=7",
            "https://bakery.example/rye?p=7&amira@example.org",
        ] {
            let page = page_of_site(raw, &site()).unwrap();
            let clean =
                PageAddress { key: "bakery.example/rye?p=7".into(), url: "https://bakery.example/rye?p=7".into() };
            assert_eq!(page, clean, "{raw}");
        }
        let (page, alias) = imported_page("http://old.example/rye?email=amira@example.org", &site()).unwrap();
        assert_eq!((page.key.as_str(), alias.as_deref()), ("bakery.example/rye", Some("old.example/rye")));
        assert_eq!(page_of_site("https://bakery.example/?code=123", &site()).unwrap().key, "bakery.example/?code=123");
    }

    #[test]
    fn escapes_are_compared_without_their_case() {
        let [a, b] = ["%c3%a4", "%C3%A4"].map(|letter| format!("https://bakery.example/{letter}"));
        assert_eq!(page_of_site(&a, &site()).unwrap().key, page_of_site(&b, &site()).unwrap().key);
    }

    #[test]
    fn an_address_of_another_origin_is_refused() {
        for raw in [
            "https://bakery.example.evil.example/rye",
            "https://evilbakery.example/rye",
            "https://bakery.example:8443/rye",
            "http://www.bakery.example/rye",
            "https://bakery.example@evil.example/",
        ] {
            assert_eq!(page_of_site(raw, &site()), Err(PageError::Foreign), "{raw}");
        }
    }

    #[test]
    fn a_key_of_the_owners_is_bounded() {
        let key = |text: &str| page_of_site(text, &site());
        assert_eq!(
            key(" recipe-7 ").unwrap(),
            PageAddress { key: "key:recipe-7".into(), url: "https://bakery.example/".into() }
        );
        for bad in ["", "a\nb", "javascript:alert(1)", "file:///etc/passwd", &"k".repeat(257)] {
            assert_eq!(key(bad), Err(PageError::Malformed), "{bad:?}");
        }
    }

    #[test]
    fn a_fragment_that_is_a_route_names_a_page_and_any_other_does_not() {
        for (raw, key) in [
            ("https://bakery.example/#!/post/1", "bakery.example/#!/post/1"),
            ("https://bakery.example/#!/post/1/", "bakery.example/#!/post/1"),
            ("https://bakery.example/app/?utm_source=x#/post/1", "bakery.example/app#/post/1"),
            ("https://bakery.example/#!post", "bakery.example/#!post"),
            ("https://bakery.example/#!/", "bakery.example/"),
            ("https://bakery.example/#!", "bakery.example/"),
            ("https://bakery.example/#/", "bakery.example/"),
            ("https://bakery.example/#post/1", "bakery.example/"),
            ("https://bakery.example/rye#porch-c-1", "bakery.example/rye"),
        ] {
            let page = page_of_site(raw, &site()).unwrap();
            assert_eq!(page.key, key, "{raw}");
            assert_eq!(page_of_site(&page.key, &site()).unwrap(), page, "a key leads to itself");
        }
        let (page, alias) = imported_page("http://old.example/#!/post/2", &site()).unwrap();
        assert_eq!((page.key.as_str(), alias.as_deref()), ("bakery.example/#!/post/2", Some("old.example/#!/post/2")));
    }

    #[test]
    fn an_imported_address_may_lack_its_scheme_where_its_host_is_the_sites() {
        for raw in ["bakery.example/rye", "www.bakery.example/rye/", "BAKERY.example/rye"] {
            assert_eq!(imported_page(raw, &site()).unwrap().0.key, "bakery.example/rye", "{raw}");
        }
        assert_eq!(imported_page("bakery.example", &site()).unwrap().0.key, "bakery.example/");
        for raw in ["bakery.example.evil.example/rye", "mt_1949", "ada@bakery.example/rye"] {
            assert_eq!(imported_page(raw, &site()).unwrap().0.key, format!("key:{raw}"));
        }
    }

    #[test]
    fn an_imported_page_of_another_host_moves_to_the_site_and_keeps_its_old_address_as_alias() {
        let (page, alias) = imported_page("http://old.blog.example/2009/rye/?p=3", &site()).unwrap();
        assert_eq!(page.key, "bakery.example/2009/rye?p=3");
        assert_eq!(alias.as_deref(), Some("old.blog.example/2009/rye?p=3"));
    }
}
