//! Welcome and rules: the opening question, up to three rules and their signature, saved as they are typed, beside a
//! preview for newcomers.

use porch_class_macros::html;
use porch_protocol::site_settings::SetWelcome;
use porch_protocol::{Welcome, WelcomeWords, limits};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::api::{self, Request, to};
use crate::context::Context;
use crate::site::newcomer_preview::NewcomerPreview;
use crate::text;
use crate::ui::autosave::{Autosave, Autosaved, use_autosave};

/// The values of the fields.
#[derive(Clone, PartialEq, Debug, Default)]
struct TypedTexts {
    /// The page that they are for; none for the whole site.
    page: Option<String>,
    question: String,
    rules: [String; limits::HOUSE_RULES],
    by: String,
}

impl TypedTexts {
    /// The texts as they are saved; where they have no signature, it is the member's own name.
    fn id_of(page: Option<String>, words: &WelcomeWords, me: &str) -> Self {
        let rules = words.rules.clone().unwrap_or_default();
        Self {
            page,
            question: words.question.clone().unwrap_or_default(),
            rules: std::array::from_fn(|number| rules.get(number).cloned().unwrap_or_default()),
            by: words.by.clone().unwrap_or_else(|| me.to_owned()),
        }
    }

    /// A field that a page leaves empty inherits the site's text; a field that the site leaves empty is not shown.
    fn words(&self) -> WelcomeWords {
        let is_site = self.page.is_none();
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let rules: Vec<_> = self.rules.iter().map(|rule| line(rule)).filter(|rule| !rule.is_empty()).collect();
        WelcomeWords {
            question: Some(line(&self.question)).filter(|question| is_site || !question.is_empty()),
            rules: (is_site || !rules.is_empty()).then_some(rules),
            by: Some(line(&self.by)).filter(|by| !by.is_empty()),
        }
    }

    /// What a newcomer sees, with the site's text where a page has none of its own.
    fn shown(&self, site: &WelcomeWords) -> Welcome {
        let own = self.words();
        let (question, asked_by) = match own.question {
            Some(question) => (question, own.by.clone()),
            None => (site.question.clone().unwrap_or_default(), site.by.clone()),
        };
        let (rules, rules_by) = match own.rules {
            Some(rules) => (rules, own.by),
            None => (site.rules.clone().unwrap_or_default(), site.by.clone()),
        };
        Welcome { question: Some(question).filter(|question| !question.is_empty()), asked_by, rules, rules_by }
    }
}

impl Autosaved for TypedTexts {
    type Response = WelcomeWords;

    fn label(&self) -> &'static str {
        text().rules_question_and_rules()
    }

    fn change(&self) -> Request<WelcomeWords> {
        api::send(&to::SET_WELCOME, &SetWelcome { page: self.page.clone(), words: self.words() })
    }

    /// Rules after an empty one move up.
    fn saved(&self, answer: WelcomeWords) -> Self {
        Self::id_of(self.page.clone(), &answer, &self.by)
    }
}

/// The texts of the site or of a page.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FieldsProps {
    /// The page that they are for; none for the whole site.
    pub(crate) page: Option<String>,
    /// As they are saved.
    pub(crate) words: WelcomeWords,
    /// The site's texts.
    pub(crate) site: WelcomeWords,
    pub(crate) may_change: bool,
    pub(crate) context: Context,
    /// Receives the texts when they are saved.
    #[prop_or_default]
    pub(crate) saved: Callback<WelcomeWords>,
}

/// The fields, and the preview.
#[component]
pub(crate) fn WelcomeFields(props: &FieldsProps) -> Html {
    let FieldsProps { page, words, site, may_change, context, saved } = props.clone();
    let done = saved.reform(|typed: TypedTexts| typed.words());
    let autosave = use_autosave(TypedTexts::id_of(page.clone(), &words, &context.me), &context, done);
    let shown = autosave.shown().clone();
    let id_of = |name: &str| if page.is_some() { format!("page-{name}") } else { format!("site-{name}") };
    let fields = Fields { autosave: autosave.clone(), may_change };
    let as_site = |own: Option<&String>| page.as_ref().and(own).filter(|own| !own.is_empty()).cloned();
    let site_rules = site.rules.clone().unwrap_or_default();
    let rules = (0..limits::HOUSE_RULES).map(|number| {
        let area = Area {
            id: id_of(&format!("rule{number}")),
            label: Some(text().rules_number(number + 1)),
            value: shown.rules.get(number).cloned().unwrap_or_default(),
            most: limits::HOUSE_RULE_CHARS,
            empty: as_site(site_rules.get(number)),
        };
        let set = move |typed: &mut TypedTexts, value| _ = typed.rules.get_mut(number).map(|rule| *rule = value);
        html! {
            <div class="numbered" key={number}><span class="muted" aria-hidden="true">{ number + 1 }</span>{ fields.area(area, set) }</div>
        }
    });
    let rules: Html = rules.collect();
    let question = Area {
        id: id_of("question"),
        label: None,
        value: shown.question.clone(),
        most: limits::QUESTION_CHARS,
        empty: as_site(site.question.as_ref()),
    };
    let question = fields.area(question, |typed, value| typed.question = value);
    html! {
        <div ref={autosave.container.clone()}>
            <div class="form-row">
                <div class="row-label"><label for={id_of("question")}><b>{ text().rules_question() }</b></label><p>{ text().rules_question_what() }</p></div>
                <div class="row-control">{ question }</div>
            </div>
            <div class="form-row">
                <div class="row-label"><b>{ text().rules_house_rules() }</b><p>{ text().rules_house_rules_what() }</p></div>
                <div class="row-control">{ rules }</div>
            </div>
            <div class="form-row">
                <div class="row-label"><label for={id_of("by")}><b>{ text().rules_signature() }</b></label><p>{ text().rules_signature_what() }</p></div>
                <div class="row-control">{ fields.name(&id_of("by"), shown.by.clone()) }</div>
            </div>
            { autosave.error_note() }
            <NewcomerPreview welcome={shown.shown(&site)} />
        </div>
    }
}

/// A field: its id, its label where no element labels it, its value, its maximum length, and its placeholder.
struct Area {
    id: String,
    label: Option<String>,
    value: String,
    most: usize,
    empty: Option<String>,
}

/// What the fields need.
struct Fields {
    autosave: Autosave<TypedTexts>,
    may_change: bool,
}

impl Fields {
    /// A text of one paragraph; its field grows with it.
    fn area(&self, area: Area, set: impl Fn(&mut TypedTexts, String) + 'static) -> Html {
        let Area { id, label, value, most, empty } = area;
        let autosave = self.autosave.clone();
        let on_input = move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            autosave.edit(|typed| set(typed, value));
        };
        let rows = rows(&value).to_string();
        let refused = self.autosave.error.is_some().then_some("true");
        html! {
            <textarea {id} aria-label={label} {value} {rows} maxlength={most.to_string()} placeholder={empty} disabled={!self.may_change}
                dir="auto" aria-invalid={refused} oninput={on_input} onchange={self.on_leave()} onkeydown={|event: KeyboardEvent| prevent_line_break(&event)} />
        }
    }

    /// The signature.
    fn name(&self, id: &str, value: String) -> Html {
        let autosave = self.autosave.clone();
        let on_input = move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            autosave.edit(|typed| typed.by = value);
        };
        html! {
            <input type="text" id={id.to_owned()} {value} maxlength={limits::NAME_CHARS.to_string()} disabled={!self.may_change} dir="auto"
                autocomplete="off" oninput={on_input} onchange={self.on_leave()} />
        }
    }

    fn on_leave(&self) -> Callback<Event> {
        let autosave = self.autosave.clone();
        Callback::from(move |_| autosave.save())
    }
}

/// Enter adds no line break: pages show each of these texts as one paragraph.
fn prevent_line_break(event: &KeyboardEvent) {
    if event.key() == "Enter" && !event.is_composing() {
        event.prevent_default();
    }
}

/// The approximate number of lines of a text, in a browser that does not size its field.
fn rows(text: &str) -> usize {
    (1 + text.chars().count() / 44).clamp(1, 8)
}

#[cfg(test)]
mod tests {
    use porch_protocol::WelcomeWords;

    use super::{TypedTexts, rows};

    fn words(question: &str, rules: &[&str], by: &str) -> WelcomeWords {
        WelcomeWords {
            question: Some(question.into()),
            rules: Some(rules.iter().map(ToString::to_string).collect()),
            by: Some(by.into()),
        }
    }

    #[test]
    fn an_empty_field_of_a_page_inherits_the_sites_text() {
        let site = TypedTexts { by: "Marta".into(), ..TypedTexts::default() };
        assert_eq!(site.words(), words("", &[], "Marta"));
        let page = TypedTexts { page: Some("bakery.example/rye".into()), ..site };
        assert_eq!(page.words(), WelcomeWords { by: Some("Marta".into()), ..WelcomeWords::default() });
        let of_site = words("What did you bake?", &["be concrete"], "Jan");
        let shown = page.shown(&of_site);
        assert_eq!((shown.question.as_deref(), shown.asked_by.as_deref()), (Some("What did you bake?"), Some("Jan")));
        let own = TypedTexts { question: " Rye\nor wheat? ".into(), ..page };
        let shown = own.shown(&of_site);
        assert_eq!((shown.question.as_deref(), shown.asked_by.as_deref()), (Some("Rye or wheat?"), Some("Marta")));
        assert_eq!((shown.rules.len(), shown.rules_by.as_deref()), (1, Some("Jan")));
    }

    #[test]
    fn texts_without_a_signature_are_signed_by_the_member_and_rules_move_up() {
        let typed = TypedTexts::id_of(None, &WelcomeWords::default(), "Marta");
        assert_eq!(typed.by, "Marta");
        let gap = TypedTexts { rules: ["a".into(), " ".into(), "c".into()], ..typed };
        assert_eq!(gap.words().rules, Some(vec!["a".to_owned(), "c".to_owned()]));
        assert_eq!(
            TypedTexts::id_of(None, &gap.words(), "Marta").rules,
            ["a".to_owned(), "c".to_owned(), String::new()]
        );
        assert_eq!([rows(""), rows(&"x".repeat(100)), rows(&"x".repeat(2_000))], [1, 3, 8]);
    }
}
