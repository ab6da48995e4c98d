/**
 * Loads a city's workbook into its ledger, through the same commands as everybody else: planned and rehearsed
 * first, so that a book with a mistake changes nothing unless the sender asked for its good rows. Says what
 * the city still lacks afterwards.
 */
import { idOf, kindOf } from "../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import type { Ms } from "../base/time.ts";
import type { Post } from "../engine/event.ts";
import type { Command, Context, Thing } from "../engine/loop.ts";
import type { OrgState } from "../engine/select.ts";
import { findGaps, type Gap } from "../interop/workbook/gaps.ts";
import { answerable, planBook, type BookPlan } from "../interop/workbook/read.ts";
import type { Planned } from "../interop/workbook/rehearse.ts";
import type { Problem } from "../interop/workbook/rows.ts";
import type { Step } from "../interop/workbook/steps.ts";
import type { NewIncident } from "../store/contract.ts";
import type { Api } from "./api.ts";
import { CITY } from "./routes/incidents.ts";

/** For a city that nothing else was said of: the last rules that moved every close contact, and their zone. */
const DEFAULT_CITY = { pack: "cn-covid-9", zone: "Asia/Shanghai" };

export interface BookLoading {
  /** The whole book or nothing; else the rows that are right. */
  readonly allOrNothing: boolean;
  /** Plans and says, sends nothing. */
  readonly dryRun: boolean;
  /** For a city that does not exist yet. */
  readonly zone?: string;
  readonly pack?: string;
}

/** Rows by sheet. */
type Counts = Record<string, number>;

export interface BookLoaded {
  readonly city: string;
  readonly sent: boolean;
  readonly loaded: Counts;
  /** Rows that say what the city's ledger says already. */
  readonly unchanged: Counts;
  readonly problems: readonly Problem[];
  readonly gaps: readonly Gap[];
}

const PAGE = 1000;

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

export function gapsIn(api: Api, things: readonly Thing[], zone: string): readonly Gap[] {
  return findGaps({ things, duties: answerable(api.model), now: api.now(), zone });
}

export async function loadBook(
  api: Api, bytes: Uint8Array, { allOrNothing, dryRun, zone, pack }: BookLoading, check: (command: Command, now: Ms) => Refusal | null,
): Promise<BookLoaded | Refusal> {
  const known = await api.store.incident(CITY);
  const before = known === undefined ? [] : await cityThings(api, CITY);
  const planFor = (city: NewIncident): Promise<BookPlan | Refusal> =>
    planBook(bytes, { model: api.model, context: contextOf(api, city), things: before, check });
  const city = known ?? newCity(api, zone, pack);
  if (isRefusal(city)) return city;
  const draft = await planFor(city);
  if (isRefusal(draft)) return draft;
  const spoiled = draft.problems.some((problem) => !problem.note);
  if (dryRun || (allOrNothing && spoiled)) {
    const gaps = gapsIn(api, dryRun ? draft.after : before, city.zone);
    return { city: CITY, sent: false, loaded: {}, unchanged: countRows(draft.unchanged), problems: draft.problems, gaps };
  }
  const founded = known ?? (await api.store.createIncident({ ...city, commandPost: commandIn(draft.after) ?? city.commandPost }, api.now()));
  if (isRefusal(founded)) return founded;
  // The commands are sent by the city's command, which is known only now when the book founds the city.
  const plan = known === undefined ? await planFor(founded) : draft;
  if (isRefusal(plan)) return plan;
  const { sent, problems } = await sendWaves(api, plan.planned);
  const gaps = gapsIn(api, await cityThings(api, CITY), city.zone);
  const changed = new Set(sent.flatMap((step) => step.rows));
  const unchanged = plan.unchanged.map((step) => ({ ...step, rows: step.rows.filter((row) => !changed.has(row)) }));
  return { city: CITY, sent: true, loaded: countRows(sent), unchanged: countRows(unchanged), problems: [...plan.problems, ...problems], gaps };
}

function newCity(api: Api, zone: string = DEFAULT_CITY.zone, pack: string = DEFAULT_CITY.pack): NewIncident | Refusal {
  if (api.packOf(pack) === undefined) return refuse("unknown-pack", `There is no pack “${pack}”.`, { where: "pack", fix: `Known: ${[...api.packs.keys()].toSorted().join(", ")}.` });
  return { id: CITY, title: "本市 · Our city", mode: "live", zone, city: CITY, pack, commandPost: { org: CITY, role: "duty_officer" } };
}

function contextOf(api: Api, city: NewIncident & { readonly packHash?: string }): Context {
  return { incident: city.id, city: city.city, now: api.now(), pack: api.packOf(city.pack, city.packHash)!, zone: city.zone, commandPost: city.commandPost };
}

/** Whoever answers for command at the top organisation. */
function commandIn(things: readonly Thing[]): Post | undefined {
  for (const thing of things) {
    if (kindOf(thing.ref) !== "org") continue;
    const { parent, answers } = thing.state as OrgState;
    const role = answers["command"]?.[0];
    if (parent === null && role !== undefined) return { org: idOf(thing.ref), role };
  }
  return undefined;
}

function countRows(steps: readonly Pick<Step, "rows">[]): Counts {
  const counts: Counts = {};
  for (const row of new Set(steps.flatMap((step) => step.rows))) counts[row.sheet] = (counts[row.sheet] ?? 0) + 1;
  return counts;
}

/** Steps of one wave go together, so that the writer commits them at once; a wave waits for the one before. */
async function sendWaves({ store, now }: Api, planned: readonly Planned[]): Promise<{ sent: Step[]; problems: Problem[] }> {
  const sent: Step[] = [];
  const problems: Problem[] = [];
  const waves = Map.groupBy(planned, ({ step }) => step.wave);
  for (const wave of [...waves.keys()].sort((a, b) => a - b)) {
    const steps = waves.get(wave)!;
    const answers = await Promise.all(steps.map(({ command }) => store.submit(command, now())));
    for (const [index, answer] of answers.entries()) {
      const { step } = steps[index]!;
      if (isRefusal(answer)) problems.push(problemOf(step, answer));
      else sent.push(step);
    }
  }
  return { sent, problems };
}

/** Refused after the rehearsal had let it pass: somebody else changed the city in between. */
function problemOf(step: Planned["step"], refusal: Refusal): Problem {
  const row = step.rows[0];
  return { sheet: row?.sheet ?? null, tab: row?.sheet ?? "", row: row?.row ?? null, column: null, code: refusal.code, note: false, text: { zh: refusal.message, en: refusal.message } };
}
