/**
 * Commands that raise a level → events or a refusal. A level is drawn by who signs for the area; wider than the
 * unit the rules name, or wider than the cases lie, it needs a reason, and wider than the unit a second person.
 */
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import type { When } from "../../../base/time.ts";
import { command, event, Id, known, WhenShape, Words } from "../../../engine/define.ts";
import type { JsonObject, NewEvent, Post } from "../../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { items } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { levels, stepDown, widerThanRules } from "../counting.ts";
import { areaRef, belowOf, smallestHolding, started } from "../infections/views.ts";
import { notice } from "../notice.ts";
import { noSecond, notTheSecond, notTheSigner, secondSignerOf } from "../signing.ts";
import type { AreaView } from "../views.ts";

interface Drawing {
  readonly area: string; readonly level: string; readonly evidence: string; readonly decision: string; readonly review: When;
  readonly reason?: string | undefined; readonly alternatives?: string | undefined;
}

/** What a drawing owes in words: alternatives considered, and a reason for more than the smallest scope. */
function unreasoned(state: State, area: AreaView, data: Drawing, context: Context): Objection[] {
  const about = [areaRef(data.area)];
  const missing: Objection[] = data.alternatives === undefined ? [{
    refusal: refuse("alternatives-missing", "A level cannot be drawn without saying what else was considered.", { where: "data.alternatives", fix: "Say what smaller measure was considered and why it does not serve." }), about, finding: null,
  }] : [];
  if (data.reason !== undefined) return missing;
  if (widerThanRules(context.pack, area.unit)) {
    return [...missing, {
      refusal: refuse("wider-than-unit", `${data.area} is a ${area.unit}; these rules draw by ${items(context.pack, "risk.unit").map((one) => one.en).join(" or ")}.`, { where: "data.reason", fix: "Draw the smallest area, or give the reason for a wider one.", params: { area: data.area } }),
      about, finding: null,
    }];
  }
  const smaller = smallestHolding(area, belowOf(state, area), context);
  return smaller === null ? missing : [...missing, {
    refusal: refuse("narrower-would-do", `Every case of ${data.area} lies in ${smaller}.`, { where: "data.reason", fix: "Draw that area, or give the reason for the wider one.", params: { area: data.area, smaller } }), about, finding: null,
  }];
}

function drawn(area: AreaView, data: object & { level: string; decision: string }, signedBy: Post, more: object, occurred: When, context: Context): NewEvent[] {
  const about = [areaRef(area.area)];
  const after: AreaView = { ...area, level: data.level, formerly: null, since: occurred };
  return [
    ...(area.closed ? [event("area.count_ended", occurred, about, { area: area.area, org: area.org })] : []),
    event("area.drawn", occurred, about, { ...data, org: area.org, signedBy, closed: true, edition: { pack: context.pack.id, hash: context.pack.hash }, ...more }),
    notice({ area: area.area, from: area.closed ? area.level : null, to: data.level, effective: occurred.latest, decision: data.decision }, context.pack, context.zone, occurred),
    ...started(after, occurred, context),
  ];
}

const draw = command("area.draw", zhEn("划定风险等级", "Draw a risk level"), {
  area: Id, level: Id, evidence: Words, decision: Words, reason: Type.Optional(Words), alternatives: Type.Optional(Words), review: WhenShape,
}, ({ state, data, actor, occurred, context, reported }) => {
  const area = known<AreaView>(state, areaRef(data.area), "data.area");
  if (isRefusal(area)) return area;
  const allowed = levels(context.pack).filter((level) => stepDown(context.pack, level, null) !== null);
  if (!allowed.includes(data.level)) {
    return refuse("level-not-in-pack", `${context.pack.id} draws no ${data.level} area.`, { where: "data.level", fix: allowed.length === 0 ? "These rules draw no risk areas." : `Its levels: ${allowed.join(", ")}.`, params: { levels: allowed.join(", ") } });
  }
  const unsigned = notTheSigner(state, actor, area.org, context, "data.area");
  const wide = widerThanRules(context.pack, area.unit);
  const objections: Objection[] = [...(unsigned === null ? [] : [{ refusal: unsigned, about: [areaRef(data.area)], finding: null }]), ...unreasoned(state, area, data, context)];
  if (!wide) return { objections, events: drawn(area, data, actor, { wide }, occurred, context) };
  const second = secondSignerOf(state, area.org, actor, context);
  if (second === undefined) objections.push(noSecond(data.area, "data.area"));
  const waiting = { area: data.area, org: area.org, signer: actor, ...(second === undefined ? {} : { second }) };
  // What has happened already binds people already: it is recorded as drawn, and the second signature stays owed.
  if (reported) return { objections, events: drawn(area, data, actor, { wide, ...waiting, lacksSecond: true }, occurred, context) };
  return { objections, events: [event("area.draw_signed", occurred, [areaRef(data.area)], { ...waiting, drawing: data as unknown as JsonObject })] };
}, { on: { kind: "area", field: "area" }, help: zhEn("按最小单元划定；更大须说明理由，并由第二人签。", "Draw the smallest unit; a wider one needs a reason and a second person's signature.") });

const countersign = command("area.countersign", zhEn("第二人签", "Countersign a wide drawing"), {
  area: Id, agreed: Type.Boolean(), decision: Words,
}, ({ state, data, actor, occurred, context }) => {
  const area = known<AreaView>(state, areaRef(data.area), "data.area");
  if (isRefusal(area)) return area;
  const { waiting } = area;
  if (waiting === null) return refuse("nothing-to-countersign", `No drawing of ${data.area} waits for a second signature.`, { where: "data.area", fix: "Look at its time line." });
  const not = notTheSecond(actor, waiting.signer, waiting.second, "data.area");
  if (not !== null) return not;
  const about = [areaRef(data.area)];
  const signature = { area: data.area, org: area.org, decision: data.decision, signedBy: waiting.signer, secondBy: actor };
  if (!data.agreed) return [event("area.draw_dropped", occurred, about, signature)];
  if (waiting.drawing === null) return [event("area.countersigned", occurred, about, signature)];
  return drawn(area, waiting.drawing as unknown as Drawing, waiting.signer, { wide: true, secondBy: actor, secondDecision: data.decision }, occurred, context);
}, { on: { kind: "area", field: "area", statuses: ["to-countersign", "at-risk"] } });

const keep = command("area.keep", zhEn("复核后维持现等级", "Keep the level after a second look"), { area: Id, reason: Words, decision: Words }, ({ state, data, actor, occurred, context }) => {
  const area = known<AreaView>(state, areaRef(data.area), "data.area");
  if (isRefusal(area)) return area;
  return notTheSigner(state, actor, area.org, context, "data.area") ?? [event("area.kept", occurred, [areaRef(data.area)], { ...data, org: area.org })];
}, { on: { kind: "area", field: "area" }, help: zhEn("不提级，或迟报病例后不变更，都须说明理由。", "Not to raise it, or to leave it after a late case, takes a reason.") });

export const commands: readonly CommandDef[] = [draw, countersign, keep];
