import { pointerReleased } from "../live/pointer.js";
import { equal, test } from "./harness.js";

test("pointer: what arrives waits until a press and its click are over", async () => {
  await pointerReleased();
  let isStill = false;
  dispatchEvent(new Event("pointerdown"));
  const waited = pointerReleased().then(() => (isStill = true));
  await new Promise((go) => setTimeout(go));
  equal(isStill, false);
  dispatchEvent(new Event("pointerup"));
  await waited;
  equal(isStill, true);
});
