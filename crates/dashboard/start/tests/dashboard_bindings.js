// Stands in for the dashboard's bindings, which the build makes: a test says what they do.

export const bindings = { async __wbg_init() {}, show() {} };
export const __wbg_init = (...all) => bindings.__wbg_init(...all);
export const show = (...all) => bindings.show(...all);
