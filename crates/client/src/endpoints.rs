//! The endpoints that the dashboard and the visitor's sheets call, and the one that the widget shares with the dashboard. The server's tests compare them
//! with its `OpenAPI` document.

use porch_protocol::author_card::{AuthorCard, AuthorComments, SetAbout};
use porch_protocol::comment_search::{FoundComments, MissedSearch, SearchMiss};
use porch_protocol::conversation::{AnswerNeeded, ConversationOfComment};
use porch_protocol::erasing::EraseComment;
use porch_protocol::integrations::{
    AddWebhook, ExternalCheckList, IntegrationTestResult, SetExternalCheck, WebhookSecret, Webhooks,
};
use porch_protocol::own_data::OwnData;
use porch_protocol::people::{BanPerson, Banned, People, PersonComments, PersonHistory, RemoveBan};
use porch_protocol::post::{Preview, PreviewComment};
use porch_protocol::published::{PublishedComments, TeamComment};
use porch_protocol::search::SearchResults;
use porch_protocol::sign_in::{AccessToken, BeginProviderSignIn, ProviderSignIn, RedeemProviderSignIn, SignedIn};
use porch_protocol::sign_in_keys::{AddSignInKey, SignInKeyAdded, SignInKeys};
use porch_protocol::site_settings::{
    InstallCheck, PromptAndRules, SetSite, SetWelcome, SiteSettings, TestWordRule, WordRule, WordRuleTestResult,
};
use porch_protocol::team::{
    AddPasskey, Ceremony, ChangeRole, ConfirmAddress, Invite, Invited, MailAddress, OwnName, Passkey, Passkeys, SignIn,
    SignInMail, Team,
};
use porch_protocol::team_api::{
    CheckLink, CheckedLink, Decide, DecisionResult, HistoryEntry, Member, ReplyToComment, ReviewQueue, SecondLooks,
    SignInWithLink, UnansweredList, UndoDecision,
};
use porch_protocol::thread_controls::{ClosePage, PageControls, PageControlsList, PauseReplies, SetPageControls};
use porch_protocol::visitor_mail::{ConfirmMail, MailConfirmed, RequestMailCode, SetReplyMail, SignOut, StoredAboutMe};
use porch_protocol::{CommentPosted, EditComment, WelcomeWords, WithdrawComment};

use crate::endpoint::{Description, Endpoint, endpoints};

/// The response about oneself, as it is without a page.
pub type AboutMe = StoredAboutMe;

endpoints! {
    /// The member, on each site that this browser is signed in to.
    SITES = GET "/v1/host/sites", () => Vec<Member>;
    /// Whether a sign-in link still works. That does not use it.
    CHECK_SIGN_IN_LINK = POST "/v1/host/session/link", CheckLink => CheckedLink;
    /// Signs in by a link. The first owner of a site gives a name.
    SIGN_IN_WITH_LINK = POST "/v1/host/session", SignInWithLink => Member;
    /// Ends the session.
    SIGN_OUT = DELETE "/v1/host/session", () => ();
    /// Begins to sign in by a passkey.
    BEGIN_PASSKEY_SIGN_IN = POST "/v1/host/session/begin", () => Ceremony;
    /// Signs in by a passkey.
    SIGN_IN_WITH_PASSKEY = POST "/v1/host/session/passkey", SignIn => Member;
    /// Requests a sign-in link by mail.
    REQUEST_SIGN_IN_LINK = POST "/v1/host/session/mail", MailAddress => ();

    /// The preview of a text. Nothing is stored.
    PREVIEW_COMMENT = POST "/v1/sites/{site}/preview", PreviewComment => Preview;

    /// Published comments with these words.
    SEARCH_COMMENTS = GET "/v1/sites/{site}/search", () => FoundComments;
    /// Reports a search that found nothing.
    SEARCH_MISS = POST "/v1/sites/{site}/search-miss", SearchMiss => ();
    /// The author of a published comment.
    AUTHOR_CARD = GET "/v1/sites/{site}/comments/{id}/author", () => AuthorCard;
    /// The published comments of that author.
    AUTHOR_COMMENTS = GET "/v1/sites/{site}/comments/{id}/author/comments", () => AuthorComments;
    /// Sets the line about oneself.
    SET_ABOUT = POST "/v1/sites/{site}/me/about", SetAbout => ();
    /// What is stored about the visitor who asks.
    STORED_ABOUT_ME = GET "/v1/sites/{site}/me", () => AboutMe;
    /// Asks for a code that confirms a mail address.
    REQUEST_MAIL_CODE = POST "/v1/sites/{site}/me/mail", RequestMailCode => ();
    /// Confirms a mail address by a code.
    CONFIRM_VISITOR_MAIL = POST "/v1/sites/{site}/me/mail/confirm", ConfirmMail => MailConfirmed;
    /// Begins to sign in with an identity provider.
    BEGIN_PROVIDER_SIGN_IN = POST "/v1/sites/{site}/me/providers/{provider}", BeginProviderSignIn => ProviderSignIn;
    /// Signs in with it, once the other window is done.
    REDEEM_PROVIDER_SIGN_IN = POST "/v1/sites/{site}/me/providers/redeem", RedeemProviderSignIn => SignedIn;
    /// Has a browser that keeps cookies keep one.
    REGISTER_VISITOR = POST "/v1/sites/{site}/me", () => ();
    /// A token for a browser that keeps none.
    MAKE_TOKEN = POST "/v1/sites/{site}/me/token", () => AccessToken;
    /// Signs the visitor out.
    SIGN_OUT_VISITOR = POST "/v1/sites/{site}/me/sign-out", SignOut => ();
    /// Has replies mailed to the visitor's confirmed address, or no more.
    SET_REPLY_MAIL = POST "/v1/sites/{site}/me/mail/replies", SetReplyMail => ();
    /// Everything that is stored about the visitor, as a file.
    EXPORT_MINE = GET "/v1/sites/{site}/me/export", () => OwnData;
    /// Erases everything that is stored about the visitor.
    ERASE_MINE = DELETE "/v1/sites/{site}/me", () => ();

    /// The comments to review.
    REVIEW_QUEUE = GET "/v1/host/to-read", () => ReviewQueue;
    /// The unanswered comments.
    UNANSWERED = GET "/v1/host/waiting", () => UnansweredList;
    /// Makes a decision.
    DECIDE_COMMENTS = POST "/v1/host/decisions", Decide => DecisionResult;
    /// Undoes decisions.
    UNDO_DECISION = POST "/v1/host/decisions/undo", UndoDecision => DecisionResult;
    /// Replies under the member's own name.
    ANSWER_COMMENT = POST "/v1/host/answers", ReplyToComment => CommentPosted;

    /// The published comments of one page or of all.
    PUBLISHED = GET "/v1/host/comments", () => PublishedComments;
    /// One comment of any status.
    COMMENT = GET "/v1/host/comments/{id}", () => TeamComment;
    /// Edits one's own comment.
    EDIT_OWN_COMMENT = PATCH "/v1/host/comments/{id}", EditComment => CommentPosted;
    /// Withdraws one's own comment.
    WITHDRAW_OWN_COMMENT = DELETE "/v1/host/comments/{id}", WithdrawComment => CommentPosted;
    /// Erases the words and the name of a comment.
    ERASE_COMMENT = POST "/v1/host/comments/{id}/erase", EraseComment => ();
    /// The conversation around a comment.
    CONVERSATION = GET "/v1/host/comments/{id}/around", () => ConversationOfComment;
    /// Sets whether a comment needs a reply.
    SET_ANSWER_NEEDED = PUT "/v1/host/comments/{id}/answer-needed", AnswerNeeded => ();
    /// Pauses replies to a branch, or resumes them.
    PAUSE_REPLIES = PUT "/v1/host/comments/{id}/cooling", PauseReplies => TeamComment;
    /// Comments, people and pages that contain a text of 2 to 100 characters; or more results of one part.
    SEARCH = GET "/v1/host/search", () => SearchResults;
    /// What visitors looked for several times in vain.
    MISSED_SEARCHES = GET "/v1/host/missed-searches", () => Vec<MissedSearch>;

    /// The pages whose address or title contains a text, or one page.
    PAGES = GET "/v1/host/pages", () => PageControlsList;
    /// Closes the page with an address, before it has any comment.
    CLOSE_PAGE = POST "/v1/host/pages", ClosePage => PageControls;
    /// Closes, opens or slows a page.
    SET_PAGE_CONTROLS = PATCH "/v1/host/pages/{thread}", SetPageControls => PageControls;

    /// The authors.
    PEOPLE = GET "/v1/host/people", () => People;
    /// A person's history.
    PERSON = GET "/v1/host/people/{person}", () => PersonHistory;
    /// Erases all that is stored about a person.
    ERASE_PERSON = POST "/v1/host/people/{person}/erase", () => ();
    /// The comments of one count of a person's history.
    PERSON_COMMENTS = GET "/v1/host/people/{person}/comments", () => PersonComments;
    /// Removes what a person says about themselves.
    REMOVE_ABOUT = DELETE "/v1/host/people/{person}/about", () => ();
    /// Undoes a merge of a guest into a person.
    UNDO_MERGE = POST "/v1/host/merges/{id}/undo", () => ();
    /// The bans.
    BANS = GET "/v1/host/bans", () => Vec<Banned>;
    /// Bans a person.
    BAN_PERSON = POST "/v1/host/bans", BanPerson => Vec<Banned>;
    /// Lifts a ban.
    REMOVE_BAN = POST "/v1/host/bans/end", RemoveBan => ();

    /// The opening question and all rules.
    RULES = GET "/v1/host/rules", () => PromptAndRules;
    /// Changes the opening question and house rules of the site or of a page.
    SET_WELCOME = PUT "/v1/host/rules/welcome", SetWelcome => WelcomeWords;
    /// Adds a word rule.
    ADD_WORD_RULE = POST "/v1/host/rules/words", WordRule => ();
    /// Removes a word rule.
    REMOVE_WORD_RULE = POST "/v1/host/rules/words/remove", WordRule => ();
    /// Tests a word rule.
    TEST_WORD_RULE = POST "/v1/host/rules/try", TestWordRule => WordRuleTestResult;
    /// The outcomes of second looks.
    SECOND_LOOKS = GET "/v1/host/pauses", () => SecondLooks;

    /// The site's settings.
    SITE_SETTINGS = GET "/v1/host/site", () => SiteSettings;
    /// Changes the site's settings.
    SET_SITE_SETTINGS = PATCH "/v1/host/site", SetSite => SiteSettings;
    /// The reports that the server has received from pages.
    INSTALL_CHECK = GET "/v1/host/site/heard", () => InstallCheck;
    /// The history.
    HISTORY = GET "/v1/host/settled", () => Vec<HistoryEntry>;

    /// The webhooks.
    WEBHOOKS = GET "/v1/host/webhooks", () => Webhooks;
    /// Adds a webhook.
    ADD_WEBHOOK = POST "/v1/host/webhooks", AddWebhook => WebhookSecret;
    /// Removes a webhook.
    REMOVE_WEBHOOK = DELETE "/v1/host/webhooks/{id}", () => ();
    /// Makes a new secret.
    ROTATE_WEBHOOK_SECRET = POST "/v1/host/webhooks/{id}/secret", () => WebhookSecret;
    /// Sends a test event.
    TEST_WEBHOOK = POST "/v1/host/webhooks/{id}/test", () => IntegrationTestResult;
    /// The sign-in keys.
    SIGN_IN_KEYS = GET "/v1/host/sign-in-keys", () => SignInKeys;
    /// Adds a sign-in key.
    ADD_SIGN_IN_KEY = POST "/v1/host/sign-in-keys", AddSignInKey => SignInKeyAdded;
    /// Makes a sign-in key the current one.
    MAKE_SIGN_IN_KEY_CURRENT = POST "/v1/host/sign-in-keys/{id}/current", () => ();
    /// Removes a sign-in key.
    REMOVE_SIGN_IN_KEY = DELETE "/v1/host/sign-in-keys/{id}", () => ();
    /// The external spam services.
    EXTERNAL_CHECKS = GET "/v1/host/judges", () => ExternalCheckList;
    /// Switches a service on.
    SET_EXTERNAL_CHECK = PUT "/v1/host/judges/{kind}", SetExternalCheck => ExternalCheckList;
    /// Switches a service off.
    REMOVE_EXTERNAL_CHECK = DELETE "/v1/host/judges/{kind}", () => ExternalCheckList;
    /// Tests a service.
    TEST_EXTERNAL_CHECK = POST "/v1/host/judges/{kind}/test", () => IntegrationTestResult;

    /// The address that the member's links are mailed to.
    SIGN_IN_MAIL = GET "/v1/host/mail", () => SignInMail;
    /// Changes that address; it must be confirmed.
    SET_SIGN_IN_MAIL = PUT "/v1/host/mail", MailAddress => SignInMail;
    /// Confirms an address.
    CONFIRM_SIGN_IN_MAIL = POST "/v1/host/mail/confirm", ConfirmAddress => SignInMail;
    /// Removes the address.
    REMOVE_SIGN_IN_MAIL = DELETE "/v1/host/mail", () => ();
    /// The member's own passkeys.
    PASSKEYS = GET "/v1/host/passkeys", () => Passkeys;
    /// Begins to add a passkey.
    BEGIN_PASSKEY_REGISTRATION = POST "/v1/host/passkeys/begin", () => Ceremony;
    /// Adds a passkey.
    ADD_PASSKEY = POST "/v1/host/passkeys", AddPasskey => Passkey;
    /// Removes a passkey.
    REMOVE_PASSKEY = DELETE "/v1/host/passkeys/{id}", () => ();
    /// Changes the member's own name.
    SET_OWN_NAME = PUT "/v1/host/name", OwnName => Member;
    /// The team.
    TEAM = GET "/v1/host/team", () => Team;
    /// Invites a person.
    INVITE_MEMBER = POST "/v1/host/team", Invite => Invited;
    /// Changes a role.
    SET_MEMBER_ROLE = PATCH "/v1/host/team/{id}", ChangeRole => ();
    /// Ends a membership, or takes an invitation back.
    REMOVE_MEMBER = DELETE "/v1/host/team/{id}", () => ();
}
