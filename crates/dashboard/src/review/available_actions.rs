//! What is offered where a comment is met: answering, its verbs, one's own words, its conversation, its pace. One list for
//! buttons, keys and the line that tells of them.

use porch_protocol::{Comment, DecisionKind};
use yew::prelude::*;

use crate::context::Context;
use crate::review::comment_subject::{CommentPlace, DecisionItem, OpenForm, Subject};
use crate::review::reply::{ReplyMode, way};
use crate::text::{self, conversation as say};
use crate::ui::keys::{cap, is_no_deed};

/// One of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Offer {
    /// A decision.
    Verb(DecisionKind),
    /// Something that opens below the comment, and closes again.
    Opens(OpenForm),
}

/// The key of a verb: the same wherever it is offered.
pub(crate) fn key(verb: DecisionKind) -> &'static str {
    match verb {
        DecisionKind::Approve | DecisionKind::Restore | DecisionKind::NotSpam | DecisionKind::Keep => "a",
        DecisionKind::SendBack => "e",
        DecisionKind::Decline | DecisionKind::Remove => "x",
        DecisionKind::Spam => "s",
    }
}

/// The verbs about a comment. What somebody of the team has written is taken down or put back, but never sent back to be
/// mended, nor called spam: that would count against a visitor, and says nothing about a colleague.
pub(crate) fn verbs(comment: &Comment) -> Vec<DecisionKind> {
    let of_team = comment.author.as_ref().is_some_and(|author| author.role.is_some());
    let fits = |verb: &DecisionKind| !(of_team && matches!(verb, DecisionKind::SendBack | DecisionKind::Spam));
    DecisionKind::offered(comment.status).iter().copied().filter(fits).collect()
}

/// The same, each with its key and its words.
pub(crate) fn offered(comment: &Comment) -> Vec<DecisionItem> {
    verbs(comment).into_iter().map(|verb| (verb, key(verb), text::verb(verb))).collect()
}

/// All that is offered about a comment.
#[derive(Clone, PartialEq)]
pub(crate) struct Offers {
    /// What an answer would do, if one can be given.
    pub(crate) answers: Option<ReplyMode>,
    /// Whether these are the words of whoever looks.
    pub(crate) own: bool,
    verbs: Vec<DecisionItem>,
    /// Whether the conversation around it can be opened.
    around: bool,
    /// Whether its branch and page have a pace.
    paces: bool,
}

impl Offers {
    /// What is offered about it to whoever looks.
    pub(crate) fn about(subject: &Subject, context: &Context) -> Self {
        let comment = &subject.comment;
        // The server knows whose words they are; a name with a role belongs to one member of a team.
        let own = comment.author.as_ref().is_some_and(|author| author.role.is_some() && author.name == *context.me)
            && !DecisionKind::offered(comment.status).is_empty();
        Self {
            answers: way(comment.status, subject.decides),
            own,
            verbs: match &subject.verbs {
                _ if !subject.decides => Vec::new(),
                Some(verbs) => verbs.clone(),
                None => offered(comment),
            },
            around: matches!(subject.shown, CommentPlace::Plainly | CommentPlace::Quietly),
            paces: comment.is_published(),
        }
    }

    /// Each with its key and what its button says, in the order of the buttons.
    pub(crate) fn all(&self) -> Vec<(Offer, &'static str, &'static str)> {
        let mut all = Vec::new();
        if let Some(way) = self.answers {
            all.push((Offer::Opens(OpenForm::Answer), "r", way.label()));
        }
        all.extend(self.verbs.iter().map(|(verb, key, label)| (Offer::Verb(*verb), *key, *label)));
        if self.own {
            all.push((Offer::Opens(OpenForm::Edit), "", say::EDIT));
            all.push((Offer::Opens(OpenForm::Delete), "", say::DELETE));
        }
        if self.around {
            all.push((Offer::Opens(OpenForm::Around), "t", say::AROUND));
        }
        if self.paces {
            all.push((Offer::Opens(OpenForm::Pace), "c", text::pages::PACE));
        }
        all
    }

    /// Whether there is nothing to offer.
    pub(crate) fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    /// What can be done, in one line that opens it.
    pub(crate) fn told(&self) -> String {
        self.all().iter().map(|(.., label)| label.to_lowercase()).collect::<Vec<_>>().join(", ")
    }

    /// The buttons.
    pub(crate) fn buttons(&self, open: OpenForm, press: &Callback<Offer>) -> Html {
        let buttons = self.all().into_iter().map(|(offer, key, label)| {
            let press = press.reform(move |_: MouseEvent| offer);
            let expanded = match offer {
                Offer::Opens(what @ (OpenForm::Around | OpenForm::Pace)) => Some((open == what).to_string()),
                _ => None,
            };
            html! { <button aria-expanded={expanded} onclick={press}>{ label }if !key.is_empty() { { cap(key) } }</button> }
        });
        html! { <div class="verbs">{ for buttons }</div> }
    }

    /// One key, one act, about the comment that has the focus.
    pub(crate) fn keys(&self, press: Callback<Offer>) -> Callback<KeyboardEvent> {
        let all = self.all();
        Callback::from(move |event: KeyboardEvent| {
            let pressed = event.key();
            let found = all.iter().find(|(_, key, _)| *key == pressed).filter(|_| !is_no_deed(&event));
            if let Some((offer, ..)) = found {
                // It is about this comment, and about no other one that hears keys around it; and no letter of an answer.
                event.prevent_default();
                event.stop_propagation();
                press.emit(*offer);
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::{Comment, DecisionKind};
    use serde_json::json;

    use super::verbs;

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
    fn words_of_the_team_are_never_sent_back_nor_called_spam() {
        for role in ["owner", "host", "guest"] {
            assert_eq!(verbs(&comment("published", Some(role))), [DecisionKind::Remove], "{role}");
            assert_eq!(verbs(&comment("removed", Some(role))), [DecisionKind::Restore], "{role}");
            // What was called spam before goes back all the same.
            assert_eq!(verbs(&comment("spam", Some(role))), [DecisionKind::NotSpam], "{role}");
        }
        assert_eq!(
            verbs(&comment("published", None)),
            [DecisionKind::SendBack, DecisionKind::Remove, DecisionKind::Spam]
        );
    }
}
