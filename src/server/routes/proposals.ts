/**
 * What the engine proposes and a person decides: trips that match rooms, people and vehicles, and why the others
 * wait. Reading it changes nothing; the proposal carries the data of the one command that takes it over.
 */
import { idOf } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type, type Static } from "../../base/schema.ts";
import type { Ms } from "../../base/time.ts";
import type { Thing } from "../../engine/loop.ts";
import { boardOf, lateTransfers } from "../../loops/transfer/board.ts";
import { programOf } from "../../loops/transfer/matching/propose.ts";
import { ask, proposal, type Present } from "../../loops/transfer/matching/views.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import type { Incident } from "../../store/contract.ts";
import { asOf, sendRefusal, type Api, type Routes } from "../api.ts";
import { solve } from "../matching.ts";
import { link, Open, Text } from "../schemas.ts";
import { answers, closed, InstantText, instantOf, Name, unknownIncident } from "./answers.ts";

const Query = Type.Object({ incident: Name, departAt: Type.Optional(InstantText) }, closed);

const TransferProposal = Type.Object(
  {
    departAt: Type.Integer(),
    command: Type.Object({ type: Type.Literal("transfer.adopt"), data: Open }, closed),
    overtaken: Type.Array(Type.Object({ trip: Type.String(), code: Type.String(), about: Type.String(), text: link(Text) }, closed)),
    waiting: Type.Array(Type.Object({
      contacts: Type.Array(Type.String()), duties: Type.Array(Type.String()), class: Type.String(), due: Type.Integer(),
      why: Type.Object({ code: Type.String(), about: Type.Union([Type.String(), Type.Null()]), until: Type.Union([Type.Integer(), Type.Null()]), lacking: Type.Array(Type.String()), text: link(Text) }, closed),
    }, closed)),
    by: Type.Union([Type.Literal("solver"), Type.Literal("simple-pass")]),
    proved: Type.Boolean({ description: "No plan is better by more than a two-thousandth" }),
    board: Open,
    late: Type.Array(Open),
  },
  closed,
);

const PAGE = 1000;

async function allThings(api: Api, ledger: string, kind: string): Promise<readonly Thing[]> {
  const found: Thing[] = [];
  for (let page: readonly Thing[] | null = null; page === null || page.length === PAGE;) {
    const last: Thing | undefined = found.at(-1);
    page = await api.store.things({ incident: ledger, kind, limit: PAGE, ...(last === undefined ? {} : { after: idOf(last.ref) }) });
    found.push(...page);
  }
  return found;
}

async function openTransfers(api: Api, incident: string): Promise<readonly Duty[]> {
  const found: Duty[] = [];
  for (let page: readonly Duty[] | null = null; page === null || page.length === PAGE;) {
    const last: Duty | undefined = found.at(-1);
    page = await api.store.duties({ incident, kind: "contact.transfer", open: true, sort: "opened", limit: PAGE, ...(last === undefined ? {} : { after: last.id }) });
    found.push(...page);
  }
  return found;
}

async function presentOf(api: Api, incident: Incident, now: Ms): Promise<Present | Refusal> {
  const pack = api.packOf(incident.pack, incident.packHash);
  if (pack === undefined) return refuse("unknown-pack", `The pack ${incident.pack} of this incident is not loaded here.`, { where: "incident", fix: "Start with the folder that holds it." });
  const own = (kind: string) => allThings(api, incident.id, kind);
  const city = (kind: string) => allThings(api, incident.city, kind);
  const [contact, passenger, trip, site, room, vehicle, team, transfers] = await Promise.all([
    own("contact"), own("passenger"), own("trip"), city("site"), city("room"), city("vehicle"), city("team"), openTransfers(api, incident.id),
  ]);
  return { incident: incident.id, now, pack, transfers, things: { contact, passenger, trip, site, room, vehicle, team } };
}

export const proposalRoutes: Routes = (app, api) => {
  app.get<{ Querystring: Static<typeof Query> }>(
    "/api/proposals/transfer",
    {
      schema: {
        operationId: "proposeTransfers",
        summary: "Trips that could leave, why each of the others waits, and the command that takes the proposal over",
        tags: ["proposals"],
        querystring: Query,
        response: answers(TransferProposal),
      },
    },
    async (request, reply) => {
      const { query } = request;
      const incident = await api.store.incident(query.incident);
      if (incident === undefined) return sendRefusal(reply, unknownIncident(query.incident));
      const departAt = instantOf(query.departAt, "query.departAt");
      if (isRefusal(departAt)) return sendRefusal(reply, departAt);
      const present = await presentOf(api, incident, await asOf(api, incident));
      if (isRefusal(present)) return sendRefusal(reply, present);
      const asked = ask(present, departAt);
      const { adopt, ...rest } = proposal(asked, await solve(programOf(asked.question)));
      return { ...rest, command: { type: "transfer.adopt" as const, data: adopt }, board: boardOf(present), late: lateTransfers(present, present.transfers) };
    },
  );
};
