/** How a fact file's actions read as commands of the cases loop. */
import { namesIn, type Fact, type FactBook, type FactReaders } from "../../engine/fact.ts";
import type { JsonObject } from "../../engine/event.ts";

function found(type: "contact.find" | "contact.receive") {
  return (fact: Fact, book: FactBook) => namesIn(fact.object).map((contact) => {
    const { class: contactClass = "close", ...known } = book.persons[contact] ?? {};
    return { type, data: { contact, class: contactClass, ...known } as unknown as JsonObject };
  });
}

export const facts: FactReaders = {
  exposure: (fact) => [{ type: "exposure.record", data: { gathering: namesIn(fact.object)[0]!, note: fact.detail } }],
  contact_identified: found("contact.find"),
  receive_contact_push: found("contact.receive"),
  push_to_subdistrict: (fact) => (fact.toOrg === null ? [] : [{ type: "contact.push", data: { contacts: namesIn(fact.object), to: fact.toOrg } }]),
  push_to_district: (fact) => (fact.toOrg === null ? [] : [{ type: "contact.push", data: { contacts: namesIn(fact.object), to: fact.toOrg } }]),
  confirm_receipt_of_push: (fact, book) => namesIn(fact.object).flatMap((contact) => {
    const duty = book.openDuty("contact.transfer", `contact:${contact}`);
    return duty === undefined ? [] : [{ type: "duty.accept", data: { duty } }];
  }),
  record_transfer_plan: (fact, book) => namesIn(fact.object).flatMap((contact) => {
    const duty = book.openDuty("contact.transfer", `contact:${contact}`);
    return duty === undefined ? [] : [{ type: "duty.plan", data: { duty, note: fact.detail } }];
  }),
  check_on_push: (fact, book) => namesIn(fact.object).flatMap((contact) => {
    const duty = book.openDuty("contact.transfer", `contact:${contact}`);
    return duty === undefined ? [] : [{ type: "duty.look", data: { duty, note: fact.detail } }];
  }),
  hold_contact_at_home: (fact) => namesIn(fact.object).map((contact) => ({ type: "contact.hold", data: { contact, note: fact.detail } })),
};
