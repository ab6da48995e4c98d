/** The daily close: its commands, duties, events and kinds. */
export { commands } from "./decide.ts";
export { duties } from "./duties.ts";
export { events } from "./events.ts";
export { kinds } from "./views.ts";
