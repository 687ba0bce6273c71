// What the embedding page may know: who the visitor is. It is asked when they begin to write, or press "Sign in", and never
// for reading. It may give a token that its own server has signed, and learns nothing of what becomes of it.

// `signedIn` is told the name, once the visitor is somebody else, and what is sent in the place of a cookie where the browser
// keeps none. Returns false where the page shows a sign-in of its own.
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
  let me, own = thread.recall("token");
  const ask = async (call, method = "GET", body) => {
    const headers = { ...(own && { Authorization: own }), ...(body && { "Content-Type": "application/json" }) };
    const answer = await fetch(thread.api(call), { method, headers, body, credentials: "include", redirect: "error", signal });
    if (!answer.ok) throw answer;
    return answer.status === 204 ? {} : answer.json();
  };
  if (typeof token === "function") {
    if (reason === "write" && (me = await ask("me")).signed_in) return;
    token = token();
  }
  token = await token;
  if (typeof token !== "string" || !token || signal.aborted) return;
  // Whoever is signed in must be the same visitor afterwards: by a cookie, or where the browser keeps none, by a token of ours.
  if (!own && !(me ?? await ask("me")).kept) {
    await ask("me", "POST");
    if (!(await ask("me")).kept) own = bearer(await ask("me/token", "POST"));
  }
  const signed = await ask("me/sso", "POST", JSON.stringify({ token }));
  signedIn(signed.name, bearer(signed));
}

const bearer = ({ token }) => token && `Bearer ${token}`;
