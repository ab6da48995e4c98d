/**
 * The findings of any incident, from its ledger: what was missed, by whom, under which clause, since when, and
 * what the holder had. Known up to a moment, if one is given: only what had been learned by then is folded. A
 * replay's findings come with its checks, and with the mark of a pack that was not in force at the time.
 */
import { Type, type Static } from "../base/schema.ts";
import { hours, type Ms } from "../base/time.ts";
import { checks, type Check } from "../drill/replay/checks.ts";
import { replay } from "../drill/replay/replay.ts";
import { report } from "../drill/replay/report.ts";
import type { LedgerEvent } from "../engine/event.ts";
import type { Finding as FindingType } from "../engine/findings/finding.ts";
import { findings } from "../engine/findings/findings.ts";
import type { Context } from "../engine/loop.ts";
import { createState } from "../engine/memory-state.ts";
import type { Incident } from "../store/contract.ts";
import { asOf, type Api } from "./api.ts";
import { Anything, link, Ms as MsShape, orNull, Post, RefText, When, words } from "./schemas.ts";

const closed = { additionalProperties: false } as const;

const Means = Type.Object({ what: Type.Array(Type.String()), of: link(Post), askedAt: link(When), answered: orNull(link(When)) }, closed);

export const Finding = Type.Object(
  {
    kind: Type.String(),
    duty: Type.String(),
    clause: orNull(Type.String()),
    holder: orNull(link(Post)),
    missedBy: Type.Array(link(Post)),
    due: orNull(link(When)),
    done: orNull(link(When)),
    lateHours: orNull(Type.Unsafe<readonly [number, number]>({ type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 })),
    certainty: words("certain", "possible"),
    raisedAt: MsShape,
    raisedTo: orNull(link(Post)),
    evidence: Type.Array(Type.Integer({ description: "Seqs of the events it rests on" })),
    sources: Type.Array(Type.String({ description: "Ids those facts had where they came from" })),
    means: Type.Array(Means),
    status: words("found", "found and stated"),
    mark: orNull(words("raised-before-known")),
    subjects: Type.Array(RefText),
  },
  closed,
);

export const CheckShape = Type.Object(
  {
    check: Type.String(),
    subject: Type.String(),
    value: Anything,
    range: Type.Optional(Anything),
    computation: Type.String(),
    assumed: Type.Boolean(),
    evidence: Type.Array(Type.String()),
  },
  closed,
);

export const FindingsAnswer = Type.Object(
  {
    incident: Type.String(),
    asKnownAt: MsShape,
    counterfactual: Type.Boolean({ description: "The pack was not in force at the time of what is replayed" }),
    pack: Type.Object({ id: Type.String(), hash: Type.String() }, closed),
    findings: Type.Array(Finding),
    checks: Type.Array(CheckShape),
  },
  closed,
);

type Answer = Omit<Static<typeof FindingsAnswer>, "findings" | "checks"> & {
  readonly findings: readonly object[];
  readonly checks: readonly Check[];
};

type Status = "found" | "found and stated";

function told(finding: FindingType, bySeq: ReadonlyMap<number, LedgerEvent>, status: Status): object {
  const { late, means, ...rest } = finding;
  return {
    ...rest,
    means: means.map(({ what, of, askedAt, answered }) => ({ what, of, askedAt, answered })),
    lateHours: late === null ? null : [hours(late.least), hours(late.most)],
    sources: [...new Set(finding.evidence.flatMap((seq) => bySeq.get(seq)?.source ?? []))],
    status,
  };
}

const seqs = (events: readonly LedgerEvent[]): Map<number, LedgerEvent> => new Map(events.map((event) => [event.seq, event]));

export async function findingsOf(api: Api, incident: Incident, asKnownAt: Ms | undefined): Promise<Answer | null> {
  const scenario = api.replays.get(incident.id);
  const pack = api.packOf(incident.pack, incident.packHash);
  if (pack === undefined) return null;
  const head = { incident: incident.id, pack: { id: pack.id, hash: pack.hash } };
  if (scenario !== undefined) {
    const replayed = replay(scenario, { pack, ...(asKnownAt === undefined ? {} : { until: asKnownAt }) });
    const statuses = report(replayed).findings.map((finding) => finding.status);
    const bySeq = seqs(replayed.simulation.events);
    return {
      ...head,
      asKnownAt: replayed.until,
      counterfactual: replayed.counterfactual,
      findings: replayed.findings.map((finding, index) => told(finding, bySeq, statuses[index]!)),
      checks: checks(replayed),
    };
  }
  const now = asKnownAt ?? (await asOf(api, incident));
  const own = await learnedUntil(api, incident.id, now);
  const city = incident.city === incident.id ? [] : await learnedUntil(api, incident.city, now);
  const context: Context = { incident: incident.id, city: incident.city, now, pack, zone: incident.zone, commandPost: incident.commandPost };
  const bySeq = seqs(own);
  return { ...head, asKnownAt: now, counterfactual: false, findings: foldedFindings(api, context, own, city).map((finding) => told(finding, bySeq, "found")), checks: [] };
}

function foldedFindings({ model }: Api, context: Context, own: readonly LedgerEvent[], city: readonly LedgerEvent[]): FindingType[] {
  const state = createState(model, { city: context.city });
  for (const event of city) state.apply(event);
  for (const event of own) state.apply(event);
  return findings({ model, state, duties: [...state.allDuties()].filter((duty) => duty.incident === context.incident), events: own, context });
}

const PAGE = 1000;

async function learnedUntil({ store }: Api, incident: string, now: Ms): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for (;;) {
    const page = await store.events({ incident, after: events.at(-1)?.seq ?? 0, learned: { to: now + 1 }, limit: PAGE });
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}
