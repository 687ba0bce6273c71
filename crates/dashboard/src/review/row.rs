//! A row of a list: who, when, how it begins, and why it is there; with a box that selects it.

use yew::prelude::*;

use crate::review::list_entry::{Chip, Entry};
use crate::text::{self, frame as say};
use crate::ui::avatar::avatar;
use crate::ui::icons::icon;
use crate::ui::relative_time::short;

/// Which comment, and what a press on it does.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RowProps {
    pub(crate) entry: Entry,
    /// Whether it is the one that is open.
    pub(crate) open: bool,
    /// Whether it is selected; none where nothing can be.
    pub(crate) selected: Option<bool>,
    pub(crate) href: AttrValue,
    pub(crate) press: Callback<()>,
    /// Selects it or lets go of it; true where all to here are meant.
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
            <button type="button" class="pick" role="checkbox" aria-checked={selected.to_string()} aria-label={say::select(&name)} onclick={pick}>
                { avatar(&name) }<span class="box">{ icon("check") }</span>
            </button>
        }
    });
    let bare = box_.is_none().then(|| html! { <span class="pick">{ avatar(&name) }</span> });
    let at = if entry.is_undated() { text::UNDATED.to_owned() } else { short(entry.at()) };
    html! {
        <li class={classes!("entry", (selected == Some(true)).then_some("sel"))}>
            <a class="brief" {href} aria-current={open.then_some("true")} onclick={press}>
                <span class="l1"><bdi>{ name }</bdi><time datetime={entry.at().to_string()}>{ at }</time></span>
                <span class="l2">
                    <span dir="auto">{ entry.beginning() }</span>
                    if let Some(Chip { words, tone }) = &entry.chip { <span class={classes!("chip", *tone)}>{ words }</span> }
                </span>
            </a>
            { box_ }{ bare }
        </li>
    }
}
