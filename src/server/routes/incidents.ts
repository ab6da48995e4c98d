/** Incidents: which there are, a new one, and one with its counts and figures. */
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { dayOf } from "../../base/civil.ts";
import { Type, type Static } from "../../base/schema.ts";
import type { Incident as IncidentType } from "../../store/contract.ts";
import { asOf, sendRefusal, type Api, type Routes } from "../api.ts";
import { figuresOf, Figure } from "../figures.ts";
import { DutyTotals, Incident, link, Ms, words } from "../schemas.ts";
import { answers, closed, Name, unknownIncident } from "./answers.ts";
import { unknownPack } from "./packs.ts";

const Params = Type.Object({ id: Name }, closed);

const IncidentDetail = Type.Object(
  {
    ...Incident.properties,
    counts: link(DutyTotals),
    figures: Type.Array(Figure),
    asOf: Ms,
  },
  closed,
);

const Id = Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,59}$", description: "Small letters, digits and hyphens" });

const NewIncident = Type.Object(
  {
    id: Id,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    pack: Name,
    zone: Type.String({ minLength: 1, maxLength: 60, description: "IANA zone or fixed offset" }),
    mode: words("live", "drill"),
    city: Type.Optional(Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,59}$", description: "The ledger of rooms and organisations; default: the city's when live, its own in a drill" })),
    commandPost: Type.Object({ org: Name, role: Name }, closed),
  },
  closed,
);

export const incidentRoutes: Routes = (app, api) => {
  app.get(
    "/api/incidents",
    { schema: { operationId: "listIncidents", summary: "Every incident", tags: ["incidents"], response: answers(Type.Object({ incidents: Type.Array(link(Incident)) }, closed)) } },
    async () => ({ incidents: await api.store.incidents() }),
  );

  app.post<{ Body: Static<typeof NewIncident> }>(
    "/api/incidents",
    {
      schema: {
        operationId: "createIncident",
        summary: "Open an incident, live or as a drill",
        tags: ["incidents"],
        body: NewIncident,
        response: answers(Type.Object({ incident: link(Incident) }, closed)),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const bad = badIncident(api, body);
      if (bad !== null) return sendRefusal(reply, bad);
      const city = body.city ?? (body.mode === "drill" ? body.id : CITY);
      const incident = await api.store.createIncident({ ...body, city }, api.now());
      return isRefusal(incident) ? sendRefusal(reply, incident) : { incident };
    },
  );

  app.get<{ Params: Static<typeof Params> }>(
    "/api/incidents/:id",
    { schema: { operationId: "getIncident", summary: "One incident with its counts and figures", tags: ["incidents"], params: Params, response: answers(IncidentDetail) } },
    async (request, reply) => {
      const incident = await api.store.incident(request.params.id);
      if (incident === undefined) return sendRefusal(reply, unknownIncident(request.params.id));
      const [counts, figures, now] = await Promise.all([totals(api, incident), figuresOf(api, incident), asOf(api, incident)]);
      return { ...incident, counts, figures, asOf: now };
    },
  );
};

/** The ledger of rooms, vehicles and organisations that live incidents share unless they say otherwise. */
export const CITY = "city";

function badIncident(api: Api, body: Static<typeof NewIncident>): Refusal | null {
  if (api.packOf(body.pack) === undefined) return unknownPack(api, body.pack);
  try {
    dayOf(body.zone, 0);
    return null;
  } catch {
    return refuse("unknown-zone", `“${body.zone}” is not a time zone.`, { where: "zone", fix: "Write it as Asia/Shanghai or +08:00." });
  }
}

async function totals(api: Api, incident: IncidentType): Promise<Static<typeof DutyTotals>> {
  const sum = { open: 0, overdue: 0, blocked: 0, offered: 0, done: 0 };
  for (const row of await api.store.dutyCounts({ incident: incident.id })) {
    sum.open += row.open;
    sum.overdue += row.overdue;
    sum.blocked += row.blocked;
    sum.offered += row.offered;
    sum.done += row.done;
  }
  return sum;
}
