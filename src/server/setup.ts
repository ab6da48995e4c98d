/**
 * Loads a workbook into the city's ledger: plans it against what is there, refuses it whole or takes the good
 * rows as the caller asks, begins the city's ledger where there is none, and says what is still missing.
 * Sends nothing that would change nothing, and nothing at all when a whole book was asked for and a row is bad.
 */
import { dayOf, type Zone } from "../base/civil.ts";
import { idOf, kindOf } from "../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import type { Ms } from "../base/time.ts";
import type { Post } from "../engine/event.ts";
import type { Command, Context, Thing } from "../engine/loop.ts";
import type { Text } from "../engine/rule.ts";
import { findGaps, type Gap } from "../interop/workbook/gaps.ts";
import { answerable, planBook, type BookPlan } from "../interop/workbook/read.ts";
import type { Planned } from "../interop/workbook/rehearse.ts";
import type { Problem } from "../interop/workbook/rows.ts";
import type { Step } from "../interop/workbook/steps.ts";
import type { OrgView } from "../loops/command/views.ts";
import type { Incident } from "../store/contract.ts";
import type { Api } from "./api.ts";
import { CITY } from "./routes/incidents.ts";
import { unknownPack } from "./routes/packs.ts";

/** For a city of which nothing else was said. */
const DEFAULT_ZONE: Zone = "Asia/Shanghai";
const DEFAULT_PACK = "cn-covid-9";

export interface SetupOptions {
  /** True: any bad row keeps the whole book out. False: the good rows go in. */
  readonly allOrNothing: boolean;
  /** Reads and rehearses, sends nothing. */
  readonly dryRun: boolean;
  /** For a city that has no ledger yet. */
  readonly zone?: Zone;
  readonly pack?: string;
}

/** Rows by sheet. */
type Counts = Readonly<Record<string, number>>;

export interface SetupReport {
  readonly city: string;
  /** False when nothing was sent: a dry run, or a whole book with a bad row. */
  readonly sent: boolean;
  readonly loaded: Counts;
  /** Rows that say what the ledger says already. */
  readonly unchanged: Counts;
  readonly problems: readonly Problem[];
  readonly gaps: readonly Gap[];
}

const PAGE = 1000;
/** Commands under way at once: enough for the writer to commit many together. */
const TOGETHER = 500;

/** Everything a city's ledger holds of the kinds that belong to the city. */
export async function cityThings({ store, model }: Api, city: string): Promise<readonly Thing[]> {
  const kinds = [...model.kinds.values()].filter((kind) => kind.scope === "city");
  const lists = await Promise.all(kinds.map(async ({ kind }) => {
    const things: Thing[] = [];
    for (;;) {
      const last = things.at(-1);
      const page = await store.things({ incident: city, kind, limit: PAGE, ...(last === undefined ? {} : { after: idOf(last.ref) }) });
      things.push(...page);
      if (page.length < PAGE) return things;
    }
  }));
  return lists.flat();
}

export function gapsIn(api: Api, things: readonly Thing[], zone: Zone): readonly Gap[] {
  return findGaps({ things, duties: answerable(api.model), now: api.now(), zone });
}

export async function loadBook(api: Api, bytes: Uint8Array, options: SetupOptions, check: (command: Command, now: Ms) => Refusal | null): Promise<SetupReport | Refusal> {
  const known = await api.store.incident(CITY);
  const context = known === undefined ? newContext(api, options) : contextOf(api, known);
  if (isRefusal(context)) return context;
  const before = known === undefined ? [] : await cityThings(api, CITY);
  const plan = await planBook(bytes, { model: api.model, context, things: before, check });
  if (isRefusal(plan)) return plan;
  const spoiled = options.allOrNothing && plan.problems.some((problem) => !problem.note);
  if (options.dryRun || spoiled) return report(api, context.zone, plan, { sent: null, late: [], things: spoiled ? before : plan.after });
  if (plan.planned.length === 0) return report(api, context.zone, plan, { sent: [], late: [], things: before });
  const city = known ?? (await beginCity(api, context, plan.after));
  if (isRefusal(city)) return city;
  const late = await sendAll(api, plan.planned, city.commandPost);
  const sent = plan.planned.filter((each) => !late.some(({ planned }) => planned === each));
  return report(api, context.zone, plan, { sent: sent.map(({ step }) => step), late, things: await cityThings(api, CITY) });
}

function contextOf(api: Api, city: Incident): Context | Refusal {
  const pack = api.packOf(city.pack, city.packHash) ?? api.packOf(city.pack);
  return pack === undefined ? unknownPack(api, city.pack) : { incident: CITY, city: CITY, now: api.now(), pack, zone: city.zone, commandPost: city.commandPost };
}

function newContext(api: Api, { zone = DEFAULT_ZONE, pack = DEFAULT_PACK }: SetupOptions): Context | Refusal {
  const rules = api.packOf(pack);
  if (rules === undefined) return unknownPack(api, pack);
  try {
    dayOf(zone, 0);
  } catch {
    return refuse("unknown-zone", `“${zone}” is not a time zone.`, { where: "zone", fix: "Write it as Asia/Shanghai or +08:00." });
  }
  // Until the book has said who commands there is nobody to name; the real post is put in before sending.
  return { incident: CITY, city: CITY, now: api.now(), pack: rules, zone, commandPost: { org: CITY, role: "command" } };
}

/** Whoever commands at the top of the tree: what nobody was named for is held there. */
function commandIn(things: readonly Thing[]): { readonly post: Post; readonly name: Text } | undefined {
  const top = things.find((thing) => kindOf(thing.ref) === "org" && (thing.state as OrgView).parent === null);
  if (top === undefined) return undefined;
  const { answers, name } = top.state as OrgView;
  return { post: { org: idOf(top.ref), role: answers["command"]?.[0] ?? answers["oversight"]?.[0] ?? "command" }, name };
}

/** Both names where there are two; screens show the reader's. */
const titleOf = ({ zh, en }: Text): string => (zh === en ? zh : `${zh} · ${en}`);

async function beginCity(api: Api, context: Context, after: readonly Thing[]): Promise<Incident | Refusal> {
  const command = commandIn(after);
  if (command === undefined) return refuse("no-organisation", "The book names no organisation at the top.", { where: "orgs", fix: "Fill in the sheet of organisations first." });
  const { zone, pack } = context;
  const created = await api.store.createIncident({ id: CITY, title: titleOf(command.name), mode: "live", zone, city: CITY, pack: pack.id, commandPost: command.post }, api.now());
  if (!isRefusal(created) || created.code !== "incident-exists") return created;
  // Somebody else loaded a book at the same moment; theirs stands.
  return (await api.store.incident(CITY)) ?? created;
}

interface Late {
  readonly planned: Planned;
  readonly refusal: Refusal;
}

/** Wave after wave, because a row may rest on one of an earlier wave. Answers what was refused after all. */
async function sendAll(api: Api, planned: readonly Planned[], actor: Post): Promise<readonly Late[]> {
  const late: Late[] = [];
  const waves = Map.groupBy(planned, ({ step }) => step.wave);
  for (const number of [...waves.keys()].sort((a, b) => a - b)) {
    const wave = waves.get(number)!;
    for (let first = 0; first < wave.length; first += TOGETHER) {
      const results = await Promise.all(wave.slice(first, first + TOGETHER).map(async (each): Promise<Late | null> => {
        const result = await api.store.submit({ ...each.command, actor }, api.now());
        return isRefusal(result) ? { planned: each, refusal: result } : null;
      }));
      late.push(...results.filter((result) => result !== null));
    }
  }
  return late;
}

function countRows(steps: readonly Pick<Step, "rows">[]): Counts {
  const counts: Record<string, number> = {};
  for (const row of new Set(steps.flatMap((step) => step.rows))) counts[row.sheet] = (counts[row.sheet] ?? 0) + 1;
  return counts;
}

interface Sent {
  /** Null when nothing was to be sent. */
  readonly sent: readonly Step[] | null;
  readonly late: readonly Late[];
  readonly things: readonly Thing[];
}

function report(api: Api, zone: Zone, plan: BookPlan, { sent, late, things }: Sent): SetupReport {
  const changed = new Set(plan.planned.flatMap(({ step }) => step.rows));
  const unchanged = plan.unchanged.map((step) => ({ rows: step.rows.filter((row) => !changed.has(row)) }));
  return {
    city: CITY, sent: sent !== null, loaded: countRows(sent ?? []), unchanged: countRows(unchanged),
    problems: [...plan.problems, ...late.map(({ planned: { step }, refusal }) => lateProblem(step, refusal))],
    gaps: gapsIn(api, things, zone),
  };
}

/** Refused after the rehearsal had let it pass: somebody changed the city in between. */
function lateProblem(step: Step, { code, message }: Refusal): Problem {
  const row = step.rows[0];
  return { sheet: row?.sheet ?? null, tab: row?.sheet ?? "", row: row?.row ?? null, column: null, code, note: false, text: { zh: message, en: message } };
}
