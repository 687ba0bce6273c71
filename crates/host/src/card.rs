//! One comment to decide about: why it waits, whose it is, what it says, and what can be done.

use porch_protocol::host::Card;
use porch_protocol::{CommentId, Verb};
use porch_widget::components::body::body;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::app::House;
use crate::person::EarlierLine;
use crate::when::when;
use crate::words;

/// A decision about a card, with its reason where it has one.
pub(crate) type Decision = (Card, Verb, Option<String>);

/// A card of the list.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CardProps {
    pub(crate) card: Card,
    /// Whether the keys act on this one.
    pub(crate) chosen: bool,
    /// The decision whose reason is being written.
    pub(crate) asking: Option<Verb>,
    /// Begins a decision: at once, or by asking why.
    pub(crate) begin: Callback<(CommentId, Verb)>,
    /// Decides.
    pub(crate) decide: Callback<Decision>,
    /// Lets a reason be.
    pub(crate) never_mind: Callback<()>,
    /// Whether the history of its author is open.
    pub(crate) known: bool,
    /// Opens and closes that.
    pub(crate) look: Callback<()>,
    pub(crate) house: House,
}

/// The verbs of a card, with their keys. What everybody sees already may stand, or is taken down.
pub(crate) fn verbs(card: &Card) -> [(Verb, &'static str); 4] {
    let (yes, no) =
        if card.comment.is_published() { (Verb::Keep, Verb::Remove) } else { (Verb::Approve, Verb::Decline) };
    [(yes, "a"), (Verb::SendBack, "e"), (no, "x"), (Verb::Spam, "s")]
}

/// Whether its author must hear why.
pub(crate) fn needs_reason(verb: Verb) -> bool {
    matches!(verb, Verb::SendBack | Verb::Decline | Verb::Remove)
}

/// The name on a card.
pub(crate) fn name(card: &Card) -> &str {
    card.comment.author.as_ref().map(|author| author.name.as_str()).unwrap_or_default()
}

/// A card.
#[component]
pub(crate) fn CardView(props: &CardProps) -> Html {
    let CardProps { card, chosen, asking, begin, decide, never_mind, known, look, house } = props.clone();
    let comment = &card.comment;
    let at = comment.id;
    let buttons = verbs(&card).into_iter().map(|(verb, key)| {
        let begin = begin.clone();
        let press = move |_: MouseEvent| begin.emit((at, verb));
        let class = matches!(verb, Verb::Approve | Verb::Keep).then_some("main");
        html! { <button {class} onclick={press}>{ words::verb(verb) }{ " " }<kbd>{ key }</kbd></button> }
    });
    html! {
        <article id={at.anchor()} class={chosen.then_some("chosen")} tabindex="-1" aria-label={name(&card).to_owned()}>
            <p class="why">
                { if comment.is_published() { words::UP } else { words::HELD } }{ " " }
                { &card.why }
                if card.second_look { { " · " }{ words::SECOND_LOOK } }
                <span class="place"><a href={card.place.url.clone()} title={words::OPEN_PAGE}>{ place(&card) }</a>{ " " }{ when(comment.posted_at) }</span>
            </p>
            <p class="person"><strong><bdi>{ name(&card).to_owned() }</bdi></strong></p>
            <EarlierLine person={card.person.clone()} earlier={card.earlier.clone()} open={known} toggle={look} {house} />
            if let Some(answers) = &card.answers {
                <blockquote>
                    <small>{ words::IN_ANSWER_TO }{ " " }<bdi>{ answers.author.as_ref().map(|author| author.name.clone()) }</bdi></small>
                    { answers.body.as_ref().map(body) }
                </blockquote>
            }
            <div class="words" dir="auto">{ comment.body.as_ref().map(body) }</div>
            if card.alike.len() > 1 { <p class="alike">{ words::alike(card.alike.len(), card.people) }</p> }
            if !card.reports.is_empty() {
                <p class="alike">{ words::REPORTS }</p>
                <ul>{ card.reports.iter().map(|report| html! { <li dir="auto">{ report }</li> }).collect::<Html>() }</ul>
            }
            if let Some(verb) = asking {
                <Reason {card} {verb} {decide} {never_mind} />
            } else {
                <div class="verbs">{ buttons.collect::<Html>() }</div>
            }
        </article>
    }
}

fn place(card: &Card) -> String {
    card.place.title.clone().unwrap_or_else(|| {
        let path = card.place.url.splitn(4, '/').nth(3).unwrap_or_default();
        format!("/{path}")
    })
}

#[derive(Clone, PartialEq, Properties)]
struct ReasonProps {
    card: Card,
    verb: Verb,
    decide: Callback<Decision>,
    never_mind: Callback<()>,
}

/// The field for a reason, which its author reads.
#[component]
fn Reason(props: &ReasonProps) -> Html {
    let ReasonProps { card, verb, decide, never_mind } = props.clone();
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                // A field that is gone needs no focus.
                _ = field.focus();
            }
        });
    }
    let send = {
        let (field, card) = (field.clone(), card.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let reason = field.cast::<HtmlTextAreaElement>().map(|field| field.value());
            decide.emit((card.clone(), verb, reason));
        })
    };
    let keys = {
        let (never_mind, form) = (never_mind.clone(), field.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                never_mind.emit(());
            } else if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                let form = form.cast::<HtmlTextAreaElement>().and_then(|field| field.form());
                // A form that is gone sends nothing.
                _ = form.map(|form| form.request_submit());
            }
        })
    };
    let leave = move |_: MouseEvent| never_mind.emit(());
    // A reason may begin with a rule of the house, and goes on in the words of whoever decides.
    let rules = card.rules.iter().enumerate().map(|(place, rule)| {
        let (words, field) = (words::rules::by_rule(place + 1, rule), field.clone());
        let press = {
            let words = words.clone();
            move |_: MouseEvent| {
                if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                    field.set_value(&format!("{words}. "));
                    // A field that is gone needs no focus.
                    _ = field.focus();
                }
            }
        };
        html! { <button type="button" onclick={press} dir="auto">{ words }</button> }
    });
    let rules: Vec<_> = rules.filter(|_| verb != Verb::SendBack).collect();
    html! {
        <form onsubmit={send}>
            if !rules.is_empty() { <div class="verbs" role="group" aria-label={words::rules::RULES}>{ for rules }</div> }
            <label>
                <span>{ words::ask_reason(verb, name(&card)) }</span>
                <textarea ref={field} required=true maxlength="1000" rows="3" dir="auto" onkeydown={keys} />
            </label>
            <div class="verbs">
                <button class="main">{ words::verb(verb) }</button>
                <button type="button" onclick={leave}>{ words::NEVER_MIND }</button>
            </div>
        </form>
    }
}
