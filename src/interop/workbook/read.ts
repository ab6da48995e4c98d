/**
 * A workbook's bytes as the commands that load it, or the list of what is wrong with it, each with sheet, row
 * and column. What the city's ledger already holds counts: a later book may add to an earlier one.
 */
import { idOf, kindOf } from "../../base/ids.ts";
import { isRefusal, type Refusal } from "../../base/refusal.ts";
import type { Command, Context, Model, Thing } from "../../engine/loop.ts";
import type { Text } from "../../engine/rule.ts";
import type { OrgView } from "../../loops/command/views.ts";
import { checkRows, type Known } from "./check.ts";
import { sheetOf } from "./columns.ts";
import { rehearse, type Planned } from "./rehearse.ts";
import { readRows, type BookReading, type Problem } from "./rows.ts";
import { readSheets, type RawSheet } from "./sheets.ts";
import { stepsOf, type Step } from "./steps.ts";

/** Everything a post can answer for. */
export function answerable(model: Model): readonly { readonly kind: string; readonly title: Text }[] {
  return [...model.answerable].map(([kind, title]) => ({ kind, title }));
}

export interface BookOptions {
  readonly model: Model;
  readonly context: Context;
  /** Everything the city's ledger holds. */
  readonly things: readonly Thing[];
  readonly check: (command: Command, now: number) => Refusal | null;
}

export interface BookPlan {
  /** To be sent in this order; steps of one wave may go together. */
  readonly planned: readonly Planned[];
  readonly unchanged: readonly Step[];
  readonly problems: readonly Problem[];
  /** The city as it would be once everything planned is in. */
  readonly after: readonly Thing[];
}

function orgsOf(things: readonly Thing[]): readonly (readonly [string, OrgView])[] {
  return things.filter((thing) => kindOf(thing.ref) === "org").map((thing) => [idOf(thing.ref), thing.state as OrgView]);
}

function knownOf(things: readonly Thing[]): Known {
  const ids = (kind: string): string[] => things.filter((thing) => kindOf(thing.ref) === kind).map((thing) => idOf(thing.ref));
  return { orgs: new Map(orgsOf(things).map(([id, org]) => [id, org.parent])), posts: new Set(ids("post")), sites: new Set(ids("site")) };
}

/** A refusal of the rehearsal, at the first row its command came from. */
function asProblem(reading: BookReading, step: Step, refusal: Refusal): Problem {
  const row = step.rows[0];
  const tab = row === undefined ? "" : (reading.tabs.get(row.sheet) ?? sheetOf(row.sheet).title.en);
  const fix = refusal.fix === undefined ? "" : ` ${refusal.fix}`;
  return {
    sheet: row?.sheet ?? null, tab, row: row?.row ?? null, column: null, code: refusal.code, note: false,
    text: { zh: `不能导入：${refusal.message}${fix}`, en: `${refusal.message}${fix}` },
  };
}

/** Refuses a file that is no workbook; everything else that is wrong is a problem of a row. */
export async function planBook(bytes: Uint8Array, options: BookOptions): Promise<BookPlan | Refusal> {
  const sheets = await readSheets(bytes);
  return isRefusal(sheets) ? sheets : planSheets(sheets, options);
}

/** The same from cells already read. */
export function planSheets(sheets: readonly RawSheet[], { model, context, things, check }: BookOptions): BookPlan {
  const kinds = answerable(model).map((each) => each.kind);
  const reading = readRows(sheets, { zone: context.zone, dutyKinds: new Set(kinds) });
  const known = knownOf(things);
  const { good, problems } = checkRows(reading, known);
  const orgs = orgsOf(things);
  const steps = stepsOf(good, {
    dutyKinds: kinds, answers: new Map(orgs.map(([id, org]) => [id, org.answers])),
    orgs: new Set(orgs.filter(([, org]) => org.level !== "site").map(([id]) => id)),
  });
  const { planned, unchanged, refused, after } = rehearse({ model, things, context, steps, check });
  return { planned, unchanged, after, problems: [...problems, ...refused.map(({ step, refusal }) => asProblem(reading, step, refusal))] };
}
