/** Commands of the watch → events or a refusal: posts with their duty phones, and the roster of a post. */
import { refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { at, DAY, type When } from "../../../base/time.ts";
import { command, event, Id, knownOrg, NameShape, Phone, placeOf, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Context } from "../../../engine/loop.ts";
import { lengthMs } from "../../../engine/pack/clause.ts";
import { objectionsTo, workerOf } from "../staff/fitness.ts";
import { workerRef } from "../staff/views.ts";
import { firstGap, postId, postRef, rosterRef, type PostView, type RosterView, type Shift } from "./views.ts";

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

/** The first instant nobody is on watch, and by when somebody must be named for it; what was said of an earlier gap is settled. */
function gapEvents(post: { org: string; role: string }, before: RosterView | undefined, shifts: readonly Shift[], occurred: When, context: Context): NewEvent[] {
  const gapAt = firstGap(shifts, context.now);
  if (before?.gapAt === gapAt) return [];
  const about = [rosterRef(post)];
  const closed = before === undefined || before.gapAt === null ? [] : [event("roster.gap_closed", occurred, about, { ...post, gapAt: before.gapAt }, "city")];
  const fillBy = at(Math.max(context.now, gapAt - lengthMs(context.pack, "watch.fill")));
  return [...closed, event("roster.gap_found", occurred, about, { ...post, gapAt, fillBy }, "city")];
}

export const commands: readonly CommandDef[] = [
  command("post.register", { zh: "登记岗位", en: "Register a post" }, {
    org: Id, role: Id, title: NameShape, who: Type.Optional(Id), phone: Type.Optional(Phone), email: Type.Optional(Email),
    always: Type.Optional(Type.Boolean()),
  }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ??
    [event("post.registered", occurred, [postRef(data)], { ...data, place: placeOf(state, data.org) }, "city")]),
  command("roster.set", { zh: "排定值班", en: "Set the watch" }, {
    org: Id, role: Id, shifts: Type.Array(ShiftShape, { minItems: 1, maxItems: 500 }), allowedBy: Type.Optional(Words),
  }, ({ state, data, occurred, context }) => {
    const post = state.thing(postRef(data))?.state as PostView | undefined;
    if (post === undefined) {
      return refuse("unknown-post", `There is no post ${postId(data)}.`, { where: "data.role", fix: "Register the post first." });
    }
    const turned = data.shifts.findIndex((shift) => shift.to <= shift.from);
    if (turned >= 0) return refuse("shift-upside-down", "A shift ends before it begins.", { where: `data.shifts[${turned}].to`, fix: "Exchange its two times." });
    const before = state.thing(rosterRef(data))?.state as RosterView | undefined;
    const shifts = merged(before?.shifts ?? [], data.shifts, context.now);
    const who = [...new Set(data.shifts.map((shift) => shift.who))];
    const objections = who.flatMap((one) => objectionsTo(state, data, one, shifts.filter((shift) => shift.who === one), context, `data.shifts[${data.shifts.findIndex((shift) => shift.who === one)}].who`));
    const about = [rosterRef(data), ...[...new Set([...who, ...(before?.shifts ?? []).map((shift) => shift.who)])].filter((one) => workerOf(state, one) !== undefined).map(workerRef)];
    return {
      // Longer hours than the rules allow need a decision; nothing makes somebody untrained fit for the post.
      objections: objections.filter(({ refusal }) => data.allowedBy === undefined || refusal.code !== "over-hours"),
      events: [
        event("roster.set", occurred, about, { org: data.org, role: data.role, shifts, place: placeOf(state, data.org), ...(data.allowedBy === undefined ? {} : { allowedBy: data.allowedBy }) }, "city"),
        ...(post.always ? gapEvents(data, before, shifts, occurred, context) : []),
      ],
    };
  }, { help: { zh: "超出工时限制须注明批准的决定。", en: "Hours beyond the limits need the decision that allows them." } }),
];
