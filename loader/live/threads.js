// The conversations of the page, which the loader's first part keeps.

export let known;

// Takes the set of conversations, once.
export const know = (threads) => (known ??= threads);
