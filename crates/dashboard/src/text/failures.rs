//! Why a webhook or a spam service did not take what was sent, and the results of tests, as sentences.

use porch_protocol::DeliveryFailure;
use porch_protocol::integrations::IntegrationTestResult;

use super::text;

/// Why a delivery failed.
pub(crate) fn failure(failure: &DeliveryFailure) -> String {
    let text = text();
    let sentence = match failure {
        DeliveryFailure::Status { status } => return text.failure_status(&status.to_string()),
        DeliveryFailure::AddressMalformed => text.failure_address_malformed(),
        DeliveryFailure::AddressCredentials => text.failure_address_credentials(),
        DeliveryFailure::AddressPort => text.failure_address_port(),
        DeliveryFailure::ClosedNetwork => text.failure_closed_network(),
        DeliveryFailure::NameNotFound => text.failure_name_not_found(),
        DeliveryFailure::NoConnection => text.failure_no_connection(),
        DeliveryFailure::NoTls => text.failure_no_tls(),
        DeliveryFailure::NotHttp => text.failure_not_http(),
        DeliveryFailure::Timeout => text.failure_timeout(),
        DeliveryFailure::Gone => text.failure_gone(),
        DeliveryFailure::Unreadable => text.failure_unreadable(),
        DeliveryFailure::KeyRefused => text.failure_key_refused(),
        DeliveryFailure::Busy => text.failure_busy(),
        DeliveryFailure::FalseAlarm => text.failure_false_alarm(),
        DeliveryFailure::Unknown => text.failure_unknown(),
    };
    sentence.into()
}

/// The result of a test. A webhook's success has a status, a spam service's has none.
pub(crate) fn tested(result: &IntegrationTestResult) -> String {
    let text = text();
    match (&result.failure, result.status) {
        (Some(why), _) => format!("{} {}", text.integration_test_failed(), failure(why)),
        (None, _) if !result.works => format!("{} {}", text.integration_test_failed(), text.failure_unknown()),
        (None, Some(status)) => text.integration_test_accepted(&status.to_string()),
        (None, None) => text.integration_test_fine().into(),
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::DeliveryFailure;
    use porch_protocol::integrations::IntegrationTestResult;

    use super::tested;

    #[test]
    fn the_result_of_a_test_is_said_with_its_status_or_its_cause() {
        let result = |works, status, failure| tested(&IntegrationTestResult { works, status, failure });
        assert_eq!(result(true, Some(200), None), "The test worked: it was accepted (200).");
        assert_eq!(result(true, None, None), "The test worked: it accepts a harmless sentence.");
        let refused = result(false, None, Some(DeliveryFailure::Status { status: 500 }));
        assert_eq!(refused, "The test did not work. The answer had the status 500.");
        assert!(result(false, None, None).starts_with("The test did not work."));
    }
}
