// The entry of the dashboard's module: the build joins it with what it imports and with the bindings of the WebAssembly.

import { start } from "./start.js";

start(document.getElementById("dashboard"), navigator.languages, () => location.reload());
