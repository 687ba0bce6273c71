//! How long ago something was, as the browser says it.

use js_sys::{Array, Date, Intl, Object, Reflect};
use porch_protocol::Timestamp;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::text;

/// The mean month of the calendar, in seconds.
const MONTH: f64 = 2_629_746.0;
/// What the dashboard speaks.
const LANGUAGE: &str = "en";
/// Its way to write a day: the day before the month.
const DATES: &str = "en-GB";

/// When a comment was posted, where anybody knows.
pub(crate) fn posted(at: Timestamp, undated: bool) -> Html {
    if undated {
        html! { { text::UNDATED } }
    } else {
        when(at)
    }
}

/// `5 minutes ago`, with the whole moment for whoever points there.
pub(crate) fn when(at: Timestamp) -> Html {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of our age fit exactly")]
    let moment = (at.0 / 1_000) as f64;
    let past = (Date::now() - moment) / 1_000.0;
    let whole_moment = || whole(&Date::new(&JsValue::from_f64(moment)));
    if (0.0..60.0).contains(&past) {
        return html! { <time datetime={at.to_string()} title={whole_moment()}>{ text::frame::JUST_NOW }</time> };
    }
    let (unit, length) = match past.abs() {
        p if p < 3_600.0 => ("minute", 60.0),
        p if p < 86_400.0 => ("hour", 3_600.0),
        p if p < MONTH => ("day", 86_400.0),
        p if p < 12.0 * MONTH => ("month", MONTH),
        _ => ("year", 12.0 * MONTH),
    };
    let options = Object::new();
    // A plain object takes every key.
    _ = Reflect::set(&options, &JsValue::from_str("numeric"), &JsValue::from_str("auto"));
    // In the language of the sentence that it stands in.
    let format = Intl::RelativeTimeFormat::new(&Array::of1(&JsValue::from_str(LANGUAGE)), &options);
    // What is still to come is rounded: a week is a week, though a second of it has passed.
    let so_many = if past < 0.0 { (past / length).round() } else { (past / length).trunc() };
    let said = String::from(format.format(-so_many, unit));
    html! { <time datetime={at.to_string()} title={whole_moment()}>{ said }</time> }
}

/// `12 min`: the same where there is little room. The whole moment stands where there is more.
pub(crate) fn short(at: Timestamp) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of our age fit exactly")]
    let past = (Date::now() - (at.0 / 1_000) as f64) / 1_000.0;
    let so_many = |length: f64| (past / length).trunc();
    match past {
        p if p < 60.0 => text::frame::NOW.into(),
        p if p < 3_600.0 => format!("{} min", so_many(60.0)),
        p if p < 86_400.0 => format!("{} h", so_many(3_600.0)),
        p if p < 2.0 * 86_400.0 => text::frame::ONE_DAY.into(),
        p if p < MONTH => format!("{} days", so_many(86_400.0)),
        p if p < 12.0 * MONTH => format!("{} mo", so_many(MONTH)),
        _ => format!("{} y", so_many(12.0 * MONTH)),
    }
}

/// The same as an element, with the whole moment for whoever points there.
pub(crate) fn short_time(at: Timestamp) -> Html {
    let title = whole(&Date::new(&JsValue::from_f64(milliseconds(at))));
    html! { <time datetime={at.to_string()} {title}>{ short(at) }</time> }
}

/// Whether a moment is at most so many seconds ago.
pub(crate) fn is_within(at: Timestamp, seconds: i64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "a few years in seconds fit exactly")]
    let length = seconds as f64;
    (Date::now() - milliseconds(at)) / 1_000.0 <= length
}

/// The day of a moment, where whoever looks is: `Today`, `Yesterday`, or a date.
pub(crate) fn day(at: Timestamp) -> String {
    let of = |moment: f64| String::from(Date::new(&JsValue::from_f64(moment)).to_date_string());
    let (that, now) = (of(milliseconds(at)), Date::now());
    if that == of(now) {
        return text::history::TODAY.into();
    }
    if that == of(now - 86_400_000.0) {
        return text::history::YESTERDAY.into();
    }
    date(&Date::new(&JsValue::from_f64(milliseconds(at))))
}

/// The hour and minute of a moment, with the whole moment for whoever points there.
pub(crate) fn clock(at: Timestamp) -> Html {
    let then = Date::new(&JsValue::from_f64(milliseconds(at)));
    html! { <time datetime={at.to_string()} title={whole(&then)}>{ hour(&then) }</time> }
}

/// Until when something holds, where whoever looks is: `18:00`, on another day `4 December, 18:00`.
pub(crate) fn until(at: Timestamp) -> String {
    until_then(&Date::new(&JsValue::from_f64(milliseconds(at))))
}

/// The same of a moment as RFC 3339 has it.
pub(crate) fn until_text(at: &str) -> String {
    until_then(&Date::new(&JsValue::from_str(at)))
}

fn until_then(then: &Date) -> String {
    let today = then.to_date_string() == Date::new_0().to_date_string();
    if today { hour(then) } else { text::on_day(&date(then), &hour(then)) }
}

/// The date of a moment, where whoever looks is: `4 December`, and `4 December 2024` where that is not this year. Every view
/// writes dates so.
fn date(then: &Date) -> String {
    let options = Object::new();
    // A plain object takes every key.
    _ = Reflect::set(&options, &JsValue::from_str("day"), &JsValue::from_str("numeric"));
    _ = Reflect::set(&options, &JsValue::from_str("month"), &JsValue::from_str("long"));
    if then.get_full_year() != Date::new_0().get_full_year() {
        _ = Reflect::set(&options, &JsValue::from_str("year"), &JsValue::from_str("numeric"));
    }
    then.to_locale_date_string(DATES, &options).into()
}

fn hour(then: &Date) -> String {
    format!("{:02}:{:02}", then.get_hours(), then.get_minutes())
}

/// The same of so many seconds from now.
pub(crate) fn until_in(seconds: u32) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of our age fit")]
    let now = Date::now() as i64;
    until(Timestamp((now + i64::from(seconds) * 1_000) * 1_000))
}

/// The same as an element, with the whole moment for whoever points there.
pub(crate) fn when_over(at: Timestamp) -> Html {
    let title = whole(&Date::new(&JsValue::from_f64(milliseconds(at))));
    html! { <time datetime={at.to_string()} {title}>{ until(at) }</time> }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of our age fit exactly")]
fn milliseconds(at: Timestamp) -> f64 {
    (at.0 / 1_000) as f64
}

/// The whole moment, where whoever looks is.
fn whole(then: &Date) -> String {
    text::on_day(&date(then), &hour(then))
}
