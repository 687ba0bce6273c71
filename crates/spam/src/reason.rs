//! Why a comment looks like spam.

/// Why a comment looks like spam. The list is closed, so that the dashboard has a text for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The hidden field was filled.
    Honeypot,
    /// Nearly the same text was sent before, or other texts that lead to the same place.
    SeenBefore,
    /// Sent faster than a person reads and writes.
    TooFast,
    /// More links than a comment needs.
    ManyLinks,
    /// A shortener, a numeric host, look-alike letters in a domain, or a top-level domain that spam prefers.
    OddLink,
    /// A link whose text is another address.
    MisleadingLink,
    /// A link or goods in the name.
    CommercialName,
    /// Disguised letters: styled, look-alike or with hidden characters between them.
    HiddenLetters,
    /// Capitals and exclamation marks.
    Shouting,
    /// The same words repeated.
    Repetitive,
    /// Another script than the page's.
    ForeignScript,
    /// A telephone number, a mail address or a messenger's handle.
    ContactHandle,
    /// Words that sell what spam sells.
    SpamWords,
    /// Promotes a channel, a site or a service.
    SelfPromotion,
    /// Praise that would fit any page.
    GenericPraise,
    /// Not words of any language.
    Gibberish,
    /// Reads like known spam.
    ReadsLikeSpam,
    /// Similar to what this site's team marked as spam.
    LearntHere,
}
