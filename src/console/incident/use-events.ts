/** The events of an incident: the newest first read, older ones on asking, new ones as they are written. */
import { useCallback, useEffect, useState } from "react";
import type { EventPage, LedgerEvent } from "../api-types.ts";
import { getJson, withQuery, type Failure } from "../data/http.ts";
import { useLedger } from "../data/scene.tsx";
import { mergeEvents } from "./rows.ts";

const PAGE = 500;

export interface Events {
  readonly events: readonly LedgerEvent[];
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** Reads the page before the oldest one shown; null when there is none. */
  readonly older: (() => void) | null;
  readonly reload: () => void;
}

export function useEvents(incident: string): Events {
  const [events, setEvents] = useState<readonly LedgerEvent[]>([]);
  const [busy, setBusy] = useState(true);
  const [failure, setFailure] = useState<Failure | undefined>();
  const read = useCallback(
    (before: number | undefined) => {
      const mine = new AbortController();
      setBusy(true);
      getJson<EventPage>(withQuery("/api/events", { incident, newestFirst: true, limit: PAGE, after: before }), mine.signal).then(
        (answer) => {
          if (mine.signal.aborted) return;
          setBusy(false);
          setFailure(answer.ok ? undefined : answer.failure);
          if (answer.ok) setEvents((known) => mergeEvents(known, answer.value.events));
        },
        () => undefined, // left the page
      );
      return () => mine.abort();
    },
    [incident],
  );
  useEffect(() => read(undefined), [read]);
  useLedger((fresh) => setEvents((known) => mergeEvents(known, fresh)));
  const first = events[0]?.seq ?? 1;
  return { events, busy, failure, older: first > 1 ? () => void read(first) : null, reload: () => void read(undefined) };
}
