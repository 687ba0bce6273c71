// Nothing moves under a pressed pointer.

// While a pointer is pressed, nothing that arrives by itself may move the page: the release would hit something else,
// and there would be no click. A finger's click comes a moment after it is lifted. After LONG, a finger that stays down
// is ignored.
const CLICK = 80, LONG = 2e4;
let pressed, release, releaseTimer;
const releaseAfter = (after) => {
  clearTimeout(releaseTimer);
  releaseTimer = setTimeout(() => { pressed = undefined; release?.(); }, after);
};
// A press before the click of the last one has come counts as one long press.
addEventListener("pointerdown", () => { pressed ??= new Promise((go) => (release = go)); releaseAfter(LONG); }, true);
for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => releaseAfter(CLICK), true);
export const pointerReleased = async () => pressed;
