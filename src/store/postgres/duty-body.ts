/**
 * A duty as its row keeps it. What most duties have not yet (an offer, a block, a closing) is left out of the
 * body and put back on reading, which makes rows a third smaller; a field nobody has named here does not
 * compile, so that a new one is never lost on the way.
 */
import type { Duty } from "../../engine/duty/duty.ts";

/** Always written. */
const ALWAYS = Symbol("always written");

type Defaults = { readonly [Field in keyof Duty]: Duty[Field] | typeof ALWAYS };

const DEFAULTS: Defaults = {
  id: ALWAYS, incident: ALWAYS, kind: ALWAYS, subject: ALWAYS, asker: ALWAYS, holder: ALWAYS, unassigned: false, status: ALWAYS,
  citation: null, start: ALWAYS, due: null, openedAt: ALWAYS, offer: null, accepted: null, links: [], handOns: 0, block: null,
  blockedMs: 0, planned: null, done: null, closed: null, verifyDue: null, verifier: null, serves: null, batch: null, watched: false,
  remindAt: null, warned: false, overdue: null, level: 0, nextEscalation: null, rejections: 0, nextTick: null, version: ALWAYS,
};

const FIELDS = Object.entries(DEFAULTS) as [keyof Duty, unknown][];
const BASE = Object.fromEntries(FIELDS.filter(([, value]) => value !== ALWAYS));

/** The JSON is put together field by field: a new object for each duty, with ever other fields, would cost more than its text. */
export function dutyBody(duty: Duty): string {
  let body = "";
  for (const [field, normal] of FIELDS) {
    const value = duty[field];
    if (value === undefined || value === normal || (Array.isArray(value) && value.length === 0)) continue;
    body += `${body === "" ? "{" : ","}"${field}":${JSON.stringify(value)}`;
  }
  return `${body}}`;
}

export function dutyFrom(body: string): Duty {
  return { ...BASE, ...(JSON.parse(body) as object) } as unknown as Duty;
}
