// What the build puts in: the languages, English first, as { tag, direction, standsFor, texts }, and the address of the
// WebAssembly.
export const LANGUAGES = __PORCH_LANGUAGES__, CODE = __PORCH_CODE__;
