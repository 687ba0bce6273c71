//! What a visitor does who writes.

use thirtyfour::WebElement;

use super::Visitor;
use super::reading::click;

impl Visitor {
    /// The field at the top.
    pub(crate) async fn composer(&self) -> WebElement {
        self.finds("the composer", "return composer()?.elements.body", &[]).await
    }

    /// Points at the field, as whoever means to write does. By itself the widget comes only where the browser has time and
    /// has painted the conversation by then.
    pub(crate) async fn means_to_write(&self) {
        let look =
            "return composer()?.elements.body?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))";
        self.until("the field", look, &[]).await;
    }

    /// Means to write, and waits until the widget has taken the composer over.
    pub(crate) async fn can_write(&self) {
        self.means_to_write().await;
        self.until("the widget", "return !!composer()?.querySelector('[role=toolbar]')", &[]).await;
    }

    /// Types into the composer.
    pub(crate) async fn writes(&self, words: &str) {
        let field = self.composer().await;
        click(&field).await;
        field.send_keys(words).await.unwrap();
    }

    /// Waits until the focus is in the field of a form below a comment, as it is once that opens.
    pub(crate) async fn is_in_a_field_below(&self) {
        self.until("a field below a comment", "return root.activeElement?.matches('article textarea')", &[]).await;
    }

    /// Opens the form below a comment, to answer it.
    pub(crate) async fn begins_to_answer(&self, said: &str) {
        self.presses_at(said, "Reply").await;
        self.is_in_a_field_below().await;
    }

    /// Waits until just this is typed in the composer.
    pub(crate) async fn has_typed(&self, words: &str) {
        let typed = "return composer()?.elements.body.value === given[0]";
        self.until(&format!("{words:?} in the field"), typed, &[words.into()]).await;
    }

    /// Says a name in the form where the words are.
    pub(crate) async fn is_called(&self, name: &str) {
        // Where the name is known already, "Change" brings its field back.
        let look = "all('.as button').find(shown)?.click(); \
                    return all('form[part=composer] input[name=name]').find((one) => shown(one) && one.tabIndex === 0)";
        let field = self.finds("the field for a name", look, &[]).await;
        field.clear().await.unwrap();
        field.send_keys(name).await.unwrap();
    }

    /// Sends words under a name, whatever becomes of them.
    pub(crate) async fn sends(&self, name: &str, words: &str) {
        self.can_write().await;
        self.writes(words).await;
        self.is_called(name).await;
        self.presses("Comment").await;
    }

    /// Shares words under a name, and waits until they are up and have the focus.
    pub(crate) async fn shares(&self, name: &str, words: &str) {
        self.sends(name, words).await;
        self.is_told("Your comment is up.").await;
        self.is_taken_to(words).await;
    }

    /// Sends the reply that is written below a comment. The comment's own button is called the same.
    pub(crate) async fn sends_the_reply_to(&self, said: &str) {
        let look = "return article(given[0])?.querySelector('form [part=button]')";
        self.clicks(&format!("the button that sends at {said:?}"), look, &[said.into()]).await;
    }

    /// Waits until the focus is on the comment that says this: it goes there by itself, and would take the next key along.
    pub(crate) async fn is_taken_to(&self, said: &str) {
        let look = "const at = article(given[0]); return !!at && root.activeElement === at";
        self.until(&format!("the focus on {said:?}"), look, &[said.into()]).await;
    }

    /// Answers a comment, and waits until the answer is up.
    pub(crate) async fn answers(&self, said: &str, name: &str, words: &str) {
        self.presses_at(said, "Reply").await;
        let look = "return article(given[0])?.querySelector('textarea')";
        let field = self.finds("the field of the reply", look, &[said.into()]).await;
        click(&field).await;
        field.send_keys(words).await.unwrap();
        self.is_called(name).await;
        self.sends_the_reply_to(said).await;
        self.is_told("Your comment is up.").await;
        self.is_taken_to(words).await;
    }

    /// Puts other words in the place of one's own, and waits until they are there.
    pub(crate) async fn edits(&self, said: &str, words: &str) {
        self.presses_at(said, "Edit").await;
        let look = "return article(given[0])?.querySelector('textarea')";
        let field = self.finds("the field of the change", look, &[said.into()]).await;
        field.clear().await.unwrap();
        field.send_keys(words).await.unwrap();
        self.presses_at(said, "Save").await;
        self.is_told("Your changes are up.").await;
        self.is_taken_to(words).await;
    }

    /// Waits until the comment that says this is their own: its menu has what its author alone may do.
    pub(crate) async fn owns(&self, said: &str) {
        let own = "return !!article(given[0])?.querySelector('.dots[data-own]')";
        self.until(&format!("{said:?} to be their own"), own, &[said.into()]).await;
    }

    /// Takes one's own words back.
    pub(crate) async fn withdraws(&self, said: &str) {
        self.presses_at(said, "Delete").await;
        self.presses_at(said, "Delete").await;
        self.until("the words to go", "return !article(given[0])", &[said.into()]).await;
    }
}
