/** Sheets of cases: everybody at risk by how far they are, how long each hand-over took, cases by place, and the chain as it is linked. */
import { DAY } from "../../base/time.ts";
import { zhEn } from "../../engine/rule.ts";
import { block, named, ofKind, row, type Row, type Sheet } from "../../engine/sheet.ts";
import { byPlace, chase, exposureToPlacement, pushHops, riskList, RISK_STEPS, threeStages } from "./investigation/views.ts";
import { earliestCases, generations, genomicSupport } from "./tracing/views.ts";

const STEP: Readonly<Record<(typeof RISK_STEPS)[number], ReturnType<typeof zhEn>>> = {
  named: zhEn("已知姓名", "Named"), located: zhEn("已落位", "Located"), informed: zhEn("已告知", "Told"), held: zhEn("已管控", "Held"), placed: zhEn("已隔离", "Placed"),
};
const range = ({ least, most }: { readonly least: number; readonly most: number }): string => (least === most ? `${Math.round(most * 10) / 10}` : `${Math.round(least * 10) / 10}–${Math.round(most * 10) / 10}`);

const tracing: Sheet = {
  name: "tracing", title: zhEn("流调与密接一页", "Tracing on one page"), about: null, duties: "none", kinds: ["case", "contact", "area"], events: true,
  write({ things, events, now, zone }) {
    const [cases, contacts] = [ofKind(things, "case"), ofKind(things, "contact")];
    const risk = riskList(contacts);
    const stages = threeStages(ofKind(things, "area"), cases, contacts, now - DAY);
    const placed = new Map(exposureToPlacement(contacts).map((one) => [one.contact, one]));
    return [
      block("risk", "风险人员进度", "Everybody at risk, by how far they are", RISK_STEPS.map((step) => row(step, STEP[step], named("contact", risk[step])))),
      block("stages", "围住、捞干、扑灭", "Ringed, all found, put out", [
        row("ringed", zhEn("未围住的区域", "Areas not ringed"), named("area", stages.ringed.open)), row("scooped", zhEn("未捞干的病例或密接", "Cases and contacts still open"), stages.scooped.open.map((id) => (cases.some(({ ref }) => ref === `case:${id}`) ? `case:${id}` as const : `contact:${id}` as const))),
        row("out", zhEn("24小时社会面新增", "Found outside quarantine in 24 hours"), named("case", stages.out.open)),
      ]),
      block("chase", "病例：密接未到位", "Cases: contacts not placed", chase(cases, contacts).map((one) => row(one.case, one.listed === null ? zhEn("密接名单未报", "No list of contacts yet") : zhEn("未到位", "Not placed"), [`case:${one.case}`, ...named("contact", one.open)], one.open.length))),
      block("placement", "末次暴露至隔离（小时）", "Last exposure to quarantine, in hours", [...placed.values()].map((one) => row(one.contact, zhEn("小时", "Hours"), named("contact", [one.contact]), range(one.hours)))),
      block("hops", "转办逐级用时（小时）", "Each hand-over, in hours", pushHops(events).map((one, at): Row => ({
        ...row(`${at}/${one.contact}`, `${one.from.org} → ${one.to.org}`, named("contact", [one.contact]), one.hours === null ? null : range(one.hours)), post: one.receivedAt === null ? one.from : one.to, when: one.sentAt,
      }))),
      block("places", "分地区病例", "Cases by place", byPlace(cases, zone).map((one) => row(one.place, `${one.place} ${one.firstDay}–${one.lastDay}`, named("case", one.cases)))),
    ];
  },
};

/** Differences between two genomes that are shown as close. */
const NEAR = 2;

const chain: Sheet = {
  name: "chain", title: zhEn("传播链", "Chain of transmission"), about: null, duties: "none", kinds: ["case", "case-link", "evidence-item"],
  write({ things }) {
    const cases = ofKind(things, "case");
    const known = new Set<string>(cases.map(({ ref }) => ref));
    const genomes = genomicSupport(ofKind(things, "evidence-item"), NEAR);
    return [
      block("genomes", "基因组支持（同系且相近；是佐证，不是证明）", "Genomes alike and close: support, not proof", genomes.map(({ cases: [one, other], lineage, distance, evidence }) => row(`${one}/${other}`, `${one} – ${other}: ${lineage}`, named("evidence-item", evidence), String(distance)))),
      block("earliest", "可能最早的病例", "May be the earliest", cases.length === 0 ? [] : earliestCases(cases).map((id) => row(id, id, [`case:${id}`], null))),
      block("generations", "代次（可能及以上）", "Generations, links at least possible", generations(ofKind(things, "case-link")).map((one) => row(one.node, one.controls.length === 0 ? one.node : `${one.node}: ${one.controls.join(", ")}`, known.has(`case:${one.node}`) ? [`case:${one.node}`] : [], String(one.generation)))),
    ];
  },
};

export const sheets: readonly Sheet[] = [tracing, chain];
