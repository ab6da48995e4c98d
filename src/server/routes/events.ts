/** Reading the ledger: by incident, thing, type and interval of either time axis. */
import { Type, type Static } from "../../base/schema.ts";
import type { Ref } from "../../base/ids.ts";
import type { Ms } from "../../base/time.ts";
import type { LedgerEvent as LedgerEventType } from "../../engine/event.ts";
import type { EventQuery } from "../../store/contract.ts";
import { sendRefusal, type Api, type Routes } from "../api.ts";
import { LedgerEvent, link, RefText } from "../schemas.ts";
import { answers, closed, DEFAULT_LIMIT, firstRefusal, Flag, given, InstantText, instantOf, isTrue, Limit, Name, unknownIncident } from "./answers.ts";

const Query = Type.Object(
  {
    incident: Name,
    about: Type.Optional(RefText),
    types: Type.Optional(Type.String({ maxLength: 2000, description: "Event types, separated by commas" })),
    after: Type.Optional(Type.Integer({ minimum: 0, description: "Seq to start after; newest first: to start before" })),
    limit: Type.Optional(Limit),
    newestFirst: Type.Optional(Flag),
    learnedFrom: Type.Optional(InstantText),
    learnedTo: Type.Optional(InstantText),
    occurredFrom: Type.Optional(InstantText),
    occurredTo: Type.Optional(InstantText),
  },
  closed,
);

export const eventRoutes: Routes = (app, api) => {
  app.get<{ Querystring: Static<typeof Query> }>(
    "/api/events",
    {
      schema: {
        operationId: "listEvents",
        summary: "Events of one incident, in the order they were learned; intervals are half-open",
        tags: ["ledger"],
        querystring: Query,
        response: answers(Type.Object({ events: Type.Array(link(LedgerEvent)) }, closed)),
      },
    },
    async (request, reply) => {
      const { query } = request;
      if ((await api.store.incident(query.incident)) === undefined) return sendRefusal(reply, unknownIncident(query.incident));
      const bounds = ["learnedFrom", "learnedTo", "occurredFrom", "occurredTo"] as const;
      const [learnedFrom, learnedTo, occurredFrom, occurredTo] = bounds.map((name) => instantOf(query[name], `query.${name}`));
      const bad = firstRefusal(learnedFrom, learnedTo, occurredFrom, occurredTo);
      if (bad !== null) return sendRefusal(reply, bad);
      const wanted: EventQuery = {
        incident: query.incident,
        limit: query.limit ?? DEFAULT_LIMIT,
        newestFirst: isTrue(query.newestFirst),
        ...given({ about: query.about as Ref | undefined, after: query.after }),
        ...(query.types === undefined ? {} : { types: query.types.split(",").map((type) => type.trim()) }),
        ...window("learned", learnedFrom as Ms | undefined, learnedTo as Ms | undefined),
        ...window("occurred", occurredFrom as Ms | undefined, occurredTo as Ms | undefined),
      };
      const before = wanted.newestFirst === true ? wanted.after : undefined;
      return { events: before === undefined ? await api.store.events(wanted) : await eventsBefore(api, wanted, before) };
    },
  );
};

/** Seqs looked through at a time when walking back. */
const STRIDE = 1000;

/** Newest first, from before a position: walked back in strides, because the store reads forwards from one. */
async function eventsBefore({ store }: Api, wanted: EventQuery, before: number): Promise<LedgerEventType[]> {
  const limit = wanted.limit ?? DEFAULT_LIMIT;
  const found: LedgerEventType[] = [];
  for (let high = before - 1; high > 0 && found.length < limit; high -= STRIDE) {
    const stride = await store.events({ ...wanted, newestFirst: false, after: Math.max(0, high - STRIDE), limit: STRIDE });
    found.push(...stride.filter((event) => event.seq <= high).toReversed());
  }
  return found.slice(0, limit);
}

function window(axis: "learned" | "occurred", from: Ms | undefined, to: Ms | undefined): Pick<EventQuery, "learned" | "occurred"> {
  return from === undefined && to === undefined ? {} : { [axis]: given({ from, to }) };
}
