//! Signing in: by a passkey, or by a link, which is used by pressing a button, never by opening a page.

use porch_protocol::team::SignIn;
use porch_protocol::team_api::{CheckedLink, Member};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::frame::lists::use_ticks;
use crate::team::authenticator;
use crate::team::sign_in_mail::{self, MailedLink};
use crate::text::{self, names};
use crate::ui::form::with_code;
use crate::ui::icons::{icon, logo};
use crate::ui::required_fields::missing;

/// Who comes in hears it, and the page goes on.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct DoorProps {
    pub(crate) come_in: Callback<Member>,
    /// Whether somebody was in before and is not any more.
    pub(crate) again: bool,
}

/// A link that lets somebody in.
#[derive(Clone, PartialEq)]
pub(crate) struct Link {
    token: String,
    /// Whether it makes the site's first owner, who chooses a name.
    begins: bool,
}

/// What an address ends with that lets somebody in, before its secret.
const ENTER: &str = "#enter=";
/// The same for the first owner of a site.
const BEGIN: &str = "#begin=";

/// The link in the address; it is taken out of it at once, so that it is in no history and on no screen.
pub(crate) fn link() -> Option<Link> {
    let window = web_sys::window()?;
    let hash = window.location().hash().ok()?;
    let (token, begins) = match hash.strip_prefix(BEGIN) {
        Some(token) => (token.to_owned(), true),
        None => (hash.strip_prefix(ENTER)?.to_owned(), false),
    };
    let history = window.history().ok()?;
    // Without it the token would stay in the address; it works once all the same.
    _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("./"));
    Some(Link { token, begins })
}

/// Whether somebody stands there with a link, or wants to come into one more dashboard.
pub(crate) fn waits() -> bool {
    has_link() || address().is_some_and(|(search, _)| search == ONE_MORE)
}

/// Whether the address ends with a link that lets somebody in.
pub(crate) fn has_link() -> bool {
    address().is_some_and(|(_, hash)| [ENTER, BEGIN].iter().any(|link| hash.starts_with(link)))
}

/// What the address ends with where somebody who is in wants to come into one more dashboard.
pub(crate) const ONE_MORE: &str = "?door";
/// What it ends with where it names a site, before that.
pub(crate) const NAMED: &str = "?site=";

/// The site that the address names.
pub(crate) fn named() -> Option<String> {
    Some(address()?.0.strip_prefix(NAMED)?.to_owned())
}

/// Has the address name the site, so that it is the same after the page is loaded anew; where it leads to stays.
pub(crate) fn names(site: &str) {
    let Some((window, (_, hash))) = web_sys::window().zip(address()) else { return };
    if let Ok(history) = window.history() {
        let url = format!("{NAMED}{site}{hash}");
        // Without it, the page asks which site is meant once more.
        _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
    }
}

fn address() -> Option<(String, String)> {
    let location = web_sys::window()?.location();
    Some((location.search().ok()?, location.hash().ok()?))
}

/// What is known of the link in the address.
#[derive(Clone, PartialEq)]
enum LinkState {
    /// The server is being asked.
    Asked,
    /// It signs in to a site, somebody of this name, as far as is known: where the server could not be asked, pressing the
    /// button tells.
    Works { site: Option<String>, name: Option<String> },
    /// It was used, or is too old.
    Gone,
}

/// Asks the server whether a link still signs in, before anybody types a name for nothing. That does not use it.
#[hook]
fn use_standing(link: Option<&Link>) -> LinkState {
    let standing = use_state(|| LinkState::Asked);
    {
        let standing = standing.clone();
        use_effect_with(link.map(|link| link.token.clone()), move |token| {
            let Some(token) = token.clone() else { return };
            spawn_local(async move {
                standing.set(match api::check_link(token).await {
                    Ok(CheckedLink { works: false, .. }) => LinkState::Gone,
                    Ok(CheckedLink { site, site_name, name, .. }) => {
                        LinkState::Works { site: site_name.or(site), name }
                    }
                    Err(_) => LinkState::Works { site: None, name: None },
                });
            });
        });
    }
    (*standing).clone()
}

/// The door.
#[component]
pub(crate) fn Door(props: &DoorProps) -> Html {
    let link = use_state(link);
    let standing = use_standing(link.as_ref());
    let DoorProps { come_in, again } = props.clone();
    match (&*link, standing) {
        (None, _) => html! { <Locked {come_in} why={why_here(again)} /> },
        (Some(_), LinkState::Asked) => html! { <main class="door" aria-busy="true"></main> },
        (Some(_), LinkState::Gone) => html! { <Locked {come_in} why={text::used_link(sign_in_mail::is_there())} /> },
        (Some(link), LinkState::Works { site, name }) => {
            html! { <ByLink {come_in} link={link.clone()} {site} {name} /> }
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ByLinkProps {
    come_in: Callback<Member>,
    link: Link,
    /// Where it leads to, and whom, where that is known.
    site: Option<String>,
    name: Option<String>,
}

/// The door with a link.
#[component]
fn ByLink(props: &ByLinkProps) -> Html {
    let wrong = use_state(|| None::<String>);
    let field = use_node_ref();
    let ByLinkProps { come_in, link: Link { token, begins }, site, name } = props.clone();
    let press = {
        let (wrong, field) = (wrong.clone(), field.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let (come_in, wrong, token) = (come_in.clone(), wrong.clone(), token.clone());
            let name = field.cast::<web_sys::HtmlInputElement>().map(|field| field.value());
            // The same once more is said once more: what does not change is not read out.
            wrong.set(None);
            spawn_local(async move {
                match api::enter(token, name).await {
                    Ok(member) => come_in.emit(member),
                    Err(failure) => wrong.set(Some(sentence(failure))),
                }
            });
        }
    };
    let said = html! { <p class="wrong" role="status">{ (*wrong).clone() }</p> };
    card(
        &text::welcome(name.as_deref()),
        html! {
            <>
                <p class="lead">
                    { names::sentence(&text::link(begins, site.as_deref())) }
                    if begins && authenticator::missing().is_none() { { " " }{ text::NEXT_PASSKEY } }
                </p>
                <form onsubmit={press}>
                    if begins {
                        <label>
                            <span>{ text::YOUR_NAME }</span>
                            <input type="text" ref={field} name="name" autocomplete="name" required={true} />{ missing(text::NAME_MISSING) }
                        </label>
                    }
                    <button class="main wide">{ text::COME_IN }</button>
                </form>
                { said }
                if !begins && authenticator::missing().is_none() { <p class="help">{ text::PASSKEY_LATER }</p> }
            </>
        },
    )
}

/// A card in the middle of the window, under the program's mark.
fn card(title: &str, inside: Html) -> Html {
    html! {
        <main class="door"><div class="doorcard">{ logo() }<h1>{ names::sentence(title) }</h1>{ inside }</div></main>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LockedProps {
    come_in: Callback<Member>,
    /// Why somebody is here, and which ways in there are.
    why: String,
}

/// The door without a link that works: a passkey opens it, or a mailed link.
#[component]
fn Locked(props: &LockedProps) -> Html {
    let wrong = use_state(|| None::<String>);
    let press = {
        let (come_in, wrong) = (props.come_in.clone(), wrong.clone());
        move |_: MouseEvent| {
            let (come_in, wrong) = (come_in.clone(), wrong.clone());
            wrong.set(None);
            spawn_local(async move {
                match sign_in().await {
                    Ok(member) => come_in.emit(member),
                    Err(failure) => wrong.set(Some(sentence(failure))),
                }
            });
        }
    };
    let mail = sign_in_mail::is_there();
    let site = sign_in_mail::said_by_page("data-site").filter(|site| !site.is_empty());
    card(
        text::SIGN_IN_TO,
        html! {
            <>
                if let Some(site) = site { <p class="lead" dir="auto">{ site }</p> }
                if let Some(why) = authenticator::missing() {
                    <p class="quiet">{ why }</p>
                } else {
                    <button class="main wide" onclick={press}>{ icon("key") }{ text::team::SIGN_IN }</button>
                    if mail { <p class="or"><span>{ text::OR }</span></p> }
                }
                <p class="wrong" role="status">{ (*wrong).clone() }</p>
                <MailedLink />
                <p class="help">{ with_code(&props.why) }</p>
            </>
        },
    )
}

/// Why nobody knows whether somebody is in.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct UnreachedProps {
    pub(crate) why: String,
    /// Asks once more.
    pub(crate) again: Callback<()>,
}

/// What stands there while the server can't be asked.
#[component]
pub(crate) fn Unreached(props: &UnreachedProps) -> Html {
    let press = props.again.reform(|_: MouseEvent| ());
    use_ticks(props.again.clone());
    card(
        text::NO_CONNECTION,
        html! {
            <><p role="status">{ &props.why }</p><button class="main wide" onclick={press}>{ text::AGAIN }</button></>
        },
    )
}

fn why_here(again: bool) -> String {
    let mail = sign_in_mail::is_there();
    match address() {
        Some((search, _)) if search == ONE_MORE => text::team::ONE_MORE_WHY.into(),
        _ if again => text::out_again(mail),
        _ => text::out(mail),
    }
}

/// What a failure says here, where nobody is signed in.
fn sentence(failure: Failure) -> String {
    match failure {
        Failure::Wrong(why) => why,
        Failure::Out => text::out(sign_in_mail::is_there()),
    }
}

async fn sign_in() -> Result<Member, Failure> {
    let begun = api::team::begin_sign_in().await?;
    let credential = authenticator::get(&begun.options).await.map_err(Failure::Wrong)?;
    api::team::sign_in(&SignIn { ceremony: begun.ceremony, credential }).await
}
