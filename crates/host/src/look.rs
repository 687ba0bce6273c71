//! One comment by its id, wherever it stands: a link leads to it, and it is in no list.

use porch_protocol::CommentId;
use porch_protocol::up_now::MetComment;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::detail::Detail;
use crate::entry::Entry;
use crate::focus;
use crate::latest::use_inquiries;

/// Which comment.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LookProps {
    pub(crate) id: CommentId,
    pub(crate) back: AttrValue,
    pub(crate) close: Callback<()>,
    pub(crate) house: House,
}

/// The comment; asked for anew after each act. It takes the focus: somebody has asked for just this one.
#[component]
pub(crate) fn Look(props: &LookProps) -> Html {
    let LookProps { id, back, close, house } = props.clone();
    let (found, inquiries) = (use_state(|| None::<MetComment>), use_inquiries());
    {
        let (found, house) = (found.clone(), house.clone());
        use_effect_with((id, house.deeds), move |(id, _)| {
            let (id, inquiry) = (*id, inquiries.ask());
            spawn_local(async move {
                match calls::pages::comment(id).await {
                    Ok(_) if !inquiry.counts() => {}
                    Ok(met) => {
                        if found.is_none() {
                            focus::want();
                        }
                        found.set(Some(met));
                    }
                    Err(failure) => house.failed(failure),
                }
            });
        });
    }
    let Some(met) = (*found).clone() else { return html! { <section class="detail" aria-busy="true" /> } };
    let (done, writes) = (Callback::noop(), Callback::noop());
    html! { <Detail entry={Entry::from(met)} listed={true} {back} {close} {done} {writes} {house} previous={None::<Callback<()>>} next={None::<Callback<()>>} /> }
}
