//! Names of the team, and names that only look like one of them.

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

use crate::domain::text::is_blank;

/// What two names that look alike have in common. Two, since letters are confused before their case is folded (`AIice`)
/// and after (`ALICE`).
type Looks = [String; 2];

/// The names that no visitor may take.
#[derive(Clone, Debug, Default)]
pub struct TeamNames(Vec<Looks>);

impl TeamNames {
    /// Of these names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().map(looks).collect())
    }

    /// Whether a visitor's name is one of them, or looks like one.
    pub fn holds(&self, name: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let name = looks(name);
        self.0.iter().any(|team| team.iter().zip(&name).any(|(team, own)| team == own && !own.is_empty()))
    }
}

/// Spaces, points and marks are nothing to tell two names apart by; Unicode's table (UTS 39) says which letters are not.
fn looks(name: &str) -> Looks {
    let plain: String = name.nfkc().filter(|c| !is_blank(*c)).collect();
    let lower: String = plain.to_lowercase();
    let kept = |text: String| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let folded = kept(skeleton(&lower).collect());
    let shown = kept(skeleton(&plain).collect::<String>().to_lowercase());
    [folded, shown]
}

#[cfg(test)]
mod tests {
    use super::TeamNames;

    #[test]
    fn a_look_alike_of_the_team_is_found_and_a_neighbour_is_not() {
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
        ] {
            assert!(team.holds(taken), "{taken}");
        }
        for free in ["Martha Bell", "Marta", "Bella", "Alicia", "Bob", "Алиса", "🙂"] {
            assert!(!team.holds(free), "{free}");
        }
        assert!(!TeamNames::default().holds("Alice"));
        assert!(!TeamNames::new(["🙂"]).holds("🙃"), "signs alone are no name to guard");
    }
}
