//! What can be asked of the lines for a page: that they name one version for good, and that they show a link where no script
//! runs. And what a page's Content-Security-Policy has to allow.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text::site as say;

/// This version, which is the server's: both come from one build.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is asked of the lines.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Options {
    /// The hash of this version's loader, as `integrity` has it; none where the newest one is loaded.
    pub(crate) pinned: Option<String>,
    /// Whether a link stands where no script runs.
    pub(crate) plain: bool,
}

impl Options {
    /// The lines of a recipe as they are asked for, of a server at this address and of this site.
    pub(crate) fn applied(&self, lines: String, server: &str, site: &str) -> String {
        let mut lines = lines;
        if let Some(integrity) = &self.pinned {
            lines = lines.replace(&format!("{server}/v1/embed.js"), &format!("{server}/v{VERSION}/embed.js"));
            // A script that loads it by itself has no place for a hash.
            let hashed = format!("embed.js\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>");
            lines = lines.replace("embed.js\"></script>", &hashed);
        }
        match linked(&lines).filter(|_| self.plain) {
            Some(page) => {
                let link = format!("<a href=\"{server}/c/{site}?page={page}\">{}</a>", say::READ_THEM);
                lines.replace("></porch-thread>", &format!(">\n  {link}\n</porch-thread>"))
            }
            None => lines,
        }
    }
}

/// The address of the page, as the lines write it; none where they are no plain HTML.
pub(crate) fn linked(lines: &str) -> Option<&str> {
    let element = lines.split_once("</script>\n<porch-thread")?.1;
    if element.starts_with("></porch-thread>") {
        return Some(say::THIS_PAGE);
    }
    let value = element.strip_prefix(" page=\"")?;
    let end = value.find("\" page-title=").or_else(|| value.find("\"></porch-thread>"))?;
    value.get(..end)
}

/// What a page's policy has to allow, of a server at this address.
pub(crate) fn policy(server: &str) -> String {
    let origin: Vec<&str> = server.splitn(4, '/').take(3).collect();
    let origin = origin.join("/");
    format!("script-src  {origin} 'wasm-unsafe-eval';\nconnect-src {origin};")
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OptionsProps {
    pub(crate) options: Options,
    /// Hears each of the two by itself: the hash comes a moment after its box was checked.
    pub(crate) pin: Callback<Option<String>>,
    pub(crate) plain: Callback<bool>,
    /// Whether the lines have a place for a link.
    pub(crate) links: bool,
    pub(crate) context: Context,
}

/// The two boxes below the lines.
#[component]
pub(crate) fn OptionBoxes(props: &OptionsProps) -> Html {
    let OptionsProps { options, pin, plain, links, context } = props.clone();
    let pinned = options.pinned.is_some();
    let pins = move |_: Event| {
        let (pin, context) = (pin.clone(), context.clone());
        if pinned {
            return pin.emit(None);
        }
        spawn_local(async move {
            match api::site::loader_hash(VERSION).await {
                Ok(hash) => pin.emit(Some(hash)),
                Err(failure) => {
                    pin.emit(None);
                    context.failed(failure);
                }
            }
        });
    };
    let plains = plain.reform(move |_: Event| !options.plain);
    html! {
        <div class="opts">
            <label class="check"><input type="checkbox" checked={pinned} onchange={pins} />{ say::PIN }</label>
            if links { <label class="check"><input type="checkbox" checked={options.plain} onchange={plains} />{ say::NO_SCRIPT }</label> }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::recipes::RECIPES;

    use super::{Options, VERSION, linked, policy};

    const SERVER: &str = "https://talk.example/porch";

    fn applied(system: &str, options: &Options) -> String {
        let recipe = RECIPES.iter().find(|recipe| recipe.system == system).expect("it is one of the recipes");
        options.applied(recipe.lines(SERVER), SERVER, "bakery")
    }

    #[test]
    fn one_version_is_named_for_good_with_its_hash_where_there_is_a_place_for_it() {
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
    fn a_link_to_the_comments_stands_where_no_script_runs() {
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
        assert_eq!(linked("<porch-thread></porch-thread>"), None);
    }

    #[test]
    fn a_policy_names_the_origin_alone() {
        let policy = policy(SERVER);
        assert!(policy.contains("connect-src https://talk.example;") && !policy.contains("/porch"), "{policy}");
    }
}
