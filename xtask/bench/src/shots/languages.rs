//! The main states of the widget in German, in Arabic and in the pseudo-locale: what is not translated, what is cut, and what
//! runs in the wrong direction. Their scripts find elements by structure, since the texts differ.

use serde_json::json;

use super::{Look, STILL, Shot};

/// The tag of the pseudo-locale.
pub(super) const PSEUDO: &str = "en-XA";

/// The languages: the beginning of a picture's name, the tag, and a page of the demo.
const LANGUAGES: [(&str, &str, &str); 3] =
    [("de", "de", "/rye-bread/"), ("ar", "ar", "/ar/"), ("xa", PSEUDO, "/rye-bread/")];

/// The states; each name follows that of the language.
const STATES: [Shot; 20] = [
    Shot { name: "page", ..STILL },
    Shot { name: "written", act: "await compose(WORDS, NAME)", until: "root.querySelector('[role=toolbar]')", ..STILL },
    Shot {
        name: "preview",
        act: "await compose(WORDS, NAME); root.querySelectorAll('[role=tab]')[1].click()",
        until: "root.querySelector('[role=tabpanel]')",
        ..STILL
    },
    Shot { name: "no-name", act: "await write(WORDS, '')", until: "root.querySelector('[aria-invalid]')", ..STILL },
    Shot {
        name: "reply",
        act: "root.querySelector('article .comment-actions button').click()",
        until: "root.querySelector('article form [role=toolbar]')",
        ..STILL
    },
    Shot { name: "menu", act: "await menu()", until: "root.querySelector('.action-menu')", ..STILL },
    Shot {
        name: "report",
        act: "await menu(); await pick(1)",
        until: "root.querySelector('[data-f=report] textarea')",
        ..STILL
    },
    Shot {
        name: "sort",
        act: "root.querySelector('.order-menu > summary').click()",
        // Before the loader's second part is there, the browser itself opens the list.
        until: "root.querySelector('.action-menu, .order-menu[open]')",
        ..STILL
    },
    Shot {
        name: "offline",
        act: "await compose(WORDS, NAME); dispatchEvent(new Event('offline'))",
        until: "thread.state === 'offline'",
        ..STILL
    },
    Shot {
        name: "failed",
        cut: &["*/comments"],
        act: "await write(WORDS, NAME)",
        until: "root.querySelector('.status-block .block-buttons button')",
        ..STILL
    },
    Shot { name: "published", act: "await post()", until: "isOwn()", ..STILL },
    Shot {
        name: "own-menu",
        act: "await post(); await menu(WORDS)",
        until: "root.querySelector('.delete-item')",
        ..STILL
    },
    Shot {
        name: "edit",
        act: "await post(); await menu(WORDS); await pick(1)",
        until: "root.querySelector('[data-f=edit] [role=toolbar]')",
        ..STILL
    },
    Shot {
        name: "delete",
        act: "await post(); await menu(WORDS); await pick(2)",
        until: "root.querySelector('.confirm-question')",
        ..STILL
    },
    Shot {
        name: "new",
        act: "await add(NAME, WORDS); await add('Tove', WORDS)",
        until: "root.querySelector('.new-comments')",
        ..STILL
    },
    Shot {
        name: "held",
        set: &["hold=all"],
        act: "await write(WORDS, NAME)",
        until: "at(WORDS)?.querySelector('.status-block.tone-warm')",
        ..STILL
    },
    Shot {
        name: "declined",
        set: &["hold=all"],
        act: "await write(WORDS, NAME); await wait(() => at(WORDS)?.querySelector('.status-block.tone-warm'))",
        decision: Some(("", &["decline", "--why", "Rule 3: no advertising."])),
        until: "at(WORDS)?.querySelector('.status-block')",
        ..STILL
    },
    Shot {
        name: "empty",
        act: "thread.page = 'a-page-of-its-own'",
        until: "thread.state === 'empty' && root.querySelector('.composer-root')",
        ..STILL
    },
    Shot {
        name: "error",
        cut: &["*/fragment*"],
        until: "thread.state === 'error' && root.querySelector('button svg, button')",
        ..STILL
    },
    Shot { name: "closed", set: &["closed=on"], until: "thread.state === 'closed'", ..STILL },
];

/// Each state in each language, on a desktop in light colours and on a phone in dark ones.
pub(super) fn all() -> impl Iterator<Item = Shot> {
    LANGUAGES.into_iter().flat_map(|(beginning, language, page)| {
        STATES.into_iter().flat_map(move |shot| {
            let shot = Shot { beginning, page, language, ..shot };
            [Shot { height: 900, ..shot }, Shot { width: 390, height: 844, look: Look::Dark, ..shot }]
        })
    })
}

/// The name and the text of a picture's own comment, in its language.
pub(super) fn comment(language: &str, number: usize) -> (&'static str, String) {
    let (name, words) = match language {
        "de" => ("Jonas Lind", "Bei mir ist die Kruste nach zehn Minuten gerissen. Liegt das am Gasherd?"),
        "ar" => ("باسم", "تشقّق الوجه عندي بعد عشر دقائق. هل السبب فرن الغاز؟"),
        _ => ("Ben Osei", "Mine cracked on top after ten minutes. Is it the gas oven?"),
    };
    (name, format!("{words} ({number})"))
}

/// A script that puts a page into a language before anything else reads which one it has.
pub(super) fn script(language: &str) -> String {
    if language.is_empty() {
        return String::new();
    }
    format!(
        "new MutationObserver((changes, observer) => {{
             if (!document.body) return;
             observer.disconnect();
             document.documentElement.lang = {};
         }}).observe(document, {{ childList: true, subtree: true }});",
        json!(language)
    )
}
