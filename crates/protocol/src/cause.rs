//! Causes: what exactly was wrong with a request, as codes with values. Clients word them in the reader's language; the
//! server's English sentences are for logs and for developers.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use crate::codes::codes;
use crate::{DeliveryFailure, PatternFault, StorageFault};

codes! {
    /// What exactly was wrong with a request, where [`crate::ErrorCode`] alone does not say it.
    pub enum Cause {
        /// The setting does not take this value.
        SettingValue {
            /// The setting.
            setting: String = "slow".into()
        },
        /// There is no such setting.
        SettingUnknown {
            /// The setting.
            setting: String = "colour".into()
        },
        /// There is no such site any more.
        SiteGone,
        /// A name has no letters that can be seen.
        NameBlank,
        /// A name is too long.
        NameTooLong {
            /// Characters at most.
            most: usize = 64
        },
        /// The team has too many names.
        TooManyNames {
            /// Names at most.
            most: usize = 100
        },
        /// A site needs at least one origin.
        OriginMissing,
        /// The text is not an address.
        OriginMalformed {
            /// The text.
            origin: String = "bakery".into()
        },
        /// The origin has no `https://` in front.
        OriginWithoutScheme {
            /// The text.
            origin: String = "bakery.example".into(),
            /// The origin that is most likely meant.
            instead: String = "https://bakery.example".into()
        },
        /// The origin has a `*`.
        OriginWildcard {
            /// The text.
            origin: String = "https://*.bakery.example".into()
        },
        /// The origin has a user name or a password before the host.
        OriginWithCredentials {
            /// The text.
            origin: String = "https://marta@bakery.example".into()
        },
        /// The origin has a path after the host.
        OriginWithPath {
            /// The text.
            origin: String = "https://bakery.example/blog".into(),
            /// The origin that is most likely meant.
            instead: String = "https://bakery.example".into()
        },
        /// The origin begins with `http://`, which is for localhost only.
        OriginNotSecure {
            /// The text.
            origin: String = "http://bakery.example".into(),
            /// The origin that is most likely meant.
            instead: String = "https://bakery.example".into()
        },
        /// The origin begins with another scheme.
        OriginScheme {
            /// The text.
            origin: String = "ftp://bakery.example".into(),
            /// The origin that is most likely meant.
            instead: String = "https://bakery.example".into()
        },
        /// The origin belongs to another site of this server.
        OriginTaken {
            /// The origin.
            origin: String = "https://cafe.example".into()
        },
        /// The site has too many origins.
        TooManyOrigins {
            /// Origins at most.
            most: usize = 50
        },
        /// The text is not a mail address.
        AddressNotMail {
            /// The text.
            address: String = "marta".into()
        },
        /// Mail goes to too many addresses.
        TooManyMailAddresses {
            /// Addresses at most.
            most: usize = 5
        },
        /// This server sends no mail.
        NoMail,
        /// There is no such format of messages.
        FormatUnknown {
            /// The format.
            format: String = "irc".into()
        },
        /// There is no such type of event.
        EventUnknown {
            /// The type.
            event: String = "comment.liked".into()
        },
        /// Messages to a chat are not signed.
        ChatNotSigned,
        /// The address is too long.
        AddressTooLong {
            /// Bytes at most.
            most: usize = 2_048
        },
        /// The address cannot be reached, or must not be.
        AddressUnreachable {
            /// Why.
            failure: DeliveryFailure = DeliveryFailure::ClosedNetwork
        },
        /// The address of a Telegram bot names no chat.
        TelegramWithoutChat,
        /// The site has too many webhooks.
        TooManyWebhooks {
            /// Webhooks at most.
            most: usize = 20
        },
        /// There is no such webhook any more.
        WebhookGone,
        /// There is no such kind of spam service.
        SpamServiceUnknown {
            /// The kind.
            service: String = "oracle".into()
        },
        /// The address, key or model of a spam service is too long.
        SpamServiceTooLong {
            /// Bytes at most.
            most: usize = 2_048
        },
        /// The address of a spam service has a query or a fragment.
        SpamServiceAddress,
        /// The key is missing.
        KeyMissing,
        /// A key is one line without spaces.
        KeyInvalid,
        /// This spam service is not turned on.
        SpamServiceOff,
        /// The id of a sign-in key has signs that it may not have, or none, or too many.
        SignInKeyIdInvalid {
            /// Characters at most.
            most: usize = 64
        },
        /// The site has a sign-in key of this id.
        SignInKeyKnown,
        /// The site has too many sign-in keys.
        TooManySignInKeys {
            /// Keys at most.
            most: usize = 3
        },
        /// There is no such sign-in key any more.
        SignInKeyGone,
        /// Instead of a public key, the private one was given.
        PrivateKeyGiven,
        /// This is no public key.
        PublicKeyInvalid,
        /// This is a public key of another kind than Ed25519 and P-256.
        PublicKeyOtherKind,
        /// The network of a comment or a person is not known any more.
        NetworkForgotten,
        /// Members of the team cannot be banned.
        TeamMemberNotBanned,
        /// What members of the team wrote belongs to the business.
        TeamMemberNotErased,
        /// The site has too many bans.
        TooManyBans {
            /// Bans at most.
            most: usize = 10_000
        },
        /// There is no such ban any more.
        BanGone,
        /// The site has this rule already.
        RuleKnown,
        /// The site has no such rule any more.
        RuleGone,
        /// The rule is empty or too long.
        RuleLength {
            /// Bytes at most.
            most: usize = 500
        },
        /// The site has too many rules.
        TooManyRules {
            /// Rules at most.
            most: usize = 1_000
        },
        /// The pattern is not a regular expression.
        PatternSyntax {
            /// What is wrong with it.
            fault: PatternFault = PatternFault::GroupUnclosed,
            /// The position of the fault: the first character is 1.
            at: usize = 3
        },
        /// The pattern matches every comment.
        PatternMatchesAll,
        /// The pattern takes too much room once it is compiled.
        PatternTooLarge,
        /// The pattern repeats too much.
        PatternRepeats {
            /// Signs at most, repetitions counted.
            most: usize = 3_000
        },
        /// The patterns of the site repeat too much together.
        PatternsRepeat,
        /// Replies are paused in too many places.
        TooManyReplyPauses,
        /// Slow mode is a day at most.
        SlowModeTooLong,
        /// A note is shown only while comments are closed.
        NoteWhileOpen,
        /// The note is too long.
        NoteTooLong {
            /// Characters at most.
            most: usize = 300
        },
        /// Comments are closed on this page already.
        AlreadyClosed,
        /// The page is not under an origin of the site.
        PageElsewhere {
            /// The origins.
            origins: Vec<String> = vec!["https://bakery.example".into()]
        },
        /// The opening question is too long.
        QuestionTooLong {
            /// Characters at most.
            most: usize = 200
        },
        /// The site has too many house rules.
        TooManyHouseRules {
            /// House rules at most.
            most: usize = 3
        },
        /// A house rule is too long.
        HouseRuleTooLong {
            /// Characters at most.
            most: usize = 200
        },
        /// The comment cannot be stored.
        CommentNotStorable,
        /// The database cannot be used.
        Storage {
            /// Why.
            fault: StorageFault = StorageFault::Full
        },
    }
}

/// Reads a cause that may be of a later version: with other values, it is an unknown one.
pub(crate) fn lenient<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Cause>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Read {
        Known(Cause),
        Other(IgnoredAny),
    }
    Ok(Option::<Read>::deserialize(from)?.map(|read| match read {
        Read::Known(cause) => cause,
        Read::Other(_) => Cause::Unknown,
    }))
}

#[cfg(test)]
#[path = "cause_tests.rs"]
mod tests;
