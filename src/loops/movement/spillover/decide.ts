/** Commands of spill-over → events or a refusal. Reported it is undecided; a named role judges it, with evidence, and may judge anew. */
import type { Ref } from "../../../base/ids.ts";
import { isRefusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { LINKS, spilloverRef, VERDICTS, type SpilloverView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const OURS = Type.String({ pattern: "^(case|contact|permit|passage|leavers|inbound):[^\\s#]{1,120}$" });

export const commands: readonly CommandDef[] = [
  command("spillover.report", zhEn("登记外地疑似关联病例", "Report a case elsewhere that may be linked"), { spillover: Id, destination: Words, link: oneOf(LINKS), diagnosed: WhenShape, source: Words }, ({ data, occurred }) =>
    [event("spillover.reported", occurred, [spilloverRef(data.spillover)], data)]),
  command("spillover.judge", zhEn("判定是否本地外溢", "Judge whether it comes from here"), { spillover: Id, verdict: oneOf(VERDICTS), evidence: Words, leadsTo: Type.Optional(OURS) }, ({ state, data, occurred }) => {
    const found = known<SpilloverView>(state, spilloverRef(data.spillover), "data.spillover");
    if (isRefusal(found)) return found;
    if (data.leadsTo !== undefined) {
      const ours = known(state, data.leadsTo as Ref, "data.leadsTo");
      if (isRefusal(ours)) return ours;
    }
    const judged = event("spillover.judged", occurred, [spilloverRef(data.spillover)], data);
    return data.verdict === "linked" ? [judged, event("spillover.to_trace", occurred, [spilloverRef(data.spillover)], { spillover: data.spillover })] : [judged];
  }, { on: { kind: "spillover", field: "spillover" } }),
  command("spillover.trace", zhEn("登记查明的途径", "Record how it left"), { spillover: Id, how: Words, together: Type.Optional(Type.Array(Id, { maxItems: 500, uniqueItems: true })), list: Type.Optional(Id) }, ({ state, data, occurred }) => {
    const found = known<SpilloverView>(state, spilloverRef(data.spillover), "data.spillover");
    if (isRefusal(found)) return found;
    if (data.list !== undefined) {
      const list = known(state, `leavers:${data.list}`, "data.list");
      if (isRefusal(list)) return list;
    }
    return [event("spillover.traced", occurred, [spilloverRef(data.spillover)], data)];
  }, { on: { kind: "spillover", field: "spillover", statuses: ["linked"] }, help: zhEn("同行人员另列名单发往其目的地。", "Who left together goes onto a list to its own destination.") }),
];
