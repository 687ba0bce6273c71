// The widget of this build, put in by the build: { id, js: [path, integrity], wasm: […], proof: […], texts, languages }.
export const BUILD = __PORCH_BUILD__;
