//! Who gets mail about new comments; and what is to be done where the server sends none.

use web_sys::{FormData, HtmlFormElement};
use yew::prelude::*;

use crate::site::setting_change::{SetProps, setting};
use crate::text::site as say;
use crate::ui::form;
use crate::ui::icons::small;
use crate::ui::required_fields::missing;

/// All addresses as settings; the empty one alone for none.
fn listed(addresses: &[String]) -> Vec<porch_protocol::site_settings::Setting> {
    let all: Vec<_> = addresses.iter().map(|address| setting("notify", address)).collect();
    if all.is_empty() { vec![setting("notify", "")] } else { all }
}

/// Whom mail goes to.
#[component]
pub(crate) fn Notified(props: &SetProps) -> Html {
    let SetProps { site, set } = props.clone();
    let lines = site.notified.iter().map(|address| {
        let (set, all) = (set.clone(), site.notified.clone());
        let others: Vec<_> = all.iter().filter(|one| *one != address).cloned().collect();
        let press = move |_: MouseEvent| set.emit((listed(&others), listed(&all)));
        html! {
            <li class="tok" key={address.clone()}>
                <span dir="ltr">{ address }</span>
                <button type="button" onclick={press} aria-label={format!("{}: {address}", say::TAKE_AWAY)}>{ small("x") }</button>
            </li>
        }
    });
    let (lines, count) = (lines.collect::<Html>(), site.notified.len());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(data) = FormData::new_with_form(&event.target_unchecked_into::<HtmlFormElement>()) else { return };
        let new = data.get("notified").as_string().unwrap_or_default().trim().to_owned();
        let all: Vec<_> = site.notified.iter().cloned().chain([new]).collect();
        set.emit((listed(&all), listed(&site.notified)));
    };
    let control = html! {
        <>
            if count > 0 { <ul class="tokens">{ lines }</ul> }
            if count < say::MOST_NOTIFIED {
                // A new field once the address is on the list: one that was refused can be mended.
                <form class="join" key={count} onsubmit={send}>
                    <input type="email" name="notified" aria-labelledby="notified-name" aria-describedby="notified-what" required=true
                        maxlength="254" autocomplete="email" placeholder="name@example.org" dir="ltr" />{ missing(crate::text::sign_in_mail::ADDRESS_MISSING) }
                    <button>{ say::ADD_IT }</button>
                </form>
            }
        </>
    };
    form::line("notified", say::NOTIFIED, say::NOTIFIED_WHAT, control)
}

/// What stands in the place of it all where the server sends no mail.
#[component]
pub(crate) fn NoMail() -> Html {
    html! {
        <div class="note">
            <p>{ say::NO_MAIL }</p>
            <p class="quiet">{ say::NO_MAIL_INSTEAD }{ " " }<a href="#settings/integrations">{ say::INTEGRATIONS }</a></p>
            <details class="more-of"><summary>{ say::FOR_OPERATORS }</summary><p class="quiet">{ form::with_code(say::MAIL_FLAGS) }</p></details>
        </div>
    }
}
