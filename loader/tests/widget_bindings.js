// Stands in for the widget's bindings, which the build makes: a test says what they do.

export const bindings = { async __wbg_init() {}, take_over() {} };
export const __wbg_init = (...all) => bindings.__wbg_init(...all);
export const take_over = (...all) => bindings.take_over(...all);
