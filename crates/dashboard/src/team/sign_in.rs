//! Signing in: by a passkey, or by a link, which is used by pressing a button, never by opening a page.

use porch_class_macros::html;
use porch_protocol::team::SignIn;
use porch_protocol::team_api::{CheckLink, CheckedLink, Member, SignInWithLink};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure, to};
use crate::frame::lists::use_polling;
use crate::team::authenticator;
use crate::team::sign_in_mail::{self, MailedLink};
use crate::text;
use crate::text::names;
use crate::ui::form::with_code;
use crate::ui::form_request::use_form_request;
use crate::ui::icons::{icon, logo};
use crate::ui::required_fields::required_message;

/// The callback for a new session.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SignInPageProps {
    pub(crate) signed_in: Callback<Member>,
    /// Whether a session expired.
    pub(crate) expired: bool,
}

/// A sign-in link.
#[derive(Clone, PartialEq)]
pub(crate) struct Link {
    token: String,
    /// Whether it is for the site's first owner, who chooses a name.
    first_owner: bool,
}

/// The start of the fragment of a sign-in link, before its secret.
const LINK_FRAGMENT: &str = "#enter=";
/// The same for the first owner of a site.
const BEGIN: &str = "#begin=";

/// The link in the address; it is removed from it at once, so that it is in no history and on no screen.
pub(crate) fn take_link() -> Option<Link> {
    let window = web_sys::window()?;
    let hash = window.location().hash().ok()?;
    let (token, first_owner) = match hash.strip_prefix(BEGIN) {
        Some(token) => (token.to_owned(), true),
        None => (hash.strip_prefix(LINK_FRAGMENT)?.to_owned(), false),
    };
    let history = window.history().ok()?;
    // If this fails the token stays in the address; it works only once all the same.
    _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("./"));
    Some(Link { token, first_owner })
}

/// Whether the address has a sign-in link, or asks for a session on another site.
pub(crate) fn needs_sign_in() -> bool {
    has_link() || address().is_some_and(|(search, _)| search == ANOTHER_SITE_QUERY)
}

/// Whether the address has a sign-in link.
pub(crate) fn has_link() -> bool {
    address().is_some_and(|(_, hash)| [LINK_FRAGMENT, BEGIN].iter().any(|link| hash.starts_with(link)))
}

/// The query for signing in to another site, beside the current session.
pub(crate) const ANOTHER_SITE_QUERY: &str = "?another-site";
/// The query that names a site.
pub(crate) const SITE_QUERY: &str = "?site=";

/// The site that the address names.
pub(crate) fn site_in_address() -> Option<String> {
    Some(address()?.0.strip_prefix(SITE_QUERY)?.to_owned())
}

/// Puts the site into the address, so that a reload shows the same site; the fragment stays.
pub(crate) fn put_site_in_address(site: &str) {
    let Some((window, (_, hash))) = web_sys::window().zip(address()) else { return };
    if let Ok(history) = window.history() {
        let url = format!("{SITE_QUERY}{site}{hash}");
        // If this fails, a reload shows the first site.
        _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
    }
}

fn address() -> Option<(String, String)> {
    let location = web_sys::window()?.location();
    Some((location.search().ok()?, location.hash().ok()?))
}

/// The state of the link in the address.
#[derive(Clone, PartialEq)]
enum LinkState {
    /// The server is being asked.
    Checking,
    /// It works, for a site and a member, as far as they are known: where the server could not be asked, pressing the
    /// button shows whether it works.
    Works { site: Option<String>, name: Option<String> },
    /// It was used, or is too old.
    Expired,
}

/// Asks the server whether a link still works, before a name is typed in vain. That does not use it.
#[hook]
fn use_link_state(link: Option<&Link>) -> LinkState {
    let link_state = use_state(|| LinkState::Checking);
    {
        let link_state = link_state.clone();
        use_effect_with(link.map(|link| link.token.clone()), move |token| {
            let Some(token) = token.clone() else { return };
            spawn_local(async move {
                link_state.set(match api::send(&to::CHECK_SIGN_IN_LINK, &CheckLink { token }).await {
                    Ok(CheckedLink { works: false, .. }) => LinkState::Expired,
                    Ok(CheckedLink { site, site_name, name, .. }) => {
                        LinkState::Works { site: site_name.or(site), name }
                    }
                    Err(_) => LinkState::Works { site: None, name: None },
                });
            });
        });
    }
    (*link_state).clone()
}

/// The page for signing in.
#[component]
pub(crate) fn SignInPage(props: &SignInPageProps) -> Html {
    let link = use_state(take_link);
    let link_state = use_link_state(link.as_ref());
    let SignInPageProps { signed_in, expired } = props.clone();
    match (&*link, link_state) {
        (None, _) => html! { <SignInForm {signed_in} help={sign_in_help(expired)} /> },
        (Some(_), LinkState::Checking) => html! { <main class="sign-in-page" aria-busy="true"></main> },
        (Some(_), LinkState::Expired) => {
            html! { <SignInForm {signed_in} help={text::used_link(sign_in_mail::sends_mail())} /> }
        }
        (Some(link), LinkState::Works { site, name }) => {
            html! { <LinkSignIn {signed_in} link={link.clone()} {site} {name} /> }
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LinkSignInProps {
    signed_in: Callback<Member>,
    link: Link,
    /// Its site and its member, where they are known.
    site: Option<String>,
    name: Option<String>,
}

/// Signing in by a link.
#[component]
fn LinkSignIn(props: &LinkSignInProps) -> Html {
    let (request, field) = (use_form_request(), use_node_ref());
    let LinkSignInProps { signed_in, link: Link { token, first_owner }, site, name } = props.clone();
    let press = {
        let (request, field) = (request.clone(), field.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let name = field.cast::<web_sys::HtmlInputElement>().map(|field| field.value());
            let signed_in = signed_in.clone();
            request.send(
                api::send(&to::SIGN_IN_WITH_LINK, &SignInWithLink { token: token.clone(), name }),
                move |member| signed_in.emit(member),
                |failure| Some(sentence(failure)),
            );
        }
    };
    let error_line = html! { <p class="wrong" role="status">{ request.error() }</p> };
    card(
        &text::welcome(name.as_deref()),
        html! {
            <>
                <p class="lead">
                    { names::sentence(&text::sign_in_link(first_owner, site.as_deref())) }
                    if first_owner && authenticator::unavailable_reason().is_none() { { " " }{ text().next_passkey() } }
                </p>
                <form onsubmit={press}>
                    if first_owner {
                        <label>
                            <span>{ text().your_name() }</span>
                            <input type="text" ref={field} name="name" autocomplete="name" required={true} />{ required_message(text().name_missing()) }
                        </label>
                    }
                    <button class="main wide">{ text().sign_in() }</button>
                </form>
                { error_line }
                if !first_owner && authenticator::unavailable_reason().is_none() { <p class="help">{ text().passkey_later() }</p> }
            </>
        },
    )
}

/// A card in the middle of the window, under the program's logo.
fn card(title: &str, content: Html) -> Html {
    html! {
        <main class="sign-in-page"><div class="sign-in-card">{ logo() }<h1>{ names::sentence(title) }</h1>{ content }</div></main>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SignInFormProps {
    signed_in: Callback<Member>,
    /// Why the page is shown, and the ways to sign in.
    help: String,
}

/// Signing in without a valid link: by a passkey, or by a link that is mailed.
#[component]
fn SignInForm(props: &SignInFormProps) -> Html {
    let request = use_form_request();
    let press = {
        let (signed_in, request) = (props.signed_in.clone(), request.clone());
        move |_: MouseEvent| {
            let signed_in = signed_in.clone();
            request.send(sign_in(), move |member| signed_in.emit(member), |failure| Some(sentence(failure)));
        }
    };
    let mail = sign_in_mail::sends_mail();
    let site = sign_in_mail::page_attribute("data-site").filter(|site| !site.is_empty());
    card(
        text().sign_in_to(),
        html! {
            <>
                if let Some(site) = site { <p class="lead" dir="auto">{ site }</p> }
                if let Some(reason) = authenticator::unavailable_reason() {
                    <p class="quiet">{ reason }</p>
                } else {
                    <button class="main wide" onclick={press}>{ icon("key") }{ text().team_sign_in() }</button>
                    if mail { <p class="or-divider"><span>{ text().or() }</span></p> }
                }
                <p class="wrong" role="status">{ request.error() }</p>
                <MailedLink />
                <p class="help">{ with_code(&props.help) }</p>
            </>
        },
    )
}

/// Why the session is unknown.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct UnreachableProps {
    pub(crate) reason: String,
    /// Tries again.
    pub(crate) retry: Callback<()>,
}

/// The page while the server is unreachable.
#[component]
pub(crate) fn Unreachable(props: &UnreachableProps) -> Html {
    let press = props.retry.reform(|_: MouseEvent| ());
    use_polling(props.retry.clone());
    card(
        text().no_connection(),
        html! {
            <><p role="status">{ &props.reason }</p><button class="main wide" onclick={press}>{ text().try_again() }</button></>
        },
    )
}

fn sign_in_help(expired: bool) -> String {
    let mail = sign_in_mail::sends_mail();
    match address() {
        Some((search, _)) if search == ANOTHER_SITE_QUERY => text().team_another_site_why().into(),
        _ if expired => text::session_expired(mail),
        _ => text::signed_out(mail),
    }
}

/// The message for a failure on this page.
fn sentence(failure: Failure) -> String {
    match failure {
        Failure::Message(message) => message,
        Failure::SignedOut => text::signed_out(sign_in_mail::sends_mail()),
    }
}

async fn sign_in() -> Result<Member, Failure> {
    let ceremony = api::request(&to::BEGIN_PASSKEY_SIGN_IN).await?;
    let credential = authenticator::get(&ceremony.options).await.map_err(Failure::Message)?;
    api::send(&to::SIGN_IN_WITH_PASSKEY, &SignIn { ceremony: ceremony.ceremony, credential }).await
}
