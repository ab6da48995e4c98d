/**
 * The board's rows: read page by page from the server, kept true by the live events. Touched duties are read
 * anew from the server rather than guessed, in one request for a burst of events.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Duty, DutyPage } from "../api-types.ts";
import { getJson, withQuery, type Failure } from "../data/http.ts";
import { useLedger } from "../data/scene.tsx";
import { belongs, dutiesQuery, type Filters } from "./filters.ts";
import { touchedDuties } from "./live.ts";
import { mergeChanged } from "./rows.ts";

const PAGE = 200;
/** More at once than this and the list is read again from its top: cheaper than asking one by one. */
const ANEW_AT_MOST = 100;
const GATHER_MS = 200;

export interface DutyRows {
  readonly duties: readonly Duty[];
  /** True when every row is loaded. */
  readonly whole: boolean;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** Ids of rows that changed while on screen. */
  readonly fresh: ReadonlySet<string>;
  readonly more: () => void;
  readonly reload: () => void;
}

interface Rows {
  readonly path: string;
  readonly duties: readonly Duty[];
  readonly next: string | null;
  readonly loaded: boolean;
  readonly failure?: Failure;
}

const NONE: ReadonlySet<string> = new Set();

export function useDuties(incident: string, filters: Filters, subtree: ReadonlySet<string> | null): DutyRows {
  const path = withQuery("/api/duties", { ...dutiesQuery(incident, filters), limit: PAGE });
  const [rows, setRows] = useState<Rows>({ path, duties: [], next: null, loaded: false });
  const [busy, setBusy] = useState(true);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(NONE);
  const running = useRef<AbortController | null>(null);

  const read = useCallback(
    (after: string | null): void => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      setBusy(true);
      getJson<DutyPage>(after === null ? path : `${path}&after=${encodeURIComponent(after)}`, mine.signal).then(
        (answer) => {
          if (mine.signal.aborted) return;
          setBusy(false);
          setRows((before) => {
            const kept = before.path === path && after !== null ? before.duties : [];
            if (!answer.ok) return { path, duties: before.path === path ? before.duties : [], next: before.next, loaded: before.loaded, failure: answer.failure };
            const known = new Set(kept.map((duty) => duty.id));
            return { path, duties: [...kept, ...answer.value.duties.filter((duty) => !known.has(duty.id))], next: answer.value.next, loaded: true };
          });
        },
        () => undefined, // aborted: a newer question is under way
      );
    },
    [path],
  );
  useEffect(() => {
    setFresh(NONE);
    read(null);
    return () => running.current?.abort();
  }, [read]);

  const current = rows.path === path ? rows : { path, duties: [], next: null, loaded: false };
  const merge = useCallback(
    (changed: readonly Duty[]) => {
      setRows((before) =>
        before.path === path && before.loaded
          ? { ...before, duties: mergeChanged(before.duties, changed, (duty) => belongs(duty, filters, subtree), before.next === null) }
          : before,
      );
      setFresh(new Set(changed.map((duty) => duty.id)));
    },
    [path, filters, subtree],
  );
  const reload = useCallback(() => read(null), [read]);
  useTouched(incident, merge, reload);

  const more = useCallback(() => {
    if (!busy && rows.path === path && rows.next !== null && rows.failure === undefined) read(rows.next);
  }, [busy, rows, path, read]);
  return useMemo(
    () => ({ duties: current.duties, whole: current.loaded && current.next === null, busy, failure: current.failure, fresh, more, reload }),
    [current.duties, current.loaded, current.next, current.failure, busy, fresh, more, reload],
  );
}

/** Gathers touched duties for a moment, reads them anew, and hands them on. */
function useTouched(incident: string, merge: (changed: readonly Duty[]) => void, reload: () => void): void {
  const touched = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const act = useRef({ merge, reload });
  useEffect(() => {
    act.current = { merge, reload };
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useLedger((events) => {
    for (const id of touchedDuties(events)) touched.current.add(id);
    if (touched.current.size === 0 || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const ids = [...touched.current];
      touched.current.clear();
      if (ids.length > ANEW_AT_MOST) {
        act.current.reload();
        return;
      }
      void getJson<DutyPage>(withQuery("/api/duties", { incident, ids: ids.join(","), limit: ANEW_AT_MOST })).then((answer) => {
        if (answer.ok) act.current.merge(answer.value.duties);
        else act.current.reload();
      });
    }, GATHER_MS);
  });
}
