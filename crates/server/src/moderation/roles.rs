//! Names that claim to speak for the site: `Moderator`, `Admin`, `Ana (Owner)`, in the languages that people write in.
//!
//! Some of these words are names of people, too. They count where they are the whole name, or are set apart from it.

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::lookalike::{Looks, is_alike, looks};
use crate::domain::text::is_blank;

/// Nobody is called that: refused wherever such a word stands in a name.
const PLAIN: &[&str] = &[
    "admin",
    "admins",
    "administrator",
    "administration",
    "moderator",
    "moderators",
    "moderation",
    "webmaster",
    "sysadmin",
    "superuser",
    "administratorin",
    "moderatorin",
    "administrateur",
    "administratrice",
    "modérateur",
    "modératrice",
    "administrador",
    "administradora",
    "moderador",
    "moderadora",
    "amministratore",
    "amministratrice",
    "moderatore",
    "moderatrice",
    "beheerder",
    "moderatör",
    "yönetici",
    "ylläpitäjä",
    "moderaattori",
    "administrátor",
    "moderátor",
    "správce",
    "administratör",
    "administratorka",
    "moderatorka",
    "админ",
    "администратор",
    "модератор",
    "адміністратор",
    "διαχειριστής",
    "συντονιστής",
    "管理员",
    "管理員",
    "管理者",
    "版主",
    "관리자",
    "운영자",
    "مشرف",
    "ผู้ดูแล",
    "मॉडरेटर",
    "एडमिन",
];

/// Refused where they are the whole name or stand apart: in brackets, behind a dash or a sign.
const APART: &[&str] = &[
    "owner",
    "owners",
    "host",
    "hosts",
    "staff",
    "support",
    "supporter",
    "team",
    "crew",
    "official",
    "mod",
    "mods",
    "verified",
    "system",
    "operator",
    "editor",
    "helpdesk",
    "help desk",
    "customer service",
    "customer support",
    "customer care",
    "tech support",
    "security",
    "author",
    "porch",
    "inhaber",
    "inhaberin",
    "besitzer",
    "besitzerin",
    "betreiber",
    "betreiberin",
    "gastgeber",
    "gastgeberin",
    "kundendienst",
    "kundenservice",
    "redaktion",
    "offiziell",
    "propriétaire",
    "hôte",
    "équipe",
    "assistance",
    "officiel",
    "service client",
    "rédaction",
    "dueño",
    "dueña",
    "propietario",
    "propietaria",
    "anfitrión",
    "equipo",
    "soporte",
    "oficial",
    "atención al cliente",
    "proprietário",
    "anfitrião",
    "suporte",
    "equipe",
    "proprietario",
    "titolare",
    "supporto",
    "ufficiale",
    "assistenza",
    "eigenaar",
    "klantenservice",
    "właściciel",
    "gospodarz",
    "obsługa",
    "wsparcie",
    "zespół",
    "destek",
    "sahibi",
    "ägare",
    "eier",
    "ejer",
    "omistaja",
    "tuki",
    "владелец",
    "хозяин",
    "поддержка",
    "техподдержка",
    "служба поддержки",
    "підтримка",
    "власник",
    "客服",
    "官方",
    "站长",
    "運営",
    "公式",
    "サポート",
    "고객센터",
];

/// Words that make no person of the word beside them.
const FILLERS: &[&str] = &[
    "the", "a", "an", "our", "your", "this", "site", "page", "blog", "shop", "forum", "service", "real", "original",
    "of", "der", "die", "das", "le", "la", "el", "il",
];

/// How the words of the tables look.
struct Tables {
    plain: Vec<Looks>,
    apart: Vec<Looks>,
    fillers: Vec<Looks>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let all = |words: &[&str]| words.iter().map(|word| looks(word)).collect();
    Tables { plain: all(PLAIN), apart: all(APART), fillers: all(FILLERS) }
});

fn is_among(looks: &Looks, table: &[Looks]) -> bool {
    table.iter().any(|known| is_alike(known, looks))
}

/// Whether a name says of its bearer that they speak for the site.
pub fn claims(name: &str) -> bool {
    let is_role = |looks: &Looks| is_among(looks, &TABLES.plain) || is_among(looks, &TABLES.apart);
    if is_role(&looks(name)) || words(name).any(|word| is_among(&looks(word), &TABLES.plain)) {
        return true;
    }
    parts(name).iter().any(|part| {
        let words: Vec<Looks> = words(part).map(looks).collect();
        let all = !words.is_empty() && words.iter().all(|word| is_role(word) || is_among(word, &TABLES.fillers));
        is_role(&looks(part)) || (all && words.iter().any(is_role))
    })
}

/// The words of a name that are neither a role nor a filler, together.
pub(super) fn without(words: &[&str]) -> String {
    let own = words.iter().filter(|word| {
        let looks = looks(word);
        ![&TABLES.plain, &TABLES.apart, &TABLES.fillers].into_iter().any(|table| is_among(&looks, table))
    });
    own.copied().collect()
}

/// The words of a name. What holds a word together in a name does here, too.
pub(super) fn words(name: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_alphanumeric() || is_combining_mark(c) || (is_blank(c) && !c.is_whitespace());
    name.split(move |c| !inside(c)).filter(|word| !word.is_empty())
}

/// A name, taken apart where its bearer did: at brackets, signs, and dashes that stand between spaces.
fn parts(name: &str) -> Vec<String> {
    let apart = name.replace(" - ", "|");
    let inside = |c: char| {
        c.is_alphanumeric()
            || c.is_whitespace()
            || matches!(c, '.' | '\'' | '’' | '-' | '‐')
            || is_combining_mark(c)
            || is_blank(c)
    };
    apart.split(|c| !inside(c)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::claims;

    #[test]
    fn who_speaks_for_the_site_is_no_name() {
        for claim in [
            "Moderator",
            "moderator",
            "ADMIN",
            "Site Admin",
            "Admin Jan",
            "Support",
            "The Support Team",
            "Owner",
            "Ana (Owner)",
            "[Mod] Ana",
            "Ana – Host",
            "Ana - Support",
            "Ana | Staff",
            "Ana ★ Official",
            "ᴍᴏᴅᴇʀᴀᴛᴏʀ",
            "𝐀𝐝𝐦𝐢𝐧",
            "Аdmіn",
            "M.o.d.e.r.a.t.o.r",
            "Supp\u{200B}ort",
            "Môderator",
            "Модератор",
            "Поддержка",
            "管理员",
            "Inhaber",
            "Modératrice",
            "Служба поддержки",
            "Customer Service",
            "the owner of this site",
            "🅰🅳🅼🅸🅽",
        ] {
            assert!(claims(claim), "{claim}");
        }
        for name in [
            "Ana",
            "Owen Host",
            "Leopold Staff",
            "Jo Mods",
            "Mark Owner",
            "Team Rocket fan",
            "Supporting Actor",
            "Modesta",
            "Hostert",
            "Ana (Team Berlin)",
            "Marta Bell",
            "Adminton",
            "Jean-Host",
            "Владимир",
            "🙂",
            "Dona Maria",
        ] {
            assert!(!claims(name), "{name}");
        }
    }
}
