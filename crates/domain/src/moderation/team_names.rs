//! Names of the team, and names that only look like one of them.

use super::claimed_roles::{self, SiteNames};
use super::lookalike::{Looks, is_alike, looks, spellings};

/// The names that no visitor may use.
#[derive(Clone, Debug, Default)]
pub struct TeamNames {
    names: Vec<TeamName>,
    site: SiteNames,
}

#[derive(Clone, Debug)]
struct TeamName {
    looks: Looks,
    /// Whether it has several words: such a name is also found inside a longer one.
    long: bool,
}

impl TeamNames {
    /// From these names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let name = |name: &str| TeamName { looks: looks(name), long: name.split_whitespace().count() > 1 };
        Self { names: names.into_iter().map(name).collect(), site: SiteNames::default() }
    }

    /// The same for a site, whose own name also stands for its team.
    #[must_use]
    pub fn on_site(self, site: SiteNames) -> Self {
        Self { site, ..self }
    }

    /// Whether no visitor may use this name: it is one of the team's, or claims to speak for the site.
    pub fn refuses(&self, name: &str) -> bool {
        self.includes(name) || claimed_roles::claims(name, &self.site)
    }

    /// Whether a visitor's name is one of them, looks like one, or is one with an addition: a role, a sign, a title.
    pub fn includes(&self, name: &str) -> bool {
        !self.names.is_empty() && spellings(name).iter().any(|name| self.includes_spelling(name))
    }

    fn includes_spelling(&self, name: &str) -> bool {
        let words: Vec<&str> = claimed_roles::words(name).collect();
        let (whole, bare) = (looks(name), looks(&claimed_roles::without_roles(&words)));
        self.names.iter().any(|team| {
            is_alike(&team.looks, &whole) || is_alike(&team.looks, &bare) || (team.long && team.is_part_of(&words))
        })
    }
}

impl TeamName {
    fn is_part_of(&self, words: &[&str]) -> bool {
        (0..words.len())
            .any(|from| (from + 1..=words.len()).any(|to| is_alike(&self.looks, &looks(&words[from..to].concat()))))
    }
}

#[cfg(test)]
mod tests {
    use super::TeamNames;

    #[test]
    fn a_look_alike_of_the_team_is_found_and_a_similar_name_is_not() {
        let team = TeamNames::new(["Marta Bell", "Alice", "Ωmega"]);
        for taken in [
            "Marta Bell",
            "marta bell",
            "MARTA BELL",
            "M\u{430}rt\u{430} Bell",
            "Marta\u{200B} Bell",
            "Ｍａｒｔａ Ｂｅｌｌ",
            "𝓜𝓪𝓻𝓽𝓪 𝓑𝓮𝓵𝓵",
            "M.a.r.t.a Bell",
            "Marta_Bell",
            "AIice",
            "A1ice",
            "Al\u{456}ce",
            "ωmega",
            "ᴍᴀʀᴛᴀ ʙᴇʟʟ",
            "🅼🅰🆁🆃🅰 🅱🅴🅻🅻",
            "Mártà Bell",
            "Marta Bell (Owner)",
            "✔ Marta Bell",
            "Marta Bell, The Bakery",
            "the real Marta Bell",
            "Alice (Host)",
            "Alice – Support",
            "Alice ✓",
            "Official Alice",
            "Alice (guest)",
            "Alice, guest expert",
            "CEO Alice",
            "Al1ce",
            "4lice",
            "M4rta 8ell",
            "M@rta Bell",
            "Мarta Bell",
            "Marta Bеll",
            "ʍarta Bell",
        ] {
            assert!(team.includes(taken), "{taken}");
        }
        for free in [
            "Martha Bell",
            "Marta",
            "Bella",
            "Alicia",
            "Bob",
            "Алиса",
            "🙂",
            "Alice Munro",
            "Marta & Bella",
            "Guest",
            "Alice5 Munro",
        ] {
            assert!(!team.includes(free), "{free}");
        }
        assert!(!TeamNames::default().includes("Alice"));
        assert!(!TeamNames::new(["🙂"]).includes("🙃"), "signs alone are no name to guard");
    }
}
