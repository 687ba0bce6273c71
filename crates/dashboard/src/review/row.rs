//! A row of a list: author, time, excerpt, and why it is there; with a checkbox.

use porch_class_macros::{class, html};
use yew::prelude::*;

use crate::review::list_entry::{Chip, Entry};
use crate::text;
use crate::ui::avatar::avatar;
use crate::ui::icons::icon;
use crate::ui::relative_time::short;

/// The comment, and the callbacks.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RowProps {
    pub(crate) entry: Entry,
    /// Whether it is open.
    pub(crate) open: bool,
    /// Whether it is selected; none where rows can't be.
    pub(crate) selected: Option<bool>,
    pub(crate) href: AttrValue,
    pub(crate) press: Callback<()>,
    /// Selects it or deselects it; true for all rows up to this one.
    pub(crate) select: Callback<bool>,
}

/// The row.
#[component]
pub(crate) fn Row(props: &RowProps) -> Html {
    let RowProps { entry, open, selected, href, press, select } = props.clone();
    let name = entry.name().to_owned();
    let press = press.reform(|event: MouseEvent| event.prevent_default());
    let pick = select.reform(|event: MouseEvent| event.shift_key());
    let box_ = selected.map(|selected| {
        html! {
            <button type="button" class="pick" role="checkbox" aria-checked={selected.to_string()} aria-label={text().select_comment(&name)} onclick={pick}>
                { avatar(&name) }<span class="box">{ icon("check") }</span>
            </button>
        }
    });
    let bare = box_.is_none().then(|| html! { <span class="pick">{ avatar(&name) }</span> });
    let at = if entry.is_undated() { text().undated().to_owned() } else { short(entry.at()) };
    html! {
        <li class={classes!(class!("entry"), (selected == Some(true)).then_some(class!("is-selected")))}>
            <a class="brief" {href} aria-current={open.then_some("true")} onclick={press}>
                <span class="first-line"><bdi>{ name }</bdi><time datetime={entry.at().to_string()}>{ at }</time></span>
                <span class="second-line">
                    <span dir="auto">{ entry.excerpt() }</span>
                    if let Some(Chip { text, tone }) = &entry.chip { <span class={classes!(class!("chip"), *tone)}>{ text }</span> }
                </span>
            </a>
            { box_ }{ bare }
        </li>
    }
}
