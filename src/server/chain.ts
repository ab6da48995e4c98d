/**
 * The life of a duty and its neighbours: its own events with the events they follow from, who passed it on to
 * whom, the duty its block opened above, and the duty it serves.
 */
import { dutyRef, type Duty } from "../engine/duty/duty.ts";
import type { LedgerEvent } from "../engine/event.ts";
import type { Api } from "./api.ts";

export interface Life {
  readonly events: readonly LedgerEvent[];
  readonly chain: {
    readonly up: Duty["links"];
    /** Opened one level up by its latest block. */
    readonly resource: Duty | null;
    readonly serves: Duty | null;
    /** Every duty about this one: resources, oversight, the guarantor's look. */
    readonly about: readonly Duty[];
  };
}

/** A duty handed on and escalated for weeks has some hundred events; more are read page by page. */
const MOST_EVENTS = 500;

export async function chainOf({ store, model }: Api, duty: Duty): Promise<Life> {
  const own = await store.events({ incident: duty.incident, about: dutyRef(duty.id), limit: MOST_EVENTS });
  const [causes, about, serves] = await Promise.all([
    causesOf(store, duty, own),
    store.duties({ incident: duty.incident, subject: dutyRef(duty.id), sort: "opened", limit: MOST_EVENTS }),
    duty.serves === null ? null : store.duty(duty.incident, duty.serves),
  ]);
  const answersBlocks = (kind: string): boolean => model.rules.get(kind)?.opens.some((trigger) => trigger.on === "duty.blocked") === true;
  const resource = about.findLast((one) => answersBlocks(one.kind)) ?? null;
  const events = [...own, ...causes].sort((a, b) => a.seq - b.seq);
  return { events, chain: { up: duty.links, resource, serves: serves ?? null, about } };
}

/** What the duty's own events follow from: the order, the report, the act that another thing's page shows. */
async function causesOf(store: Api["store"], duty: Duty, own: readonly LedgerEvent[]): Promise<readonly LedgerEvent[]> {
  const present = new Set(own.map((event) => event.seq));
  const wanted = new Set(own.map((event) => event.cause).filter((seq) => seq !== undefined && !present.has(seq)) as number[]);
  if (duty.citation !== null && !present.has(duty.citation.startedBy)) wanted.add(duty.citation.startedBy);
  const found = await Promise.all([...wanted].map((seq) => store.events({ incident: duty.incident, after: seq - 1, limit: 1 })));
  return found.flat();
}
