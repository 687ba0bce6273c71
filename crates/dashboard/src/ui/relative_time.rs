//! Times relative to now, as the browser formats them, and dates.

use js_sys::{Array, Date, Intl, Object, Reflect};
use porch_class_macros::html;
use porch_protocol::Timestamp;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::text;

/// The mean month of the calendar, in seconds.
const MONTH: f64 = 2_629_746.0;

/// When a comment was posted, where that is known.
pub(crate) fn posted(at: Timestamp, undated: bool) -> Html {
    if undated {
        html! { { text().undated() } }
    } else {
        when(at)
    }
}

/// `5 minutes ago`, with the full date and time as the tooltip.
pub(crate) fn when(at: Timestamp) -> Html {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of our age fit exactly")]
    let moment = (at.0 / 1_000) as f64;
    let past = (Date::now() - moment) / 1_000.0;
    let full_time = || full(&Date::new(&JsValue::from_f64(moment)));
    if (0.0..60.0).contains(&past) {
        return html! { <time datetime={at.to_string()} title={full_time()}>{ text().frame_just_now() }</time> };
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
    // In the language of the sentence around it.
    let format = Intl::RelativeTimeFormat::new(&Array::of1(&JsValue::from_str(&text::language::locale())), &options);
    // A time in the future is rounded: a week is still a week one second later.
    let amount = if past < 0.0 { (past / length).round() } else { (past / length).trunc() };
    let label = String::from(format.format(-amount, unit));
    html! { <time datetime={at.to_string()} title={full_time()}>{ label }</time> }
}

/// `12 min`: the same where there is little room. The full date stands elsewhere.
pub(crate) fn short(at: Timestamp) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of our age fit exactly")]
    let past = (Date::now() - (at.0 / 1_000) as f64) / 1_000.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is positive, and a few years fit")]
    let amount = |length: f64| (past / length).trunc() as usize;
    match past {
        p if p < 60.0 => text().frame_now().into(),
        p if p < 3_600.0 => text().short_minutes(amount(60.0)),
        p if p < 86_400.0 => text().short_hours(amount(3_600.0)),
        p if p < MONTH => text().short_days(amount(86_400.0)),
        p if p < 12.0 * MONTH => text().short_months(amount(MONTH)),
        _ => text().short_years(amount(12.0 * MONTH)),
    }
}

/// The same as an element, with the full date and time as the tooltip.
pub(crate) fn short_time(at: Timestamp) -> Html {
    let title = full(&Date::new(&JsValue::from_f64(milliseconds(at))));
    html! { <time datetime={at.to_string()} {title}>{ short(at) }</time> }
}

/// Whether a time is at most so many seconds ago.
pub(crate) fn is_within(at: Timestamp, seconds: i64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "a few years in seconds fit exactly")]
    let length = seconds as f64;
    (Date::now() - milliseconds(at)) / 1_000.0 <= length
}

/// The day of a time in the browser's time zone: `Today`, `Yesterday`, or a date.
pub(crate) fn day(at: Timestamp) -> String {
    let of = |moment: f64| String::from(Date::new(&JsValue::from_f64(moment)).to_date_string());
    let (date_string, now) = (of(milliseconds(at)), Date::now());
    if date_string == of(now) {
        return text().log_today().into();
    }
    if date_string == of(now - 86_400_000.0) {
        return text().log_yesterday().into();
    }
    date(&Date::new(&JsValue::from_f64(milliseconds(at))))
}

/// The hour and minute of a time, with the full date and time as the tooltip.
pub(crate) fn clock(at: Timestamp) -> Html {
    let then = Date::new(&JsValue::from_f64(milliseconds(at)));
    html! { <time datetime={at.to_string()} title={full(&then)}>{ hour(&then) }</time> }
}

/// The end of a state in the browser's time zone: `18:00`, on another day `4 December, 18:00`.
pub(crate) fn until(at: Timestamp) -> String {
    until_date(&Date::new(&JsValue::from_f64(milliseconds(at))))
}

/// The same for a time in RFC 3339.
pub(crate) fn until_text(at: &str) -> String {
    until_date(&Date::new(&JsValue::from_str(at)))
}

fn until_date(then: &Date) -> String {
    let today = then.to_date_string() == Date::new_0().to_date_string();
    if today { hour(then) } else { text().on_day(&date(then), &hour(then)) }
}

/// The date in the browser's time zone: `4 December`, and `4 December 2024` in another year. All views write dates this
/// way.
fn date(then: &Date) -> String {
    let options = Object::new();
    // A plain object takes every key.
    _ = Reflect::set(&options, &JsValue::from_str("day"), &JsValue::from_str("numeric"));
    _ = Reflect::set(&options, &JsValue::from_str("month"), &JsValue::from_str("long"));
    if then.get_full_year() != Date::new_0().get_full_year() {
        _ = Reflect::set(&options, &JsValue::from_str("year"), &JsValue::from_str("numeric"));
    }
    then.to_locale_date_string(&text::language::locale(), &options).into()
}

fn hour(then: &Date) -> String {
    format!("{:02}:{:02}", then.get_hours(), then.get_minutes())
}

/// The same for a number of seconds from now.
pub(crate) fn until_in(seconds: u32) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of our age fit")]
    let now = Date::now() as i64;
    until(Timestamp((now + i64::from(seconds) * 1_000) * 1_000))
}

/// The end of a state as an element, with the full date and time as the tooltip.
pub(crate) fn until_time(at: Timestamp) -> Html {
    let title = full(&Date::new(&JsValue::from_f64(milliseconds(at))));
    html! { <time datetime={at.to_string()} {title}>{ until(at) }</time> }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of our age fit exactly")]
fn milliseconds(at: Timestamp) -> f64 {
    (at.0 / 1_000) as f64
}

/// The full date and time in the browser's time zone.
fn full(then: &Date) -> String {
    text().on_day(&date(then), &hour(then))
}
