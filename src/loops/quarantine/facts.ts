/** How a fact file's actions read as commands of the quarantine loop. */
import { hasAlternatives, namesIn, type Draft, type FactReaders } from "../../engine/fact.ts";

const POSTS = { manager: "on site", medical: "on site", security: "on site", cleaning: "on site" };

export const facts: FactReaders = {
  order_central_quarantine: (fact, book) => namesIn(fact.object).map((contact) => {
    const rooms = book.roomsReady[fact.actor.org];
    return { type: "measure.order", data: { measure: `${fact.id}-${contact}`, contact, ...(rooms === undefined ? {} : { roomsReady: rooms }) } };
  }),
  transfer_to_quarantine_site: (fact) => {
    const bySite = new Map<string, string[]>();
    for (const contact of namesIn(fact.object)) {
      const site = String(fact.data[contact] ?? "").replace(/^site:/, "");
      if (site !== "") bySite.set(site, [...(bySite.get(site) ?? []), contact]);
    }
    return [...bySite].map(([site, contacts]): Draft => ({ type: "arrival.record", data: { site, contacts } }));
  },
  leave_room_go_to_lobby: (fact, book) => {
    const earlier = [fact.data["other_than"] ?? []].flat().map((id) => book.seqOf(String(id))).filter((seq) => seq !== undefined);
    const persons = namesIn(fact.object).sort();
    return [{ type: "exit.record", data: { persons, place: fact.detail, ...(hasAlternatives(fact.object) && earlier.length > 0 ? { otherThan: earlier } : {}) } }];
  },
  person_back_in_room: (fact) => namesIn(fact.object).map((person) => ({ type: "exit.answer", data: { person, why: fact.detail } })),
  fill_site_posts: (fact) => namesIn(fact.object).map((site) => ({ type: "site.fill-posts", data: { site, posts: POSTS } })),
  certify_site_layout: (fact) => namesIn(fact.object).map((site) => ({ type: "site.certify", data: { site, zones: 3, passages: 2 } })),
  collect_site_waste: (fact) => namesIn(fact.object).map((site) => ({ type: "waste.collect", data: { site } })),
  count_heads: (fact) => namesIn(fact.object).map((site) => ({ type: "heads.count", data: { site, roster: Number(fact.data["roster"] ?? 0), present: Number(fact.data["present"] ?? 0), missing: [] } })),
  quarantined_people_gathered: (fact) => namesIn(fact.object).map((site, index) => ({
    type: "site-gathering.report",
    data: { gathering: index === 0 ? fact.id : `${fact.id}-${index + 1}`, site, place: String(fact.data["place"] ?? "inside the site"), held: fact.occurred, attendees: ([fact.data["persons"] ?? []].flat()).map(String), ...(fact.detail === "" ? {} : { cause: fact.detail }) },
  })),
  schedule_site_services: (fact) => namesIn(fact.object).map((site) => ({ type: "site.schedule", data: { site, service: String(fact.data["service"] ?? "meals"), slots: fact.data["slots"] ?? [] } })),
  check_sister_sites: (fact) => [{ type: "sites.check", data: { group: fact.actor.org, found: fact.detail } }],
};
