//! How a conversation changes: the reducer alone, natively.
#![cfg(not(target_arch = "wasm32"))]

mod made;

use made::Dice;
use porch_protocol::{
    Author, Change, ChangeKind, Changes, Comment, CommentId, CommentPosted, Cursor, HoldRule, Inline, Me, MyComment,
    Order, ReplyPause, Status, ThreadPage, Timestamp, Trust,
};
use porch_widget::first_reader::FirstReader;
use porch_widget::reduce::reduce;
use porch_widget::state::{Action, Form, Key, Notice, NoticePlace, Sending, State};

fn news(changes: &[(ChangeKind, &Comment)], total: usize) -> Action {
    let changes = changes.iter().map(|(kind, comment)| Change { kind: *kind, comment: (*comment).clone() }).collect();
    Action::ChangesReceived(Changes {
        cursor: Cursor("c8".into()),
        total: u32::try_from(total).unwrap_or(u32::MAX),
        closed: false,
        hold: HoldRule::Off,
        reply_pauses: Vec::new(),
        changes,
    })
}

fn state(comments: &[Comment]) -> State {
    State::new(&made::page(comments, Order::Conversation), Order::Conversation)
}

fn words(number: usize, parent: Option<usize>) -> Comment {
    made::comment(number, parent, "Ben", vec![Inline::Text(format!("words {number}"))])
}

/// What a reader sees, from top to bottom.
fn shown(state: &State) -> Vec<CommentId> {
    state.blocks.iter().flat_map(|block| block.head.into_iter().chain(block.replies.iter().map(|r| r.id))).collect()
}

fn mine(comment: &Comment) -> MyComment {
    MyComment {
        id: comment.id,
        parent: comment.parent,
        version: comment.version,
        status: comment.status,
        source: "words".into(),
        body: comment.body.clone().unwrap_or_default(),
        author: comment.author.clone().unwrap_or_else(|| Author::visitor("Ben")),
        posted_at: comment.posted_at,
        edited_at: None,
        reason: None,
        editable_until: Timestamp(i64::MAX),
        second_look: false,
    }
}

fn posted(comment: &Comment) -> CommentPosted {
    CommentPosted { comment: comment.clone(), cursor: None, reason: None }
}

#[test]
fn nothing_is_put_under_the_readers_eyes() {
    let mut state = state(&[words(0, None), words(1, Some(0))]);
    let before = shown(&state);
    reduce(
        &mut state,
        news(&[(ChangeKind::Published, &words(2, None)), (ChangeKind::Published, &words(3, Some(0)))], 4),
    );
    assert_eq!((shown(&state), state.pending_count(), state.total), (before, 2, 4));
    reduce(&mut state, Action::ShowPending);
    assert_eq!(shown(&state), [2, 0, 1, 3].map(made::id));
    assert_eq!((state.pending_count(), state.highlighted.len()), (0, 2));
}

#[test]
fn a_change_to_what_is_shown_is_seen_at_once_and_only_there() {
    let mut state = state(&[words(0, None), words(1, Some(0))]);
    let edited = Comment { version: 2, edited_at: Some(Timestamp(1)), ..words(1, Some(0)) };
    let changed = reduce(&mut state, news(&[(ChangeKind::Edited, &edited)], 2));
    assert!(changed.contains(&Key::Comment(made::id(1))));
    assert!(!changed.iter().any(|key| matches!(key, Key::List | Key::Block(_))), "{changed:?}");
    assert_eq!(state.comments[&made::id(1)].version, 2);
}

#[test]
fn an_older_version_never_wins() {
    let mut state = state(&[Comment { version: 3, ..words(0, None) }]);
    reduce(&mut state, news(&[(ChangeKind::Edited, &Comment { version: 2, ..words(0, None) })], 1));
    assert_eq!(state.comments[&made::id(0)].version, 3);
}

#[test]
fn a_withdrawn_comment_that_waited_is_never_shown() {
    let mut state = state(&[words(0, None)]);
    reduce(&mut state, news(&[(ChangeKind::Published, &words(1, Some(0)))], 2));
    let gone = Comment { version: 2, status: Status::Withdrawn, author: None, body: None, ..words(1, Some(0)) };
    reduce(&mut state, news(&[(ChangeKind::Withdrawn, &gone)], 1));
    assert_eq!((state.pending_count(), state.total), (0, 1));
}

#[test]
fn own_words_are_shown_at_once_and_counted_once() {
    let mut state = state(&[words(0, None)]);
    let local = words(90, Some(0));
    reduce(&mut state, Action::Send(local.clone()));
    assert_eq!(shown(&state), [0, 90].map(made::id));
    assert_eq!((state.sending(local.id), state.total), (Some(Sending::InFlight), 1));
    let real = words(1, Some(0));
    reduce(&mut state, Action::Posted(local.id, posted(&real), mine(&real)));
    assert_eq!((shown(&state), state.total), ([0, 1].map(made::id).to_vec(), 2));
    // The live stream tells of the same comment.
    reduce(&mut state, news(&[(ChangeKind::Published, &real)], 2));
    assert_eq!((state.pending_count(), state.total), (0, 2));
}

#[test]
fn own_words_that_came_by_the_stream_first_are_counted_once_too() {
    let mut state = state(&[words(0, None)]);
    let (local, real) = (words(90, None), words(1, None));
    reduce(&mut state, Action::Send(local.clone()));
    reduce(&mut state, news(&[(ChangeKind::Published, &real)], 2));
    reduce(&mut state, Action::Posted(local.id, posted(&real), mine(&real)));
    assert_eq!((shown(&state), state.total, state.pending_count()), ([1, 0].map(made::id).to_vec(), 2, 0));
}

#[test]
fn held_words_are_shown_to_their_author_and_not_counted() {
    let mut state = state(&[words(0, None)]);
    let held = Comment { status: Status::Held, ..words(1, None) };
    reduce(&mut state, Action::Send(words(90, None)));
    reduce(&mut state, Action::Posted(made::id(90), posted(&held), mine(&held)));
    assert_eq!((shown(&state), state.total), ([1, 0].map(made::id).to_vec(), 1));
}

/// The same comment as another status has it, one version later.
fn turned(comment: &Comment, status: Status) -> Comment {
    let stub = matches!(status, Status::Removed | Status::Withdrawn);
    let (author, body) = (comment.author.clone().filter(|_| !stub), comment.body.clone().filter(|_| !stub));
    Comment { version: comment.version + 1, status, author, body, ..comment.clone() }
}

fn known(comments: &[Comment]) -> Action {
    let published = comments.iter().filter(|comment| comment.is_published()).count();
    let standing = Trust { published: u32::try_from(published).unwrap_or(0), ..Trust::default() };
    let comments = comments.iter().map(mine).collect();
    Action::Me(Me { guest: true, standing: Some(standing), hold: HoldRule::First, comments, ..Me::default() })
}

#[test]
fn seconds_of_slow_mode_come_with_what_only_oneself_knows_and_are_said_below_the_card() {
    let mut state = state(&[]);
    assert!(reduce(&mut state, Action::Me(Me { wait: 20, ..Me::default() })).contains(&Key::Notice));
    assert_eq!(state.slow_mode_wait, 20);
    assert_eq!((reduce(&mut state, Action::SlowModeWait(19)), state.slow_mode_wait), (vec![Key::Notice], 19));
    reduce(&mut state, Action::Me(Me::default()));
    assert_eq!(state.slow_mode_wait, 0);
}

fn says(state: &mut State, id: CommentId) {
    let notice = Notice {
        at: NoticePlace::Comment(id),
        text: "The team reads it first.".into(),
        is_error: false,
        field: None,
        team_name: false,
        seconds_left: None,
    };
    reduce(state, Action::SetNotice(Some(notice)));
}

#[test]
fn what_was_said_about_held_words_goes_with_the_decision_however_it_is_heard() {
    let held = Comment { status: Status::Held, ..words(1, None) };
    for (status, by_ring) in [
        (Status::Published, true),
        (Status::Published, false),
        (Status::SentBack, false),
        (Status::Declined, false),
        (Status::Spam, false),
    ] {
        let mut state = state(&[words(0, None)]);
        reduce(&mut state, Action::Posted(made::id(90), posted(&held), mine(&held)));
        says(&mut state, held.id);
        let now = Comment { reason: Some("Which rye?".into()), ..turned(&held, status) };
        let action =
            if by_ring { news(&[(ChangeKind::Published, &now)], 2) } else { known(std::slice::from_ref(&now)) };
        let changed = reduce(&mut state, action.clone());
        assert!(changed.contains(&Key::Comment(held.id)), "{status:?}");
        assert_eq!(state.notice, None, "{status:?}");
        assert_eq!(state.comments[&held.id].status, status);
        assert_eq!(state.just_published.contains(&held.id), status == Status::Published, "{status:?}");
        assert_eq!(state.total, if status == Status::Published { 2 } else { 1 }, "{status:?}");
        let own = state.mine(held.id).map(|mine| (mine.version, mine.status));
        assert_eq!(own, Some((now.version, status)), "an edit names the version that it is now");
        assert!(!state.awaits_decision(), "{status:?}");
        // Heard once more, by whatever road, it changes nothing.
        reduce(&mut state, action);
        assert_eq!(state.total, if status == Status::Published { 2 } else { 1 }, "{status:?}");
    }
}

#[test]
fn a_decision_is_awaited_while_words_are_held_or_looked_at_once_more() {
    for (status, second_look, awaits) in [
        (Status::Held, false, true),
        (Status::Published, false, false),
        (Status::SentBack, false, false),
        (Status::Declined, false, false),
        (Status::Declined, true, true),
    ] {
        let mut state = state(&[words(0, None)]);
        let own = MyComment { second_look, ..mine(&Comment { status, ..words(1, None) }) };
        reduce(&mut state, Action::Me(Me { comments: vec![own], ..Me::default() }));
        assert_eq!(state.awaits_decision(), awaits, "{status:?}");
    }
}

#[test]
fn an_answer_that_was_asked_for_earlier_takes_nothing_back() {
    let mut state = state(&[words(0, None)]);
    let held = Comment { status: Status::Held, version: 3, ..words(1, None) };
    reduce(&mut state, Action::Posted(made::id(90), posted(&held), mine(&held)));
    reduce(&mut state, known(&[Comment { status: Status::Published, version: 2, ..words(1, None) }]));
    assert_eq!(state.comments[&held.id].status, Status::Held);
    assert_eq!(state.mine(held.id).map(|mine| mine.version), Some(3));
}

#[test]
fn words_held_by_an_edit_are_not_called_removed_in_their_authors_eyes() {
    let own = words(1, None);
    let mut state = state(&[words(0, None), own.clone()]);
    reduce(&mut state, known(std::slice::from_ref(&own)));
    let held = turned(&own, Status::Held);
    reduce(&mut state, Action::Saved(posted(&held), mine(&held)));
    assert_eq!(state.total, 1, "others do not see them now");
    // What everyone else is told.
    let stub = Comment { version: held.version, ..turned(&own, Status::Removed) };
    reduce(&mut state, news(&[(ChangeKind::Removed, &stub)], 1));
    assert_eq!(state.comments[&own.id].status, Status::Held);
    // Really removed, later.
    reduce(&mut state, news(&[(ChangeKind::Removed, &turned(&held, Status::Removed))], 1));
    assert_eq!(state.comments[&own.id].status, Status::Removed);
}

#[test]
fn replies_are_counted_as_everyone_can_read_them() {
    let thread = [words(0, None), words(1, Some(0)), words(2, Some(1)), words(3, Some(1)), words(4, Some(0))];
    let mut state = state(&thread);
    let counts = |state: &State| {
        let replies = state.blocks[0].replies.iter().map(|reply| reply.readable).collect::<Vec<_>>();
        (state.blocks[0].readable, replies)
    };
    assert_eq!(counts(&state), (4, vec![2, 0, 0, 0]));
    let changed = reduce(&mut state, news(&[(ChangeKind::Withdrawn, &turned(&thread[3], Status::Withdrawn))], 4));
    assert_eq!(counts(&state), (3, vec![1, 0, 0, 0]));
    assert!(changed.contains(&Key::Block(made::id(0))), "{changed:?}");
    assert_eq!(state.blocks[0].replies[0].below, 2, "the stub has its place");
    // One's own, before and after everyone sees them.
    reduce(&mut state, Action::Send(Comment { version: 0, ..words(90, Some(0)) }));
    assert_eq!(counts(&state).0, 3);
    let held = Comment { status: Status::Held, ..words(5, Some(0)) };
    reduce(&mut state, Action::Posted(made::id(90), posted(&held), mine(&held)));
    assert_eq!(counts(&state).0, 3);
    reduce(&mut state, news(&[(ChangeKind::Published, &turned(&held, Status::Published))], 5));
    assert_eq!((counts(&state).0, state.total), (4, 5));
    // Taken back by oneself, and given back by the host.
    reduce(&mut state, Action::Saved(posted(&turned(&thread[4], Status::Withdrawn)), mine(&thread[4])));
    assert_eq!((counts(&state).0, state.total), (3, 4));
    let back = Comment { version: 9, ..thread[3].clone() };
    reduce(&mut state, news(&[(ChangeKind::Restored, &back)], 5));
    assert_eq!((counts(&state).0, state.total), (4, 5));
}

#[test]
fn who_reads_words_first_is_told_before_they_are_sent() {
    use porch_protocol::DisclosedHoldReason::{EveryComment, FirstComment};
    let own = words(1, None);
    for (hold, published, ahead) in [
        (HoldRule::Off, None, FirstReader::Everyone),
        (HoldRule::First, None, FirstReader::Team(Some(FirstComment))),
        (HoldRule::First, Some(0), FirstReader::Team(Some(FirstComment))),
        (HoldRule::First, Some(1), FirstReader::Everyone),
        (HoldRule::All, Some(9), FirstReader::Team(Some(EveryComment))),
    ] {
        let page = ThreadPage { hold, ..made::page(std::slice::from_ref(&own), Order::Conversation) };
        let mut state = State::new(&page, Order::Conversation);
        let standing = published.map(|published| Trust { published, ..Trust::default() });
        let held = MyComment { status: Status::SentBack, ..mine(&words(2, None)) };
        let me = Me { standing, hold, comments: vec![mine(&own)], ..Me::default() };
        reduce(&mut state, Action::Me(me.clone()));
        assert_eq!(state.first_reader(None), ahead, "{hold:?} {published:?}");
        assert_eq!(state.first_reader(Some(Form::Reply(own.id))), ahead);
        // Whoever saw words held is promised nothing for the next ones.
        reduce(&mut state, Action::Me(Me { comments: vec![mine(&own), held], ..me }));
        let later = match ahead {
            FirstReader::Everyone => FirstReader::PerhapsTeam,
            // Nor that it is the first.
            FirstReader::Team(Some(FirstComment)) => FirstReader::Team(None),
            ahead @ (FirstReader::Team(_) | FirstReader::PerhapsTeam) => ahead,
        };
        assert_eq!(state.first_reader(None), later, "{hold:?} {published:?}");
        assert_eq!(state.first_reader(Some(Form::Edit(own.id))), ahead, "what is up stays up");
        assert_eq!(
            state.first_reader(Some(Form::Edit(made::id(2)))),
            FirstReader::Team(None),
            "what waits goes on waiting"
        );
    }
    // The rule changes while somebody looks.
    let mut state = state(&[own]);
    let Action::ChangesReceived(changes) = news(&[], 1) else { panic!("no changes") };
    let changes = Changes { hold: HoldRule::All, ..changes };
    assert!(reduce(&mut state, Action::ChangesReceived(changes)).contains(&Key::Notice));
    assert_eq!(state.first_reader(None), FirstReader::Team(Some(EveryComment)));
}

#[test]
fn a_withdrawn_opening_keeps_its_branch() {
    let mut state = state(&[words(0, None), words(1, Some(0))]);
    let gone = Comment { version: 2, status: Status::Withdrawn, author: None, body: None, ..words(0, None) };
    reduce(&mut state, Action::Saved(posted(&gone), mine(&gone)));
    assert_eq!((shown(&state), state.total), ([0, 1].map(made::id).to_vec(), 1));
}

#[test]
fn a_reply_in_a_long_conversation_moves_no_other_block() {
    let comments = made::thread(60, 60);
    let mut state = state(&comments);
    let before: Vec<CommentId> = state.blocks.iter().map(|block| block.id).collect();
    assert_eq!(before.len(), 3);
    let late = words(200, Some(0));
    reduce(&mut state, news(&[(ChangeKind::Published, &late)], 61));
    let changed = reduce(&mut state, Action::ShowPending);
    assert_eq!(state.blocks.iter().map(|block| block.id).collect::<Vec<_>>(), before);
    assert!(!changed.contains(&Key::List), "{changed:?}");
    // The block it stands in, and the first one, which says how many replies there are.
    assert_eq!(changed.iter().filter(|key| matches!(key, Key::Block(_))).count(), 2, "{changed:?}");
}

#[test]
fn only_the_two_comments_concerned_look_again_when_a_form_moves() {
    let mut state = state(&[words(0, None), words(1, None)]);
    reduce(&mut state, Action::Open(Some(Form::Reply(made::id(0)))));
    let changed = reduce(&mut state, Action::Open(Some(Form::Reply(made::id(1)))));
    assert_eq!(changed, [Key::Comment(made::id(0)), Key::Comment(made::id(1))]);
}

#[test]
fn a_reply_to_what_is_not_here_yet_waits_for_its_page() {
    let page = ThreadPage { next: Some(made::id(0)), total: 9, ..made::page(&[words(0, None)], Order::Conversation) };
    let mut state = State::new(&page, Order::Conversation);
    reduce(&mut state, news(&[(ChangeKind::Published, &words(5, Some(4)))], 10));
    assert_eq!(state.pending_count(), 0);
    let rest = made::page(&[words(4, None), words(5, Some(4))], Order::Conversation);
    reduce(&mut state, Action::MoreLoaded(ThreadPage { total: 10, ..rest }));
    assert_eq!(shown(&state), [4, 5, 0].map(made::id));
}

#[test]
fn whatever_the_road_the_same_comments_are_read_in_the_same_order() {
    for seed in 0..60 {
        let mut dice = Dice::new(seed);
        let all = made::thread(20 + dice.roll(60), 1 + dice.roll(20));
        let here = 1 + dice.roll(all.len() - 1);
        let mut state = state(&all[..here]);
        let mut told = here;
        while told < all.len() {
            // In pieces, some of them twice, as a stream that was cut tells them.
            let from = told.saturating_sub(dice.roll(3)).max(here);
            told = (told + 1 + dice.roll(9)).min(all.len());
            let piece: Vec<_> = all[from..told].iter().map(|comment| (ChangeKind::Published, comment)).collect();
            reduce(&mut state, news(&piece, told));
            if dice.roll(2) == 0 {
                reduce(&mut state, Action::ShowPending);
            }
        }
        reduce(&mut state, Action::ShowPending);
        let fresh = self::state(&all);
        assert_eq!(shown(&state), shown(&fresh), "seed {seed}");
        assert_eq!((state.total, state.not_loaded()), (fresh.total, 0), "seed {seed}");
    }
}

#[test]
fn a_branch_that_cools_down_or_goes_on_is_looked_at_again_and_the_others_may_be_answered() {
    let (opening, reply, below, other) = (words(0, None), words(1, Some(0)), words(2, Some(1)), words(3, None));
    let mut state = state(&[opening.clone(), reply.clone(), below.clone(), other.clone()]);
    let Action::ChangesReceived(quiet) = news(&[], 4) else { panic!("no change") };
    let until = |seconds| Timestamp(seconds * Timestamp::SECOND);
    let reply_pauses =
        vec![ReplyPause { comment: opening.id, until: until(60) }, ReplyPause { comment: reply.id, until: until(90) }];
    let changed = reduce(&mut state, Action::ChangesReceived(Changes { reply_pauses, ..quiet.clone() }));
    assert!([&opening, &reply, &below].iter().all(|one| changed.contains(&Key::Comment(one.id))));
    let cools = |state: &State| [&opening, &reply, &below, &other].map(|one| state.replies_paused_until(one.id));
    assert_eq!(cools(&state), [Some(until(60)), Some(until(90)), Some(until(90)), None]);
    let changed = reduce(&mut state, Action::ChangesReceived(quiet.clone()));
    assert!(changed.contains(&Key::Comment(below.id)));
    assert_eq!(cools(&state), [None; 4]);
    assert!(!reduce(&mut state, Action::ChangesReceived(quiet)).contains(&Key::Comment(below.id)), "nothing is new");
}
