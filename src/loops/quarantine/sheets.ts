/**
 * The quarantine sheet: who is due for release, who is still under a measure, rooms now, in 24 and in 72 hours, tests due,
 * what the edition adopted last means for each, people at home, residents' needs and every site on one page; each number with the rows it was counted from.
 */
import type { Zone } from "../../base/civil.ts";
import type { Ref } from "../../base/ids.ts";
import { isRefusal } from "../../base/refusal.ts";
import { DAY, type Ms, type When } from "../../base/time.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import { zhEn, type Text } from "../../engine/rule.ts";
import type { Thing } from "../../engine/thing.ts";
import type { ContactView } from "../cases/views.ts";
import { homeRecords } from "./home/views.ts";
import { untold } from "./residents/views.ts";
import { capacity, HORIZONS } from "./standard/capacity.ts";
import { siteReports } from "./standard/views.ts";
import { PHASES, rulesOf, stated, type StayRules } from "./stay/rules.ts";
import { dueForRelease, editionEffects, remaining, type EditionEffect, type MeasureView, type TestDayView } from "./stay/views.ts";

interface Facts {
  readonly things: readonly Thing[];
  readonly duties: readonly Duty[];
  readonly now: Ms;
  readonly zone: Zone;
  readonly pack: ResolvedPack;
}

interface Row {
  readonly key: string;
  readonly title: Text | string;
  readonly value: number | string | null;
  readonly refs: readonly Ref[];
  readonly when?: When;
}

interface Block {
  readonly key: string;
  readonly title: Text;
  readonly rows: readonly Row[];
}

const row = (key: string, title: Text | string, refs: readonly Ref[], value: number | string | null = refs.length): Row => ({ key, title, value, refs });
const of = (things: readonly Thing[], kind: string): Thing[] => things.filter((thing) => thing.ref.startsWith(`${kind}:`));

function releases({ things, now }: Facts): Block {
  const rows = dueForRelease(of(things, "measure"), now, now + DAY);
  const refs = (which: typeof rows): Ref[] => which.map((one) => one.measure);
  return {
    key: "releases", title: zhEn("应解除", "Due for release"), rows: [
      row("overdue", zhEn("逾期未解除", "Overdue"), refs(rows.filter((one) => one.overdue))), row("next-day", zhEn("24小时内期满", "Within 24 hours"), refs(rows.filter((one) => !one.overdue))),
      row("check-missing", zhEn("解除核验未齐", "Release check not complete"), refs(rows.filter((one) => one.missing.length > 0))),
    ],
  };
}

function people({ things }: Facts): Block {
  const rows = remaining(of(things, "measure"), []);
  return { key: "people", title: zhEn("在隔人员", "People under a measure"), rows: PHASES.map((phase) => row(phase, PHASE_TITLES[phase], rows.filter((one) => one.phase === phase).map((one) => one.measure))) };
}

const PHASE_TITLES = { central: zhEn("集中隔离", "At a site"), "home-isolation": zhEn("居家隔离", "Isolation at home"), "home-monitoring": zhEn("居家健康监测", "Monitoring at home") } as const;

function rooms({ things, now }: Facts): Block {
  const answer = capacity({ rooms: of(things, "room"), sites: of(things, "site"), measures: of(things, "measure"), expected: {}, now });
  return {
    key: "rooms", title: zhEn("隔离房间", "Rooms"), rows: HORIZONS.flatMap((hours) => answer.rows.filter((one) => one.hours === hours).map((one) =>
      row(`${hours}/${one.class}`, zhEn(`${hours === 0 ? "现有" : `${hours}小时内`}（${CLASS_TITLES[one.class].zh}）`, `${hours === 0 ? "Now" : `In ${hours} hours`} (${CLASS_TITLES[one.class].en})`), [...one.free, ...one.releases.map(({ room }) => room), ...one.openings.map(({ site }) => site)], one.total))),
  };
}

const CLASS_TITLES = { single: zhEn("单人间", "single"), shared: zhEn("多人间", "for several"), "barrier-free": zhEn("无障碍间", "barrier-free") } as const;

function tests({ things, now }: Facts): Block {
  const due = of(things, "test-day").filter(({ state }) => state.status === "due");
  return {
    key: "tests", title: zhEn("按日检测", "Test days"), rows: [
      row("overdue", zhEn("逾期未采", "Overdue"), due.filter(({ state }) => (state as TestDayView).due.latest < now).map(({ ref }) => ref)),
      row("next-day", zhEn("24小时内应采", "Within 24 hours"), due.filter(({ state }) => (state as TestDayView).due.latest >= now && (state as TestDayView).due.earliest <= now + DAY).map(({ ref }) => ref)),
      row("positive", zhEn("阳性", "Positive"), of(things, "test-day").filter(({ state }) => state.status === "positive").map(({ ref }) => ref)),
    ],
  };
}

type Adopted = { readonly edition: string; readonly at: When; readonly lengths?: Partial<Record<string, Omit<StayRules, "edition">>> };

const EFFECTS: Readonly<Record<EditionEffect["effect"], Text>> = {
  earlier: zhEn("提前解除", "Released earlier"), ends: zhEn("新版无此隔离，随之结束", "Ends: the edition has no such stay"), later: zhEn("按新版会更长（不延长）", "Would be longer; nobody is held longer"), same: zhEn("不变", "The same"),
};

const EFFECT_ORDER = ["earlier", "ends", "later", "same"] as const;

/** What the edition decided on last means for each person in mid-stay; before any decision, what the rules in force mean. */
function edition({ things, pack, zone }: Facts): Block {
  const last = of(things, "edition").map(({ state }) => state as unknown as Adopted).reduce<Adopted | null>((latest, one) => (latest === null || one.at.latest > latest.at.latest ? one : latest), null);
  const rulesFor = (contactClass: string): StayRules | null => {
    if (last?.lengths !== undefined) return last.lengths[contactClass] === undefined ? null : { ...last.lengths[contactClass], edition: last.edition };
    const rules = rulesOf(pack, contactClass);
    return isRefusal(rules) ? null : rules;
  };
  const contacts = new Map<string, ContactView>(of(things, "contact").map(({ ref, state }) => [ref.slice("contact:".length), state as ContactView]));
  const effects = last?.lengths === undefined && !stated(pack, "contact.classes") ? [] : editionEffects(of(things, "measure").flatMap(({ ref, state }) => {
    const view = state as MeasureView;
    const contact = contacts.get(view.contact);
    return contact === undefined || contact.class === "general" ? [] : [{ measure: ref, view, lastExposure: contact.lastExposure, rules: rulesFor(contact.class) }];
  }), zone);
  const name = last?.edition ?? pack.id;
  return {
    key: "edition", title: zhEn(`按${name}逐人比较（天）`, `Under ${name}, person by person, in days`), rows: [
      ...EFFECT_ORDER.map((effect) => row(effect, EFFECTS[effect], effects.filter((one) => one.effect === effect).map(({ measure }) => measure))),
      ...effects.filter(({ effect }) => effect !== "same").map((one) => ({
        ...row(one.measure, EFFECTS[one.effect], [one.measure, `contact:${one.contact}` as const], one.after === null ? null : Math.round((one.after.latest - one.before.latest) / DAY)), when: one.after ?? one.before,
      })),
    ],
  };
}

function homes({ things }: Facts): Block {
  const records = homeRecords(of(things, "measure"), of(things, "home-stay"), of(things, "home"));
  const refs = (which: typeof records): Ref[] => which.map((one) => one.measure);
  return { key: "homes", title: zhEn("居家人员", "People at home"), rows: [row("there", zhEn("居家中", "At home"), refs(records)), row("symptoms", zhEn("有症状", "With symptoms"), refs(records.filter((one) => one.symptomatic))), row("out", zhEn("外出就医", "Out for care"), refs(records.filter((one) => one.out)))] };
}

function residents({ things }: Facts): Block {
  const open = of(things, "resident-need").filter(({ state }) => state.status === "found" || state.status === "denied");
  return { key: "residents", title: zhEn("在点人员", "Residents"), rows: [row("needs", zhEn("未落实的照护需要", "Needs not met"), open.map(({ ref }) => ref)), row("untold", zhEn("未告知规则", "Not told the rules"), untold(of(things, "contact"), of(things, "resident")))] };
}

function sites({ things, pack }: Facts): Block {
  const reports = siteReports({
    sites: of(things, "site"), rooms: of(things, "room"), contacts: of(things, "contact"), measures: of(things, "measure"), testDays: of(things, "test-day"), findings: of(things, "site-finding"),
    gatherings: of(things, "site-gathering"), requests: of(things, "request"), pack,
  }, null);
  return {
    key: "sites", title: zhEn("隔离点", "Sites"), rows: reports.flatMap((report) => {
      const id = report.site.slice("site:".length);
      return [
        row(`${id}/occupied`, zhEn(`${id}：已住房间`, `${id}: rooms occupied`), report.occupied), row(`${id}/findings`, zhEn(`${id}：待整改`, `${id}: findings standing`), report.findings),
        row(`${id}/out`, zhEn(`${id}：擅离房间`, `${id}: out of the room`), report.outOfRoom), row(`${id}/infections`, zhEn(`${id}：感染`, `${id}: infections`), report.infections),
        row(`${id}/complaints`, zhEn(`${id}：诉求`, `${id}: requests and complaints`), report.complaints), row(`${id}/layers`, zhEn(`${id}：责任空缺`, `${id}: layers nobody answers for`), report.emptyLayers.length === 0 ? [] : [report.site], report.emptyLayers.length),
      ];
    }),
  };
}

export const quarantineSheets = [{
  name: "quarantine", title: zhEn("隔离与居家情况", "Quarantine and home"), about: null, duties: "none" as const,
  kinds: ["measure", "test-day", "room", "site", "contact", "home", "home-stay", "resident", "resident-need", "site-finding", "site-gathering", "request", "edition"],
  write: (facts: Facts): readonly Block[] => [releases(facts), people(facts), rooms(facts), tests(facts), edition(facts), homes(facts), residents(facts), sites(facts)],
}] as const;
