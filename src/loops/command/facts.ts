/** How a fact file's actions read as commands of the command loop. */
import { namesIn, type Fact, type FactReaders } from "../../engine/fact.ts";

function statement(fact: Fact) {
  const figures = Object.fromEntries(Object.entries(fact.data).filter(([, value]) => typeof value === "number")) as Record<string, number>;
  const about = fact.object.startsWith("orgs:") ? namesIn(fact.object) : [];
  return [{ type: "statement.record", data: { statement: fact.id, text: fact.detail, by: { ...fact.actor }, ...(about.length > 0 ? { about } : {}), ...(Object.keys(figures).length > 0 ? { figures } : {}) } }];
}

const wordsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);

export const facts: FactReaders = {
  outbreak_start: (fact) => [{ type: "outbreak.declare", data: { outbreak: namesIn(fact.object)[0]!, org: fact.actor.org, note: fact.detail } }],
  assign_lead_unit: (fact) => [{ type: "workline.assign", data: { workline: namesIn(fact.object)[0]!, org: fact.actor.org, note: fact.detail } }],
  guarantor_review: (fact) => namesIn(fact.object).map((unit) => ({ type: "guarantee.review", data: { unit, note: fact.detail } })),
  provide_quarantine_rooms: (fact, book) => namesIn(fact.object).flatMap((contact) => {
    const duty = book.openDuty("contact.transfer", `contact:${contact}`);
    return duty === undefined ? [] : [{ type: "resource.provide", data: { duty, what: fact.detail } }, { type: "duty.unblock", data: { duty, note: fact.detail } }];
  }),
  issue_order: (fact) => {
    const units = wordsIn(fact.data["units"]);
    return [{ type: "order.issue", data: { number: namesIn(fact.object)[0]!, text: fact.detail, units: units.length > 0 ? units : [fact.toOrg ?? fact.actor.org], ...(typeof fact.data["legal_basis"] === "string" ? { legalBasis: fact.data["legal_basis"] } : {}) } }];
  },
  carry_out_order: (fact) => [{ type: "order.execute", data: { number: namesIn(fact.object)[0]!, unit: fact.actor.org, proof: fact.detail } }],
  hold_meeting: (fact) => {
    const present = wordsIn(fact.data["roles"]);
    return [{ type: "meeting.hold", data: { meeting: namesIn(fact.object)[0]!, body: fact.actor.org, chair: fact.actor.role, minutes: fact.detail, attendance: (present.length > 0 ? present : [fact.actor.role]).map((role) => ({ role })) } }];
  },
  take_decision: (fact) => {
    const { owner_org: org, owner_role: role } = fact.data;
    return [{ type: "decision.take", data: { decision: namesIn(fact.object)[0]!, text: fact.detail, ...(typeof org === "string" && typeof role === "string" ? { owner: { org, role } } : {}) } }];
  },
  carry_out_decision: (fact) => namesIn(fact.object).map((decision) => ({ type: "decision.carry-out", data: { decision, proof: fact.detail } })),
  ask_whether_post_is_there: (fact) => namesIn(fact.object).map((post) => ({ type: "presence.ask", data: { post, why: "check" } })),
  answer_for_post: (fact) => namesIn(fact.object).map((presence) => ({ type: "presence.answer", data: { presence } })),
  admonition: (fact) => [{ type: "enforcement.record", data: { enforcement: fact.id, text: fact.detail, persons: namesIn(fact.object) } }],
  publish_accountability_notice: statement,
  require_written_self_examination: statement,
};

/** What no loop reads: kept as what was said or done, with no effect on duties. */
export const unread = statement;
