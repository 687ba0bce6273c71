//! An export of another system, with whatever comments a journey needs.

use std::fmt::Write;

/// A WordPress export of one page. Each comment is a name and what it says, as HTML.
pub(crate) fn export(page: &str, title: &str, comments: &[(String, String)]) -> String {
    let cdata = |text: &str| {
        // What no XML can hold, no export holds.
        let kept: String = text.chars().filter(|c| !c.is_control() || "\t\n\r".contains(*c)).collect();
        let kept = kept.replace(['\u{fffe}', '\u{ffff}'], "");
        format!("<![CDATA[{}]]>", kept.replace("]]>", "]]]]><![CDATA[>"))
    };
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n\
         <rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><wp:wxr_version>1.2</wp:wxr_version>\n\
         <item><title>{}</title><link>{page}</link><wp:post_id>1</wp:post_id><wp:status>publish</wp:status>\n",
        cdata(title)
    );
    for (number, (name, words)) in comments.iter().enumerate() {
        writeln!(
            text,
            "<wp:comment><wp:comment_id>{}</wp:comment_id><wp:comment_author>{}</wp:comment_author>\
             <wp:comment_author_url>{}</wp:comment_author_url>\
             <wp:comment_date_gmt>2019-04-02 09:{:02}:{:02}</wp:comment_date_gmt><wp:comment_content>{}</wp:comment_content>\
             <wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>",
            number + 1,
            cdata(name),
            cdata(words),
            number / 60 % 60,
            number % 60,
            cdata(words)
        )
        .unwrap();
    }
    text + "</item></channel></rss>\n"
}
