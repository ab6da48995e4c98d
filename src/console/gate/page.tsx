/**
 * The gate: a phone that checks permits by a list it carries, with or without a network, and reports exits when it can.
 * It advises; who stands there decides, and an emergency passes whatever it says.
 */
import { useState } from "react";
import { showLength, showWhen } from "../../base/civil.ts";
import { at } from "../../base/time.ts";
import { useScene } from "../data/scene.tsx";
import { useNow } from "../data/now.ts";
import { Icon } from "../parts/icons.tsx";
import { useZone } from "../parts/when.tsx";
import { useText } from "../text/index.ts";
import { CheckPermit } from "./check-permit.tsx";
import "./gate.css";
import { useGate, type Gate, type Taken } from "./use-gate.ts";

/** This phone's own clock; there may be no other. */
const OUR_CLOCK = { ticking: true, offset: 0 };

export default function GatePage({ incident }: { incident: string }) {
  const { t } = useText();
  const gate = useGate(incident);
  return (
    <article className="gate">
      <h1>{t("gate.title")}</h1>
      <p className="dim">{t("gate.lead")}</p>
      <ListPanel gate={gate} />
      {gate.carried === null ? null : <CheckPermit gate={gate} />}
      {gate.reports.length === 0 ? null : <Reports gate={gate} />}
    </article>
  );
}

function ListPanel({ gate }: { gate: Gate }) {
  const { t, lang } = useText();
  const { acting } = useScene();
  const zone = useZone();
  const now = useNow(OUR_CLOCK, 10_000);
  const { carried } = gate;
  const [name, setName] = useState(carried?.gate ?? "");
  const [taken, setTaken] = useState<Taken | null>(null);
  const [busy, setBusy] = useState(false);
  // Off-line nobody can say as whom the reader acts; the phone remembers it with its list.
  const who = acting ?? carried?.acting ?? null;
  const age = carried === null ? 0 : now - carried.list.asOf;
  const take = (): void => {
    if (who === null || name.trim() === "") return;
    setBusy(true);
    void gate.take(name.trim(), who, acting === null && carried !== null ? carried.zone : zone).then((result) => {
      setTaken(result);
      setBusy(false);
    });
  };
  return (
    <section className="panel" aria-labelledby="gate-list-title">
      <header>
        <h2 id="gate-list-title">{t("gate.list")}</h2>
      </header>
      <div className="body stack">
        {carried === null ? (
          <p>{t("gate.noList")}</p>
        ) : (
          <p className={age > carried.list.oldAfterMs ? "warning strong" : ""} data-testid="list-age">
            <Icon name={age > carried.list.oldAfterMs ? "overdue" : "clock"} /> {t("gate.age", { gate: carried.gate, length: showLength(age, lang) })} {age > carried.list.oldAfterMs ? t("gate.old") : null}
          </p>
        )}
        <div className="field">
          <label htmlFor="gate-name">{t("gate.name")}</label>
          <input id="gate-name" value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
        </div>
        {carried === null || acting !== null ? null : <p>{t("gate.as", { role: carried.acting.role, org: carried.acting.org })}</p>}
        {who === null ? <p className="warning">{t("alarms.chooseFirst")}</p> : null}
        <button type="button" className={carried === null ? "primary" : ""} disabled={busy || who === null || name.trim() === ""} onClick={take} data-testid="take-list">
          {t("gate.take")}
        </button>
        <p role="status">{taken === null ? null : <TakenWords taken={taken} />}</p>
      </div>
    </section>
  );
}

function TakenWords({ taken }: { taken: Taken }) {
  const { t } = useText();
  switch (taken.kind) {
    case "taken": return <span className={taken.kept ? "good" : "warning"}>{t(taken.kept ? "gate.taken" : "gate.takenOpen")}</span>;
    case "forged": return <span className="critical">{t("gate.forged")}</span>;
    case "full": return <span className="critical">{t("gate.full")}</span>;
    case "failed": return <span className="critical">{taken.failure.kind === "refused" ? taken.failure.refusal.message : t("gate.noNetwork")}</span>;
  }
}

function Reports({ gate }: { gate: Gate }) {
  const { t, lang } = useText();
  const zone = gate.carried?.zone ?? "Asia/Shanghai";
  const waiting = gate.reports.filter((one) => one.sentAt === null);
  const latest = gate.reports.slice(-20).toReversed();
  return (
    <section className="panel" aria-labelledby="gate-reports-title">
      <header>
        <h2 id="gate-reports-title">{t("gate.reports")}</h2>
        <span className={waiting.length > 0 ? "tag tone-warning push" : "tag tone-good push"} data-testid="waiting">
          {waiting.length > 0 ? t("gate.waiting", { n: waiting.length }) : t("gate.allSent")}
        </span>
      </header>
      <ul className="body stack">
        {latest.map((one) => (
          <li key={one.id} className="row">
            <Icon name={one.sentAt === null ? "clock" : "check"} className={one.sentAt === null ? "warning" : "good"} />
            <span className="nowrap">{showWhen(zone, at(one.at), lang)}</span>
            <span>{t(one.type === "gate.pass" ? "gate.passed" : "gate.turnedBack")}</span>
            <span className="dim">{typeof one.data["permit"] === "string" ? one.data["permit"] : t(one.data["lane"] === "emergency" || one.data["emergency"] === true ? "gate.emergency" : "gate.noPermit")}</span>
            {one.said === null ? null : <span className="critical">{one.said}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
