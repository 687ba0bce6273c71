//! What the scripts of pictures use in a page with a conversation.

use serde_json::json;

/// The functions, and the picture's own comment: `NAME` and `WORDS`.
pub(super) fn functions(name: &str, words: &str) -> String {
    format!("const NAME = {}, WORDS = {};{FUNCTIONS}", json!(name), json!(words))
}

const FUNCTIONS: &str = "
    const thread = document.querySelector('porch-thread'), root = thread.shadowRoot;
    const wait = async (look) => {
        for (let tries = 0; tries < 400; tries += 1) {
            const found = look();
            if (found) return found;
            await new Promise((go) => setTimeout(go, 25));
        }
        throw new Error(`nothing there: ${look}`);
    };
    const type = (field, words) => {
        field.value = words;
        field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const compose = async (words, name = 'Ben Osei') => {
        await thread.focusComposer({ text: words });
        const form = await wait(() => root.querySelector('.composer-root form:has([role=toolbar])'));
        type(form.elements.body, words);
        type(form.elements.name, name);
        return form;
    };
    const write = async (words, name) => (await compose(words, name)).requestSubmit();
    // What others say meanwhile.
    const add = async (name, body) => {
        const answer = await fetch(new URL('/v1/sites/demo/comments', document.querySelector('script[src]').src), {
            method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
            body: JSON.stringify({ page: location.href, name, body }) });
        if (!answer.ok) throw new Error(`refused with ${answer.status}: ${await answer.text()}`);
    };
    const shows = (words) => [...root.children].some((one) => one.innerText?.includes(words));
    const at = (words) => [...root.querySelectorAll('article')]
        .find((one) => one.querySelector('[part=body]')?.textContent.includes(words));
    // Whether the block below a comment says one of these: while it is on its way, another one stands there.
    const says = (comment, ...words) => words.some((one) => comment?.querySelector('.status-block.tone-warm')?.innerText.includes(one));
    const press = async (words, within = root) => {
        const one = await wait(() => [...within.querySelectorAll('button, a, [role=menuitem]')]
            .find((one) => one.innerText.trim().startsWith(words)));
        one.scrollIntoView({ block: 'center' });
        one.click();
    };
    // Nobody sees the dots before what they open is there.
    const menu = async (words = '') => {
        const dots = await wait(() => {
            const one = at(words)?.querySelector('.more-actions');
            return one && getComputedStyle(one).visibility === 'visible' && one;
        });
        dots.scrollIntoView({ block: 'center' });
        dots.click();
        await wait(() => root.querySelector('.action-menu'));
    };
    const choose = async (words, item) => { await menu(words); await press(item, root.querySelector('.action-menu')); };
    // The item of the open menu at this place: its text is in the language of the page.
    const pick = async (place) => {
        const one = await wait(() => root.querySelectorAll('.action-menu button')[place]);
        one.click();
    };
    // Whether the picture's own comment is published, and its author may change it.
    const isOwn = () => at(WORDS)?.querySelector('.more-actions[data-own]');
    const post = async () => { await write(WORDS, NAME); await wait(isOwn); };";
