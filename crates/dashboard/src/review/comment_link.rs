//! One comment by its id, wherever it stands: a link leads to it, and it is in no list.

use porch_protocol::CommentId;
use porch_protocol::published::TeamComment;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::review::detail::Detail;
use crate::review::list_entry::Entry;
use crate::ui::focus_moves;
use crate::ui::icons::icon;
use crate::ui::loading::Loading;
use crate::ui::stale_guard::use_inquiries;

/// Which comment.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LookProps {
    pub(crate) id: CommentId,
    pub(crate) back: AttrValue,
    pub(crate) close: Callback<()>,
    pub(crate) context: Context,
}

/// The comment; asked for anew after each act. It takes the focus: somebody has asked for just this one.
#[component]
pub(crate) fn Look(props: &LookProps) -> Html {
    let LookProps { id, back, close, context } = props.clone();
    let (found, inquiries) = (use_state(|| None::<TeamComment>), use_inquiries());
    {
        let (found, context) = (found.clone(), context.clone());
        use_effect_with((id, context.actions_done), move |(id, _)| {
            let (id, inquiry) = (*id, inquiries.ask());
            spawn_local(async move {
                match api::pages::comment(id).await {
                    Ok(_) if !inquiry.counts() => {}
                    Ok(met) => {
                        if found.is_none() {
                            focus_moves::want();
                        }
                        found.set(Some(met));
                    }
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let Some(met) = (*found).clone() else {
        let leave = close.reform(|_: MouseEvent| ());
        return html! {
            <section class="detail" aria-label={back.clone()}>
                <h1 class="vh ph">{ back.clone() }</h1>
                <button type="button" class="backbar" onclick={leave}>{ icon("back") }<span>{ back }</span></button>
                <Loading {context} />
            </section>
        };
    };
    let (done, writes) = (Callback::noop(), Callback::noop());
    html! { <Detail entry={Entry::from(met)} listed={true} {back} {close} {done} {writes} {context} previous={None::<Callback<()>>} next={None::<Callback<()>>} /> }
}
