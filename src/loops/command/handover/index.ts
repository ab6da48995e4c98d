/** The room of the signed watch put together: begun, handed over, asked after, stood in for. */
export { commands } from "./decide.ts";
export { duties } from "./duties.ts";
export { events } from "./events.ts";
export { kinds } from "./views.ts";
