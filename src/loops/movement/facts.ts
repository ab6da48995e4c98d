/**
 * How a fact file's actions read as commands of the movement loop. Where a source gives no days or hours the day of the
 * fact stands in, as the page of the vocabulary says; nothing else is made up.
 */
import { HOUR, plus, type When } from "../../base/time.ts";
import type { Json, JsonObject } from "../../engine/event.ts";
import { namesIn, type Draft, type Fact, type FactReader, type FactReaders } from "../../engine/fact.ts";

const text = (value: Json | undefined, otherwise: string): string => (typeof value === "string" && value !== "" ? value : otherwise);
const words = (fact: Fact): string => (fact.detail === "" ? fact.action : fact.detail);
const draft = (type: string, data: object): Draft => ({ type, data: data as JsonObject });
const first = (fact: Fact): string => namesIn(fact.object)[0] ?? fact.id;
const each = (make: (name: string, fact: Fact) => Draft[]): FactReader => (fact) => namesIn(fact.object).flatMap((name) => make(name, fact));

/** From the fact on, for as many hours as it says, else for a day. */
function limits(fact: Fact): { from: When; until: When } {
  const length = typeof fact.data["hours"] === "number" ? fact.data["hours"] : 24;
  return { from: fact.occurred, until: plus(fact.occurred, length * HOUR) };
}

const arrivals: FactReaders = {
  risk_level_elsewhere: (fact) => [draft("origin.set", {
    origin: first(fact), level: text(fact.data["level"], "unstated"), from: text(fact.data["from"], "unstated"), source: words(fact), ...(typeof fact.data["until"] === "string" ? { until: fact.data["until"] } : {}),
  })],
  arrive_from_elsewhere: (fact) => [draft("travellers.import", {
    list: fact.id, source: words(fact), whole: false,
    rows: namesIn(fact.object).map((person) => ({ person, arrived: fact.occurred, stays: [{ origin: text(fact.data[person], "unstated") }], ...(fact.toOrg === null ? {} : { home: fact.toOrg }) })),
  })],
  settle_arrival: each((person, fact) => [draft("traveller.settle", { person, outcome: text(fact.data["outcome"], "monitoring"), reason: words(fact) })]),
};

const leaving: FactReaders = {
  require_leave_city_approval: (fact) => [draft("strategy.set", { org: fact.actor.org, strategy: "export-spread", start: fact.occurred, reason: words(fact) })],
  end_leave_city_approval: (fact) => [draft("strategy.end", { org: fact.actor.org, decision: words(fact) })],
  notice_do_not_leave_city: (fact) => [draft("travel-notice.publish", { notice: "do-not-leave", org: fact.actor.org, start: fact.occurred, text: { zh: words(fact), en: words(fact) } })],
  request_leave_permit: (fact) => [draft("permit.request", {
    permit: first(fact), scope: "leave", person: text(fact.data["person"], first(fact)), org: fact.toOrg ?? fact.actor.org, purpose: text(fact.data["purpose"], "other"), need: words(fact), people: 1, channel: "in-person", ...limits(fact),
  })],
  grant_leave_permit: (fact) => [draft("permit.grant", { permit: first(fact), ...limits(fact) })],
  refuse_leave_permit: (fact) => [draft("permit.refuse", { permit: first(fact), ground: text(fact.data["ground"], "need-not-shown"), clause: text(fact.data["clause"], "unstated"), reason: words(fact), instead: text(fact.data["instead"], "unstated") })],
  pass_exit_point: each((person, fact) => {
    const permit = fact.data["permit"];
    return [draft("gate.pass", { passage: `${fact.id}-${person}`, gate: text(fact.data["gate"], fact.actor.org), lane: text(fact.data["lane"], typeof permit === "string" ? "permit" : "free"), person, people: 1, ...(typeof permit === "string" ? { permit } : {}) })];
  }),
  turn_back_at_exit_point: each((person, fact) => [draft("gate.turn-back", {
    passage: `${fact.id}-${person}`, gate: text(fact.data["gate"], fact.actor.org), person, people: 1, reason: words(fact), told: text(fact.data["told"], "unstated"), emergency: fact.data["emergency"] === true,
  })]),
};

const lists: FactReaders = {
  list_people_who_left: (fact) => (fact.toOrg === null ? [] : [draft("leavers.list", { list: fact.id, org: fact.actor.org, to: fact.toOrg, source: words(fact), people: namesIn(fact.object).map((person) => ({ person, left: fact.occurred })) })]),
  send_list_of_leavers: (fact) => [draft("leavers.send", { list: first(fact), how: words(fact) })],
  receive_list_of_leavers: (fact) => [draft("leavers.receive", { list: first(fact), found: fact.data["found"] ?? [], notFound: fact.data["not_found"] ?? [] })],
  case_elsewhere_linked: (fact) => [
    draft("spillover.report", { spillover: first(fact), destination: fact.toOrg ?? "unstated", link: text(fact.data["link"], "unknown"), diagnosed: fact.occurred, source: words(fact) }),
    draft("spillover.judge", { spillover: first(fact), verdict: "linked", evidence: words(fact) }),
  ],
};

const inbound: FactReaders = {
  inbound_person_lands: (fact) => [
    draft("port.register", { port: fact.actor.org, org: fact.actor.org, way: text(fact.data["way"], "other") }),
    ...namesIn(fact.object).map((person) => draft("inbound.land", { person, port: fact.actor.org, arrived: fact.occurred, cameFrom: text(fact.data["from"], "unstated") })),
  ],
  hand_over_inbound_person: each((person, fact) => (fact.toOrg === null ? [] : [draft("inbound.hand-over", { person, to: fact.toOrg, stage: text(fact.data["stage"], "transport") })])),
  take_over_inbound_person: each((person, fact) => [draft("inbound.take-over", { person, stage: text(fact.data["stage"], "transport") })]),
};

export const facts: FactReaders = { ...arrivals, ...leaving, ...lists, ...inbound };
