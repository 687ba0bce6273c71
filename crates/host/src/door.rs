//! The door: a passkey opens it, or a link, which is used by pressing a button, never by opening a page.

use porch_protocol::host::Member;
use porch_protocol::team::SignIn;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::authenticator;
use crate::calls::{self, Failure};
use crate::sign_in_mail::MailedLink;
use crate::words;

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

/// Whether somebody stands there with a link, or wants to come into one more house.
pub(crate) fn waits() -> bool {
    has_link() || address().is_some_and(|(search, _)| search == ONE_MORE)
}

/// Whether the address ends with a link that lets somebody in.
pub(crate) fn has_link() -> bool {
    address().is_some_and(|(_, hash)| [ENTER, BEGIN].iter().any(|link| hash.starts_with(link)))
}

/// What the address ends with where somebody who is in wants to come into one more house.
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

/// The door.
#[component]
pub(crate) fn Door(props: &DoorProps) -> Html {
    let link = use_state(link);
    let wrong = use_state(|| None::<String>);
    let field = use_node_ref();
    let Some(Link { token, begins }) = (*link).clone() else {
        return html! { <Locked come_in={props.come_in.clone()} again={props.again} /> };
    };
    let press = {
        let (come_in, wrong, field) = (props.come_in.clone(), wrong.clone(), field.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let (come_in, wrong, token) = (come_in.clone(), wrong.clone(), token.clone());
            let name = field.cast::<web_sys::HtmlInputElement>().map(|field| field.value());
            // The same once more is said once more: what does not change is not read out.
            wrong.set(None);
            spawn_local(async move {
                match calls::enter(token, name).await {
                    Ok(member) => come_in.emit(member),
                    Err(Failure::Wrong(why)) => wrong.set(Some(why)),
                    Err(Failure::Out) => wrong.set(Some(words::OUT.into())),
                }
            });
        }
    };
    html! {
        <main class="door">
            <h1>{ "Porch" }</h1>
            <p>
                { if begins { words::BEGIN } else { words::LINK } }
                if begins && authenticator::missing().is_none() { { " " }{ words::NEXT_PASSKEY } }
            </p>
            <form onsubmit={press}>
                if begins {
                    <label>
                        <span>{ words::YOUR_NAME }</span>
                        <input type="text" ref={field} name="name" autocomplete="name" maxlength="64" required={true} />
                    </label>
                }
                <button class="main">{ words::COME_IN }</button>
            </form>
            <p class="wrong" role="status">{ (*wrong).clone() }</p>
        </main>
    }
}

/// The door without a link: a passkey opens it.
#[component]
fn Locked(props: &DoorProps) -> Html {
    let wrong = use_state(|| None::<String>);
    let press = {
        let (come_in, wrong) = (props.come_in.clone(), wrong.clone());
        move |_: MouseEvent| {
            let (come_in, wrong) = (come_in.clone(), wrong.clone());
            wrong.set(None);
            spawn_local(async move {
                match sign_in().await {
                    Ok(member) => come_in.emit(member),
                    Err(Failure::Wrong(why)) => wrong.set(Some(why)),
                    Err(Failure::Out) => wrong.set(Some(words::OUT.into())),
                }
            });
        }
    };
    html! {
        <main class="door">
            <h1>{ "Porch" }</h1>
            <p>{ why_here(props.again) }</p>
            if let Some(why) = authenticator::missing() {
                <p class="quiet">{ why }</p>
            } else {
                <button class="main" onclick={press}>{ words::team::SIGN_IN }</button>
            }
            <p class="wrong" role="status">{ (*wrong).clone() }</p>
            <MailedLink />
        </main>
    }
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
    html! {
        <main class="door">
            <h1>{ "Porch" }</h1>
            <p role="status">{ &props.why }</p>
            <button class="main" onclick={press}>{ words::AGAIN }</button>
        </main>
    }
}

fn why_here(again: bool) -> &'static str {
    match address() {
        Some((search, _)) if search == ONE_MORE => words::team::ONE_MORE_WHY,
        _ if again => words::OUT_AGAIN,
        _ => words::OUT,
    }
}

async fn sign_in() -> Result<Member, Failure> {
    let begun = calls::team::begin_sign_in().await?;
    let credential = authenticator::get(&begun.options).await.map_err(Failure::Wrong)?;
    calls::team::sign_in(&SignIn { ceremony: begun.ceremony, credential }).await
}
