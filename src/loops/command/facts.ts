/** How a fact file's actions read as commands of the command loop. */
import { namesIn, type Fact, type FactReaders } from "../../engine/fact.ts";

function statement(fact: Fact) {
  const figures = Object.fromEntries(Object.entries(fact.data).filter(([, value]) => typeof value === "number")) as Record<string, number>;
  const about = fact.object.startsWith("orgs:") ? namesIn(fact.object) : [];
  return [{ type: "statement.record", data: { statement: fact.id, text: fact.detail, by: { ...fact.actor }, ...(about.length > 0 ? { about } : {}), ...(Object.keys(figures).length > 0 ? { figures } : {}) } }];
}

export const facts: FactReaders = {
  outbreak_start: (fact) => [{ type: "outbreak.declare", data: { outbreak: namesIn(fact.object)[0]!, org: fact.actor.org, note: fact.detail } }],
  assign_lead_unit: (fact) => [{ type: "workline.assign", data: { workline: namesIn(fact.object)[0]!, org: fact.actor.org, note: fact.detail } }],
  guarantor_review: (fact) => namesIn(fact.object).map((unit) => ({ type: "guarantee.review", data: { unit, note: fact.detail } })),
  provide_quarantine_rooms: (fact, book) => namesIn(fact.object).flatMap((contact) => {
    const duty = book.openDuty("contact.transfer", `contact:${contact}`);
    return duty === undefined ? [] : [{ type: "resource.provide", data: { duty, what: fact.detail } }, { type: "duty.unblock", data: { duty, note: fact.detail } }];
  }),
  admonition: (fact) => [{ type: "enforcement.record", data: { enforcement: fact.id, text: fact.detail, persons: namesIn(fact.object) } }],
  publish_accountability_notice: statement,
  require_written_self_examination: statement,
};

/** What no loop reads: kept as what was said or done, with no effect on duties. */
export const unread = statement;
