//! The plural category of a number: `zero`, `one`, `two`, `few`, `many` or `other`.

#[cfg(target_arch = "wasm32")]
mod rules {
    use std::cell::OnceCell;

    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        /// The browser's own rules.
        #[derive(Debug)]
        #[wasm_bindgen(js_namespace = Intl, js_name = PluralRules)]
        type IntlPluralRules;
        #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "PluralRules")]
        fn new(lang: &str) -> IntlPluralRules;
        #[wasm_bindgen(method)]
        fn select(this: &IntlPluralRules, number: f64) -> String;
    }

    /// The rules of one language, made when they are used first.
    #[derive(Default, Debug)]
    pub(crate) struct PluralRules(OnceCell<IntlPluralRules>);

    impl PluralRules {
        pub(crate) fn category(&self, lang: &str, number: usize) -> String {
            #[expect(clippy::cast_precision_loss, reason = "a usize has 32 bits here")]
            let number = number as f64;
            self.0.get_or_init(|| IntlPluralRules::new(lang)).select(number)
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod rules {
    use std::sync::OnceLock;

    use icu_locale_core::Locale;
    use icu_plurals::{PluralCategory, PluralRules as IcuPluralRules};

    /// The rules of one language, made when they are used first; none for a tag that is no language.
    #[derive(Default, Debug)]
    pub(crate) struct PluralRules(OnceLock<Option<IcuPluralRules>>);

    impl PluralRules {
        pub(crate) fn category(&self, lang: &str, number: usize) -> &'static str {
            let make = || IcuPluralRules::try_new_cardinal(lang.parse::<Locale>().ok()?.into()).ok();
            match self.0.get_or_init(make).as_ref().map(|rules| rules.category_for(number)) {
                Some(PluralCategory::Zero) => "zero",
                Some(PluralCategory::One) => "one",
                Some(PluralCategory::Two) => "two",
                Some(PluralCategory::Few) => "few",
                Some(PluralCategory::Many) => "many",
                Some(PluralCategory::Other) | None => "other",
            }
        }
    }
}

pub(crate) use rules::PluralRules;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::PluralRules;

    #[test]
    fn arabic_has_six_forms_and_german_two() {
        let of = |lang: &str, numbers: &[usize]| {
            let rules = PluralRules::default();
            numbers.iter().map(|number| rules.category(lang, *number)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of("ar", &[0, 1, 2, 3, 10, 11, 99, 100, 103]), "zero one two few few many many other few");
        assert_eq!(of("de", &[0, 1, 2]), "other one other");
        assert_eq!(of("pl", &[1, 2, 5, 22]), "one few many few");
        assert_eq!(of("not a language", &[1]), "other");
    }
}
