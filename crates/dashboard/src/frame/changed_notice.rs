//! The notice above a list that has changed; the new list is shown on request, so that readers keep their place.

use porch_class_macros::html;
use yew::prelude::*;

use crate::context::Context;
use crate::text;

/// When a list was loaded.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub(crate) struct LoadedAt {
    /// The sequence number of the site's latest event then.
    pub(crate) site_seq: i64,
    /// The count of actions done here then: an action reloads lists by itself.
    pub(crate) actions_done: u32,
}

impl LoadedAt {
    /// Whether something has happened since that no request is loading yet.
    fn is_behind(self, context: &Context) -> bool {
        self.actions_done == context.actions_done && self.site_seq < context.site_seq
    }
}

/// When the list was loaded, and the context.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ChangedNoticeProps {
    pub(crate) loaded: LoadedAt,
    pub(crate) context: Context,
}

/// The notice. It overlays the list and takes no room: nothing moves when it appears.
#[component]
pub(crate) fn ChangedNotice(props: &ChangedNoticeProps) -> Html {
    let ChangedNoticeProps { loaded, context } = props.clone();
    let behind = loaded.is_behind(&context);
    let press = context.refresh.reform(|_: MouseEvent| ());
    html! {
        <p class="news" role="status">
            if behind { <span>{ text().changed_since() }{ " " }<button onclick={press}>{ text().show_now() }</button></span> }
        </p>
    }
}

#[cfg(test)]
mod tests {
    use yew::prelude::*;

    use super::LoadedAt;
    use crate::context::Context;

    #[test]
    fn a_list_is_behind_when_something_happened_elsewhere_and_not_while_it_is_loaded_again() {
        let context = |site_seq, actions| Context {
            show_toast: Callback::noop(),
            refresh: Callback::noop(),
            session_ended: Callback::noop(),
            renamed: Callback::noop(),
            own_renamed: Callback::noop(),
            actions_done: actions,
            site_seq,
            failures: 0,
            may_erase: false,
            me: AttrValue::default(),
        };
        let loaded = LoadedAt { site_seq: 7, actions_done: 2 };
        assert!(loaded.is_behind(&context(8, 2)));
        assert!(!loaded.is_behind(&context(7, 2)));
        assert!(!loaded.is_behind(&context(0, 2)), "nobody has asked yet");
        assert!(!loaded.is_behind(&context(8, 3)), "it is being loaded");
    }
}
