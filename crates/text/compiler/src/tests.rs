//! Tests of the compiler: what it refuses, and that `porch-text` evaluates what it makes.

use std::path::{Path, PathBuf};

use porch_text::Table;

use super::{Translation, read_surface};

/// A folder with texts; it goes with the value.
struct Texts(PathBuf);

impl Texts {
    fn of(test: &str, files: &[(&str, &str)]) -> Self {
        let root = std::env::temp_dir().join(format!("porch-texts-{test}-{}", std::process::id()));
        for (file, text) in files {
            let path = root.join("text").join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self(root)
    }

    fn faults(&self) -> Vec<String> {
        let faults = read_surface(&self.0, "widget").err().unwrap_or_default();
        faults.iter().map(ToString::to_string).collect()
    }
}

impl Drop for Texts {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

const LANGUAGES: &str = "en = English\n    .plurals = one other\npl = Polski\n    .plurals = one few many other\n";
const ENGLISH: &str = "# A comment.\nasks =\n    { $name ->\n        [none] The team asks\n       *[other] { $name } asks\n    }\n\
    count =\n    { $count ->\n        [one] { $count } page\n       *[other] { $count } pages\n    }\ncancel = Cancel\n";

fn table(translation: &Translation) -> Table {
    Table::new(translation.table().leak())
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

#[test]
fn each_fault_names_its_file_its_line_and_its_key() {
    let polish = "count =\n    { $count ->\n        [one] strona\n        [few] strony\n       *[other] stron\n    }\n\
        asks = { $who } pyta\nextra = Nic\n";
    let texts =
        Texts::of("faults", &[("languages.ftl", LANGUAGES), ("en/widget.ftl", ENGLISH), ("pl/widget.ftl", polish)]);
    assert_eq!(
        texts.faults(),
        [
            "text/pl/widget.ftl:0: cancel is missing: text/en/widget.ftl line 12 has it",
            "text/pl/widget.ftl:1: count: the plural form [many] is missing",
            "text/pl/widget.ftl:7: asks: English has no $who here",
            "text/pl/widget.ftl:7: asks: $name is not used",
            "text/pl/widget.ftl:8: extra: English has no such message",
        ]
    );
}

#[test]
fn what_is_no_fluent_and_what_is_missing_is_reported() {
    let broken = "cancel = Cancel\nsave { Save\n";
    let texts = Texts::of("broken", &[("languages.ftl", LANGUAGES), ("en/widget.ftl", broken)]);
    let faults = texts.faults();
    assert!(faults[0].starts_with("text/en/widget.ftl:2: Expected a token starting with \"=\""), "{faults:?}");
    assert!(faults[1].starts_with("text/pl/widget.ftl:0: "), "{faults:?}");
    let twice = "cancel = Cancel\ncancel = Close\nsave = { LIST($a) }\nloop-it = { loop-it }\ntype = Type\n";
    let texts =
        Texts::of("twice", &[("languages.ftl", "en = English\n    .plurals = one other\n"), ("en/widget.ftl", twice)]);
    let faults = texts.faults();
    for part in ["cancel: is there twice", "3: save: attributes, functions", "4: loop-it: loop-it contains itself"] {
        assert!(faults.iter().any(|fault| fault.contains(part)), "{part}: {faults:?}");
    }
}

#[test]
fn a_table_gives_what_the_file_says() {
    let polish = "asks =\n    { $name ->\n        [none] Zespół pyta\n       *[other] { $name } pyta\n    }\n\
        -page = strona\ncancel = Anuluj { -page }{ \" \" }\n\
        count =\n    { $count ->\n        [0] nic\n        [one] { -page }\n        [few] { $count } strony\n        [many] { $count } stron\n       *[other] strony\n    }\n";
    let texts =
        Texts::of("table", &[("languages.ftl", LANGUAGES), ("en/widget.ftl", ENGLISH), ("pl/widget.ftl", polish)]);
    let translations = read_surface(&texts.0, "widget").unwrap();
    let (english, polish) = (table(&translations[0]), table(&translations[1]));
    let asks = |table: &Table, name: Option<&str>| table.format(0, &[name.into()]);
    assert_eq!((asks(&english, None), asks(&english, Some("Ben"))), ("The team asks".into(), "Ben asks".into()));
    assert_eq!((asks(&polish, None), asks(&polish, Some("Ben"))), ("Zespół pyta".into(), "Ben pyta".into()));
    let counts = [0, 1, 2, 5, 22].map(|count| polish.format(1, &[count.into()]));
    assert_eq!(counts, ["nic", "strona", "2 strony", "5 stron", "22 strony"]);
    assert_eq!((english.plain(2), polish.plain(2)), ("Cancel", "Anuluj strona "));
}

#[test]
fn a_surface_may_have_several_files() {
    let files = [
        ("languages.ftl", LANGUAGES),
        ("en/widget.ftl", "cancel = Cancel\n"),
        ("en/widget-team.ftl", "team = Team\ncancel = Stop\n"),
        ("pl/widget.ftl", "cancel = Anuluj\n"),
        ("pl/widget-team.ftl", ""),
    ];
    let twice = "text/en/widget-team.ftl:2: cancel: text/en/widget.ftl line 1 has it, too";
    let missing = "text/pl/widget-team.ftl:0: team is missing: text/en/widget-team.ftl line 1 has it";
    let faults = Texts::of("files", &files).faults();
    assert!([twice, missing].iter().all(|fault| faults.iter().any(|found| found == fault)), "{faults:?}");
}

#[test]
fn a_script_gets_one_choice_by_a_number() {
    let english = "news =\n    { $count ->\n        [one] { $count } “new” comment\n       *[other] { $count } \"new\" comments\n    }\ncopy-link = Copy link\n";
    let texts =
        Texts::of("json", &[("languages.ftl", "en = English\n    .plurals = one other\n"), ("en/widget.ftl", english)]);
    let json = read_surface(&texts.0, "widget").unwrap()[0].json().unwrap();
    assert_eq!(
        json,
        r#"{"news":{"one":"{count} “new” comment","other":"{count} \"new\" comments"},"copyLink":"Copy link"}"#
    );
}

#[test]
fn the_pseudo_locale_is_longer_and_in_brackets() {
    let translations = read_surface(&repository(), "widget").unwrap();
    let english = &translations[0];
    let (plain, pseudo) = (table(english), table(&english.pseudo()));
    assert_eq!(pseudo.lang(), super::PSEUDO_TAG);
    for (index, message) in english.messages.iter().enumerate() {
        let of = |table: &Table| table.format(index, &[2_usize.into(), "Ben".into()]);
        let (plain, pseudo) = (of(&plain), of(&pseudo));
        assert!(pseudo.starts_with('[') && pseudo.ends_with(']'), "{}: {pseudo}", message.key);
        assert!(pseudo.chars().count() >= plain.chars().count() + 2, "{}: {pseudo}", message.key);
    }
    assert_eq!(
        pseudo.plain(english.messages.iter().position(|one| one.key == "cancel").unwrap()),
        "[Çåñçéļ~~]".replace('ļ', "l")
    );
}

#[test]
fn each_language_lists_the_plural_forms_that_its_rules_have() {
    let forms = crate::languages::FORMS.map(|form| format!("{form}\u{3}{form}\u{4}")).concat();
    for language in crate::languages::read_languages(&repository()).unwrap() {
        let source = format!("{}\u{6}\u{6}\u{6}\u{6}\u{6}\u{6}\u{2}0{forms}\u{3}\u{5}", language.tag);
        let table = Table::new(source.leak());
        let mut found: Vec<_> = (0..=1_000_usize).map(|number| table.format(0, &[number.into()])).collect();
        found.sort();
        found.dedup();
        let mut listed = language.plurals.clone();
        listed.sort();
        assert_eq!(listed, found, "{}", language.tag);
    }
}

#[test]
fn every_file_of_a_language_is_one_that_english_has() {
    let text = repository().join("text");
    let names = |folder: &Path| {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = entries.collect();
        names.sort();
        names
    };
    let mut folders: Vec<_> = names(&text).into_iter().filter(|name| !name.contains('.')).collect();
    let mut languages: Vec<_> =
        crate::languages::read_languages(&repository()).unwrap().into_iter().map(|one| one.tag).collect();
    languages.sort();
    folders.sort();
    assert_eq!(folders, languages, "each folder is a language of the list");
    let english = names(&text.join("en"));
    for folder in folders {
        assert_eq!(names(&text.join(&folder)), english, "{folder}");
    }
    for file in english {
        let surface = file.trim_end_matches(".ftl").split('-').next().unwrap_or_default();
        assert_eq!(read_surface(&repository(), surface).err(), None, "{file}");
        let lines = |folder: &str| std::fs::read_to_string(text.join(folder).join(&file)).unwrap().lines().count();
        for folder in names(&text).iter().filter(|name| !name.contains('.')) {
            assert!(lines(folder) <= 400, "{folder}/{file} is too long");
        }
    }
}
