/** The sheet of custody: who is responsible for each person now and since when, and lines of transfer nobody leads. */
import { applies } from "../../engine/pack/clause.ts";
import { zhEn } from "../../engine/rule.ts";
import { block, ofKind, row, type Row, type Sheet } from "../../engine/sheet.ts";
import { custodyOf, linesWithoutLead } from "./board.ts";

const LINES = "transfer.work-lines";

const custody: Sheet = {
  name: "custody", title: zhEn("人员责任单位", "Who is responsible for whom"), about: null, duties: "none", kinds: ["contact", "workline"],
  write({ things, pack }) {
    const people = custodyOf(ofKind(things, "contact"));
    const rows = (found: typeof people): Row[] => found.map((one) => ({ ...row(one.contact, one.org ?? zhEn("无", "None"), [`contact:${one.contact}`], one.status), ...(one.since === null ? {} : { when: one.since }) }));
    return [
      block("nobody", "无责任单位", "Nobody responsible", rows(people.filter(({ org, status }) => org === null && status !== "released" && status !== "ruled-out"))),
      block("responsible", "责任单位", "Responsible now", rows(people.filter(({ org }) => org !== null))),
      block("lines", "无牵头单位的条线", "Lines nobody leads", Object.hasOwn(pack.clauses, LINES) && applies(pack, LINES) ? linesWithoutLead(pack, ofKind(things, "workline")).map((line) => row(line, line, [], null)) : []),
    ];
  },
};

export const sheets: readonly Sheet[] = [custody];
