/**
 * Permits over HTTP, beside their things and commands: a granted one as the signed line a gate reads without a network
 * and as number and code for paper; and the signed list that gates carry. Decides nothing: what is not granted has no line.
 */
import { canonicalJson } from "../../base/digest.ts";
import { idOf } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type, type Static } from "../../base/schema.ts";
import { lengthMs } from "../../engine/pack/clause.ts";
import { claimsOf, gateListOf, textToSign, tokenText, type GateList } from "../../loops/movement/permits/token.ts";
import { permitRef, type PermitView } from "../../loops/movement/permits/views.ts";
import type { Incident } from "../../store/contract.ts";
import { asOf, sendRefusal, type Api, type Routes } from "../api.ts";
import { answers, closed, Name, unknownIncident } from "../routes/answers.ts";
import { Ms, orNull } from "../schemas.ts";
import type { PermitKey } from "./keys.ts";

const PermitParams = Type.Object({ id: Name }, closed);
const IncidentQuery = Type.Object({ incident: Name }, closed);
const claims = { incident: Type.String(), permit: Type.String(), from: Ms, until: Ms, uses: orNull(Type.Integer()), people: Type.Integer(), gates: Type.Array(Type.String()) };
const Line = Type.Object({
  token: Type.String({ description: "One line of text, for a QR code or a message: limits, key and Ed25519 signature; nothing about the person" }),
  code: Type.String({ description: "For paper: stands beside the permit's number" }),
  claims: Type.Object(claims, closed),
}, closed);
const List = Type.Object({
  list: Type.Object({
    incident: Type.String(), asOf: Ms, keys: Type.Record(Type.String(), Type.String({ description: "Raw Ed25519 public key, base64url" })), revoked: Type.Array(Type.String()), used: Type.Record(Type.String(), Type.Integer()),
    papers: Type.Array(Type.Object({ ...claims, digest: Type.String() }, closed)), oldAfterMs: Ms,
  }, closed),
  key: Type.String(),
  signature: Type.String({ description: "Ed25519 over the list as JSON with sorted keys and no blanks, base64url" }),
}, closed);

const PAGE = 1000;

/** Permits of a status, page by page; a city at its worst has some tens of thousands. */
async function permitsOf({ store }: Api, incident: string, status: string): Promise<PermitView[]> {
  const found: PermitView[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.things({ incident, kind: "permit", where: { status }, limit: PAGE, ...(after === undefined ? {} : { after }) });
    found.push(...page.map((thing) => thing.state as PermitView));
    if (page.length < PAGE) return found;
    after = idOf(page.at(-1)!.ref);
  }
}

async function lineOf(api: Api, key: PermitKey, incidentId: string, id: string): Promise<Static<typeof Line> | Refusal> {
  const incident = await api.store.incident(incidentId);
  if (incident === undefined) return unknownIncident(incidentId);
  const permit = (await api.store.thing(incident.id, permitRef(id)))?.state as PermitView | undefined;
  if (permit === undefined) return refuse("unknown-thing", `There is no permit “${id}” in ${incident.id}.`, { where: "id" });
  if (permit.status !== "granted") return refuse("permit-not-granted", `Permit ${id} is ${permit.status}.`, { where: "id", fix: "Only a granted permit has a line for the gate." });
  const limits = claimsOf(incident.id, permit);
  return { token: tokenText(limits, key.id, key.sign(textToSign(limits, key.id))), code: key.code(incident.id, id), claims: { ...limits, gates: [...limits.gates] } };
}

async function listOf(api: Api, key: PermitKey, incident: Incident): Promise<GateList | Refusal> {
  const pack = api.packOf(incident.pack, incident.packHash) ?? api.packOf(incident.pack);
  if (pack === undefined) return refuse("unknown-pack", `There is no pack “${incident.pack}”.`, { where: "incident" });
  const [granted, revoked, now] = await Promise.all([permitsOf(api, incident.id, "granted"), permitsOf(api, incident.id, "revoked"), asOf(api, incident)]);
  return gateListOf({
    incident: incident.id, asOf: now, keys: { [key.id]: key.publicKey }, permits: [...granted, ...revoked], codeOf: (permit) => key.code(incident.id, permit), oldAfterMs: lengthMs(pack, "permit.list-age"),
  });
}

export function permitRoutes(key: PermitKey): Routes {
  return (app, api) => {
    app.get<{ Params: Static<typeof PermitParams>; Querystring: Static<typeof IncidentQuery> }>(
      "/api/permits/:id/line",
      { schema: { operationId: "permitLine", summary: "A granted permit as a gate reads it without a network, and its code for paper", tags: ["things"], params: PermitParams, querystring: IncidentQuery, response: answers(Line) } },
      async (request, reply) => {
        const line = await lineOf(api, key, request.query.incident, request.params.id);
        return isRefusal(line) ? sendRefusal(reply, line) : line;
      },
    );
    app.get<{ Querystring: Static<typeof IncidentQuery> }>(
      "/api/permits/list",
      { schema: { operationId: "permitList", summary: "What a gate carries to check permits without a network: keys, revocations, uses, codes on paper as digests; signed", tags: ["things"], querystring: IncidentQuery, response: answers(List) } },
      async (request, reply) => {
        const incident = await api.store.incident(request.query.incident);
        if (incident === undefined) return sendRefusal(reply, unknownIncident(request.query.incident));
        const list = await listOf(api, key, incident);
        return isRefusal(list) ? sendRefusal(reply, list) : { list, key: key.id, signature: key.sign(canonicalJson(list)) };
      },
    );
  };
}
