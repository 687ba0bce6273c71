//! Who gets mail about new comments; and a note where the server sends none.

use porch_class_macros::html;
use web_sys::{FormData, HtmlFormElement};
use yew::prelude::*;

use crate::site::setting_change::{SetProps, setting};
use crate::text;
use crate::text::site as texts;
use crate::ui::form;
use crate::ui::icons::small;
use crate::ui::required_fields::required_message;

/// All addresses as settings; a single empty one for none.
fn address_settings(addresses: &[String]) -> Vec<porch_protocol::site_settings::Setting> {
    let all: Vec<_> = addresses.iter().map(|address| setting("notify", address)).collect();
    if all.is_empty() { vec![setting("notify", "")] } else { all }
}

/// The addresses that mail goes to.
#[component]
pub(crate) fn NotificationAddresses(props: &SetProps) -> Html {
    let SetProps { site, set } = props.clone();
    let lines = site.notified.iter().map(|address| {
        let (set, all) = (set.clone(), site.notified.clone());
        let others: Vec<_> = all.iter().filter(|one| *one != address).cloned().collect();
        let press = move |_: MouseEvent| set.emit((address_settings(&others), address_settings(&all)));
        html! {
            <li class="token" key={address.clone()}>
                <span dir="ltr">{ address }</span>
                <button type="button" onclick={press} aria-label={format!("{}: {address}", text().site_remove())}>{ small("x") }</button>
            </li>
        }
    });
    let (lines, count) = (lines.collect::<Html>(), site.notified.len());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(data) = FormData::new_with_form(&event.target_unchecked_into::<HtmlFormElement>()) else { return };
        let address = data.get("notified").as_string().unwrap_or_default().trim().to_owned();
        let all: Vec<_> = site.notified.iter().cloned().chain([address]).collect();
        set.emit((address_settings(&all), address_settings(&site.notified)));
    };
    let control = html! {
        <>
            if count > 0 { <ul class="tokens">{ lines }</ul> }
            if count < texts::MOST_NOTIFIED {
                // A new field once the address is added: a refused one stays in its field.
                <form class="join" key={count} onsubmit={send}>
                    <input type="email" name="notified" aria-labelledby="notified-name" aria-describedby="notified-what" required=true
                        maxlength="254" autocomplete="email" placeholder="name@example.org" dir="ltr" />{ required_message(text().mail_address_missing()) }
                    <button>{ text().site_add_it() }</button>
                </form>
            }
        </>
    };
    form::line("notified", text().site_notified(), text().site_notified_what(), control)
}

/// The note shown where the server sends no mail.
#[component]
pub(crate) fn NoMail() -> Html {
    html! {
        <div class="note">
            <p>{ text().site_no_mail() }</p>
            <p class="quiet">{ text().site_no_mail_instead() }{ " " }<a href="#settings/integrations">{ text().site_integrations() }</a></p>
            <details class="more-of"><summary>{ text().site_for_operators() }</summary><p class="quiet">{ form::with_code(text().site_mail_flags()) }</p></details>
        </div>
    }
}
