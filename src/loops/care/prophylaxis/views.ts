/**
 * State of courses: what protects one exposed person, or treats one patient, while the clock of the pack runs from
 * exposure, finding, onset or admission. The remedies of a course are alternatives in the pack's order. What a
 * person declined is kept as declined and leads to nothing else.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { plus, type When } from "../../../base/time.ts";
import { event } from "../../../engine/define.ts";
import { dataOf, type LedgerEvent, type NewEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { applies, lengthMs, list, table, text } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";

/** The remedies there is a duty for; a pack names its own among them. */
export const PROTECTIONS = ["vaccine", "late-vaccine", "immune-globulin", "medicine"] as const;
export const TREATMENTS = ["antiviral", "antibiotic", "rehydration"] as const;

export interface CourseView extends ThingState {
  readonly course: string;
  readonly person: string;
  readonly purpose: "prophylaxis" | "treatment";
  /** The organisation that is to give it. */
  readonly org: string;
  /** Where the clock starts: known to the day, it is an interval. */
  readonly from: When;
  /** Whether that is the exposure itself, or only when it was heard of. */
  readonly exposureKnown: boolean;
  readonly options: readonly string[];
  /** The remedy due now; null when none is. */
  readonly option: string | null;
  readonly consent: { readonly by: string; readonly at: When } | null;
  readonly closedOptions: readonly { readonly option: string; readonly why: string }[];
  readonly given: { readonly option: string; readonly lot: string | null; readonly at: When } | null;
}

export const courseRef = (course: string): Ref => ref("course", course);
export const protectionOf = (person: string): string => `${person}/prophylaxis`;

/** When the time for a remedy runs out, as the pack counts it; null where the pack gives no time. */
export function windowOf(pack: ResolvedPack, purpose: CourseView["purpose"], option: string, from: When): When | null {
  const clause = `${purpose}.${option}`;
  return applies(pack, clause) ? plus(from, lengthMs(pack, clause)) : null;
}

/** The first remedy whose time has not surely run out. */
export function nextOption(pack: ResolvedPack, purpose: CourseView["purpose"], options: readonly string[], from: When, now: number): string | null {
  return options.find((option) => (windowOf(pack, purpose, option, from)?.latest ?? Infinity) >= now) ?? null;
}

/** Whether the pack itself lists a reason against a remedy. */
export function listedAgainst(pack: ResolvedPack, option: string, reason: string): boolean {
  return applies(pack, "prophylaxis.contraindications") && table(pack, "prophylaxis.contraindications").some((row) => row["option"] === option && row["reason"] === reason);
}

interface Opening {
  readonly person: string;
  readonly purpose: CourseView["purpose"];
  readonly course: string;
  readonly org: string;
  readonly from: When;
  readonly exposureKnown: boolean;
  readonly options: readonly string[];
}

function opened(pack: ResolvedPack, opening: Opening, occurred: When): NewEvent[] {
  const about = [courseRef(opening.course)];
  return [event("course.opened", occurred, about, opening), ...optionOpened(pack, opening, opening.options, occurred)];
}

/** The next remedy of a course becomes due, or it is said that the rules have no other. */
export function optionOpened(pack: ResolvedPack, course: Pick<CourseView, "course" | "purpose" | "org" | "from">, options: readonly string[], occurred: When): NewEvent[] {
  const { course: id, purpose, org, from } = course;
  const option = nextOption(pack, purpose, options, from, occurred.latest);
  if (option === null) return [event("course.exhausted", occurred, [courseRef(id)], { course: id, org })];
  return [event("course.option_opened", occurred, [courseRef(id)], { course: id, purpose, org, option, from })];
}

/**
 * What a newly found contact is owed under the rules in force: nothing where they have no prophylaxis, or where a
 * course is open already. The clock runs from the first exposure where the rules say so and it is known.
 */
export function protectionOpened(state: State, pack: ResolvedPack, person: string, org: string, exposed: When | undefined, occurred: When): NewEvent[] {
  if (!applies(pack, "prophylaxis.options")) return [];
  const course = protectionOf(person);
  const fromExposure = text(pack, "prophylaxis.from") === "exposure";
  const before = state.thing(courseRef(course))?.state as CourseView | undefined;
  if (before !== undefined && before.status !== "withdrawn") {
    // Heard of without an exposure, the clock ran from the hearing; now that the exposure is known, it runs from there.
    const waiting = before.status === "due" || before.status === "agreed";
    return fromExposure && exposed !== undefined && !before.exposureKnown && waiting ? corrected(pack, before, exposed, occurred) : [];
  }
  const from = fromExposure ? exposed ?? occurred : occurred;
  return opened(pack, { person, purpose: "prophylaxis", course, org, from, exposureKnown: fromExposure && exposed !== undefined, options: list(pack, "prophylaxis.options") }, occurred);
}

/** The clock of a course set to another exposure: what is due now, or that nothing is any more. */
export function corrected(pack: ResolvedPack, course: CourseView, from: When, occurred: When, why?: string): NewEvent[] {
  return [
    event("course.exposure_corrected", occurred, [courseRef(course.course)], { course: course.course, from, ...(why === undefined ? {} : { why }) }),
    ...optionOpened(pack, { ...course, from }, remaining(course), occurred),
  ];
}

/** Remedies nobody has found a reason against; one that was only too late counts again with another exposure. */
export function remaining(course: CourseView): string[] {
  return course.options.filter((option) => !course.closedOptions.some((closed) => closed.option === option && closed.why !== "too-late"));
}

/** Somebody who turns out not to have been exposed is owed nothing more. */
export function protectionWithdrawn(state: State, person: string, occurred: When): NewEvent[] {
  const course = state.thing(courseRef(protectionOf(person)))?.state as CourseView | undefined;
  return course === undefined || course.option === null ? [] : [event("course.withdrawn", occurred, [courseRef(course.course)], { course: course.course, person })];
}

/** Treatments a patient is owed against the clock, one course each: they do not stand in for one another. */
export function treatmentsOpened(pack: ResolvedPack, patient: string, hospital: string, onset: When | undefined, occurred: When): NewEvent[] {
  if (!applies(pack, "treatment.options")) return [];
  const from = text(pack, "treatment.from") === "onset" ? onset ?? occurred : occurred;
  return list(pack, "treatment.options").flatMap((option) => {
    const opening: Opening = { person: patient, purpose: "treatment", course: `${patient}/${option}`, org: hospital, from, exposureKnown: true, options: [option] };
    const about = [courseRef(opening.course)];
    // Late is no reason to leave a patient untreated: the duty opens even when its time has run out.
    return [event("course.opened", occurred, about, opening), event("course.option_opened", occurred, about, { course: opening.course, purpose: "treatment", org: hospital, option, from })];
  });
}

function fold(state: CourseView | undefined, happened: LedgerEvent): CourseView | undefined {
  if (happened.type === "course.opened") return { ...dataOf<CourseView>(happened), option: null, consent: null, closedOptions: [], given: null, status: "due" };
  if (state === undefined) return state;
  switch (happened.type) {
    case "course.option_opened": return { ...state, option: String(happened.data["option"]), from: happened.data["from"] as unknown as When, consent: null, given: null, status: "due" };
    case "course.option_closed": return { ...state, option: null, consent: null, closedOptions: [...state.closedOptions, dataOf<{ option: string; why: string }>(happened)] };
    case "course.exposure_corrected": return { ...state, option: null, from: happened.data["from"] as unknown as When, exposureKnown: true };
    case "course.withdrawn": return { ...state, status: "withdrawn", option: null, consent: null };
    case "course.exhausted": return { ...state, option: null, status: "no-remedy" };
    case "course.consented": return { ...state, status: "agreed", consent: { by: String(happened.data["consentBy"]), at: happened.occurred } };
    case "course.declined": return { ...state, status: "declined", option: null, consent: null };
    case "course.found_immune": return { ...state, status: "immune", option: null };
    case "course.given": return { ...state, status: "given", option: null, given: { option: String(happened.data["option"]), lot: (happened.data["medicineLot"] as string | undefined) ?? null, at: happened.occurred } };
    case "course.doubted": return { ...state, status: "in-doubt" };
    case "course.reassessed": return { ...state, status: happened.data["outcome"] === "stands" ? "given" : state.status };
    default: return state;
  }
}

export interface Coverage {
  /** People of each state; a number is its people. Declining is a state like any other. */
  readonly byState: Readonly<Record<string, readonly string[]>>;
  /** Given in time by the pack's clock, surely, possibly, or surely not. */
  readonly inTime: { readonly surely: readonly string[]; readonly possibly: readonly string[]; readonly no: readonly string[] };
}

/** How far exposed people are protected, opening into the people. */
export function coverage(pack: ResolvedPack, courses: readonly Thing[]): Coverage {
  const byState: Record<string, string[]> = {};
  const inTime = { surely: [] as string[], possibly: [] as string[], no: [] as string[] };
  for (const { state } of courses) {
    const { person, purpose, status, from, given } = state as CourseView;
    if (purpose !== "prophylaxis") continue;
    (byState[status] ??= []).push(person);
    if (given === null) continue;
    const end = windowOf(pack, purpose, given.option, from);
    inTime[end === null || given.at.latest <= end.earliest ? "surely" : given.at.earliest <= end.latest ? "possibly" : "no"].push(person);
  }
  return { byState, inTime };
}

export const kinds: readonly Kind[] = [
  {
    kind: "course", title: zhEn("预防或限时治疗", "Protection or treatment in time"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "person", title: zhEn("人员代号", "Person"), type: "text" }, { key: "purpose", title: zhEn("目的", "Purpose"), type: "text" },
      { key: "org", title: zhEn("实施单位", "To be given by"), type: "text" }, { key: "option", title: zhEn("应采取的办法", "Due now"), type: "text" },
      { key: "from", title: zhEn("时限起点", "Clock starts"), type: "when" }, { key: "consent.by", title: zhEn("同意人", "Agreed by"), type: "text" },
      { key: "given.option", title: zhEn("已用", "Given"), type: "text" }, { key: "given.lot", title: zhEn("批次", "Lot"), type: "text" }, { key: "given.at", title: zhEn("时间", "When"), type: "when" },
    ],
  },
];
