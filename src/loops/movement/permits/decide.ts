/**
 * Commands of permits → events or a refusal. Nobody is made to ask where no strategy asks for it. A grant has limits, a
 * refusal has a ground in a rule of health, a reason, a way out and a named person behind it, and can be taken to
 * somebody of another organisation. An emergency never comes here: it passes at the gate.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { DAY, type When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import type { Post } from "../../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { days, list } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { above, answering } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import type { AreaView } from "../../areas/views.ts";
import type { ReviewView } from "../../voice/reviews/views.ts";
import { CHANNELS } from "../../voice/views.ts";
import { permitNeeded } from "../strategy/views.ts";
import { GROUNDS, permitRef, SCOPES, type PermitView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const Gates = Type.Array(Id, { maxItems: 50, uniqueItems: true });

const permitOf = (state: State, permit: string): PermitView | Refusal => known<PermitView>(state, permitRef(permit), "data.permit");

/** Behind a no stands somebody with a name, not a desk. */
function unnamed(by: string | undefined, permit: string): Objection[] {
  if (by !== undefined && by !== "") return [];
  return [{ refusal: refuse("decider-unnamed", "A refusal needs the sign of the person who decided it.", { where: "by", fix: "Enter your own sign, then decide." }), about: [permitRef(permit)], finding: null }];
}

function upsideDown(from: When, until: When): Refusal | null {
  return until.latest <= from.earliest ? refuse("ends-before-start", "It would end before it starts.", { where: "data.until", fix: "Exchange start and end." }) : null;
}

/** Whether people there are kept in by a level drawn on it; a pass is asked for nowhere else. */
function closedArea(state: State, area: string | undefined): boolean | Refusal {
  if (area === undefined) return refuse("area-not-named", "Within which closed area?", { where: "data.area", fix: "Name the area the person is kept in." });
  const found = known<AreaView>(state, ref("area", area), "data.area");
  return isRefusal(found) ? found : found.closed;
}

const request = command("permit.request", zhEn("申请通行许可", "Ask for a permit"), {
  permit: Id, scope: oneOf(SCOPES), person: Id, org: Id, purpose: Id, need: Words, evidence: Type.Optional(Words), from: WhenShape, until: WhenShape,
  gates: Type.Optional(Gates), people: Type.Integer({ minimum: 1, maximum: 200 }), channel: oneOf([...CHANNELS, "paper"]), destination: Type.Optional(Words), destinationOrg: Type.Optional(Id), area: Type.Optional(Id),
}, ({ state, data, occurred, context }) => {
  if (state.thing(permitRef(data.permit)) !== undefined) return refuse("permit-exists", `Permit ${data.permit} exists already.`, { where: "data.permit", fix: "Use another number." });
  const wrong = knownOrg(state, data.org, "data.org") ?? upsideDown(data.from, data.until);
  if (wrong !== null) return wrong;
  const purposes = list(context.pack, "permit.purposes");
  if (!purposes.includes(data.purpose)) return refuse("unknown-purpose", `${data.purpose} is no purpose of the rules in force.`, { where: "data.purpose", fix: `Known: ${purposes.join(", ")}.` });
  // Asked for where no rule asks for it: refused as an order, and on record as a breach where it was done.
  const restricted = data.scope === "pass" ? closedArea(state, data.area) : permitNeeded(state, data.org, data.from.latest);
  if (isRefusal(restricted)) return restricted;
  const [where, place] = data.scope === "pass" ? ["data.area", data.area!] : ["data.org", data.org];
  const needless: Objection[] = restricted ? [] : [{
    refusal: refuse("permit-not-needed", `Nobody needs a permit to leave ${place} then.`, { where, fix: "Tell the person: they may go.", params: { org: place } }), about: [permitRef(data.permit)], finding: null,
  }];
  const requested = event("permit.requested", occurred, [permitRef(data.permit)], { ...data, urgent: list(context.pack, "permit.urgent").includes(data.purpose) });
  return { objections: needless, events: [requested] };
}, { help: zhEn("急救不需许可：在出口登记后即放行。", "An emergency needs no permit: it passes at the gate and is recorded there.") });

/** A refused one can be granted only by what a review has found, or asked for anew. */
function mayGrant(state: State, permit: PermitView): Refusal | null {
  if (permit.status === "requested") return null;
  const review = permit.appeal === null ? undefined : state.thing(ref("appeal", permit.appeal))?.state as ReviewView | undefined;
  if (review?.outcome === "changed" || review?.outcome === "ended") return null;
  return refuse("permit-decided", `Permit ${permit.permit} is ${permit.status}.`, { where: "data.permit", fix: "Ask anew, or ask for review." });
}

function tooLong(from: When, until: When, permit: string, { pack }: Context): Objection[] {
  const longest = days(pack, "permit.longest");
  if (until.latest - from.earliest <= longest * DAY) return [];
  return [{ refusal: refuse("permit-too-long", `A permit lasts at most ${longest} days.`, { where: "data.until", fix: "Grant a shorter time; another can be asked for.", params: { days: longest } }), about: [permitRef(permit)], finding: null }];
}

const deciding: readonly CommandDef[] = [
  command("permit.grant", zhEn("准予通行", "Grant a permit"), {
    permit: Id, from: WhenShape, until: WhenShape, uses: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })), gates: Type.Optional(Gates), conditions: Type.Optional(Words),
  }, ({ state, data, occurred, context }) => {
    const permit = permitOf(state, data.permit);
    if (isRefusal(permit)) return permit;
    const wrong = mayGrant(state, permit) ?? upsideDown(data.from, data.until);
    if (wrong !== null) return wrong;
    const appeal = permit.appeal === null ? [] : [ref("appeal", permit.appeal)];
    const granted = event("permit.granted", occurred, [permitRef(data.permit), ...appeal], { ...data, gates: data.gates ?? permit.gates, uses: data.uses ?? null });
    return { objections: tooLong(data.from, data.until, data.permit, context), events: [granted] };
  }, { on: { kind: "permit", field: "permit", statuses: ["requested", "refused", "revoked"] } }),
  command("permit.refuse", zhEn("不予通行", "Refuse a permit"), { permit: Id, ground: oneOf(GROUNDS), clause: Words, reason: Words, instead: Words }, ({ state, data, occurred, command: { by } }) => {
    const permit = permitOf(state, data.permit);
    if (isRefusal(permit)) return permit;
    if (permit.status !== "requested") return refuse("permit-decided", `Permit ${data.permit} is ${permit.status}.`, { where: "data.permit", fix: "Ask anew, or ask for review." });
    return { objections: unnamed(by, data.permit), events: [event("permit.refused", occurred, [permitRef(data.permit)], data)] };
  }, { on: { kind: "permit", field: "permit", statuses: ["requested"] }, help: zhEn("写明依据的条款、理由和其他办法，并告知可申请复核。", "Say the clause it rests on, why, and what the person can do instead; tell them it can be reviewed.") }),
  command("permit.revoke", zhEn("撤销许可", "Revoke a permit"), { permit: Id, ground: oneOf(GROUNDS), clause: Words, reason: Words, instead: Words }, ({ state, data, occurred, command: { by } }) => {
    const permit = permitOf(state, data.permit);
    if (isRefusal(permit)) return permit;
    if (permit.status !== "granted") return refuse("permit-not-granted", `Permit ${data.permit} is ${permit.status}.`, { where: "data.permit", fix: "Nothing is to be revoked." });
    return { objections: unnamed(by, data.permit), events: [event("permit.revoked", occurred, [permitRef(data.permit)], data)] };
  }, { on: { kind: "permit", field: "permit", statuses: ["granted"] } }),
  command("permit.withdraw", zhEn("撤回申请", "Withdraw at the person's wish"), { permit: Id, reason: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const permit = permitOf(state, data.permit);
    if (isRefusal(permit)) return permit;
    if (permit.status !== "requested") return refuse("permit-decided", `Permit ${data.permit} is ${permit.status}.`, { where: "data.permit", fix: "Ask anew, or ask for review." });
    return [event("permit.withdrawn", occurred, [permitRef(data.permit)], data)];
  }, { on: { kind: "permit", field: "permit", statuses: ["requested"] } }),
];

/** The nearest post above the decider's organisation that reviews independently. */
function reviewerOf(state: State, issuer: Post): Post | undefined {
  for (let org = above(state, issuer.org); org !== undefined; org = above(state, org)) {
    const role = answering(state, org, "review.independent")[0];
    if (role !== undefined) return { org, role };
  }
  return undefined;
}

const appeal = command("permit.appeal", zhEn("对不予通行申请复核", "Ask for review of a refusal"), {
  permit: Id, appeal: Id, channel: oneOf([...CHANNELS, "paper"]), askedBy: oneOf(["self", "proxy"]), reason: Words, reviewer: Type.Optional(PostShape),
}, ({ state, data, occurred }) => {
  const permit = permitOf(state, data.permit);
  if (isRefusal(permit)) return permit;
  const issuer = permit.decidedBy;
  if (issuer === null || permit.status === "granted") return refuse("nothing-to-review", `Permit ${data.permit} is ${permit.status}.`, { where: "data.permit", fix: "A refusal or a revocation can be reviewed; a wait can be taken to the level above." });
  if (state.thing(ref("appeal", data.appeal)) !== undefined) return refuse("review-exists", `Review ${data.appeal} exists already.`, { where: "data.appeal", fix: "Use another number." });
  const missing = data.reviewer === undefined ? null : knownOrg(state, data.reviewer.org, "data.reviewer.org");
  if (missing !== null) return missing;
  if (data.reviewer?.org === issuer.org) return refuse("reviewer-is-decider", "Who decided it does not review it.", { where: "data.reviewer", fix: "Name somebody of another organisation, or nobody: the map then says who." });
  const reviewer = data.reviewer ?? reviewerOf(state, issuer);
  return [event("review.requested", occurred, [ref("appeal", data.appeal), permitRef(data.permit)], { ...data, kind: "appeal", matter: "permit", issuer, ...(reviewer === undefined ? {} : { reviewer }) })];
}, { on: { kind: "permit", field: "permit", statuses: ["refused", "revoked"] } });

export const commands: readonly CommandDef[] = [request, ...deciding, appeal];
