/** The sheet of the residents' desk: who waits, what keeps coming back, whether it was solved, crowds and what their playbook lacks, reviews. */
import { zhEn } from "../../engine/rule.ts";
import { block, named, ofKind, row, type Sheet } from "../../engine/sheet.ts";
import { playbookGaps, type CrowdView } from "./crowds/views.ts";
import { reviewFigures } from "./reviews/views.ts";
import { callBackRates, queueOf, repeated, satisfaction, type RequestView } from "./views.ts";

const desk: Sheet = {
  name: "voice", title: zhEn("群众诉求一页", "Residents' voice on one page"), about: null, duties: "none", kinds: ["request", "crowd", "surge", "appeal"],
  write({ things }) {
    const requests = ofKind(things, "request");
    const by = new Map(requests.map((one) => [(one.state as RequestView).request, one.state as RequestView]));
    const reviews = reviewFigures(ofKind(things, "appeal"));
    const appeals = (ids: readonly string[]) => named("appeal", ids);
    return [
      block("queue", "等候队列（紧急在前）", "The queue, urgent first", queueOf(requests).map((id) => {
        const one = by.get(id)!;
        return { ...row(id, one.class === "urgent" ? zhEn(`紧急 · ${one.category}`, `Urgent · ${one.category}`) : one.category, named("request", [id]), one.status), when: one.takenAt };
      })),
      block("repeated", "反复出现的问题", "What keeps coming back", repeated(requests).map((one) => row(`${one.compound}/${one.category}`, `${one.compound} · ${one.category}`, named("request", one.requests)))),
      block("call-backs", "回访：未解决 / 已联系", "Called back: not solved / reached", callBackRates(requests).map((one) => row(one.org, one.org, named("request", one.notSolved), `${one.notSolved.length} / ${one.reached.length}`))),
      block("satisfaction", "满意 / 部分 / 不满意", "Satisfied / partly / not", satisfaction(requests).map((one) => row(one.org, one.org, named("request", one.no), `${one.yes.length} / ${one.partly.length} / ${one.no.length}`))),
      block("surges", "诉求激增", "Surges", ofKind(things, "surge").map((one) => row(one.ref, one.state.status, [one.ref], null))),
      block("crowds", "聚集：处置尚缺", "Crowds: what the playbook lacks", ofKind(things, "crowd").filter(({ state }) => state.status !== "closed").map((one) => row(one.ref, one.state.status, [one.ref], playbookGaps(one.state as CrowdView).join(", ") || null))),
      block("reviews", "复核申请", "Reviews", [
        row("asked", zhEn("申请", "Asked"), appeals(reviews.asked)), row("waiting", zhEn("待决定", "Waiting"), appeals(reviews.waiting)), row("upheld", zhEn("维持", "Upheld"), appeals(reviews.upheld)),
        row("changed", zhEn("变更", "Changed"), appeals(reviews.changed)), row("ended", zhEn("解除", "Ended"), appeals(reviews.ended)), row("withdrawn", zhEn("撤回", "Withdrawn"), appeals(reviews.withdrawn)),
      ]),
    ];
  },
};

export const sheets: readonly Sheet[] = [desk];
