//! Which names claim to speak for a site, and which only resemble such names.

use super::{SiteNames, claims};

#[test]
fn a_role_is_a_claim_and_similar_names_are_not() {
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
        assert!(claims(claim, &SiteNames::default()), "{claim}");
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
        assert!(!claims(name, &SiteNames::default()), "{name}");
    }
}

fn bakery(guest: bool) -> SiteNames {
    SiteNames::new(
        "rye-lane",
        "Halm & Krume",
        &["https://www.bakery.example".into(), "https://rye-lane.co.uk".into()],
        guest,
    )
}

#[test]
fn roles_of_a_business_are_claims_in_every_spelling() {
    for claim in [
        "Founder",
        "Ana (Founder)",
        "Co-Founder",
        "CEO",
        "Ana, CEO",
        "Manager",
        "Geschäftsführung",
        "Offizieller Support",
        "Official Support 2",
        "Support24",
        "Admin1",
        "Guest expert",
        "Основатель",
        "店長",
        "5upport",
        "$upport",
        "Supp0rt",
        "Adm1n",
        "Adm!n",
        "4dmin",
        "@dmin",
        "M0d3r4t0r",
        "7eam",
        "C3O",
        "5\u{FE0F}\u{20E3}upport",
        "Мoderator",
        "ʍoderator",
        "мoderator",
        "ɯoderator",
        "Тeam",
        "тeam",
        "Founderѕ",
        "Supporт",
        "Ѕuррort",
        "SupportTeam",
        "Support-Team",
        "Adminteam",
        "Customer Support Team",
    ] {
        assert!(claims(claim, &SiteNames::default()), "{claim}");
    }
    for name in [
        "Guest",
        "Guest 12",
        "A guest",
        "Gus (guest)",
        "Gus Guest",
        "Gast",
        "Expert",
        "Teamer",
        "Ceola",
        "Ceo Lodge",
        "Anna Founder-Smith",
        "Founderson",
        "Manageress",
        "Ana (manager at Smith's)",
        "Dr. Ana",
        "Chef Ana",
        "The President",
        "Max3",
        "B0b",
        "4ever Ana",
        "Steamer",
        "Roberta Mod",
        "Модест",
        "Тимур",
        "Маша",
        "Bakery Team",
    ] {
        assert!(!claims(name, &SiteNames::default()), "{name}");
    }
}

#[test]
fn a_sites_own_name_beside_a_role_is_a_claim_there_and_nowhere_else() {
    for claim in [
        "Bakery Team",
        "Team Bakery",
        "The Bakery Support",
        "Bakery-Team",
        "BakeryTeam",
        "B4kery Team",
        "Rye Lane Staff",
        "RyeLane Staff",
        "Rye-Lane (Bakery Crew)",
        "Team of the Bakery",
    ] {
        assert!(claims(claim, &bakery(false)), "{claim}");
    }
    for name in
        ["Bakery", "Bakery Fan", "Rye Lane", "Leopold Staff", "Team Rocket", "Cafe Team", "Lane Hostert", "Co Host"]
    {
        assert!(!claims(name, &bakery(false)), "{name}");
    }
    assert!(claims("Leopold Staff", &SiteNames::new("leopold", "leopold", &[], false)));
}

#[test]
fn a_guest_beside_a_name_is_a_claim_where_the_team_has_one() {
    for claim in ["Gus (guest)", "Gus – Guest", "Gus | Gast", "Gus (guest expert)", "Gus [Expert]"] {
        assert!(claims(claim, &bakery(true)), "{claim}");
    }
    for name in ["Guest", "guest", "Gast", "Guest 12", "Gus Guest", "Gus", "Expert baker", "(guest)"] {
        assert!(!claims(name, &bakery(true)), "{name}");
    }
}
