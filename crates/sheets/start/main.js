// The entry of the sheets' module: the build joins it with what it imports and with the bindings of the WebAssembly.

export { showCard } from "./card.js";
export { showSearch } from "./search.js";
export { showSheet } from "./sheet.js";
