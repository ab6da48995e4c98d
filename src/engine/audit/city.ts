/**
 * Events of a city's ledger as the auditor of one incident hears of them: those of the incident's own commands move
 * its duties at once, those of another incident's commands when the notice of them stands in its own ledger.
 */
import { kindOf } from "../../base/ids.ts";
import type { LedgerEvent } from "../event.ts";
import { owedBy, type Owed, type Reading } from "./owed.ts";
import { equal } from "./read.ts";

export interface City {
  /** Events about the city's own things, by ledger and number, and what each owes here until a notice of it comes. */
  readonly events: Map<string, { readonly event: LedgerEvent; readonly owed: Owed[]; told: boolean }>;
  /** The command under way wrote in the incident's own ledger: it is its own, and has to react itself. */
  reacted: boolean;
}

/** Two ledgers count on their own: the same number may be a city's event and the very notice of it. */
const keyOf = (ledger: string | undefined, seq: number): string => `${ledger ?? ""} ${seq}`;

export const createCity = (): City => ({ events: new Map(), reacted: false });

export function hear(city: City, event: LedgerEvent, own: boolean, kinds: ReadonlySet<string> | undefined): void {
  const shared = event.about.length > 0 && event.about.every((about) => kinds?.has(kindOf(about)) === true);
  if (own && !(shared && event.type !== "city.noticed")) city.reacted = true;
  if (!own || shared) city.events.set(keyOf(event.incident, event.seq), { event, owed: [], told: false });
}

/** What a city's event owes is waited for where another incident's command wrote it; opening is never owed twice. */
export function waits(city: City, owed: Owed): boolean {
  const heard = city.events.get(keyOf(owed.ledger, owed.seq));
  if (city.reacted || heard === undefined) return false;
  if (owed.type !== "duty.opened") heard.owed.push(owed);
  return true;
}

interface Notice { readonly ledger?: string; readonly seq?: number; readonly type?: string; readonly learned?: number; readonly about?: unknown; readonly data?: unknown }

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a notice owes: what the event itself would, to duties that were there when it happened. */
export function noticed(city: City, notice: LedgerEvent, readingOf: (heard: LedgerEvent) => Reading): { owed: Owed[]; wrong: string | null } {
  const { seq = 0, ledger, type, learned, about, data } = notice.data as Notice;
  const known = city.events.get(keyOf(ledger, seq));
  const event = known?.event;
  const faithful = event !== undefined && event.type === type && event.learned === learned && same(event.about, about) && same(event.data, data)
    && equal(event.actor, notice.actor) && same(event.occurred, notice.occurred);
  if (!faithful || known === undefined) return { owed: [], wrong: "a notice of a city's event that is not as the city's ledger has it" };
  if (known.told) return { owed: [], wrong: "told of the same event of the city twice" };
  known.told = true;
  const reading = readingOf(event);
  const there: Reading = { ...reading, rules: reading.rules.map((rule) => ({ ...rule, opens: [] })), open: (subject, kind) => reading.open(subject, kind).filter((life) => life.openedAt <= event.learned) };
  return { owed: owedBy(there).map((owed) => ({ ...owed, ledger: notice.incident, seq: notice.seq })), wrong: null };
}

export function* untold(city: City): Generator<{ readonly owed: Owed; readonly ledger: string; readonly seq: number }> {
  for (const { event, owed, told } of city.events.values()) if (!told) for (const one of owed) yield { owed: one, ledger: event.incident, seq: event.seq };
}
