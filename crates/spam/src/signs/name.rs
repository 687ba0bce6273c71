//! Signs in the author's name.

use crate::lexicon::{hits, sells};
use crate::links::{lists, take_apart};
use crate::ngrams::words;
use crate::normalise::read;
use crate::phrases;

/// Goods, a telephone number, an address or a keyword phrase as a name.
pub(crate) fn commercial_name(name: &str) -> f32 {
    let name: String = name.chars().take(200).collect();
    let parts = take_apart(&name);
    let shown = read(&name);
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let name_words = words(&shown.text);
    let hits = hits(&name_words);
    if digits >= 7 || hits.goods > 0 {
        return 1.0;
    }
    // Some people use the name of their site.
    let address = if parts.links.is_empty() && parts.mails == 0 { 0.0 } else { 0.7_f32 };
    // "best shoes online", "Buy Page Followers", "double sink vanity": people are not named after goods.
    let keywords = name_words.iter().filter(|word| is_commercial(word)).count();
    let sells = name_words.iter().filter(|word| sells(word)).count() + keywords;
    // "vacation homes near disney": a search, and not a person's name.
    let searched = name_words.len() >= 2 && name_words.iter().any(|word| lists(SEARCHED, word));
    let small = name.is_ascii() && name.chars().all(|c| c.is_ascii_lowercase() || c == ' ');
    let lower = match name_words.len() {
        2 if small => 0.15,
        3.. if small => 0.5,
        3.. if !name.contains(char::is_uppercase) && name.is_ascii() => 0.4,
        _ => 0.0,
    };
    let phrase = match (sells, name_words.len()) {
        (0, 5..) => 0.3,
        (0, _) => 0.0,
        (1, 1 | 2) => 0.4,
        (1, _) => 0.8,
        _ => 1.0,
    };
    let looks = lower + if searched { 0.4_f32 } else { 0.0 } + if shown.disguised >= 3 { 0.5 } else { 0.0 };
    (looks + phrase).min(1.0).max(address).max(phrases::sells(&name))
}

fn is_commercial(word: &str) -> bool {
    lists(COMMERCIAL, word)
}

/// Words between the words of a search.
const SEARCHED: &str = "for near in how to your with without from free top price prices";

/// Words of shops and trades.
const COMMERCIAL: &str = "online best cheap services service company agency shop store solutions marketing digital academy institute \
    training courses course hosting software app apps games download free loans loan insurance lawyer lawyers \
    dentist dental clinic hotel hotels tours travel rental rentals repair furniture shoes bags handbags watches \
    jewelry dress dresses fashion makeup review reviews coupon coupons deals followers website websites web \
    design printing movers packers cleaning plumber plumbing roofing electrician consulting consultants ltd llc \
    inc pvt tips essay assignment homework recovery hacker crypto bitcoin trading forex bet betting poker bonus \
    pills pharmacy diet supplements jackets supplies supply parts vanity vanities bathroom kitchen cabinets \
    vacation vacations homes villas apartments condos sink mattress carpet flooring garage fence landscaping \
    chiropractor massage surgery removal extensions wigs diamonds wedding photographer catering limousine limo \
    taxi flights estate realtor mortgage refinance debt accountant bookkeeping attorney attorneys injury bail \
    alarm cctv locksmith towing tires auto solar hvac heating conditioning pest restoration dumpster storage \
    moving removals freight shipping logistics courier packaging banners promotional gifts flowers florist \
    tutor tutoring certification jobs resume outsourcing leads bulk animation logo graphics vector treatment \
    replacement installation contractor contractors builders remodeling renovation manufacturer manufacturers \
    suppliers exporter wholesale discount outlet generator converter downloader hack cheats torrent movies \
    streaming iptv vpn proxy domain backlinks traffic ranking kaufen erstellen gunstig comprar acheter escorts \
    escort dating astrologer healer doctor spell \
    parts copier copiers printer printers laptops phones mobile wholesaler boxes machine machines equipment tools pump pumps \
    pipes tiles doors windows blinds curtains sofa beds chairs desks tables lamps lights led shirts jackets boots sneakers \
    sunglasses perfume cosmetics hair skin teeth implants whitening laser vapes vape hemp cannabis kratom gummies keto yoga \
    cruise holidays resort villa limos buses bus trucks trailers cars scooters bikes tyres parking fitness gym coaching \
    translation translations visa visas immigration passport notary payroll erp crm analytics python java aws devops salesforce \
    everything master world hub zone guru expert experts pro deals cheap4u mart bazaar emporium";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_name() {
        for honest in ["Ada Lovelace", "Jürgen Müller", "Nguyễn Văn An", "mike72", "李明", ""] {
            assert!(commercial_name(honest) < 0.1, "{honest}");
        }
        for sold in ["Buy Page Followers", "cheap-bags.com", "Best SEO Company in Delhi", "+1 555 010 9999", "Viagra"] {
            assert!(commercial_name(sold) > 0.5, "{sold}");
        }
    }
}
