/**
 * Tells the other incidents of a city what a command changed in it, over any store: after a command that wrote to
 * the city's ledger, and again before each round of the clock for what a killed process left untold. The notice
 * is an ordinary command whose id follows from the event, so that it has one effect however often it is sent.
 */
import { isRefusal } from "../base/refusal.ts";
import type { Ref } from "../base/ids.ts";
import type { Ms } from "../base/time.ts";
import { movedByCity, noticeOf, ofTheCity } from "../engine/city.ts";
import type { LedgerEvent } from "../engine/event.ts";
import type { Model } from "../engine/loop.ts";
import { selectSubjects } from "../engine/select.ts";
import type { Incident, Store } from "./contract.ts";

const PAGE = 1000;

type Told = Pick<Store, "submit" | "runClock">;

export function withNotices(store: Store, model: Model): Store {
  return { ...store, ...telling(store, model) };
}

/** Whether one of its duties that a table may move by this event was there when it happened, and it has not reacted itself. */
async function concerned(store: Store, model: Model, { id }: Incident, event: LedgerEvent): Promise<boolean> {
  const subjects = new Set<Ref>();
  const kinds = new Set<string>();
  for (const rule of model.rulesOn.get(event.type) ?? []) {
    for (const trigger of [...(rule.offers ?? []), ...rule.moves]) {
      if (trigger.on !== event.type) continue;
      kinds.add(rule.kind);
      for (const subject of selectSubjects(event, trigger.subject)) subjects.add(subject);
    }
  }
  const open = (await Promise.all([...subjects].map((subject) => store.duties({ incident: id, subject, open: true })))).flat();
  if (!open.some((duty) => kinds.has(duty.kind) && duty.openedAt <= event.learned)) return false;
  const then = await store.events({ incident: id, learned: { from: event.learned, to: event.learned + 1 } });
  // In the city's own ledger the event itself stands; having reacted shows in what follows from it.
  return !then.some((own) => own.command === event.command && (id !== event.incident || own.about.some((about) => about.startsWith("duty:"))));
}

function telling(store: Store, model: Model): Told {
  const types = movedByCity(model);
  const cities = new Map<string, string>();
  /** How far each city's ledger has been gone through; from its beginning after a start. */
  const read = new Map<string, number>();

  const cityOf = async (incident: string): Promise<string | undefined> => {
    const known = cities.get(incident) ?? (await store.incident(incident))?.city;
    if (known !== undefined) cities.set(incident, known);
    return known;
  };

  const tell = async (events: readonly LedgerEvent[], sender: string | null, now: Ms): Promise<void> => {
    if (events.length === 0) return;
    const others = (await store.incidents()).filter(({ id, city }) => city === events[0]!.incident && id !== sender);
    for (const event of events) {
      for (const other of others) if (await concerned(store, model, other, event)) await store.submit(noticeOf(event, other.id), now);
    }
  };

  const relevant = (events: readonly LedgerEvent[]): LedgerEvent[] => events.filter((event) => types.has(event.type) && ofTheCity(model, event));

  const catchUp = async (city: string, now: Ms): Promise<void> => {
    for (let after = read.get(city) ?? 0; ;) {
      const page = await store.events({ incident: city, types: [...types], after, limit: PAGE });
      await tell(relevant(page), null, now);
      after = page.at(-1)?.seq ?? after;
      read.set(city, after);
      if (page.length < PAGE) return;
    }
  };

  return {
    async submit(command, now) {
      // Handed on at once: commands sent one after another stay in their order.
      const receipt = await store.submit(command, now);
      if (isRefusal(receipt) || !receipt.events.some((event) => types.has(event.type))) return receipt;
      const city = await cityOf(command.incident);
      const seqs = receipt.events.filter((event) => event.incident === city && types.has(event.type)).map((event) => event.seq);
      if (seqs.length === 0) return receipt;
      // What was accepted is accepted: where telling fails, the clock's next round does it.
      await store.events({ incident: city!, after: Math.min(...seqs) - 1, limit: Math.max(...seqs) - Math.min(...seqs) + 1 })
        .then((events) => tell(relevant(events.filter(({ seq }) => seqs.includes(seq))), command.incident, now))
        .catch(() => undefined);
      return receipt;
    },
    async runClock(now, limit, incident) {
      const all = await store.incidents();
      const shared = all.filter(({ id, city, mode }) => id !== city && (incident === undefined ? mode === "live" : id === incident));
      for (const city of new Set(shared.map((one) => one.city))) await catchUp(city, now);
      return store.runClock(now, limit, incident);
    },
  };
}
