/** The room that watches how much each post carries, put together. */
export { commands } from "./decide.ts";
export { duties } from "./duties.ts";
export { events } from "./events.ts";
export { kinds } from "./views.ts";
