/** Every group of routes, in the order of the document. */
import type { Routes } from "../api.ts";
import { registerSetupRoutes } from "../setup-routes.ts";
import { commandRoutes } from "./commands.ts";
import { dutyRoutes } from "./duties.ts";
import { eventRoutes } from "./events.ts";
import { incidentRoutes } from "./incidents.ts";
import { packRoutes } from "./packs.ts";
import { streamRoutes } from "./stream.ts";
import { systemRoutes } from "./system.ts";
import { thingRoutes } from "./things.ts";

export const ROUTES: readonly Routes[] = [systemRoutes, incidentRoutes, eventRoutes, streamRoutes(), dutyRoutes, thingRoutes, packRoutes, commandRoutes, registerSetupRoutes];
