/** Every group of routes that needs nothing of its own, in the order of the document. */
import type { Routes } from "../api.ts";
import { registerSetupRoutes } from "../setup-routes.ts";
import { commandRoutes } from "./commands.ts";
import { dutyRoutes } from "./duties.ts";
import { eventRoutes } from "./events.ts";
import { findingRoutes } from "./findings.ts";
import { incidentRoutes } from "./incidents.ts";
import { orgRoutes } from "./orgs.ts";
import { packRoutes } from "./packs.ts";
import { proposalRoutes } from "./proposals.ts";
import { sheetRoutes } from "./sheets.ts";
import { systemRoutes } from "./system.ts";
import { thingRoutes } from "./things.ts";

export const ROUTES: readonly Routes[] = [systemRoutes, incidentRoutes, findingRoutes, orgRoutes, eventRoutes, dutyRoutes, thingRoutes, sheetRoutes, packRoutes, proposalRoutes, commandRoutes, registerSetupRoutes];
