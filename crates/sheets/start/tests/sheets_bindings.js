// Stands in for the sheets' bindings, which the build makes: a test says what they do.

export const bindings = { async __wbg_init() {}, open_sheet() {}, open_card() {}, open_search() {} };
export const __wbg_init = (...all) => bindings.__wbg_init(...all);
export const open_sheet = (...all) => bindings.open_sheet(...all);
export const open_card = (...all) => bindings.open_card(...all);
export const open_search = (...all) => bindings.open_search(...all);
