/** The room of plans put together: plans for a period or a holiday, their objectives, and what became of them. */
export { commands } from "./decide.ts";
export { duties } from "./duties.ts";
export { events } from "./events.ts";
export { kinds } from "./views.ts";
