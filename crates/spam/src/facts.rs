//! The facts about a comment, before its text is analysed.

/// The facts about a comment. A missing fact has no effect.
#[derive(Debug, Clone, Copy, Default)]
pub struct CommentFacts<'a> {
    /// The text: Markdown or plain text. The first [`crate::MAX_CHARS`] characters are read.
    pub text: &'a str,
    /// The name that the author gave.
    pub name: Option<&'a str>,
    /// The page's title.
    pub page_title: Option<&'a str>,
    /// The hosts of the page's site: links to them are on topic.
    pub page_hosts: &'a [&'a str],
    /// The page's language (BCP 47), to recognise another script.
    pub page_language: Option<&'a str>,
    /// Some earlier comments of the page; the first 20 are read.
    pub earlier: &'a [String],
    /// Seconds between the page's opening and the sending.
    pub seconds_open: Option<f32>,
    /// Whether the field that people do not see was filled.
    pub honeypot: bool,
    /// How many earlier comments have nearly the same text ([`crate::Fingerprint::is_near`]), other than retries of
    /// this one.
    pub seen_before: usize,
    /// How many earlier comments of newcomers lead to the same place ([`crate::CampaignMemory`]).
    pub campaign: Campaign,
    /// How far the author is trusted on this site, 0 (a newcomer) to 1 (many approved comments).
    pub trust: f32,
}

/// How a comment compares with earlier ones of newcomers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Campaign {
    /// Other authors with the same mark or nearly the same text.
    pub others: usize,
    /// Comments of the same author with the same mark or nearly the same text.
    pub own: usize,
}
