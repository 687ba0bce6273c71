//! Somebody who reads.

use anyhow::Result;

use crate::house::{House, journey};

async fn seeded(house: &House) -> Result<String> {
    let opening = house.says("/rye", "Amira", "My rye collapsed after 40 minutes.", None).await?;
    house.says("/rye", "Marta", "It was ready **sooner** than you thought.", Some(&opening)).await?;
    Ok(opening)
}

#[tokio::test]
async fn words_are_read_before_any_webassembly_is_loaded() {
    journey(|house| async move {
        seeded(&house).await?;
        let reader = house.visitor().await?;
        reader.opens("/rye").await?;
        reader.sees("My rye collapsed after 40 minutes.").await?;
        reader.sees("It was ready sooner than you thought.").await?;
        let loaded =
            reader.script("return performance.getEntriesByType('resource').map(r => r.name).join(' ')", vec![]).await?;
        assert!(!loaded.as_str().unwrap_or_default().contains(".wasm"), "reading loaded the widget: {loaded}");
        assert_eq!(reader.console_errors().await?, Vec::<String>::new());
        Ok(())
    })
    .await;
}
