// What the embedding page may know: who the visitor is. It is asked when they begin to write, or press "Sign in", and never
// for reading. It may give a token that its own server has signed, and learns nothing of what becomes of it.

// `signedIn` is told the name, once the visitor is somebody else. Returns false where the page shows a sign-in of its own.
export function askPage(thread, reason, signedIn) {
  let isAnswered;
  const respond = (token) => {
    if (!isAnswered) isAnswered = signIn(thread, reason, token, signedIn).catch(() => {});
  };
  return thread.emit("identity-request", { reason, respond }, true);
}

// Once on a page: whoever writes again is the same.
export function askPageOnce(thread, signedIn) {
  if (thread.askedPage === thread.life) return;
  thread.askedPage = thread.life;
  askPage(thread, "write", signedIn);
}

// `token` may be a promise, or a function that is called only where somebody has to be signed in.
async function signIn(thread, reason, token, signedIn) {
  const { signal } = thread.life;
  const ask = (call, more) => fetch(thread.api(call), { credentials: "include", redirect: "error", signal, ...more });
  if (typeof token === "function") {
    if (reason === "write" && (await (await ask("me")).json()).signed_in) return;
    token = token();
  }
  token = await token;
  if (typeof token !== "string" || !token || signal.aborted) return;
  const headers = { "Content-Type": "application/json" };
  const answer = await ask("me/sso", { method: "POST", headers, body: JSON.stringify({ token }) });
  if (answer.ok) signedIn((await answer.json()).name);
}
