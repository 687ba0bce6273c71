//! That a list is not as it was any more: said above it, and shown when somebody asks for it. Whoever reads a list must not
//! lose their place.

use yew::prelude::*;

use crate::context::Context;
use crate::text;

/// When a list was loaded: how far the site had come, and how much was done here.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub(crate) struct LoadedAt {
    /// How far the site had come, as the server counts it.
    pub(crate) site_seq: i64,
    /// How much had been done here: what is done here loads lists anew by itself.
    pub(crate) actions_done: u32,
}

impl LoadedAt {
    /// Whether something has happened since that nobody is loading yet.
    fn is_behind(self, context: &Context) -> bool {
        self.actions_done == context.actions_done && self.site_seq < context.site_seq
    }
}

/// When the list was loaded, and where.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NewsProps {
    pub(crate) loaded: LoadedAt,
    pub(crate) context: Context,
}

/// The line. It stands over the list and takes no room: nothing moves when it comes.
#[component]
pub(crate) fn News(props: &NewsProps) -> Html {
    let NewsProps { loaded, context } = props.clone();
    let behind = loaded.is_behind(&context);
    let press = context.refresh.reform(|_: MouseEvent| ());
    html! {
        <p class="news" role="status">
            if behind { <span>{ text::CHANGED_SINCE }{ " " }<button onclick={press}>{ text::SHOW_NOW }</button></span> }
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
        let context = |latest, deeds| Context {
            say: Callback::noop(),
            refresh: Callback::noop(),
            session_ended: Callback::noop(),
            renamed: Callback::noop(),
            own_renamed: Callback::noop(),
            actions_done: deeds,
            site_seq: latest,
            failures: 0,
            me: AttrValue::default(),
        };
        let loaded = LoadedAt { site_seq: 7, actions_done: 2 };
        assert!(loaded.is_behind(&context(8, 2)));
        assert!(!loaded.is_behind(&context(7, 2)));
        assert!(!loaded.is_behind(&context(0, 2)), "nobody has asked yet");
        assert!(!loaded.is_behind(&context(8, 3)), "it is being loaded");
    }
}
