/** Commands of the watch → events or a refusal: posts with their duty phones, and the roster of a post. */
import { refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { DAY } from "../../../base/time.ts";
import { command, event, Id, knownOrg, NameShape, Phone, placeOf } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { postId, postRef, rosterRef, type RosterView, type Shift } from "./views.ts";

const Email = Type.String({ minLength: 3, maxLength: 200, pattern: "^[^\\s@]+@[^\\s@]+$" });
const ShiftShape = Type.Object(
  { from: Type.Integer(), to: Type.Integer(), who: Id, phone: Type.Optional(Phone), email: Type.Optional(Email) },
  { additionalProperties: false },
);

/** Shifts over for longer than this leave the state; the ledger keeps them. */
const KEPT = 7 * DAY;

/** What was set before gives way for the hours the new shifts span, and stays for the hours around them. */
function merged(before: readonly Shift[], added: readonly Shift[], now: number): Shift[] {
  const from = Math.min(...added.map((shift) => shift.from));
  const to = Math.max(...added.map((shift) => shift.to));
  const kept = before
    .flatMap((shift) => [{ ...shift, to: Math.min(shift.to, from) }, { ...shift, from: Math.max(shift.from, to) }])
    .filter((shift) => shift.from < shift.to && shift.to > now - KEPT);
  return [...kept, ...added].sort((a, b) => a.from - b.from || a.to - b.to || (a.who < b.who ? -1 : 1));
}

export const commands: readonly CommandDef[] = [
  command("post.register", { zh: "登记岗位", en: "Register a post" }, {
    org: Id, role: Id, title: NameShape, who: Type.Optional(Id), phone: Type.Optional(Phone), email: Type.Optional(Email),
  }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ??
    [event("post.registered", occurred, [postRef(data)], { ...data, place: placeOf(state, data.org) }, "city")]),
  command("roster.set", { zh: "排定值班", en: "Set the watch" }, {
    org: Id, role: Id, shifts: Type.Array(ShiftShape, { minItems: 1, maxItems: 500 }),
  }, ({ state, data, occurred, context }) => {
    if (state.thing(postRef(data)) === undefined) {
      return refuse("unknown-post", `There is no post ${postId(data)}.`, { where: "data.role", fix: "Register the post first." });
    }
    const turned = data.shifts.findIndex((shift) => shift.to <= shift.from);
    if (turned >= 0) return refuse("shift-upside-down", "A shift ends before it begins.", { where: `data.shifts[${turned}].to`, fix: "Exchange its two times." });
    const before = (state.thing(rosterRef(data))?.state as RosterView | undefined)?.shifts ?? [];
    const shifts = merged(before, data.shifts, context.now);
    return [event("roster.set", occurred, [rosterRef(data)], { org: data.org, role: data.role, shifts, place: placeOf(state, data.org) }, "city")];
  }),
];
