//! The foot of the house: what was just done, read out, and the way back for ten seconds.

use porch_protocol::CommentId;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::keys::{cap, use_keydown};
use crate::words;

/// How long a decision can be taken back, in milliseconds. The server counts from its own clock.
const UNDO: u32 = 10_000;

/// What is said at the foot of the house, and what can be taken back there.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct Said {
    pub(crate) words: String,
    pub(crate) wrong: bool,
    pub(crate) undo: Vec<CommentId>,
    /// The way back from anything that is no decision about comments.
    pub(crate) back: Option<Callback<()>>,
}

impl Said {
    /// What a failure says; nothing where the door fell shut, for that is another page.
    pub(crate) fn wrong(why: String) -> Self {
        Self { words: why, wrong: true, ..Self::default() }
    }

    /// Whether it can be taken back.
    fn goes_back(&self) -> bool {
        !self.undo.is_empty() || self.back.is_some()
    }
}

/// What is said, and the house that it is said in.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FootProps {
    pub(crate) said: Said,
    pub(crate) house: House,
}

/// What was just done, and the way back for ten seconds.
#[component]
pub(crate) fn Foot(props: &FootProps) -> Html {
    let FootProps { said, house } = props.clone();
    {
        let house = house.clone();
        use_effect_with(said.clone(), move |said| {
            let gone = said.goes_back().then(|| {
                let words = said.words.clone();
                gloo_timers::callback::Timeout::new(UNDO, move || house.say.emit(Said { words, ..Said::default() }))
            });
            move || drop(gone)
        });
    }
    let undo = {
        let (house, comments, back) = (house.clone(), said.undo.clone(), said.back.clone());
        Callback::from(move |()| match &back {
            Some(back) => back.emit(()),
            None => take_back(&house, comments.clone()),
        })
    };
    {
        let (undo, can) = (undo.clone(), said.goes_back());
        use_keydown(move |event: &KeyboardEvent| {
            if can && event.key() == "u" {
                undo.emit(());
            }
        });
    }
    let undo = undo.reform(|_: MouseEvent| ());
    html! {
        <footer class={said.wrong.then_some("wrong")}>
            <p role="status">{ said.words.clone() }</p>
            if said.goes_back() {
                <button onclick={undo}>{ words::UNDO }{ cap("u") }</button>
            }
        </footer>
    }
}

/// Takes decisions back.
fn take_back(house: &House, comments: Vec<CommentId>) {
    let house = house.clone();
    spawn_local(async move {
        match calls::undo(comments).await {
            Ok(decided) => {
                let words = if decided.done.is_empty() { words::TOO_LATE } else { words::TAKEN_BACK };
                house.say.emit(Said { words: words.into(), ..Said::default() });
                house.refresh.emit(());
            }
            Err(failure) => house.failed(failure),
        }
    });
}
