//! The options of the code for a page: a fixed version, and a link for visitors without scripts. And what a page's
//! Content-Security-Policy has to allow.

use porch_class_macros::html;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text;

/// This version, which is also the server's: both are built together.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The options of the code.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Options {
    /// The hash of this version's loader for `integrity`; none where the newest one is loaded.
    pub(crate) pinned: Option<String>,
    /// Whether the code has a link for visitors without scripts.
    pub(crate) plain: bool,
}

impl Options {
    /// The code of a recipe with these options, for a server at this address and this site.
    pub(crate) fn applied(&self, lines: String, server: &str, site: &str) -> String {
        let mut lines = lines;
        if let Some(integrity) = &self.pinned {
            lines = lines.replace(&format!("{server}/v1/embed.js"), &format!("{server}/v{VERSION}/embed.js"));
            // Code that loads the loader by a script has no place for a hash.
            let hashed = format!("embed.js\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>");
            lines = lines.replace("embed.js\"></script>", &hashed);
        }
        match page_expression(&lines).filter(|_| self.plain) {
            Some(page) => {
                let link = format!("<a href=\"{server}/c/{site}?page={page}\">{}</a>", text().site_read_comments());
                lines.replace("></porch-thread>", &format!(">\n  {link}\n</porch-thread>"))
            }
            None => lines,
        }
    }
}

/// The expression for the page's address in the code; none where the code is not plain HTML.
pub(crate) fn page_expression(lines: &str) -> Option<&str> {
    let element = lines.split_once("</script>\n<porch-thread")?.1;
    if element.starts_with("></porch-thread>") {
        return Some(text().site_this_page());
    }
    let value = element.strip_prefix(" page=\"")?;
    let end = value.find("\" page-title=").or_else(|| value.find("\"></porch-thread>"))?;
    value.get(..end)
}

/// The policy that a page needs, for a server at this address.
pub(crate) fn policy(server: &str) -> String {
    let origin: Vec<&str> = server.splitn(4, '/').take(3).collect();
    let origin = origin.join("/");
    format!("script-src  {origin} 'wasm-unsafe-eval';\nconnect-src {origin};")
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OptionsProps {
    pub(crate) options: Options,
    /// One callback for each option: the hash is loaded after its box is checked.
    pub(crate) pin: Callback<Option<String>>,
    pub(crate) plain: Callback<bool>,
    /// Whether the code has a place for a link.
    pub(crate) links: bool,
    pub(crate) context: Context,
}

/// The two checkboxes below the code.
#[component]
pub(crate) fn OptionBoxes(props: &OptionsProps) -> Html {
    let OptionsProps { options, pin, plain, links, context } = props.clone();
    let pinned = options.pinned.is_some();
    let on_pin = move |_: Event| {
        if pinned {
            return pin.emit(None);
        }
        let (pinned, refused) = (pin.clone(), pin.clone());
        let done = move |succeeded: bool| {
            if !succeeded {
                refused.emit(None);
            }
        };
        context.send_reporting(api::loader_hash(VERSION), move |hash| pinned.emit(Some(hash)), done);
    };
    let on_plain = plain.reform(move |_: Event| !options.plain);
    html! {
        <div class="snippet-options">
            <label class="check"><input type="checkbox" checked={pinned} onchange={on_pin} />{ text().site_pin() }</label>
            if links { <label class="check"><input type="checkbox" checked={options.plain} onchange={on_plain} />{ text().site_no_script() }</label> }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::recipes::RECIPES;

    use super::{Options, VERSION, page_expression, policy};

    const SERVER: &str = "https://talk.example/porch";

    fn applied(system: &str, options: &Options) -> String {
        let recipe = RECIPES.iter().find(|recipe| recipe.system == system).expect("it is one of the recipes");
        options.applied(recipe.lines(SERVER), SERVER, "bakery")
    }

    #[test]
    fn a_fixed_version_is_named_with_its_hash_where_there_is_a_place_for_it() {
        let pinned = Options { pinned: Some("sha384-abc".into()), plain: false };
        for recipe in RECIPES {
            let lines = applied(recipe.system, &pinned);
            assert!(!lines.contains("/v1/embed.js"), "{lines}");
            assert!(lines.contains(&format!("{SERVER}/v{VERSION}/embed.js\"")), "{lines}");
            let tag = lines.contains("<script");
            assert_eq!(lines.contains("integrity=\"sha384-abc\" crossorigin"), tag, "{lines}");
        }
    }

    #[test]
    fn the_code_has_a_link_for_visitors_without_scripts() {
        let plain = Options { pinned: None, plain: true };
        let page = |system| {
            let lines = applied(system, &plain);
            let link = lines.split_once("/c/bakery?page=").map(|(_, rest)| rest.to_owned());
            link.and_then(|rest| rest.split_once("\">Read").map(|(page, _)| page.to_owned()))
        };
        assert_eq!(page("HTML").as_deref(), Some("https://ADDRESS-OF-THIS-PAGE"));
        assert_eq!(page("Hugo").as_deref(), Some("{{ .Permalink }}"));
        assert_eq!(page("Ghost").as_deref(), Some("{{url absolute=\"true\"}}"));
        assert_eq!(page("React"), None);
        assert_eq!(page_expression("<porch-thread></porch-thread>"), None);
    }

    #[test]
    fn a_policy_names_the_origin_alone() {
        let policy = policy(SERVER);
        assert!(policy.contains("connect-src https://talk.example;") && !policy.contains("/porch"), "{policy}");
    }
}
