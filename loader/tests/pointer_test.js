import { still } from "../live/pointer.js";
import { equal, test } from "./harness.js";

test("pointer: what arrives waits until a press and its click are over", async () => {
  await still();
  let isStill = false;
  dispatchEvent(new Event("pointerdown"));
  const waited = still().then(() => (isStill = true));
  await new Promise((go) => setTimeout(go));
  equal(isStill, false);
  dispatchEvent(new Event("pointerup"));
  await waited;
  equal(isStill, true);
});
