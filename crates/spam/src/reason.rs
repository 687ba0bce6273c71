//! Why a comment looks like spam.

/// Why a comment looks like spam. The list is closed, so that the interface has words for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The hidden field was filled.
    Honeypot,
    /// Nearly the same words were sent before, or other words that lead to the same place.
    SeenBefore,
    /// Sent faster than anybody reads and writes.
    TooFast,
    /// Links, more than talk needs.
    ManyLinks,
    /// A shortener, a bare number, look-alike letters in a domain, or an ending that spam favours.
    OddLink,
    /// A link whose words name another address.
    MisleadingLink,
    /// A link or goods in the name.
    CommercialName,
    /// Letters in disguise: styled, look-alike or with something hidden between them.
    HiddenLetters,
    /// Capitals and exclamation marks.
    Shouting,
    /// The same words over and over.
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
    /// No words of any language.
    Gibberish,
    /// Reads like known spam.
    ReadsLikeSpam,
    /// Reads like what this site's team called spam.
    LearntHere,
}
