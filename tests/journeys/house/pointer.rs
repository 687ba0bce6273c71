//! A hand: a mouse button or a finger that goes down and comes up again at the same point of the screen, as hands do.

use serde_json::{Value, json};

use super::Visitor;

/// What somebody points with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hand {
    Mouse,
    Finger,
}

/// Where on the screen, in pixels.
pub(crate) type Point = (f64, f64);

impl Visitor {
    /// Where what a script finds stands now: its middle, once it has been brought into sight.
    pub(crate) async fn point_of(&self, what: &str, look: &str, given: &[Value]) -> Point {
        let middle = format!(
            "const one = (() => {{ {look} }})(); if (!one) return null; one.scrollIntoView({{ block: 'center' }}); \
             return new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => {{ \
               const {{ left, top, width, height }} = one.getBoundingClientRect(); go([left + width / 2, top + height / 2]); \
             }})))"
        );
        serde_json::from_value(self.until(what, &middle, given).await).unwrap()
    }

    /// Where it stands, with nothing scrolled.
    pub(crate) async fn stands_at(&self, what: &str, look: &str, given: &[Value]) -> Point {
        let middle = format!(
            "const one = (() => {{ {look} }})(); if (!one) return null; \
             const {{ left, top, width, height }} = one.getBoundingClientRect(); return [left + width / 2, top + height / 2]"
        );
        serde_json::from_value(self.until(what, &middle, given).await).unwrap()
    }

    /// From now on this browser is used by a mouse or by a finger, for which buttons are larger.
    pub(crate) async fn is_held_by(&self, hand: Hand) {
        let on = json!({ "enabled": hand == Hand::Finger, "maxTouchPoints": 1 });
        self.driver.cdp().send_raw("Emulation.setTouchEmulationEnabled", on).await.unwrap();
    }

    /// The hand goes down.
    pub(crate) async fn puts_down(&self, hand: Hand, at: Point) {
        match hand {
            Hand::Mouse => {
                self.mouse("mouseMoved", at, 0).await;
                self.mouse("mousePressed", at, 1).await;
            }
            Hand::Finger => self.finger("touchStart", &[json!({ "x": at.0, "y": at.1 })]).await,
        }
    }

    /// And up again, where it went down.
    pub(crate) async fn lifts(&self, hand: Hand, at: Point) {
        match hand {
            Hand::Mouse => self.mouse("mouseReleased", at, 1).await,
            Hand::Finger => self.finger("touchEnd", &[]).await,
        }
    }

    async fn mouse(&self, kind: &str, (x, y): Point, clicks: u32) {
        let button = if clicks > 0 { "left" } else { "none" };
        let event = json!({ "type": kind, "x": x, "y": y, "button": button, "clickCount": clicks });
        self.driver.cdp().send_raw("Input.dispatchMouseEvent", event).await.unwrap();
    }

    async fn finger(&self, kind: &str, points: &[Value]) {
        let event = json!({ "type": kind, "touchPoints": points });
        self.driver.cdp().send_raw("Input.dispatchTouchEvent", event).await.unwrap();
    }
}
