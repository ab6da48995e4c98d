// A small town every store test plays in: a city, two districts, a quarantine site with rooms, vehicles and
// teams, and short ways to send commands. It runs on the real loops and a real pack.

import { readdirSync, readFileSync } from "node:fs";
import { isRefusal, refusalLine, type Refusal } from "../../src/base/refusal.ts";
import { HOUR, MINUTE, type Ms } from "../../src/base/time.ts";
import type { JsonObject, Post } from "../../src/engine/event.ts";
import type { Command } from "../../src/engine/loop.ts";
import type { PackFile, Packs } from "../../src/engine/pack/types.ts";
import type { IncidentMode, NewIncident, Receipt, Store } from "../../src/store/contract.ts";

const FOLDER = new URL("../../packs/", import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json") && name !== "schema.json");

export const packs: Packs = new Map(
  files.map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as PackFile).map((pack) => [pack.id, pack]),
);

/** 24 September 2021, 08:00 in Harbin. */
export const START: Ms = Date.UTC(2021, 8, 24, 0, 0);
export const COMMAND: Post = { org: "city", role: "duty-officer" };
export const TRACER: Post = { org: "d0", role: "tracer" };

export function incidentNamed(id: string, city = id, mode: IncidentMode = "live"): NewIncident {
  return { id, title: `Incident ${id}`, mode, zone: "Asia/Shanghai", city, pack: "cn-covid-8", commandPost: COMMAND };
}

let sent = 0;

export function commandOf(incident: string, type: string, data: JsonObject, actor: Post = COMMAND, more: Partial<Command> = {}): Command {
  return { id: `c${++sent}`, type, incident, actor, data, ...more };
}

/** The receipt of a command that must be accepted. */
export async function accepted(answer: Promise<Receipt | Refusal>): Promise<Receipt> {
  const receipt = await answer;
  if (isRefusal(receipt)) throw new Error(`refused: ${refusalLine(receipt)}`);
  return receipt;
}

/** The code of a refusal that must come, or what came instead. */
export async function refused(answer: Promise<Receipt | Refusal>): Promise<string> {
  const outcome = await answer;
  return isRefusal(outcome) ? outcome.code : `accepted ${outcome.command}`;
}

export const DISTRICTS = ["d0", "d1"] as const;
const ANSWERS = ["contact.transfer", "contact.home-hold", "handover.sign", "order.execute", "oversight", "resource.provide", "follow-up"];

/** Registers the town in its city's ledger; resolves when all of it is accepted. */
export async function settle(store: Store, city: string, rooms = 4, now: Ms = START): Promise<void> {
  const send = (type: string, data: JsonObject): Promise<Receipt> => accepted(store.submit(commandOf(city, type, data), now));
  await send("org.register", { org: "city", level: "city" });
  for (const org of DISTRICTS) {
    await send("org.register", { org, level: "district", parent: "city" });
    await send("org.register", { org: `${org}s0`, level: "subdistrict", parent: org });
  }
  await send("org.register", { org: "hotel", level: "site", parent: "d0" });
  await Promise.all(["city", ...DISTRICTS, "d0s0", "d1s0", "hotel"].flatMap((org) =>
    ANSWERS.map((duty) => send("responsibility.assign", { org, duty, roles: [duty === "contact.transfer" ? "tracer" : "head"] }))));
  await send("site.register", {
    site: "hotel", org: "hotel", runBy: "d0", group: "d0", wastePlanned: true, layoutCertified: true,
    posts: { manager: "head", medical: "nurse", security: "guard", cleaning: "cleaner" },
  });
  await Promise.all([
    ...Array.from({ length: rooms }, (_, index) => send("room.register", { room: `R${index}`, site: "hotel", capacity: 1 })),
    ...Array.from({ length: rooms }, (_, index) => send("vehicle.register", { vehicle: `V${index}`, org: "d0", seats: 4 })),
    ...Array.from({ length: rooms }, (_, index) => send("team.register", { team: `T${index}`, org: "d0" })),
  ]);
}

export function found(incident: string, contact: string, more: JsonObject = {}, options: Partial<Command> = {}): Command {
  return commandOf(incident, "contact.find", { contact, class: "close", home: "d0s0", ...more }, TRACER, options);
}

/** A trip for one contact with one room, vehicle and team, all by number. */
export function planned(incident: string, trip: string, contact: string, room: number, vehicle: number): Command {
  return commandOf(incident, "transfer.plan", {
    trip, contacts: [contact], site: "hotel", rooms: { [contact]: `R${room}` }, vehicle: `V${vehicle}`, team: `T${vehicle}`,
    departAt: { earliest: START + HOUR, latest: START + HOUR },
  }, TRACER);
}

export const later = (minutes: number): Ms => START + minutes * MINUTE;
