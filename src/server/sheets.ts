/**
 * Reads what a sheet is written from: the state as it stands, or as it stood at one position of the incident's
 * ledger, folded again from its events. Says at which positions, so that a brief can freeze them.
 */
import { idOf } from "../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import type { Ms } from "../base/time.ts";
import type { Duty } from "../engine/duty/duty.ts";
import type { LedgerEvent } from "../engine/event.ts";
import { createState } from "../engine/memory-state.ts";
import type { Thing } from "../engine/thing.ts";
import type { Asked, Block, Facts, Sheet } from "../engine/sheet.ts";
import type { Incident } from "../store/contract.ts";
import { asOf, type Api } from "./api.ts";

export interface Written {
  readonly blocks: readonly Block[];
  readonly cutoff: { readonly incident: number; readonly city: number };
  readonly asOf: Ms;
}

const PAGE = 1000;
/** More than this of one kind is no page anybody reads. */
const BOUND = 100_000;

export async function writeSheet(api: Api, incident: Incident, sheet: Sheet, asked: Asked, position: number | undefined): Promise<Written | Refusal> {
  const pack = api.packOf(incident.pack, incident.packHash);
  if (pack === undefined) return refuse("unknown-pack", `The pack ${incident.pack} is not there.`, { where: "incident", fix: "Put the pack back, or name another." });
  const found = position === undefined ? await standing(api, incident, sheet, asked.about) : await asItStood(api, incident, sheet, position);
  if (isRefusal(found)) return found;
  const { cutoff, ...facts } = found;
  return { blocks: sheet.write({ ...facts, zone: incident.zone, pack }, asked), cutoff, asOf: facts.now };
}

type Found = Pick<Facts, "things" | "duties" | "events" | "now"> & { readonly cutoff: Written["cutoff"] };

/** Times the rows are read anew where the ledger went on meanwhile, before they are folded at one position instead. */
const TRIES = 3;

async function standing(api: Api, incident: Incident, sheet: Sheet, about: string | undefined): Promise<Found | Refusal> {
  let before = await heads(api, incident);
  for (let tried = 0; tried < TRIES; tried++) {
    const things = (await Promise.all(sheet.kinds.map((kind) => allThings(api, incident, kind, whereOf(sheet, kind, about))))).flat();
    const duties = sheet.duties === "none" ? [] : await allDuties(api, incident, sheet.duties === "open");
    const events = sheet.events === true ? await allEvents(api, incident.id) : [];
    const now = await asOf(api, incident);
    const after = await heads(api, incident);
    if (after.incident === before.incident && after.city === before.city) return { cutoff: after, things, duties, events, now };
    before = after;
  }
  return asItStood(api, incident, sheet, before.incident);
}

async function heads({ store }: Api, incident: Incident): Promise<Written["cutoff"]> {
  const own = (await store.incident(incident.id))?.head ?? 0;
  return { incident: own, city: incident.city === incident.id ? own : (await store.incident(incident.city))?.head ?? 0 };
}

/** What had been learned by then: the incident's events up to the position, the city's up to the same moment. */
async function asItStood(api: Api, incident: Incident, sheet: Sheet, position: number): Promise<Found | Refusal> {
  if (position > (await heads(api, incident)).incident) return refuse("snapshot-to-come", "Nobody has seen that position of the ledger: it is still to come.", { where: "query.position", fix: "Give the position the figures were read at." });
  const own = (await allEvents(api, incident.id)).filter(({ seq }) => seq <= position);
  const now = own.at(-1)?.learned ?? 0;
  const city = incident.city === incident.id ? [] : (await allEvents(api, incident.city)).filter(({ learned }) => learned <= now);
  const state = createState(api.model, { city: incident.city });
  for (const event of [...city, ...own]) state.apply(event);
  const kinds = new Set(sheet.kinds);
  return {
    cutoff: { incident: position, city: incident.city === incident.id ? position : city.at(-1)?.seq ?? 0 }, now, events: sheet.events === true ? own : [],
    things: [...state.allThings()].filter((thing) => kinds.has(thing.ref.slice(0, thing.ref.indexOf(":")))),
    duties: sheet.duties === "none" ? [] : [...state.allDuties()].filter((duty) => duty.incident === incident.id),
  };
}

/** What the rows of a kind are read by, where the sheet reads only those about one thing. */
function whereOf(sheet: Sheet, kind: string, about: string | undefined): { readonly where?: Readonly<Record<string, string>> } {
  const column = sheet.only?.[kind];
  return column === undefined || about === undefined ? {} : { where: { [column]: about } };
}

async function allThings({ store, model }: Api, incident: Incident, kind: string, where: ReturnType<typeof whereOf>): Promise<Thing[]> {
  const ledger = model.kinds.get(kind)?.scope === "city" ? incident.city : incident.id;
  const found: Thing[] = [];
  for (;;) {
    const last = found.at(-1);
    const page = await store.things({ incident: ledger, kind, limit: PAGE, ...where, ...(last === undefined ? {} : { after: idOf(last.ref) }) });
    found.push(...page);
    if (page.length < PAGE || found.length >= BOUND) return found;
  }
}

async function allDuties({ store }: Api, incident: Incident, open: boolean): Promise<Duty[]> {
  const found: Duty[] = [];
  for (;;) {
    const last = found.at(-1);
    const page = await store.duties({ incident: incident.id, sort: "opened", limit: PAGE, ...(open ? { open } : {}), ...(last === undefined ? {} : { after: last.id }) });
    found.push(...page);
    if (page.length < PAGE || found.length >= BOUND) return found;
  }
}

async function allEvents({ store }: Api, incident: string): Promise<LedgerEvent[]> {
  const found: LedgerEvent[] = [];
  for (;;) {
    const page = await store.events({ incident, after: found.at(-1)?.seq ?? 0, limit: PAGE });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}
