//! Where the focus goes when something opens, so that whoever uses keys is where it is.

use web_sys::HtmlElement;
use yew::prelude::*;

/// A reference for what takes the focus when it comes.
#[hook]
pub(crate) fn use_focus() -> NodeRef {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            // What is gone already needs none.
            _ = node.cast::<HtmlElement>().map(|node| node.focus());
        });
    }
    node
}
