/** Scanning or typing a permit, what the list says of it, and what was done: let pass, turned back, emergency. */
import { useId, useRef, useState } from "react";
import { showWhen } from "../../base/civil.ts";
import { isRefusal, type Refusal } from "../../base/refusal.ts";
import { at } from "../../base/time.ts";
import { announce } from "../parts/announce.tsx";
import { Icon } from "../parts/icons.tsx";
import { RefusalNote } from "../parts/refusal.tsx";
import { useText, type TextKey } from "../text/index.ts";
import { check, type Checked } from "./device.ts";
import { holds } from "./signature.ts";
import type { Gate } from "./use-gate.ts";

const TONE = { pass: "good", ask: "warning", no: "critical" } as const;

export function CheckPermit({ gate }: { gate: Gate }) {
  const { t } = useText();
  const [text, setText] = useState("");
  const [code, setCode] = useState("");
  const [found, setFound] = useState<Checked | Refusal | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const [textId, codeId] = [useId(), useId()];
  const carried = gate.carried!;
  const look = (): void => {
    void check({ text, code }, carried, gate.reports, Date.now(), holds).then((result) => {
      setFound(result);
      announce(isRefusal(result) ? result.message : t(`gate.verdict.${result.verdict.verdict}`));
    });
  };
  const done = (say: TextKey): void => {
    setText("");
    setCode("");
    setFound(null);
    announce(t(say));
    field.current?.focus();
  };
  const pass = (lane: "permit" | "free" | "emergency"): void => {
    const permit = lane === "permit" && found !== null && !isRefusal(found) ? { permit: found.presented.claims.permit, people: found.presented.claims.people, checked: found.presented.on } : { people: 1 };
    gate.report("gate.pass", { lane, ...permit, listAsOf: at(carried.list.asOf) });
    done("gate.passed");
  };
  return (
    <section className="panel" aria-labelledby="gate-check-title">
      <header>
        <h2 id="gate-check-title">{t("gate.check")}</h2>
      </header>
      <form className="body stack" onSubmit={(event) => { event.preventDefault(); look(); }}>
        <div className="field">
          <label htmlFor={textId}>{t("gate.scan")}</label>
          <input id={textId} ref={field} value={text} onChange={(event) => { setText(event.target.value); setFound(null); }} autoComplete="off" spellCheck={false} data-testid="scan" />
        </div>
        <div className="field">
          <label htmlFor={codeId}>{t("gate.code")}</label>
          <input id={codeId} value={code} onChange={(event) => { setCode(event.target.value); setFound(null); }} autoComplete="off" spellCheck={false} data-testid="paper-code" />
        </div>
        <div className="row">
          <button type="submit" className="primary" disabled={text.trim() === ""} data-testid="check">{t("gate.look")}</button>
          <button type="button" className="emergency" onClick={() => pass("emergency")} data-testid="emergency">
            <Icon name="bell" /> {t("gate.letEmergency")}
          </button>
        </div>
        {found === null ? null : isRefusal(found) ? <RefusalNote refusal={found} /> : <Found found={found} zone={carried.zone} onPass={() => pass("permit")} />}
      </form>
      <TurnBack onTurn={(data) => {
        const permit = found !== null && !isRefusal(found) ? { permit: found.presented.claims.permit } : {};
        gate.report("gate.turn-back", { ...permit, ...data, people: 1 });
        done("gate.turnedBack");
      }} />
    </section>
  );
}

function Found({ found: { presented, verdict, unsure }, zone, onPass }: { found: Checked; zone: string; onPass: () => void }) {
  const { t, lang } = useText();
  const { claims } = presented;
  return (
    <div className={`verdict ${TONE[verdict.verdict]}`} role="status" data-testid="verdict" data-verdict={verdict.verdict}>
      <p className="strong">
        <Icon name={verdict.verdict === "pass" ? "check" : "overdue"} /> {t(`gate.verdict.${verdict.verdict}`)}
      </p>
      <p>
        {t("gate.permit", { permit: claims.permit, n: claims.people })} {showWhen(zone, { earliest: claims.from, latest: claims.until }, lang)}
      </p>
      {verdict.doubts.length === 0 ? null : (
        <ul>
          {verdict.doubts.map((doubt) => (
            <li key={doubt}>{t(`gate.doubt.${doubt}`)}</li>
          ))}
        </ul>
      )}
      {unsure ? <p>{t("gate.unsure")}</p> : null}
      {verdict.listOld ? <p>{t("gate.old")}</p> : null}
      <button type="button" className={verdict.verdict === "pass" ? "primary" : ""} onClick={onPass} data-testid="let-pass">
        {t(verdict.verdict === "pass" ? "gate.letPass" : "gate.letPassAnyway")}
      </button>
    </div>
  );
}

function TurnBack({ onTurn }: { onTurn: (data: { reason: string; told: string; emergency: boolean }) => void }) {
  const { t } = useText();
  const [reason, setReason] = useState("");
  const [told, setTold] = useState("");
  const [reasonId, toldId] = [useId(), useId()];
  const ready = reason.trim() !== "" && told.trim() !== "";
  return (
    <details className="body">
      <summary>{t("gate.turnBack")}</summary>
      <div className="stack">
        <div className="field">
          <label htmlFor={reasonId}>{t("gate.reason")}</label>
          <input id={reasonId} value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={toldId}>{t("gate.told")}</label>
          <textarea id={toldId} rows={2} value={told} onChange={(event) => setTold(event.target.value)} />
        </div>
        <button type="button" className="danger" disabled={!ready} onClick={() => { onTurn({ reason: reason.trim(), told: told.trim(), emergency: false }); setReason(""); setTold(""); }} data-testid="turn-back">
          {t("gate.turnedBack")}
        </button>
      </div>
    </details>
  );
}
