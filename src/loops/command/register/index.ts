/** The registers put together: gaps, visits of supervision. */
export { commands } from "./decide.ts";
export { duties } from "./duties.ts";
export { events } from "./events.ts";
export { kinds } from "./views.ts";
