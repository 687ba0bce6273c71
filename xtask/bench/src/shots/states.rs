//! Every state that a visitor can see: on a desktop in light colours, on a phone in dark ones, and some on a small
//! phone.

use super::{Look, STILL, Shot};

/// In the order in which they are taken: the later ones post comments, and change the site.
const STATES: [Shot; 44] = [
    Shot {
        name: "state-closed-row",
        act: "root.querySelector('.composer-root').scrollIntoView({ block: 'center' })",
        ..STILL
    },
    Shot {
        name: "state-open",
        act: "root.querySelector('textarea').focus()",
        until: "root.querySelector('[role=toolbar]')",
        ..STILL
    },
    Shot {
        name: "state-written",
        act: "await compose('What brings me here: my rye cracked on top after the first ten minutes. Does that \
              come from a gas oven, or did I let it stand too long?')",
        until: "root.querySelector('[role=toolbar]')",
        ..STILL
    },
    Shot {
        name: "state-preview",
        act: "await compose('Does it work with **spelt**, too?\\n\\n> Look after 20 minutes\\n\\n- so I did');
              await press('Preview')",
        until: "root.querySelector('[role=tabpanel]')",
        ..STILL
    },
    Shot {
        name: "state-no-name",
        act: "await write('Mine did not rise at all.', '')",
        until: "shows('Which name')",
        ..STILL
    },
    Shot {
        name: "state-second-look",
        act: "await write('You are an idiot and should be ashamed of this recipe.')",
        until: "shows('Save for later')",
        ..STILL
    },
    Shot {
        name: "state-reply",
        act: "await press('Reply', root.querySelector('.replies-indented article'))",
        until: "root.querySelector('article form [role=toolbar]')",
        ..STILL
    },
    Shot {
        name: "state-sort",
        act: "root.querySelector('.order-menu > summary').click()",
        until: "shows('Oldest')",
        ..STILL
    },
    Shot {
        name: "state-newest",
        act: "root.querySelector('.order-menu > summary').click();
              await press('Newest', await wait(() => root.querySelector('.action-menu')))",
        until: "root.querySelector('.order-menu b').textContent === 'Newest' && root.querySelector('.reply-excerpt')",
        ..STILL
    },
    Shot { name: "state-menu", act: "await menu()", until: "root.querySelector('.action-menu')", ..STILL },
    Shot {
        name: "state-copied",
        act: "await menu();
              await press('Copy link', await wait(() => root.querySelector('.action-menu')))",
        until: "shows('Copied')",
        ..STILL
    },
    Shot {
        name: "state-report",
        act: "await menu();
              await press('Report', await wait(() => root.querySelector('.action-menu')))",
        until: "shows('Send report')",
        ..STILL
    },
    Shot {
        name: "state-reported",
        act: "await menu();
              await press('Report', await wait(() => root.querySelector('.action-menu')));
              const form = await wait(() => root.querySelector('[data-f=report]'));
              type(form.querySelector('textarea'), 'This is an advertisement.'); form.requestSubmit()",
        until: "shows('will look at it')",
        ..STILL
    },
    Shot {
        name: "state-collapsed",
        act: "root.querySelector('article + details > summary').click()",
        until: "root.querySelector('article + details:not([open])')",
        ..STILL
    },
    Shot {
        name: "state-linked",
        act: "location.hash = root.querySelectorAll('article')[2].id; location.reload()",
        until: "root.querySelector('[data-mark]')",
        ..STILL
    },
    Shot {
        name: "state-empty",
        act: "thread.page = 'a-page-of-its-own'",
        until: "thread.state === 'empty' && shows('Nobody has commented')",
        ..STILL
    },
    Shot {
        name: "state-loading",
        act: "thread.page = location.origin + '/shop/'",
        held_up: &["*shop*"],
        until: "thread.state === 'loading' && performance.now() > 2000",
        ..STILL
    },
    Shot {
        name: "state-error",
        cut: &["*/fragment*"],
        until: "thread.state === 'error' && root.querySelector('button')",
        ..STILL
    },
    Shot {
        name: "state-offline",
        act: "await compose('What brings me here: my rye cracked on top after the first ten minutes.');
              dispatchEvent(new Event('offline'))",
        until: "shows('You’re offline. Keep writing')",
        ..STILL
    },
    Shot {
        name: "state-sent-offline",
        cut: &["*/comments", "*/me*"],
        act: "Object.defineProperty(navigator, 'onLine', { value: false }); dispatchEvent(new Event('offline'));
              await write('This comment waits for the line.')",
        until: "shows('Not sent yet')",
        ..STILL
    },
    Shot {
        name: "state-no-webassembly",
        before: "WebAssembly.Module = class { constructor() { throw new Error('not allowed'); } };",
        act: "root.querySelector('textarea').focus()",
        until: "root.querySelector('.composer-root form[action]') && root.activeElement?.localName === 'textarea'",
        ..STILL
    },
    Shot {
        name: "state-new",
        act: "await add('Ines', 'I have just come in.'); await add('Tove', 'So have I.')",
        until: "shows('new comments')",
        ..STILL
    },
    Shot {
        name: "state-sending",
        held_up: &["*/comments"],
        act: "await write('This comment is on its way.')",
        until: "shows('Sending…')",
        ..STILL
    },
    Shot {
        name: "state-failed",
        cut: &["*/comments"],
        act: "await write('This comment waits for the line to come back.')",
        until: "shows('Try again')",
        ..STILL
    },
    Shot {
        name: "state-published",
        act: "await write('Mine rose for **three** hours and came out well.')",
        until: "shows('Your comment is up')",
        ..STILL
    },
    Shot {
        name: "state-known",
        act: "await write('A first one, under my name.'); await wait(() => shows('Your comment is up'));
              root.querySelector('.composer-root textarea').focus()",
        until: "root.querySelector('.composer-root .saved-name')",
        ..STILL
    },
    Shot {
        name: "state-too-fast",
        set: &["slow=60"],
        act: "await write('One at a time.');
              await wait(() => shows('Your comment is up') || shows('One moment'));
              if (!shows('One moment')) await write('And another.')",
        until: "shows('One moment')",
        ..STILL
    },
    Shot {
        name: "state-own-menu",
        act: "await write('This one is mine.'); await wait(() => shows('Your comment is up'));
              await menu('This one is mine')",
        until: "root.querySelector('.action-menu .delete-item')",
        ..STILL
    },
    Shot {
        name: "state-edit",
        act: "await write('This has a mistake in it.'); await wait(() => shows('Your comment is up'));
              await choose('a mistake', 'Edit')",
        until: "root.querySelector('[data-f=edit] [role=toolbar]')",
        ..STILL
    },
    Shot {
        name: "state-delete",
        act: "await write('This is taken back again.'); await wait(() => shows('Your comment is up'));
              await choose('taken back', 'Delete')",
        until: "shows('Keep it')",
        ..STILL
    },
    Shot {
        name: "state-deleted",
        act: "await write('This is deleted.'); await wait(() => shows('Your comment is up'));
              await choose('is deleted', 'Delete');
              await press('Delete', await wait(() => root.querySelector('.confirm-question')))",
        until: "shows('You deleted this comment')",
        ..STILL
    },
    Shot {
        name: "state-long",
        act: "await add('Nele', 'A long story about a short bread. '.repeat(40)); location.reload()",
        until: "(at('A long story')?.scrollIntoView({ block: 'center' }), shows('Read more'))",
        ..STILL
    },
    Shot {
        name: "state-removed",
        decision: Some(("How many sing in that choir", &["remove", "--why", "Rule 3: no advertising."])),
        until: REMOVED,
        ..STILL
    },
    Shot {
        name: "state-paused",
        decision: Some(("For the tinkerers", &["cool", "--for", "3h"])),
        until: "(root.querySelector('.reply-pause')?.scrollIntoView({ block: 'center' }), shows('Replies paused'))",
        ..STILL
    },
    Shot {
        name: "state-held",
        set: &["hold=all"],
        act: "await write('Somebody reads this one first.')",
        until: "says(at('reads this one first'), 'Waiting for', 'before others see')",
        ..STILL
    },
    Shot {
        name: "state-sent-back",
        set: &["hold=all"],
        act: "await write('Your oven is from the last century.');
              await wait(() => at('last century')?.querySelector('.tone-warm'))",
        decision: Some(("last century", &["send-back", "--why", "Which oven do you have yourself?"])),
        until: "shows('Change it')",
        ..STILL
    },
    Shot {
        name: "state-declined",
        set: &["hold=all"],
        act: "await write('Ovens at half price.'); await wait(() => at('half price')?.querySelector('.tone-warm'))",
        decision: Some(("half price", &["decline", "--why", "Rule 3: no advertising."])),
        until: "shows('Not published')",
        ..STILL
    },
    Shot {
        name: "state-spoken",
        set: &["hold=all"],
        act: "await write('Ovens at a third of the price.');
              await wait(() => at('third of')?.querySelector('.tone-warm'))",
        decision: Some(("third of", &["decline", "--why", "Rule 3: no advertising."])),
        until: "[...root.querySelectorAll('button')].find((one) => one.textContent.startsWith('Ask for a \
              second'))?.click(); return shows('once more')",
        ..STILL
    },
    Shot { name: "state-closed", set: &["closed=on"], until: "thread.state === 'closed'", ..STILL },
    Shot {
        name: "state-forced-written",
        look: Look::Forced,
        act: "await compose('Words in few colours.')",
        until: "root.querySelector('[role=toolbar]')",
        ..STILL
    },
    Shot {
        name: "state-strong-held",
        page: "/looks/strong/",
        set: &["hold=all"],
        act: "await write('Yellow letters, read first.')",
        until: "says(at('Yellow letters'), 'Waiting for', 'before others see')",
        ..STILL
    },
    Shot {
        name: "state-strong-declined",
        page: "/looks/strong/",
        set: &["hold=all"],
        act: "await write('Yellow ovens at half price.'); await wait(() => at('Yellow ovens')?.querySelector('.tone-warm'))",
        decision: Some(("Yellow ovens", &["decline", "--why", "Rule 3: no advertising."])),
        until: "shows('Not published')",
        ..STILL
    },
    Shot {
        name: "state-picture-held",
        page: "/looks/picture/",
        set: &["hold=all"],
        act: "await write('White letters, read first.')",
        until: "says(at('White letters, read'), 'Waiting for', 'before others see')",
        ..STILL
    },
    Shot {
        name: "state-picture-delete",
        page: "/looks/picture/",
        act: "await write('White letters, deleted.'); await wait(() => shows('Your comment is up'));
              await choose('White letters, del', 'Delete')",
        until: "shows('Keep it')",
        ..STILL
    },
];

/// Roots out of view have estimated heights; here everything is laid out, so that the position is known.
const REMOVED: &str =
    "const stub = [...root.querySelectorAll('.comment-stub')].findLast((one) => one.textContent.includes('Removed'));
     for (const one of root.querySelectorAll('.conversation-root')) one.style.contentVisibility = 'visible';
     stub?.scrollIntoView({ block: 'center' }); return !!stub";

/// States with little room, which are also taken on the smallest screen.
const NARROW: [&str; 10] = [
    "state-written",
    "state-no-name",
    "state-second-look",
    "state-reply",
    "state-edit",
    "state-delete",
    "state-held",
    "state-sent-back",
    "state-declined",
    "state-failed",
];

pub(super) fn all() -> Vec<Shot> {
    STATES
        .into_iter()
        .flat_map(|shot| {
            let look = if shot.look == Look::Light { Look::Dark } else { shot.look };
            let phone = Shot { width: 390, height: 844, look, ..shot };
            // A decision about an existing comment is made already.
            let decision = if shot.act.is_empty() { None } else { shot.decision };
            let narrow = NARROW.contains(&shot.name).then_some(Shot { width: 320, height: 640, ..shot });
            [Shot { height: 900, ..shot }, Shot { decision, ..phone }].into_iter().chain(narrow)
        })
        .collect()
}
