//! Signs of where a comment's links lead, and of how they are written.

use crate::fractions::{float, saturating, share};
use crate::lexicon::hits;
use crate::links::{Link, host, is_front_page, lists, take_apart};
use crate::ngrams::words;
use crate::normalise::read;

/// The number of links with the full effect.
const MANY: f32 = 5.0;
/// The factor of a name that looks like an address, beside a link.
const MENTION: f32 = 0.4;

const SHORTENERS: &str = "bit.ly tinyurl.com goo.gl t.co ow.ly is.gd buff.ly adf.ly cutt.ly rb.gy shorturl.at tiny.cc rebrand.ly v.gd \
    t.me wa.me lnk.to linktr.ee s.id heylink.me clck.ru vk.cc binbox.io bc.vc sh.st t2m.io shorte.st \
    linkbucks.com urlz.fr telegra.ph discord.gg";
/// Top-level domains that spam prefers: cheap or free.
const CHEAP_ENDINGS: &str = "xyz top icu tk ml ga cf gq click link club online site website space fun buzz win bet casino vip loan bid \
    pw su live shop store biz ws cc";

/// Parts of addresses with which visits are paid for.
const PAID: [&str; 9] = ["?aff", "&aff", "?ref=", "&ref=", "affiliate", "?partner", "&partner", "&tag=", "clickid="];

/// How many links there are.
pub(super) fn many(links: &[Link]) -> f32 {
    let pressed = links.iter().filter(|link| !link.mentioned).count();
    ((float(pressed) + MENTION * float(links.len() - pressed)) / MANY).min(1.0)
}

/// How much of the text they take up.
pub(super) fn share_of(text: &str, links: &[Link], link_chars: usize) -> f32 {
    if links.is_empty() { 0.0 } else { share(link_chars, text.chars().count()) }
}

/// Whether one leads to a front page.
pub(super) fn to_front_page(links: &[Link]) -> f32 {
    let front = links.iter().filter(|link| is_front_page(link));
    front.map(|link| if link.mentioned { MENTION } else { 1.0 }).fold(0.0, f32::max)
}

/// How far their addresses and anchors name goods.
pub(super) fn to_goods(links: &[Link], covers: &str) -> f32 {
    let targets: Vec<String> = links.iter().map(|link| link.target.replace(['-', '_', '/', '.'], " ")).collect();
    let linked = hits(&words(&read(&targets.join(" ")).text));
    saturating(linked.goods + hits(&words(covers)).goods + linked.selling, 2)
}

/// Whether one is written in a markup that our comment form does not produce.
pub(super) fn in_foreign_markup(links: &[Link]) -> f32 {
    if links.iter().any(|link| link.foreign_markup) { 1.0 } else { 0.0 }
}

/// Shorteners, numeric hosts, paid addresses, Punycode, cheap top-level domains, hosts with many hyphens.
pub(super) fn odd(links: &[Link]) -> f32 {
    let odd = |link: &&Link| {
        let host = host(&link.target);
        let ending = host.rsplit('.').next().unwrap_or_default();
        let number = host.contains('.') && host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        lists(SHORTENERS, &host)
            || lists(CHEAP_ENDINGS, ending)
            || number
            || host.contains("xn--")
            || !host.is_ascii()
            || host.matches('-').count() >= 2
            || PAID.iter().any(|paid| link.target.contains(paid))
    };
    saturating(links.iter().filter(odd).count(), 2)
}

/// Links whose text names another host than they lead to.
pub(super) fn misleading(links: &[Link]) -> f32 {
    let unlike = |link: &Link| {
        let named = link.anchor.as_deref().map(|anchor| take_apart(anchor).links).unwrap_or_default();
        named.first().is_some_and(|named| host(&named.target) != host(&link.target))
    };
    if links.iter().any(unlike) { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misleading_links_are_found() {
        let of = |text: &str| misleading(&take_apart(text).links);
        assert!(of("[https://bank.example.com](https://evil.example.net)") > 0.9);
        assert!(of("[the manual](https://docs.example.net)") < 0.1);
    }
}
