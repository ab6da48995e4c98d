/**
 * The state of the gate page: what the phone carries, what waits to be reported, and the sending of it whenever there
 * is a network. A report is written down first and sent afterwards.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { canonicalJson } from "../../base/digest.ts";
import { at } from "../../base/time.ts";
import type { GateList } from "../../loops/movement/permits/token.ts";
import type { Acting } from "../data/acting-as.ts";
import { newCommandId, sendCommand } from "../data/commands.ts";
import { getJson, withQuery, type Failure } from "../data/http.ts";
import { carriedOf, keepCarried, keepReports, reportsOf, type Carried, type Report } from "./device.ts";
import { keepPage } from "./offline.ts";
import { holds } from "./signature.ts";

const AGAIN_MS = 20_000;

export type Taken = { readonly kind: "taken"; readonly kept: boolean } | { readonly kind: "forged" } | { readonly kind: "full" } | { readonly kind: "failed"; readonly failure: Failure };

export interface Gate {
  readonly carried: Carried | null;
  readonly reports: readonly Report[];
  take(gate: string, acting: Acting, zone: string): Promise<Taken>;
  report(type: Report["type"], data: Readonly<Record<string, unknown>>): void;
}

async function takeList(incident: string, gate: string, acting: Acting, zone: string): Promise<Carried | Taken> {
  const answer = await getJson<{ list: GateList; key: string; signature: string }>(withQuery("/api/permits/list", { incident }));
  if (!answer.ok) return { kind: "failed", failure: answer.failure };
  const { list, key, signature } = answer.value;
  const held = await holds(list.keys[key] ?? "", canonicalJson(list), signature);
  return held === false ? { kind: "forged" } : { gate, acting, list, key, zone };
}

export function useGate(incident: string): Gate {
  const [carried, setCarried] = useState(() => carriedOf(localStorage, incident));
  const [reports, setReports] = useState(() => reportsOf(localStorage, incident));
  const sending = useRef(false);
  const change = useCallback((make: (before: readonly Report[]) => readonly Report[]) => {
    const after = make(reportsOf(localStorage, incident));
    keepReports(localStorage, incident, after);
    setReports(after);
  }, [incident]);

  const send = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    try {
      for (const one of reportsOf(localStorage, incident).filter((report) => report.sentAt === null)) {
        const answer = await sendCommand({ id: one.id, type: one.type, incident, data: one.data, at: at(one.at) }, one.acting);
        if (!answer.ok && answer.failure.kind !== "refused") return;
        const said = answer.ok || answer.failure.kind !== "refused" || answer.failure.refusal.code === "passage-recorded" ? null : answer.failure.refusal.message;
        change((before) => before.map((report) => (report.id === one.id ? { ...report, sentAt: said === null ? Date.now() : null, said } : report)));
      }
    } finally {
      sending.current = false;
    }
  }, [incident, change]);

  useEffect(() => {
    const now = (): void => void send();
    now();
    const timer = setInterval(now, AGAIN_MS);
    window.addEventListener("online", now);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", now);
    };
  }, [send]);

  return {
    carried, reports,
    async take(gate, acting, zone) {
      const taken = await takeList(incident, gate, acting, zone);
      if ("kind" in taken) return taken;
      try {
        keepCarried(localStorage, incident, taken);
      } catch {
        return { kind: "full" };
      }
      setCarried(taken);
      // That the gate has a fresh list is its duty; where it is not open, or not registered, the server says so and nothing is lost.
      await sendCommand({ id: newCommandId(), type: "gate.take-list", incident, data: { gate, asOf: at(taken.list.asOf) } }, acting);
      return { kind: "taken", kept: await keepPage() };
    },
    report(type, data) {
      if (carried === null) return;
      const id = newCommandId();
      change((before) => [...before, { id, type, at: Date.now(), acting: carried.acting, sentAt: null, said: null, data: { passage: id, gate: carried.gate, ...data } }]);
      void send();
    },
  };
}
