/**
 * Commands of protection and treatment against the clock → events or a refusal. Nothing is given without the
 * person's or guardian's word, from a lot that is held, expired or empty, or after its time; what has been given
 * is recorded all the same. Declining is a choice: nothing follows from it, and it can be taken back.
 */
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import type { When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { askClause, list } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { lotRef, takenFrom, unusable, type LotView } from "../lots/views.ts";
import { corrected, courseRef, listedAgainst, nextOption, optionOpened, protectionOf, remaining, windowOf, type CourseView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const CONSENTING = oneOf(["self", "guardian", "proxy"]);
const AGAINST = ["contraindicated", "too-late", "not-to-be-had"] as const;

const courseOf = (state: State, course: string): CourseView | Refusal => known<CourseView>(state, courseRef(course), "data.course");

/** The course, when something is due on it. */
function due(state: State, id: string): CourseView | Refusal {
  const course = courseOf(state, id);
  if (isRefusal(course) || course.option !== null) return course;
  return refuse("nothing-due", `Nothing is due on ${id}: ${course.status}.`, { where: "data.course", fix: "Look at the course; what was declined can be agreed to again.", params: { status: course.status } });
}

const rest = (course: CourseView): string[] => course.options.slice(course.options.indexOf(course.option ?? "") + 1);
const onDue = { on: { kind: "course", field: "course", statuses: ["due", "agreed"] } } as const;

const opening: readonly CommandDef[] = [
  command("course.open", zhEn("对暴露者开启预防", "Open protection for an exposed person"), { person: Id, org: Id, exposedAt: WhenShape, reason: Words }, ({ state, data, context, occurred }) => {
    const rule = askClause(context.pack, "prophylaxis.options");
    if (isRefusal(rule)) return rule;
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    const course = protectionOf(data.person);
    if (state.thing(courseRef(course)) !== undefined) return refuse("course-exists", `${data.person} has a course already.`, { where: "data.person", fix: "Open it, and correct the exposure there." });
    const options = list(context.pack, "prophylaxis.options");
    const started = { person: data.person, purpose: "prophylaxis", course, org: data.org, from: data.exposedAt, exposureKnown: true, options } as const;
    return [event("course.opened", occurred, [courseRef(course)], { ...started, reason: data.reason }), ...optionOpened(context.pack, started, options, occurred)];
  }, { help: zhEn("用于未判为密接的暴露者，如环形接种。判定密接时自动开启。", "For people exposed who are no contacts, as in ring vaccination. A contact's opens by itself.") }),
  command("course.correct-exposure", zhEn("更正暴露时间", "Correct the time of exposure"), { course: Id, exposedAt: WhenShape, why: Words }, ({ state, data, context, occurred }) => {
    const course = courseOf(state, data.course);
    if (isRefusal(course)) return course;
    if (course.given !== null) return refuse("given-already", `It has been given to ${course.person}.`, { where: "data.course", fix: "Nothing is due any more." });
    return corrected(context.pack, course, data.exposedAt, occurred, data.why);
  }, { on: { kind: "course", field: "course", statuses: ["due", "agreed", "no-remedy"] } }),
];

const word: readonly CommandDef[] = [
  command("course.consent", zhEn("登记同意", "Record consent"), { course: Id, consentBy: CONSENTING, how: Words }, ({ state, data, context, occurred }) => {
    const course = courseOf(state, data.course);
    if (isRefusal(course)) return course;
    const agreed = event("course.consented", occurred, [courseRef(data.course)], data);
    if (course.status !== "declined") {
      const open = due(state, data.course);
      return isRefusal(open) ? open : [agreed];
    }
    const again = optionOpened(context.pack, course, remaining(course), occurred);
    return again[0]!.type === "course.exhausted" ? again : [...again, agreed];
  }, { on: { kind: "course", field: "course", statuses: ["due", "declined"] }, help: zhEn("先前不同意的可随时改为同意。", "Somebody who declined may agree at any time.") }),
  command("course.decline", zhEn("登记不同意", "Record that it is declined"), { course: Id, consentBy: CONSENTING, why: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const course = due(state, data.course);
    return isRefusal(course) ? course : [event("course.declined", occurred, [courseRef(data.course)], data)];
  }, { ...onDue, help: zhEn("不问理由也可登记；不产生任何处罚或限制。", "No reason is needed; no penalty and no restriction follows.") }),
  command("course.find-immune", zhEn("登记已有免疫", "Record immunity"), { course: Id, evidence: Words }, ({ state, data, occurred }) => {
    const course = due(state, data.course);
    return isRefusal(course) ? course : [event("course.found_immune", occurred, [courseRef(data.course)], data)];
  }, onDue),
  command("course.set-aside", zhEn("改用规则中的其他办法", "Move on to the alternative"), { course: Id, why: oneOf(AGAINST), contraindication: Type.Optional(Id) }, ({ state, data, context, occurred }) => {
    const course = due(state, data.course);
    if (isRefusal(course)) return course;
    if (data.why === "contraindicated" && data.contraindication === undefined) {
      return refuse("contraindication-not-named", "Say what speaks against it.", { where: "data.contraindication", fix: "Give the reason, such as pregnancy." });
    }
    const option = course.option!;
    const window = windowOf(context.pack, course.purpose, option, course.from);
    if (data.why === "too-late" && (window === null || window.latest >= occurred.latest)) {
      return refuse("not-too-late", `There is still time for ${option}.`, { where: "data.why", fix: "Give it, or name another reason.", params: { option } });
    }
    return [
      event("course.option_closed", occurred, [courseRef(data.course)], { ...data, option, ...(data.contraindication === undefined ? {} : { listed: listedAgainst(context.pack, option, data.contraindication) }) }),
      ...optionOpened(context.pack, course, rest(course), occurred),
    ];
  }, onDue),
];

function against(context: Context, course: CourseView, option: string, lot: LotView | undefined, occurred: When): Objection[] {
  const about = [courseRef(course.course)];
  const objection = (refusal: Refusal): Objection => ({ refusal, about, finding: "standard_breached", answers: { duty: "remedy.give", org: course.org } });
  const objections: Objection[] = [];
  if (course.consent === null) objections.push(objection(refuse("no-consent", `Nobody has recorded that ${course.person} or the guardian agrees.`, { where: "data.course", fix: "Ask, and record the answer." })));
  const window = windowOf(context.pack, course.purpose, option, course.from);
  const other = nextOption(context.pack, course.purpose, course.options, course.from, occurred.latest);
  // A treatment begun late is better than none; a protection given too late keeps the person from the one that would help.
  if (course.purpose === "prophylaxis" && window !== null && occurred.earliest > window.latest) {
    objections.push(objection(refuse("too-late-for-it", `The time for ${option} has run out.`, { where: "data.course", fix: other === null ? "Ask a clinician." : `Move on to ${other}.`, params: { option } })));
  }
  if (lot !== undefined) objections.push(...unusable(lot, option, occurred).map(objection));
  return objections;
}

const giving: readonly CommandDef[] = [
  command("course.give", zhEn("登记接种或用药", "Record that it was given"), { course: Id, medicineLot: Type.Optional(Id) }, ({ state, data, actor, context, occurred }) => {
    const course = due(state, data.course);
    if (isRefusal(course)) return course;
    const lot = data.medicineLot === undefined ? undefined : known<LotView>(state, lotRef(data.medicineLot), "data.medicineLot");
    if (lot !== undefined && isRefusal(lot)) return lot;
    if (lot === undefined && course.purpose === "prophylaxis") return refuse("lot-not-named", "Say from which lot it was given.", { where: "data.medicineLot", fix: "Register the lot first, if nobody has." });
    const option = course.option!;
    return { objections: against(context, course, option, lot, occurred), events: [
      event("course.given", occurred, [courseRef(data.course)], { ...data, option, by: actor }),
      ...(lot === undefined ? [] : [takenFrom(lot, data.course, occurred)]),
    ] };
  }, onDue),
  command("course.reassess", zhEn("复核存疑批次的使用", "Look again after a doubt"), { course: Id, outcome: oneOf(["stands", "repeat"]), note: Type.Optional(Words) }, ({ state, data, context, occurred }) => {
    const course = courseOf(state, data.course);
    if (isRefusal(course)) return course;
    if (course.status !== "in-doubt") return refuse("not-in-doubt", `Nothing of ${data.course} is in doubt.`, { where: "data.course", fix: "Nothing needs to be looked at again." });
    const again = data.outcome === "stands" ? [] : optionOpened(context.pack, course, remaining(course), occurred);
    return [event("course.reassessed", occurred, [courseRef(data.course)], data), ...again];
  }, { on: { kind: "course", field: "course", statuses: ["in-doubt"] } }),
];

export const commands: readonly CommandDef[] = [...opening, ...word, ...giving];
