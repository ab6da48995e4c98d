/** The movement loop put together with its rooms: who comes in, who may leave, how they pass, where they go, and what came of it. */
import type { Loop } from "../../engine/loop.ts";
import { commands as arrivalCommands } from "./arrivals/decide.ts";
import { duties as arrivalDuties } from "./arrivals/duties.ts";
import { events as arrivalEvents } from "./arrivals/events.ts";
import { kinds as arrivalKinds } from "./arrivals/views.ts";
import { commands as checkInCommands } from "./checkins/decide.ts";
import { duties as checkInDuties } from "./checkins/duties.ts";
import { events as checkInEvents } from "./checkins/events.ts";
import { kinds as checkInKinds } from "./checkins/views.ts";
import { commands as departureCommands } from "./departures/decide.ts";
import { duties as departureDuties } from "./departures/duties.ts";
import { events as departureEvents } from "./departures/events.ts";
import { kinds as departureKinds } from "./departures/views.ts";
import { commands as gateCommands } from "./gates/decide.ts";
import { duties as gateDuties } from "./gates/duties.ts";
import { events as gateEvents } from "./gates/events.ts";
import { leavingSheet } from "./gates/sheets.ts";
import { kinds as gateKinds } from "./gates/views.ts";
import { commands as leaverCommands } from "./leavers/decide.ts";
import { duties as leaverDuties } from "./leavers/duties.ts";
import { events as leaverEvents } from "./leavers/events.ts";
import { kinds as leaverKinds } from "./leavers/views.ts";
import { commands as permitCommands } from "./permits/decide.ts";
import { duties as permitDuties } from "./permits/duties.ts";
import { events as permitEvents } from "./permits/events.ts";
import { kinds as permitKinds } from "./permits/views.ts";
import { commands as portCommands } from "./ports/decide.ts";
import { duties as portDuties } from "./ports/duties.ts";
import { events as portEvents } from "./ports/events.ts";
import { kinds as portKinds } from "./ports/views.ts";
import { movementSheets } from "./sheets.ts";
import { commands as spilloverCommands } from "./spillover/decide.ts";
import { duties as spilloverDuties } from "./spillover/duties.ts";
import { events as spilloverEvents } from "./spillover/events.ts";
import { kinds as spilloverKinds } from "./spillover/views.ts";
import { commands as strategyCommands } from "./strategy/decide.ts";
import { duties as strategyDuties } from "./strategy/duties.ts";
import { events as strategyEvents } from "./strategy/events.ts";
import { kinds as strategyKinds } from "./strategy/views.ts";

export const movement: Loop = {
  name: "movement",
  title: { zh: "人员流动", en: "Movement" },
  events: { ...arrivalEvents, ...checkInEvents, ...departureEvents, ...gateEvents, ...leaverEvents, ...permitEvents, ...portEvents, ...spilloverEvents, ...strategyEvents },
  kinds: [...arrivalKinds, ...checkInKinds, ...departureKinds, ...gateKinds, ...leaverKinds, ...permitKinds, ...portKinds, ...spilloverKinds, ...strategyKinds],
  commands: [...arrivalCommands, ...checkInCommands, ...departureCommands, ...gateCommands, ...leaverCommands, ...permitCommands, ...portCommands, ...spilloverCommands, ...strategyCommands],
  duties: [...arrivalDuties, ...checkInDuties, ...departureDuties, ...gateDuties, ...leaverDuties, ...permitDuties, ...portDuties, ...spilloverDuties, ...strategyDuties],
  sheets: [...movementSheets, leavingSheet],
};
