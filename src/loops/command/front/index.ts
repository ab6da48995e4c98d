/** The room between headquarters and the front, put together: recommendations, visits, problems found. */
export { commands } from "./decide.ts";
export { duties } from "./duties.ts";
export { events } from "./events.ts";
export { kinds } from "./views.ts";
