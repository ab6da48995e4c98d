/** Sheets of a command post: the situation, the hand-over, the load of posts, orders in force, the action plan, the start. */
import type { Ref } from "../../../base/ids.ts";
import { HOUR, type Ms } from "../../../base/time.ts";
import { isOpen } from "../../../engine/duty/duty.ts";
import { count, lengthMs } from "../../../engine/pack/clause.ts";
import { type Text, zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";
import { handoverLists } from "../handover/views.ts";
import type { PresenceView } from "../handover/watch.ts";
import { loads } from "../load/views.ts";
import { learnedSince, type DecisionView } from "../meetings/views.ts";
import { checklist, proposedEndings, type ActivationView } from "../modes/views.ts";
import { inForceAt, type OrderView } from "../orders/views.ts";
import { actionPlan, type PlanView } from "../plan/views.ts";
import { calledFor, uncontrolled } from "../profile/views.ts";
import { dutyRefs, hours, named, ofKind, row, stateOf as state, type Facts, type Row, type Sheet } from "../../../engine/sheet.ts";

const DAY_BACK = 24 * HOUR;
const refs = (things: readonly Thing[]): Ref[] => things.map((thing) => thing.ref);

/** Figures of the situation by their names, each with the rows it was counted from; a brief freezes their values. */
export function figures({ things, duties, now }: Pick<Facts, "things" | "duties" | "now">): Row[] {
  const of = (key: string, title: Text, kind: string, wanted: (one: Thing) => boolean): Row => row(key, title, refs(ofKind(things, kind).filter(wanted)));
  const since = (one: Thing, from: Ms): boolean => ((one.state["reportedAt"] as { latest: Ms } | undefined)?.latest ?? -Infinity) > from;
  const owed = duties.filter(isOpen);
  const of2 = (key: string, title: Text, ids: readonly string[]): Row => row(key, title, dutyRefs(ids));
  const ids = (wanted: (duty: (typeof owed)[number]) => boolean): string[] => owed.filter(wanted).map(({ id }) => id);
  return [
    of("cases.confirmed", zhEn("确诊病例", "Confirmed cases"), "case", ({ state: { class: kind } }) => kind === "confirmed"),
    of("cases.asymptomatic", zhEn("无症状感染者", "Asymptomatic infections"), "case", ({ state: { class: kind } }) => kind === "asymptomatic"),
    of("cases.new", zhEn("24小时新增", "New in 24 hours"), "case", (one) => since(one, now - DAY_BACK)),
    of("contacts.waiting", zhEn("待转运密接", "Contacts to place"), "contact", ({ state: { placing } }) => placing === "owed"),
    of("contacts.placed", zhEn("已转运密接", "Contacts placed"), "contact", ({ state: { placing } }) => placing === "placed"),
    of2("duties.open", zhEn("未办结任务", "Open duties"), ids(() => true)), of2("duties.overdue", zhEn("逾期任务", "Overdue duties"), ids((duty) => duty.overdue !== null && duty.done === null)),
    of2("duties.blocked", zhEn("受阻任务", "Blocked duties"), ids((duty) => duty.status === "blocked")),
    of("rooms.free", zhEn("空闲隔离房间", "Quarantine rooms free"), "room", ({ state: { status } }) => status === "free"), of("vehicles.free", zhEn("空闲车辆", "Vehicles free"), "vehicle", ({ state: { status } }) => status === "free"),
    of("crews.free", zhEn("空闲工作队", "Crews free"), "crew", ({ state: { status } }) => status === "free"),
    of("areas.closed", zhEn("管控区域", "Areas under restrictions"), "area", ({ state: { closed } }) => closed === true),
    of("requests.open", zhEn("未答复诉求", "Requests not answered"), "request", ({ state: { status } }) => status === "taken" || status === "disputed" || status === "reopened"),
    of("surges", zhEn("诉求激增", "Surges of requests"), "surge", ({ state: { status } }) => status === "surging"),
  ];
}

const situation: Sheet = {
  name: "situation", title: zhEn("态势", "Situation"), about: null, duties: "open",
  kinds: ["case", "contact", "room", "vehicle", "crew", "area", "request", "surge", "order", "closure", "measure"],
  write(facts) {
    const all = figures(facts);
    const part = (key: string, title: Text, ...heads: string[]) => ({ key, title, rows: all.filter((one) => heads.some((head) => one.key.startsWith(head))) });
    const endings = proposedEndings("wind-down", facts.things, facts.now);
    return [
      part("cases", zhEn("病例与密接", "Cases and contacts"), "cases.", "contacts."), part("duties", zhEn("任务", "Duties"), "duties."), part("means", zhEn("保障能力", "Capacity"), "rooms.", "vehicles.", "crews."),
      part("people", zhEn("群众诉求", "Residents' voice"), "requests.", "surges"),
      { key: "wind-down", title: zhEn("收尾时可结束与须延续", "What winding down may end, and what goes on"), rows: [
        row("orders", zhEn("可结束的指令", "Orders that may end"), named("order", endings.orders)), row("closures", zhEn("可结束的静态管理", "Static management that may end"), named("closure", endings.closures)),
        row("people", zhEn("仍在隔离者", "People still under a measure"), named("measure", endings.people)), row("areas", zhEn("仍在管控的区域", "Areas still under restrictions"), named("area", endings.areas)),
      ] },
    ];
  },
};

const handover: Sheet = {
  name: "handover", title: zhEn("交接班清单", "Shift hand-over"), about: "org", duties: "open", kinds: ["promise", "call"],
  write({ things, duties, now, pack }, { about = "" }) {
    const lists = handoverLists(about, duties, things, now, lengthMs(pack, "watch.horizon"));
    return [{ key: "handover", title: zhEn("交接事项", "To hand over"), rows: [
      row("open", zhEn("未办结", "Open"), dutyRefs(lists.open)), row("blocked", zhEn("受阻", "Blocked"), dutyRefs(lists.blocked)), row("dueSoon", zhEn("即将到期", "Due within the horizon"), dutyRefs(lists.dueSoon)),
      row("promises", zhEn("未兑现承诺", "Promises not kept"), named("promise", lists.promises)), row("calls", zhEn("未应答呼叫", "Calls nobody answered"), named("call", lists.calls)),
    ] }];
  },
};

const standIn: Sheet = {
  name: "stand-in", title: zhEn("副职接替清单", "What an absent post holds"), about: "presence", duties: "open", kinds: ["presence"],
  write({ things, duties }, { about = "" }) {
    const presence = state<PresenceView>(things, `presence:${about}`);
    if (presence === undefined) return [];
    const held = duties.filter((duty) => isOpen(duty) && duty.holder.org === presence.org && duty.holder.role === presence.role && !duty.kind.startsWith("presence."));
    return [{ key: "stand-in", title: zhEn("随岗位接过的任务", "Duties that go with the post"), rows: [
      row("held", zhEn("持有", "Held"), dutyRefs(held.map(({ id }) => id))), row("overdue", zhEn("逾期", "Overdue"), dutyRefs(held.filter((duty) => duty.overdue !== null && duty.done === null).map(({ id }) => id))),
      { ...row("deputy", zhEn("副职", "Deputy"), [`presence:${about}`], presence.status), ...(presence.deputy === null ? {} : { post: presence.deputy }) },
    ] }];
  },
};

const load: Sheet = {
  name: "load", title: zhEn("岗位负荷", "Load of posts"), about: null, duties: "open", kinds: [],
  write: ({ duties, pack }) => [true, false].map((over) => ({
    key: over ? "overloaded" : "others", title: over ? zhEn("超负荷岗位", "Overloaded posts") : zhEn("其他岗位", "Other posts"),
    rows: loads(duties, count(pack, "load.lines")).filter(({ overloaded }) => overloaded === over).map((one) => ({
      ...row(`${one.post.role}@${one.post.org}`, zhEn("逾期 / 在办", "Overdue / open"), dutyRefs(one.lines.flatMap(({ open }) => open)), `${one.overdue} / ${one.open}`), post: one.post,
    })),
  })),
};

const orders: Sheet = {
  name: "orders-in-force", title: zhEn("有效指令", "Orders in force"), about: null, duties: "none", kinds: ["order"],
  write({ things, now }, { instant = now }) {
    const found = inForceAt(ofKind(things, "order").map((thing) => thing.state as OrderView), instant);
    const rows = (certainty: "certain" | "possible"): Row[] => found.filter((one) => one.certainty === certainty)
      .map(({ order }) => ({ ...row(order, String(state<OrderView>(things, `order:${order}`)?.text ?? ""), [`order:${order}`], order) }));
    return [{ key: "certain", title: zhEn("确定有效", "Certainly in force"), rows: rows("certain") }, { key: "possible", title: zhEn("可能有效", "Possibly in force"), rows: rows("possible") }];
  },
};

const plan: Sheet = {
  name: "action-plan", title: zhEn("行动方案", "Incident action plan"), about: "plan", duties: "all", kinds: ["plan", "objective", "post"],
  write({ things, duties }, { about = "" }) {
    const found = state<PlanView>(things, `plan:${about}`);
    if (found === undefined) return [];
    const sheet = actionPlan(found, ofKind(things, "objective"), duties, (post) => state<{ phone: string | null }>(things, `post:${post.role}@${post.org}`)?.phone ?? null);
    return [
      { key: "202", title: zhEn("目标", "Objectives"), rows: sheet.objectives.map((one) => ({ ...row(one.objective, `${one.text}: ${one.measure}`, [`objective:${one.objective}`, ...(one.duty === null ? [] : dutyRefs([one.duty]))], one.status), post: one.owner, when: one.due })) },
      { key: "204", title: zhEn("分工", "Assignments"), rows: sheet.assignments.map(({ post, objectives }) => ({ ...row(`${post.role}@${post.org}`, zhEn("目标", "Objectives"), named("objective", objectives)), post })) },
      { key: "205", title: zhEn("联络", "How they are reached"), rows: sheet.reach.map(({ post, phone }) => ({ ...row(`${post.role}@${post.org}`, zhEn("电话", "Telephone"), [], phone), post })) },
      { key: "208", title: zhEn("安全", "Safety"), rows: [row("safety", zhEn("安全提示", "Word on safety"), [`plan:${about}`], sheet.safety)] },
    ];
  },
};

const start: Sheet = {
  name: "activation", title: zhEn("启动清单", "Activation checklist"), about: "activation", duties: "all", kinds: ["activation"],
  write({ things, duties, now }, { about = "" }) {
    const begun = state<ActivationView>(things, `activation:${about}`);
    if (begun === undefined) return [];
    return [{ key: "steps", title: zhEn("自首例确诊起（小时）", "Since the first confirmed case, in hours"), rows: checklist(begun, duties, now).map((one) =>
      row(one.step, one.done ? zhEn(`${one.step} 完成`, `${one.step} done`) : zhEn(`${one.step} 未完成`, `${one.step} not done`), dutyRefs([one.duty]), hours(one.ran[1]))) }];
  },
};

const since: Sheet = {
  name: "learned-since", title: zhEn("决定之后得知", "Learned since the decision"), about: "decision", duties: "none", kinds: ["decision"], events: true,
  write({ things, events }, { about = "" }) {
    const decision = state<DecisionView>(things, `decision:${about}`);
    if (decision === undefined) return [];
    const { unseen, learned } = learnedSince(decision, events);
    const rows = (found: typeof unseen): Row[] => found.map((event) => ({ ...row(String(event.seq), event.type, event.about, event.seq), when: event.occurred }));
    return [{ key: "unseen", title: zhEn("决定时已在案而未见", "On record then, and not seen"), rows: rows(unseen) }, { key: "learned", title: zhEn("之后得知", "Learned later"), rows: rows(learned) }];
  },
};

const risks: Sheet = {
  name: "risks", title: zhEn("城市风险与防控", "Risks and controls"), about: null, duties: "none", kinds: ["risk", "control"],
  write({ things, now, pack }) {
    const [named1, controls] = [ofKind(things, "risk"), ofKind(things, "control")];
    return [
      { key: "uncontrolled", title: zhEn("没有防控的风险", "Risks with no control"), rows: uncontrolled(named1, controls, now).map((id) => row(id, String(state<{ what: string }>(things, `risk:${id}`)?.what ?? ""), [`risk:${id}`])) },
      { key: "called-for", title: zhEn("应启用的防控清单", "Control sets called for"), rows: calledFor(named1, controls, pack).map(({ risk, set, controls: running }) => row(`${risk}/${set.id}`, zhEn(set.zh, set.en), named("control", running))) },
    ];
  },
};

export const commandSheets: readonly Sheet[] = [situation, handover, standIn, load, orders, plan, start, since, risks];
