/**
 * Commands of tracing → events or a refusal. A link or a conclusion names the evidence it rests on; genomes alone make
 * neither certain. Who stated what when is kept through every revision.
 */
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, PostShape, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { CERTAINTIES, conclusionRef, EVIDENCE, evidenceRef, GRADES, LEVELS, linkRef, PURPOSES, teamRef, type ConclusionView, type EvidenceView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const Items = Type.Array(Id, { maxItems: 200, uniqueItems: true });
const Node = Type.String({ pattern: "^[a-z][a-z0-9-]{0,31}:[^\\s#]{1,120}$" });
const onItem = { kind: "evidence-item", field: "evidenceItem" } as const;

/** The items named, or why they do not carry what is said to rest on them. */
function rests(state: State, evidence: readonly string[], certain: boolean): readonly EvidenceView[] | Refusal {
  const items: EvidenceView[] = [];
  for (const [index, id] of evidence.entries()) {
    const item = known<EvidenceView>(state, evidenceRef(id), `data.evidence[${index}]`);
    if (isRefusal(item)) return item;
    items.push(item);
  }
  if (certain && items.length === 0) return refuse("no-evidence-named", "It names no evidence.", { where: "data.evidence", fix: "Name the items it rests on, or call it possible or a hypothesis." });
  if (certain && items.every((item) => item.type === "genomic")) {
    return refuse("support-not-proof", "Genomes that lie close support a link; alone they prove none.", { where: "data.evidence", fix: "Name evidence of another kind too, or state it with less certainty." });
  }
  return items;
}

export const commands: readonly CommandDef[] = [
  command("team.form", zhEn("组建流调溯源专班", "Form a tracing team"), {
    tracingTeam: Id, members: Type.Array(Type.Object({ post: PostShape, level: oneOf(LEVELS), purposes: Type.Array(oneOf(PURPOSES), { maxItems: 5, uniqueItems: true }) }, { additionalProperties: false }), { minItems: 1, maxItems: 100 }),
  }, ({ state, data, occurred }) => {
    for (const [index, { post }] of data.members.entries()) {
      const missing = knownOrg(state, post.org, `data.members[${index}].post.org`);
      if (missing !== null) return missing;
    }
    return [event("team.formed", occurred, [teamRef(data.tracingTeam)], data)];
  }, { help: zhEn("每名成员写明可用数据的目的；公安仅限所列目的。", "Each member's purposes are named; the police ask data for those only.") }),
  command("evidence.add", zhEn("登记证据", "Add evidence"), {
    evidenceItem: Id, type: oneOf(EVIDENCE), cases: Items, reference: Words, lineage: Type.Optional(Id), distances: Type.Optional(Type.Record(Id, Type.Number({ minimum: 0, maximum: 1e6 }))),
  }, ({ state, data, occurred }) => {
    if (state.thing(evidenceRef(data.evidenceItem)) !== undefined) return refuse("evidence-exists", `Evidence ${data.evidenceItem} exists already.`, { where: "data.evidenceItem", fix: "Use another number; evidence is added to, not changed." });
    if (data.type !== "genomic" && (data.lineage !== undefined || data.distances !== undefined)) return refuse("not-a-genome", "Only a genome has a lineage and distances.", { where: "data.type", fix: "Call it genomic, or leave them out." });
    for (const [index, id] of data.cases.entries()) {
      const reported = known(state, `case:${id}`, `data.cases[${index}]`);
      if (isRefusal(reported)) return reported;
    }
    return [event("evidence.added", occurred, [evidenceRef(data.evidenceItem)], data)];
  }),
  command("evidence.hand-over", zhEn("移交证据", "Hand evidence over"), { evidenceItem: Id, to: Id }, ({ state, data, actor, occurred }) => {
    const item = known<EvidenceView>(state, evidenceRef(data.evidenceItem), "data.evidenceItem");
    if (isRefusal(item)) return item;
    const missing = knownOrg(state, data.to, "data.to");
    if (missing !== null) return missing;
    if (item.custody.at(-1)!.org !== actor.org) return refuse("not-the-keeper", `${item.custody.at(-1)!.org} has it.`, { where: "data.evidenceItem", fix: "Whoever has it hands it over.", params: { org: item.custody.at(-1)!.org } });
    return [event("evidence.handed_over", occurred, [evidenceRef(data.evidenceItem)], data)];
  }, { on: { ...onItem, statuses: ["in-custody"] } }),
  command("evidence.receive", zhEn("签收证据", "Sign for evidence"), { evidenceItem: Id }, ({ state, data, occurred, actor }) => {
    const item = known<EvidenceView>(state, evidenceRef(data.evidenceItem), "data.evidenceItem");
    if (isRefusal(item)) return item;
    if (item.handingTo !== actor.org) return refuse("not-addressed-to-you", `It was not handed to ${actor.org}.`, { where: "data.evidenceItem", fix: "Ask whoever has it.", params: { org: actor.org } });
    return [event("evidence.received", occurred, [evidenceRef(data.evidenceItem)], { ...data, to: actor.org })];
  }, { on: { ...onItem, statuses: ["handed-over"] } }),
  command("link.state", zhEn("判定传播关系", "State a link"), {
    caseLink: Id, infector: Node, infectee: Node, certainty: oneOf(CERTAINTIES), evidence: Items, control: Type.Optional(Words),
  }, ({ state, data, occurred }) => {
    if (data.infector === data.infectee) return refuse("link-to-itself", "Nothing infects itself.", { where: "data.infectee", fix: "Name the other end." });
    const items = rests(state, data.evidence, data.certainty === "confirmed");
    return isRefusal(items) ? items : [event("link.stated", occurred, [linkRef(data.caseLink)], data)];
  }, { help: zhEn("两端写作 case:C1、lot:L7 等；再次填写同一编号即为修订，旧判断保留。", "Ends are written case:C1, lot:L7 and so on; the same number again revises it, and what it said before stays.") }),
  command("conclusion.state", zhEn("作出或修订结论", "State or revise a conclusion"), {
    conclusion: Id, question: oneOf(["source", "new-introduction", "route"]), text: Words, grade: oneOf(GRADES), evidence: Items, statedBy: Type.Optional(Words), why: Type.Optional(Words),
  }, ({ state, data, occurred }) => {
    const before = state.thing(conclusionRef(data.conclusion))?.state as ConclusionView | undefined;
    if (before !== undefined && data.why === undefined) return refuse("revision-without-reason", `Conclusion ${data.conclusion} was stated before.`, { where: "data.why", fix: "Say why it changes; the earlier one stays." });
    const items = rests(state, data.evidence, data.grade !== "hypothesis");
    return isRefusal(items) ? items : [event("conclusion.stated", occurred, [conclusionRef(data.conclusion)], data)];
  }, { help: zhEn("结论须引用证据；修订须说明理由，旧结论不删除。", "A conclusion cites its evidence; a revision says why, and the earlier one stays.") }),
];
