// The window in which somebody signs in with an identity provider. It is opened in the press itself, since browsers stop one
// that comes later, and is sent on once the server has given its address.

const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ "+": "-", "/": "_" })[sign] ?? "");

// The widget's secret, and the hash of it that the server gets first.
export async function makeSecret() {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return { verifier, challenge: base64url(new Uint8Array(hash)) };
}

// `server` is Porch's address. `told` hears once whether the window is done; false says that it was closed, or that it is
// out of reach: a page with a policy of its own for windows cannot tell these apart.
export function otherWindow(server, told) {
  const { origin } = new URL(server, location.href);
  let current, timer;
  const end = (isDone) => {
    forget();
    told(isDone);
  };
  const forget = () => {
    clearInterval(timer);
    removeEventListener("message", listen);
    current = undefined;
  };
  // Only the window that was opened here is answered, and only while a page of Porch is in it.
  const listen = ({ source, origin: from, data }) => {
    if (!current || source !== current || from !== origin) return;
    const { porch, question } = data ?? {};
    if (porch === "sign-in-question" && typeof question === "string") current.postMessage({ porch: "sign-in-answer", answer: question }, origin);
    else if (porch === "sign-in-done") end(true);
  };
  const close = () => {
    const before = current;
    forget();
    before?.close();
  };
  return {
    open() {
      close();
      current = window.open("", "", "popup,width=520,height=640");
      if (current) addEventListener("message", listen);
    },
    // Sends it on. Returns whether there is a window.
    goOn(url) {
      if (!current || current.closed) return false;
      current.location.replace(url);
      timer = setInterval(() => current.closed && end(false), 500);
      return true;
    },
    close,
  };
}
