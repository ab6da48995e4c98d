/**
 * What every page stands in: which incident it is about, its clock, its organisations and names, the post the
 * reader acts as, and the live events. Pages read it with `useScene` and follow events with `useLedger`.
 */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { Incident, IncidentDetail, LedgerEvent, ModelInfo, Org } from "../api-types.ts";
import { useText } from "../text/index.ts";
import { useActing, type Acting } from "./acting-as.ts";
import { withQuery } from "./http.ts";
import { namesFrom, type Names } from "./names.ts";
import { readClock, type IncidentClock } from "./now.ts";
import { openStream } from "./stream.ts";
import type { Connection } from "./stream-state.ts";
import { useResource, type Resource } from "./use-resource.ts";

type Listener = (events: readonly LedgerEvent[]) => void;

export interface Scene {
  readonly incidents: Resource<{ readonly incidents: readonly Incident[] }>;
  /** Id the address or memory names; null when there is no incident at all. */
  readonly incidentId: string | null;
  readonly detail: Resource<IncidentDetail>;
  readonly clock: IncidentClock;
  readonly model: ModelInfo | undefined;
  readonly orgs: readonly Org[];
  readonly names: Names;
  readonly acting: Acting | null;
  readonly connection: Connection;
  readonly listen: (listener: Listener) => () => void;
}

const SceneContext = createContext<Scene | null>(null);
const STANDING: IncidentClock = { ticking: true, offset: 0 };

export function SceneProvider({ incidentId, incidents, children }: Pick<Scene, "incidentId" | "incidents"> & { children: ReactNode }) {
  const { lang } = useText();
  const detail = useResource<IncidentDetail>(incidentId === null ? null : `/api/incidents/${encodeURIComponent(incidentId)}`);
  const model = useResource<ModelInfo>("/api/model").value;
  const orgs = useResource<{ orgs: readonly Org[] }>(incidentId === null ? null : withQuery("/api/orgs", { incident: incidentId })).value?.orgs ?? NO_ORGS;
  const { value: found, receivedAt } = detail;
  const clock = useMemo<IncidentClock>(() => {
    if (found === undefined) return STANDING;
    if (found.mode === "replay") return { ticking: false, offset: found.asOf };
    return { ticking: true, offset: receivedAt === 0 ? 0 : found.asOf - receivedAt };
  }, [found, receivedAt]);
  const names = useMemo(() => namesFrom(model, orgs, lang), [model, orgs, lang]);
  const acting = useActing(found?.city);
  const { connection, listen } = useStream(found);
  const scene = useMemo<Scene>(
    () => ({ incidents, incidentId, detail, clock, model, orgs, names, acting, connection, listen }),
    [incidents, incidentId, detail, clock, model, orgs, names, acting, connection, listen],
  );
  return <SceneContext value={scene}>{children}</SceneContext>;
}

const NO_ORGS: readonly Org[] = [];

/** One stream for the incident on screen, opened where its details end. */
function useStream(incident: IncidentDetail | undefined): Pick<Scene, "connection" | "listen"> {
  const [connection, setConnection] = useState<Connection>({ phase: "off" });
  const listeners = useRef(new Set<Listener>());
  const id = incident?.id;
  const head = useRef(0);
  useEffect(() => {
    if (incident !== undefined) head.current = incident.head;
  }, [incident]);
  useEffect(() => {
    if (id === undefined) return undefined;
    return openStream(id, head.current, {
      clock: () => Date.now(),
      onState: setConnection,
      onEvents: (events) => {
        for (const listener of listeners.current) listener(events);
      },
    });
  }, [id]);
  const listen = useCallback((listener: Listener) => {
    const all = listeners.current;
    all.add(listener);
    return () => void all.delete(listener);
  }, []);
  return { connection, listen };
}

export function useScene(): Scene {
  const scene = useContext(SceneContext);
  if (scene === null) throw new Error("bug: a page outside the scene");
  return scene;
}

/** The id of the incident on screen; pages inside an incident's address always have one. */
export function useIncidentId(): string {
  const { incidentId } = useScene();
  if (incidentId === null) throw new Error("bug: a page of an incident without one");
  return incidentId;
}

/** Calls back with each batch of new events, once. */
export function useLedger(onEvents: Listener): void {
  const { listen } = useScene();
  const latest = useRef(onEvents);
  useEffect(() => {
    latest.current = onEvents;
  });
  useEffect(() => listen((events) => latest.current(events)), [listen]);
}

export { readClock };
