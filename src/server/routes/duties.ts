/** Reading what is owed: lists, counts for the board, and one duty with its whole life. */
import { Type, type Static } from "../../base/schema.ts";
import type { Ref } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import type { DutyQuery } from "../../store/contract.ts";
import { raisedBeforeKnown } from "../../engine/duty/marks.ts";
import type { Duty as DutyType } from "../../engine/duty/duty.ts";
import { asOf, sendRefusal, type Api, type Routes } from "../api.ts";
import { chainOf } from "../chain.ts";
import { clauseOf, Clause } from "../clause.ts";
import { Duty, DutyLink, DutyStatus } from "../duty-schema.ts";
import { offeredOnDuty, Offered } from "../offered.ts";
import { DutyCount, LedgerEvent, link, Ms, Open, orNull, RefText, words } from "../schemas.ts";
import { answers, closed, DEFAULT_LIMIT, Flag, given, isTrue, Limit, Name, unknownIncident } from "./answers.ts";

const Filters = {
  incident: Type.Optional(Name),
  under: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: "An organisation and everything below it" })),
  org: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: "Held by, offered to or followed up by it" })),
  role: Type.Optional(Name),
  kind: Type.Optional(Name),
  subject: Type.Optional(RefText),
  batch: Type.Optional(Name),
  status: Type.Optional(Type.String({ maxLength: 120, description: "Statuses, separated by commas" })),
  open: Type.Optional(Flag),
  overdue: Type.Optional(Flag),
  offered: Type.Optional(Flag),
  ids: Type.Optional(Type.String({ pattern: "^D\\d{1,15}(,D\\d{1,15}){0,199}$", description: "These duties of one incident, whatever the other filters say" })),
  sort: Type.Optional(words("due", "opened", "age")),
  after: Type.Optional(Type.String({ minLength: 1, maxLength: 400, description: "`next` of the page before" })),
  limit: Type.Optional(Limit),
};

const Query = Type.Object(Filters, closed);
const CountQuery = Type.Object({ incident: Type.Optional(Name) }, closed);
const Params = Type.Object({ incident: Name, id: Type.String({ pattern: "^D\\d{1,15}$" }) }, closed);
const Acting = Type.Object({ org: Type.Optional(Name), role: Type.Optional(Name) }, closed);

const STATUSES = new Set<string>((DutyStatus as unknown as { enum: string[] }).enum);

const DutyPage = Type.Object({ duties: Type.Array(link(Duty)), next: orNull(Type.String()) }, closed);

const Chain = Type.Object(
  { up: Type.Array(link(DutyLink)), resource: orNull(link(Duty)), serves: orNull(link(Duty)), about: Type.Array(link(Duty)) },
  closed,
);

const DutyDetail = Type.Object(
  {
    duty: link(Duty),
    events: Type.Array(link(LedgerEvent)),
    raisedBeforeKnown: Type.Array(Type.Integer({ description: "Seqs of alarms raised before it was known that it had been done in time" })),
    rule: orNull(Open),
    clause: orNull(Clause),
    can: Type.Array(Offered),
    chain: Chain,
    asOf: Ms,
  },
  closed,
);

export const dutyRoutes: Routes = (app, api) => {
  app.get<{ Querystring: Static<typeof Query> }>(
    "/api/duties",
    { schema: { operationId: "listDuties", summary: "Duties, overdue first when sorted by due", tags: ["duties"], querystring: Query, response: answers(DutyPage) } },
    async (request, reply) => {
      const { ids, incident } = request.query;
      if (ids !== undefined) {
        if (incident === undefined) return sendRefusal(reply, refuse("missing-field", "Numbers of duties mean something within one incident only.", { where: "query.incident" }));
        const found = await Promise.all([...new Set(ids.split(","))].map((id) => api.store.duty(incident, id)));
        return { duties: found.filter((duty) => duty !== undefined), next: null };
      }
      const wanted = dutyQuery(request.query);
      if (isRefusal(wanted)) return sendRefusal(reply, wanted);
      return page(api, wanted, isTrue(request.query.offered));
    },
  );

  app.get<{ Querystring: Static<typeof CountQuery> }>(
    "/api/duty-counts",
    {
      schema: {
        operationId: "countDuties",
        summary: "Open, overdue, blocked and offered duties by organisation and kind",
        tags: ["duties"],
        querystring: CountQuery,
        response: answers(Type.Object({ counts: Type.Array(link(DutyCount)) }, closed)),
      },
    },
    async (request) => ({ counts: await api.store.dutyCounts(given({ incident: request.query.incident })) }),
  );

  app.get<{ Params: Static<typeof Params>; Querystring: Static<typeof Acting> }>(
    "/api/duties/:incident/:id",
    {
      schema: {
        operationId: "getDuty",
        summary: "One duty: its life with what caused it, its rule and clause, its chain, and what the acting post may do",
        tags: ["duties"],
        params: Params,
        querystring: Acting,
        response: answers(DutyDetail),
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const incident = await api.store.incident(params.incident);
      if (incident === undefined) return sendRefusal(reply, unknownIncident(params.incident));
      const duty = await api.store.duty(params.incident, params.id);
      if (duty === undefined) {
        return sendRefusal(reply, refuse("unknown-duty", `There is no duty ${params.id} in ${params.incident}.`, { where: "id" }));
      }
      const actor = query.org === undefined || query.role === undefined ? null : { org: query.org, role: query.role };
      const [{ events, chain }, now] = await Promise.all([chainOf(api, duty), asOf(api, incident)]);
      return {
        duty,
        events,
        raisedBeforeKnown: raisedBeforeKnown(duty.id, events),
        rule: api.model.rules.get(duty.kind) ?? null,
        clause: clauseOf(api, duty),
        can: await offeredOnDuty(api, incident, duty, actor, now),
        chain,
        asOf: now,
      };
    },
  );
};

/** Pages read at most for one answer when most rows are sifted out; `next` goes on from there. */
const PAGES_SIFTED = 10;

async function page({ store }: Api, wanted: DutyQuery, offeredOnly: boolean): Promise<{ duties: readonly DutyType[]; next: string | null }> {
  const limit = wanted.limit ?? DEFAULT_LIMIT;
  const found: DutyType[] = [];
  let after = wanted.after;
  for (let pages = 0; pages < PAGES_SIFTED; pages++) {
    const asked = limit - found.length;
    const rows = await store.duties({ ...wanted, limit: asked, ...(after === undefined ? {} : { after }) });
    found.push(...(offeredOnly ? rows.filter((duty) => duty.offer !== null) : rows));
    if (rows.length < asked) return { duties: found, next: null };
    const last = rows.at(-1)!;
    after = wanted.incident === undefined ? `${last.incident}/${last.id}` : last.id;
    if (found.length >= limit) break;
  }
  return { duties: found, next: after ?? null };
}

function dutyQuery(query: Static<typeof Query>): DutyQuery | Refusal {
  const { status, open, overdue, subject, offered: _offered, ids: _ids, ...rest } = query;
  const statuses = status?.split(",").map((word) => word.trim());
  const unknown = statuses?.find((word) => !STATUSES.has(word));
  if (unknown !== undefined) {
    return refuse("unknown-value", `“${unknown}” is not a status of a duty.`, { where: "query.status", fix: `Allowed: ${[...STATUSES].join(", ")}.` });
  }
  return {
    ...given({ ...rest, subject: subject as Ref | undefined, statuses: statuses as DutyQuery["statuses"] }),
    limit: query.limit ?? DEFAULT_LIMIT,
    ...(open === undefined ? {} : { open: isTrue(open) }),
    ...(overdue === undefined ? {} : { overdue: isTrue(overdue) }),
  };
}
