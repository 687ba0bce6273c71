// The window in which somebody signed in with an identity provider: it asks the page that has opened it whether that page
// began this. Only a page of the registered origin can read the question and answer it. Without an answer, the form below
// offers a code.
(() => {
  const { origin } = document.body.querySelector("[data-origin]").dataset;
  const form = document.querySelector("form");
  const opener = window.opener;
  if (!opener) return;
  const question = crypto.randomUUID();
  const offerCode = () => (form.hidden = false);
  form.hidden = true;
  addEventListener("message", async (event) => {
    const { porch, answer } = event.data ?? {};
    if (event.source !== opener || event.origin !== origin || porch !== "sign-in-answer" || answer !== question) return;
    const approved = await fetch(form.dataset.opener, { method: "POST" }).catch(() => null);
    if (!approved?.ok) return offerCode();
    opener.postMessage({ porch: "sign-in-done" }, origin);
    document.querySelector("[data-done]").hidden = false;
    close();
  });
  opener.postMessage({ porch: "sign-in-question", question }, origin);
  setTimeout(offerCode, 3000);
})();
