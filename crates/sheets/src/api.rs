//! The requests of the sheets.

use std::cell::RefCell;

use porch_client::{Call, Endpoint, endpoints};
use porch_protocol::ErrorCode;
use porch_protocol::sign_in::{SignInProvider, SignedIn};
use porch_protocol::visitor_mail::{MailConfirmed, StoredAboutMe, StoredAccount, StoredBrowser, StoredMail};
use porch_widget::client::{Failure, readable};
use porch_widget::wire;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Response};

use crate::bridge::{Bridge, Place};
use crate::read::{count, flag, list, text, time};

/// A response that cannot be read.
const UNKNOWN: Failure = Failure::Refused(ErrorCode::Unknown, None);

/// The server, as one sheet or card asks it. Its requests end with it.
pub(crate) struct Api {
    base: String,
    site: String,
    lang: String,
    /// The secret of the sign-in with an identity provider that is under way.
    verifier: RefCell<String>,
    /// Where the browser keeps no cookie: the token in its place, as it is sent.
    token: RefCell<Option<String>>,
    abort: AbortController,
}

impl Api {
    /// # Errors
    /// If the browser has no `AbortController`.
    pub(crate) fn new(place: Place) -> Result<Self, JsValue> {
        let Place { server, site, lang, token } = place;
        let token = RefCell::new(token);
        Ok(Self { base: server, site, lang, verifier: RefCell::default(), token, abort: AbortController::new()? })
    }

    /// Which server and site it asks, as one text.
    pub(crate) fn place(&self) -> String {
        format!("{} {}", self.base, self.site)
    }

    /// The address of the site's conversations on the server.
    pub(crate) fn own_pages(&self) -> String {
        format!("{}/c/{}", self.base, self.site)
    }

    /// Ends what is under way.
    pub(crate) fn end(&self) {
        self.abort.abort();
    }

    /// Makes sure that the next request comes from the same visitor as this one: by a cookie, or where the browser keeps none,
    /// by a token. What it keeps shows only in a request: some browsers take a cookie and do not send it.
    async fn become_known(&self) -> Result<(), Failure> {
        if self.token.borrow().is_some() || self.stored().await?.kept {
            return Ok(());
        }
        self.call(&endpoints::REGISTER_VISITOR, &[]).await?;
        if self.stored().await?.kept {
            return Ok(());
        }
        let made = self.call(&endpoints::MAKE_TOKEN, &[]).await?;
        self.keep_token(text(&made, "token"));
        Ok(())
    }

    fn keep_token(&self, token: Option<String>) {
        self.token.replace(token.map(|token| format!("Bearer {token}")));
    }

    /// From now on this is sent in the place of a cookie.
    pub(crate) fn send_token(&self, token: Option<String>) {
        self.token.replace(token);
    }

    /// What is sent in the place of a cookie.
    pub(crate) fn token(&self) -> Option<String> {
        self.token.borrow().clone()
    }

    /// Asks for a code to this address.
    pub(crate) async fn ask_code(&self, mail: &str) -> Result<(), Failure> {
        self.become_known().await?;
        let body = [("mail", mail.into()), ("lang", self.lang.as_str().into())];
        self.call(&endpoints::REQUEST_MAIL_CODE, &body).await.map(|_| ())
    }

    /// Confirms the address by the code.
    pub(crate) async fn confirm(&self, mail: &str, code: &str) -> Result<MailConfirmed, Failure> {
        let body = [("mail", mail.into()), ("code", code.into())];
        let value = self.call(&endpoints::CONFIRM_VISITOR_MAIL, &body).await?;
        let token = self.signed_in(&value);
        Ok(MailConfirmed {
            name: text(&value, "name"),
            known: flag(&value, "known"),
            merged: count(&value, "merged"),
            token,
        })
    }

    /// Begins to sign in with an identity provider. The address of the window for that.
    pub(crate) async fn begin_sign_in(&self, bridge: &Bridge, provider: &str) -> Result<String, Failure> {
        self.become_known().await?;
        let secret = bridge.make_secret().await.map_err(|_| UNKNOWN)?;
        self.verifier.replace(text(&secret, "verifier").ok_or(UNKNOWN)?);
        let endpoint = &endpoints::BEGIN_PROVIDER_SIGN_IN;
        let path = endpoint.path.replace("{provider}", provider);
        let challenge = [("challenge", wire::field(&secret, "challenge"))];
        let value = self.send(endpoint.method, &path, &challenge).await?;
        text(&value, "url").ok_or(UNKNOWN)
    }

    /// Signs in, if the other window is done; none where it is not.
    pub(crate) async fn redeem_sign_in(&self, code: Option<&str>) -> Result<Option<SignedIn>, Failure> {
        let verifier = self.verifier.borrow().as_str().into();
        let body = [("verifier", verifier), ("code", porch_client::optional_text(code))];
        let value = self.call(&endpoints::REDEEM_PROVIDER_SIGN_IN, &body).await?;
        if !value.is_object() {
            return Ok(None);
        }
        let token = self.signed_in(&value);
        let (name, known, merged) = (text(&value, "name"), flag(&value, "known"), count(&value, "merged"));
        Ok(Some(SignedIn { name, known, merged, token }))
    }

    /// Keeps the token of who has signed in, where the browser keeps no cookie.
    fn signed_in(&self, value: &JsValue) -> Option<String> {
        let token = text(value, "token");
        self.keep_token(token.clone());
        token
    }

    /// What is stored about whoever asks.
    pub(crate) async fn stored(&self) -> Result<StoredAboutMe, Failure> {
        let value = self.call(&endpoints::STORED_ABOUT_ME, &[]).await?;
        Ok(stored_about_me(&value))
    }

    /// Has answers mailed to the confirmed address, or no more.
    pub(crate) async fn set_replies(&self, replies: bool) -> Result<(), Failure> {
        self.call(&endpoints::SET_REPLY_MAIL, &[("replies", replies.into())]).await.map(|_| ())
    }

    /// Sets the line about oneself; an empty one removes it.
    pub(crate) async fn set_line(&self, line: &str) -> Result<(), Failure> {
        self.call(&endpoints::SET_ABOUT, &[("about", line.into())]).await.map(|_| ())
    }

    /// What is public about the author of a comment, with a query unless that is empty. It is the same for everybody, so no
    /// cookie is sent.
    pub(crate) async fn get<R>(
        &self,
        endpoint: &Endpoint<(), R>,
        (comment, query): (&str, &str),
        read: impl Fn(&JsValue) -> Option<R>,
    ) -> Result<R, Failure> {
        let path = endpoint.path.replace("{id}", comment);
        readable(read(&self.read(endpoint.method, &format!("{path}{query}"), &self.abort.signal()).await?))
    }

    /// What is found by this query of an address. It is the same for everybody, so no cookie is sent.
    pub(crate) async fn search(&self, query: &str, signal: &AbortSignal) -> Result<JsValue, Failure> {
        let endpoint = &endpoints::SEARCH_COMMENTS;
        self.read(endpoint.method, &format!("{}{query}", endpoint.path), signal).await
    }

    /// Reports that nothing is found by these words. Who looks for them does not matter, so no cookie is sent, and nobody waits
    /// for the answer.
    pub(crate) async fn report_search_miss(&self, words: &str) {
        let endpoint = &endpoints::SEARCH_MISS;
        let url = format!("{}{}", self.base, endpoint.path.replace("{site}", &self.site));
        let signal = &self.abort.signal();
        let call = Call { method: endpoint.method, url: &url, key: None, cookies: false, token: None, signal };
        let _ = answer(call, wire::to_json(&porch_client::object(&[("q", words.into())]))).await;
    }

    async fn read(&self, method: &str, path: &str, signal: &AbortSignal) -> Result<JsValue, Failure> {
        let url = format!("{}{}", self.base, path.replace("{site}", &self.site));
        answer(Call { method, url: &url, key: None, cookies: false, token: None, signal }, None).await
    }

    /// What is stored, as a file.
    pub(crate) async fn export(&self) -> Result<String, Failure> {
        let value = self.call(&endpoints::EXPORT_MINE, &[]).await?;
        wire::to_json(&value).ok_or(Failure::Network)
    }

    /// Erases everything.
    pub(crate) async fn erase(&self) -> Result<(), Failure> {
        self.call(&endpoints::ERASE_MINE, &[]).await.map(|_| ())
    }

    /// Signs out.
    pub(crate) async fn sign_out(&self, everywhere: bool) -> Result<(), Failure> {
        self.call(&endpoints::SIGN_OUT_VISITOR, &[("everywhere", everywhere.into())]).await.map(|_| ())
    }

    async fn call<B, R>(&self, endpoint: &Endpoint<B, R>, fields: &[(&str, JsValue)]) -> Result<JsValue, Failure> {
        self.send(endpoint.method, endpoint.path, fields).await
    }

    /// Sends a request, with these fields as its body unless there are none. The response may have no body.
    async fn send(&self, method: &str, path: &str, fields: &[(&str, JsValue)]) -> Result<JsValue, Failure> {
        let url = format!("{}{}", self.base, path.replace("{site}", &self.site));
        let token = self.token();
        let token = token.as_deref();
        let call = Call { method, url: &url, key: None, cookies: true, token, signal: &self.abort.signal() };
        let body = if fields.is_empty() { None } else { wire::to_json(&porch_client::object(fields)) };
        answer(call, body).await
    }
}

/// Sends a request. The response may have no body.
async fn answer(call: Call<'_>, body: Option<String>) -> Result<JsValue, Failure> {
    let response = call.fetch(body).await.map_err(|_| Failure::Network)?;
    let json = json_of(&response).await;
    if response.ok() {
        return Ok(json);
    }
    Err(wire::problem(&json).map_or(UNKNOWN, |problem| Failure::Refused(problem.code, problem.retry_after)))
}

/// The JSON of a response; `null` where there is none.
async fn json_of(response: &Response) -> JsValue {
    match response.json() {
        Ok(json) => JsFuture::from(json).await.unwrap_or(JsValue::NULL),
        Err(_) => JsValue::NULL,
    }
}

fn stored_about_me(value: &JsValue) -> StoredAboutMe {
    let mail = wire::field(value, "mail");
    StoredAboutMe {
        guest: flag(value, "guest"),
        kept: flag(value, "kept"),
        name: text(value, "name"),
        since: time(value, "since"),
        comments: count(value, "comments"),
        signed_in: flag(value, "signed_in"),
        mail: text(&mail, "masked").zip(time(&mail, "confirmed_at")).map(|(masked, confirmed_at)| StoredMail {
            masked,
            confirmed_at,
            replies: flag(&mail, "replies"),
        }),
        mail_possible: flag(value, "mail_possible"),
        earlier_texts: count(value, "earlier_texts"),
        reports: count(value, "reports"),
        asked_mail: text(value, "asked_mail"),
        about: text(value, "about"),
        accounts: list(&wire::field(value, "accounts"), account),
        browsers: list(&wire::field(value, "browsers"), browser),
        providers: if is_secure() { list(&wire::field(value, "providers"), provider) } else { Vec::new() },
        // What no sheet shows.
        ..StoredAboutMe::default()
    }
}

fn account(one: &JsValue) -> Option<StoredAccount> {
    Some(StoredAccount { by: text(one, "by")?, name: text(one, "name"), since: time(one, "since")? })
}

/// A browser that is signed in.
fn browser(one: &JsValue) -> Option<StoredBrowser> {
    let (by, since, seen_at) = (text(one, "by")?, time(one, "since")?, time(one, "seen_at")?);
    Some(StoredBrowser { by, since, seen_at, this: flag(one, "this") })
}

fn provider(one: &JsValue) -> Option<SignInProvider> {
    Some(SignInProvider { id: text(one, "id")?, name: text(one, "name")? })
}

/// Whether browsers make secrets here: by https they do, and on this machine.
fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}
