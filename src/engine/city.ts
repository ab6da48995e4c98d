/**
 * What one incident's command changed in the city, told to the other incidents of that city: a site closed or
 * staffed ends what each of them is owed about it. The notice is an event of the incident's own ledger, so that
 * whatever follows there has its cause there; the tables then read the city's event itself.
 */
import { kindOf, type Ref } from "../base/ids.ts";
import { Type } from "../base/schema.ts";
import { at, type Ms } from "../base/time.ts";
import { dataOf, type JsonObject, type LedgerEvent } from "./event.ts";
import type { Command, CommandDef, Model } from "./loop.ts";
import { zhEn } from "./rule.ts";

export const NOTICED = "city.noticed";

/** `data` of `city.notice` and of `city.noticed`: the city's event as its ledger has it. */
export interface NoticeData {
  readonly ledger: string;
  readonly seq: number;
  readonly type: string;
  readonly learned: Ms;
  readonly about: readonly Ref[];
  readonly data: JsonObject;
}

/** The city's event a notice speaks of, read as if it had been written here. */
export function heardIn(notice: LedgerEvent): LedgerEvent {
  const { ledger, seq, type, learned, about, data } = dataOf<NoticeData>(notice);
  return { ...notice, incident: ledger, seq, type, learned, about, data };
}

/** Event types by which a table moves or offers duties about things of a city. */
export function movedByCity(model: Model): ReadonlySet<string> {
  const shared = (subject: string): boolean => model.kinds.get(subject.split(":", 1)[0]!)?.scope === "city";
  return new Set([...model.rules.values()].flatMap((rule) => [...(rule.offers ?? []), ...rule.moves].filter((trigger) => shared(trigger.subject)).map((trigger) => trigger.on)));
}

/** Whether an event of the city's ledger is about the city's own things and nothing else. */
export function ofTheCity(model: Model, event: LedgerEvent): boolean {
  return event.about.length > 0 && event.about.every((about) => model.kinds.get(kindOf(about))?.scope === "city");
}

/** The command that tells an incident; its id follows from the event, so that it has one effect however often it is sent. */
export function noticeOf(event: LedgerEvent, incident: string): Command {
  const { incident: ledger, seq, type, learned, about, data } = event;
  return {
    id: `notice:${ledger}:${seq}`, type: "city.notice", incident, actor: event.actor, at: event.occurred, ...(event.by === undefined ? {} : { by: event.by }),
    data: { ledger, seq, type, learned, about, data } as unknown as JsonObject,
  };
}

export const cityNotice: CommandDef = {
  type: "city.notice",
  title: zhEn("获知本市变动", "Hear of a change in the city"),
  internal: true,
  schema: Type.Object({
    ledger: Type.String(), seq: Type.Integer({ minimum: 1 }), type: Type.String(), learned: Type.Integer(), about: Type.Array(Type.String()), data: Type.Record(Type.String(), Type.Unknown()),
  }, { additionalProperties: false }),
  decide: (_, command, context) => {
    const data = command.data as NoticeData;
    return { events: [{ type: NOTICED, occurred: command.at ?? at(context.now), about: data.about, data: data as unknown as JsonObject }] };
  },
};
