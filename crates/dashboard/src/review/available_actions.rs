//! The available actions for a comment: replying, decisions, editing one's own comment, its conversation, its thread
//! controls. Buttons, keys and their summary use the same list.

use porch_class_macros::html;
use porch_protocol::{Comment, DecisionKind};
use yew::prelude::*;

use crate::context::Context;
use crate::review::comment_subject::{CommentPlace, DecisionItem, OpenForm, Subject};
use crate::review::reply::{ReplyMode, reply_mode};
use crate::text;
use crate::ui::keys::{ignores_key, key_cap};

/// An action.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Action {
    /// A decision.
    Decide(DecisionKind),
    /// A form or panel that opens below the comment, and closes again.
    Open(OpenForm),
}

/// The key of a decision: the same in all places.
pub(crate) fn key_of(decision: DecisionKind) -> &'static str {
    match decision {
        DecisionKind::Approve | DecisionKind::Restore | DecisionKind::NotSpam | DecisionKind::Keep => "a",
        DecisionKind::SendBack => "e",
        DecisionKind::Decline | DecisionKind::Remove => "x",
        DecisionKind::Spam => "s",
    }
}

/// The decisions about a comment. A team member's comment can be removed or restored, but never sent back for changes
/// nor marked as spam: that would count against a visitor, and says nothing about a colleague.
pub(crate) fn decisions_for(comment: &Comment) -> Vec<DecisionKind> {
    let by_team = comment.author.as_ref().is_some_and(|author| author.role.is_some());
    let fits = |decision: &DecisionKind| !(by_team && matches!(decision, DecisionKind::SendBack | DecisionKind::Spam));
    DecisionKind::offered(comment.status).iter().copied().filter(fits).collect()
}

/// The same, each with its key and its label.
pub(crate) fn decision_items(comment: &Comment) -> Vec<DecisionItem> {
    decisions_for(comment)
        .into_iter()
        .map(|decision| (decision, key_of(decision), text::decision_label(decision)))
        .collect()
}

/// All available actions for a comment.
#[derive(Clone, PartialEq)]
pub(crate) struct AvailableActions {
    /// What a reply does, if one can be given.
    pub(crate) reply_mode: Option<ReplyMode>,
    /// Whether the comment is the member's own.
    pub(crate) own: bool,
    verbs: Vec<DecisionItem>,
    /// Whether the conversation around it can be opened.
    conversation: bool,
    /// Whether its branch and its page have thread controls.
    thread_controls: bool,
    /// Whether it can be erased.
    erase: bool,
}

impl AvailableActions {
    /// The actions for a comment that are available to the member.
    pub(crate) fn for_subject(subject: &Subject, context: &Context) -> Self {
        let comment = &subject.comment;
        // The server checks who the author is; a name with a role belongs to one member of a team.
        let own = comment.author.as_ref().is_some_and(|author| author.role.is_some() && author.name == *context.me)
            && !DecisionKind::offered(comment.status).is_empty();
        Self {
            reply_mode: reply_mode(comment.status, subject.decides),
            own,
            verbs: match &subject.verbs {
                _ if !subject.decides => Vec::new(),
                Some(verbs) => verbs.clone(),
                None => decision_items(comment),
            },
            conversation: matches!(subject.place, CommentPlace::Full | CommentPlace::Compact),
            thread_controls: comment.is_published(),
            // Who was erased has no name.
            erase: context.may_erase && subject.decides && comment.author.is_some(),
        }
    }

    /// Each action with its key and its label, in the order of the buttons.
    pub(crate) fn all(&self) -> Vec<(Action, &'static str, &'static str)> {
        let mut all = Vec::new();
        if let Some(mode) = self.reply_mode {
            all.push((Action::Open(OpenForm::Reply), "r", mode.label()));
        }
        all.extend(self.verbs.iter().map(|(decision, key, label)| (Action::Decide(*decision), *key, *label)));
        if self.own {
            all.push((Action::Open(OpenForm::Edit), "", text().conversation_edit()));
            all.push((Action::Open(OpenForm::Delete), "", text().conversation_delete()));
        }
        if self.conversation {
            all.push((Action::Open(OpenForm::Conversation), "t", text().conversation_conversation()));
        }
        if self.thread_controls {
            all.push((Action::Open(OpenForm::ThreadControls), "c", text().pages_controls()));
        }
        if self.erase {
            all.push((Action::Open(OpenForm::Erase), "", text().erase_open()));
        }
        all
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    /// The actions in one line, for the label of the button that opens them.
    pub(crate) fn summary(&self) -> String {
        self.all().iter().map(|(.., label)| label.to_lowercase()).collect::<Vec<_>>().join(", ")
    }

    /// The buttons.
    pub(crate) fn buttons(&self, open: OpenForm, press: &Callback<Action>) -> Html {
        let buttons = self.all().into_iter().map(|(action, key, label)| {
            let press = press.reform(move |_: MouseEvent| action);
            let expanded = match action {
                Action::Open(what @ (OpenForm::Conversation | OpenForm::ThreadControls)) => Some((open == what).to_string()),
                _ => None,
            };
            html! { <button aria-expanded={expanded} onclick={press}>{ label }if !key.is_empty() { { key_cap(key) } }</button> }
        });
        html! { <div class="verbs">{ for buttons }</div> }
    }

    /// The keys of the actions, for the comment that has the focus.
    pub(crate) fn keys(&self, press: Callback<Action>) -> Callback<KeyboardEvent> {
        let all = self.all();
        Callback::from(move |event: KeyboardEvent| {
            let pressed = event.key();
            let found = all.iter().find(|(_, key, _)| *key == pressed).filter(|_| !ignores_key(&event));
            if let Some((action, ..)) = found {
                // The key is for this comment: outer comments must not handle it, and it must not be typed into the
                // reply.
                event.prevent_default();
                event.stop_propagation();
                press.emit(*action);
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::{Comment, DecisionKind};
    use serde_json::json;

    use super::decisions_for;

    fn comment(status: &str, role: Option<&str>) -> Comment {
        let author = match role {
            Some(role) => json!({ "name": "Marta", "role": role }),
            None => json!({ "name": "Amira" }),
        };
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        serde_json::from_value(json!({ "id": id, "status": status, "version": 1, "author": author, "posted_at": 0 }))
            .unwrap()
    }

    #[test]
    fn comments_of_the_team_are_never_sent_back_nor_marked_as_spam() {
        for role in ["owner", "host", "guest"] {
            assert_eq!(decisions_for(&comment("published", Some(role))), [DecisionKind::Remove], "{role}");
            assert_eq!(decisions_for(&comment("removed", Some(role))), [DecisionKind::Restore], "{role}");
            // A comment that was marked as spam before can be restored all the same.
            assert_eq!(decisions_for(&comment("spam", Some(role))), [DecisionKind::NotSpam], "{role}");
        }
        assert_eq!(
            decisions_for(&comment("published", None)),
            [DecisionKind::SendBack, DecisionKind::Remove, DecisionKind::Spam]
        );
    }
}
