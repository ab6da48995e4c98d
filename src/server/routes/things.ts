/** Reading the state of things: lists by the columns their kind declares, and one thing with what concerns it. */
import { idOf, isRef, ref } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type, type Static } from "../../base/schema.ts";
import type { Kind } from "../../engine/loop.ts";
import type { Incident } from "../../store/contract.ts";
import { sendRefusal, type Api, type Routes } from "../api.ts";
import { Duty } from "../duty-schema.ts";
import { Offered, offeredOnThing } from "../offered.ts";
import { Column, LedgerEvent, link, orNull, Text, Thing } from "../schemas.ts";
import { answers, closed, DEFAULT_LIMIT, given, Limit, Name, unknownIncident } from "./answers.ts";

const KindParams = Type.Object({ kind: Name }, closed);
const ThingParams = Type.Object({ kind: Name, id: Type.String({ minLength: 1, maxLength: 120 }) }, closed);
const OneQuery = Type.Object({ incident: Name }, closed);

/** Open, because each kind declares columns of its own; the route refuses names that are no column. */
const ListQuery = Type.Object(
  {
    incident: Name,
    under: Type.Optional(Name),
    after: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: "`next` of the page before" })),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: { type: "string", maxLength: 200 } },
);

const ThingPage = Type.Object({ things: Type.Array(link(Thing)), next: orNull(Type.String()), columns: Type.Array(link(Column)), title: link(Text) }, closed);

const ThingDetail = Type.Object(
  { thing: link(Thing), events: Type.Array(link(LedgerEvent)), duties: Type.Array(link(Duty)), can: Type.Array(Offered) },
  closed,
);

const EVENTS_SHOWN = 200;
const OWN_FIELDS = new Set(["incident", "under", "after", "limit"]);

export const thingRoutes: Routes = (app, api) => {
  app.get<{ Params: Static<typeof KindParams>; Querystring: Static<typeof ListQuery> }>(
    "/api/things/:kind",
    {
      schema: {
        operationId: "listThings",
        summary: "Things of one kind by id; any column of the kind, and status, may be given as a filter",
        tags: ["things"],
        params: KindParams,
        querystring: ListQuery,
        response: answers(ThingPage),
      },
    },
    async (request, reply) => {
      const { query } = request;
      const place = await placeOf(api, request.params.kind, query.incident);
      if (isRefusal(place)) return sendRefusal(reply, place);
      const where = filtersOf(place.kind, query);
      if (isRefusal(where)) return sendRefusal(reply, where);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const things = await api.store.things({
        incident: place.ledger, kind: place.kind.kind, where, limit, ...given({ under: query.under, after: query.after }),
      });
      const last = things.length === limit ? things.at(-1) : undefined;
      return { things, next: last === undefined ? null : idOf(last.ref), columns: place.kind.columns, title: place.kind.title };
    },
  );

  app.get<{ Params: Static<typeof ThingParams>; Querystring: Static<typeof OneQuery> }>(
    "/api/things/:kind/:id",
    {
      schema: {
        operationId: "getThing",
        summary: "One thing with its latest events, its duties and the commands for it",
        tags: ["things"],
        params: ThingParams,
        querystring: OneQuery,
        response: answers(ThingDetail),
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const place = await placeOf(api, params.kind, query.incident);
      if (isRefusal(place)) return sendRefusal(reply, place);
      const reference = ref(params.kind, params.id);
      const thing = isRef(reference) ? await api.store.thing(place.ledger, reference) : undefined;
      if (thing === undefined) {
        return sendRefusal(reply, refuse("unknown-thing", `There is no ${params.kind} “${params.id}” in ${query.incident}.`, { where: "id" }));
      }
      const [newest, duties] = await Promise.all([
        api.store.events({ incident: place.ledger, about: reference, newestFirst: true, limit: EVENTS_SHOWN }),
        api.store.duties({ incident: query.incident, subject: reference, limit: EVENTS_SHOWN }),
      ]);
      return { thing, events: newest.toReversed(), duties, can: offeredOnThing(api.model, place.incident, thing) };
    },
  );
};

interface Place {
  readonly kind: Kind;
  readonly incident: Incident;
  /** Rooms, vehicles and organisations are in the city's ledger, whichever incident asks. */
  readonly ledger: string;
}

async function placeOf(api: Api, kindName: string, incidentId: string): Promise<Place | Refusal> {
  const kind = api.model.kinds.get(kindName);
  if (kind === undefined) {
    return refuse("unknown-kind", `There is no kind of thing called “${kindName}”.`, { where: "kind", fix: `Known: ${[...api.model.kinds.keys()].join(", ")}.` });
  }
  const incident = await api.store.incident(incidentId);
  if (incident === undefined) return unknownIncident(incidentId);
  return { kind, incident, ledger: kind.scope === "city" ? incident.city : incident.id };
}

function filtersOf(kind: Kind, query: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> | Refusal {
  const columns = new Set(["status", ...kind.columns.map((column) => column.key)]);
  const where: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    if (OWN_FIELDS.has(name)) continue;
    if (!columns.has(name)) {
      return refuse("unknown-field", `A ${kind.kind} has no column “${name.slice(0, 60)}”.`, { where: `query.${name.slice(0, 60)}`, fix: `Known here: ${[...columns].join(", ")}.` });
    }
    where[name] = String(value);
  }
  return where;
}
