// The files of this build, put in by the build: { id, css: [path, integrity], later: [path, integrity] }.
export const BUILD = __PORCH_BUILD__;
