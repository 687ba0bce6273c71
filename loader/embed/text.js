// The few texts that are needed before, or without, a response of the server, put in by the build:
// { comments, notLoaded, retry, readElsewhere }, in English. `live/text.js` translates them.
export const TEXTS = __PORCH_TEXTS__;
