/**
 * Commands around a person to be moved → events or a refusal: what the journey must take care of, what the
 * person was told, why a transfer is late, and the level below asking upwards for room, vehicle or team.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, Phone, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { ContactView } from "../../cases/views.ts";
import { DELAYS } from "./views.ts";

const many = Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true });
const MEANS = ["room", "vehicle", "team"] as const;

export const commands: readonly CommandDef[] = [
  command("passenger.describe", zhEn("登记转运需求", "Record needs of the journey"), {
    contact: Id, household: Type.Optional(Id), carer: Type.Optional(Id), wheelchair: Type.Optional(Type.Boolean()), stretcher: Type.Optional(Type.Boolean()),
    dependant: Type.Optional(Type.Boolean()), needs: Type.Optional(Type.Array(Words, { maxItems: 20 })), language: Type.Optional(Words),
  }, ({ state, data, occurred }) => {
    const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
    if (isRefusal(contact)) return contact;
    if (data.carer === data.contact) return refuse("own-carer", `${data.contact} cannot be the person's own carer.`, { where: "data.carer", fix: "Name another person, or “staff”." });
    if (data.carer !== undefined && data.carer !== "staff") {
      const carer = known<ContactView>(state, ref("contact", data.carer), "data.carer");
      if (isRefusal(carer)) return carer;
    }
    return [event("passenger.described", occurred, [ref("passenger", data.contact)], data)];
  }, { on: { kind: "contact", field: "contact" }, help: zhEn("陪护人填密接者编号，由工作人员陪护填 staff。", "Carer: the id of another contact, or “staff” where staff go along.") }),
  command("transfer.inform", zhEn("告知本人转运事项", "Tell the person about the journey"), {
    contacts: many, why: Words, where: Words, howLong: Words, bring: Words, call: Phone, how: Words, language: Type.Optional(Words),
  }, ({ state, data, occurred }) => {
    for (const [index, name] of data.contacts.entries()) {
      const contact = known<ContactView>(state, ref("contact", name), `data.contacts[${index}]`);
      if (isRefusal(contact)) return contact;
    }
    return [event("transfer.informed", occurred, data.contacts.flatMap((name) => [ref("contact", name), ref("passenger", name)]), data)];
  }, { on: { kind: "contact", field: "contacts" }, needs: (data) => (data["contacts"] as string[]).map((name) => ref("contact", name)) }),
  command("transfer.explain-delay", zhEn("说明未转运原因", "Explain a delay"), { contact: Id, code: Type.Union(DELAYS.map((code) => Type.Literal(code))), note: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
    if (isRefusal(contact)) return contact;
    if (data.code === "other" && data.note === undefined) return refuse("reason-missing", "Another reason needs words.", { where: "data.note", fix: "Say what it is." });
    return [event("transfer.delay_explained", occurred, [ref("passenger", data.contact)], data)];
  }, { on: { kind: "contact", field: "contact" } }),
  command("transfer.request", zhEn("申请房间、车辆或队伍", "Ask for rooms, vehicles or teams"), {
    contacts: many, missing: Type.Array(Type.Union(MEANS.map((means) => Type.Literal(means))), { minItems: 1, maxItems: 3, uniqueItems: true }), note: Type.Optional(Words),
  }, ({ state, data, actor, occurred }) => {
    for (const [index, name] of data.contacts.entries()) {
      const contact = known<ContactView>(state, ref("contact", name), `data.contacts[${index}]`);
      if (isRefusal(contact)) return contact;
      const held = state.openDuties(ref("contact", name)).some((duty) => duty.kind === "contact.transfer" && duty.done === null && duty.holder.org === actor.org);
      if (!held) return refuse("not-the-holder", `${name}'s transfer is not held by ${actor.org}.`, { where: `data.contacts[${index}]`, fix: "Ask for people whose transfer your unit holds." });
    }
    return [event("capacity.short", occurred, [...data.contacts.map((name) => ref("contact", name)), ref("capacity", actor.org)], { ...data, org: actor.org })];
  }, { on: { kind: "contact", field: "contacts" }, needs: (data) => (data["contacts"] as string[]).map((name) => ref("contact", name)) }),
];
