//! What is known of a comment before anything is read out of its words.

/// All that is known of a comment. What is not known is left out, and counts neither way.
#[derive(Debug, Clone, Copy, Default)]
pub struct CommentFacts<'a> {
    /// What was written: Markdown or plain text. The first [`crate::MAX_CHARS`] characters are read.
    pub text: &'a str,
    /// The name that the author gave.
    pub name: Option<&'a str>,
    /// The page's title.
    pub page_title: Option<&'a str>,
    /// The hosts of the page's site: links to them are talk of the site.
    pub page_hosts: &'a [&'a str],
    /// The page's language (BCP 47), for "written in another script than the page".
    pub page_language: Option<&'a str>,
    /// Some earlier comments of the page; the first 20 are read.
    pub earlier: &'a [String],
    /// Seconds between the page's opening and the sending.
    pub seconds_open: Option<f32>,
    /// The field that people do not see was filled.
    pub honeypot: bool,
    /// How many comments with nearly the same words came before this one ([`crate::Fingerprint::is_near`]), other than
    /// retries of this one.
    pub seen_before: usize,
    /// What strangers sent before that leads to the same place ([`crate::CampaignMemory`]).
    pub campaign: Campaign,
    /// How far the author is trusted on this site, 0 (a newcomer) to 1 (many approved comments).
    pub trust: f32,
}

/// How a comment compares with what strangers sent before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Campaign {
    /// Others who left the same mark or nearly the same words.
    pub others: usize,
    /// Comments of the same stranger with the same mark or nearly the same words.
    pub own: usize,
}
