// The widget of this build, put in by the build: { id, js: [path, integrity], wasm: […], proof: […] }.
export const BUILD = __PORCH_BUILD__;
