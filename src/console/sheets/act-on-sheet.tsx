/** What may be done with a sheet: freezing the situation as a brief, writing the hand-over, stepping in for an absent post. */
import { useRef, useState } from "react";
import { newCommandId, sendCommand, type Draft } from "../data/commands.ts";
import type { Failure } from "../data/http.ts";
import { useIncidentId, useScene } from "../data/scene.tsx";
import { announce } from "../parts/announce.tsx";
import { RefusalNote } from "../parts/refusal.tsx";
import { useText } from "../text/index.ts";
import { figuresOf, listsOf, type SheetAnswer } from "./sheet-types.ts";

export function ActOnSheet({ sheet }: { sheet: SheetAnswer }) {
  if (sheet.sheet === "situation") return <Freeze sheet={sheet} />;
  if (sheet.sheet === "stand-in" && sheet.blocks.length > 0) return <StandIn sheet={sheet} />;
  return sheet.sheet === "handover" ? <WriteDown sheet={sheet} /> : null;
}

function Freeze({ sheet }: { sheet: SheetAnswer }) {
  const { t } = useText();
  const [name, setName] = useState("");
  return (
    <Act say={t("sheets.freeze")} told={t("sheets.frozen")} type="brief.freeze" ready={/^[^\s#:]+$/.test(name)}
      data={() => ({ brief: name, cutoff: sheet.cutoff, asOf: sheet.asOf, figures: figuresOf(sheet) })}>
      <label className="field">
        {t("sheets.briefName")} <input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
      </label>
    </Act>
  );
}

function WriteDown({ sheet }: { sheet: SheetAnswer }) {
  const { t } = useText();
  const { acting } = useScene();
  const [note, setNote] = useState("");
  const own = acting !== null && acting.org === sheet.about;
  return (
    <Act say={t("sheets.write")} told={t("sheets.written")} type="handover.write" ready={own}
      data={() => ({ watch: `${acting!.role}@${acting!.org}`, cutoff: sheet.cutoff.incident, lists: listsOf(sheet), ...(note.trim() === "" ? {} : { note: note.trim() }) })}>
      <label className="field">
        {t("sheets.note")} <input value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
      </label>
      {own ? null : <span className="dim">{t("sheets.ownOnly")}</span>}
    </Act>
  );
}

function StandIn({ sheet }: { sheet: SheetAnswer }) {
  const { t } = useText();
  const [reason, setReason] = useState("");
  return (
    <Act say={t("sheets.stepIn")} told={t("sheets.steppedIn")} type="presence.take-over" ready={reason.trim() !== ""}
      data={() => ({ presence: sheet.about, reason: reason.trim(), duties: listsOf(sheet)["held"] ?? [] })}>
      <label className="field">
        {t("sheets.reason")} <input value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
      </label>
    </Act>
  );
}

interface ActProps {
  readonly say: string;
  readonly told: string;
  readonly type: string;
  readonly ready: boolean;
  readonly data: () => Draft["data"];
  readonly children: React.ReactNode;
}

/** One button that sends one command; the id is kept for retries until it has gone through. */
function Act({ say, told, type, ready, data, children }: ActProps) {
  const { t } = useText();
  const { acting, detail } = useScene();
  const incident = useIncidentId();
  const id = useRef(newCommandId());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [through, setThrough] = useState(false);
  if (detail.value?.mode === "replay") return null;
  const send = (): void => {
    if (acting === null) return;
    setBusy(true);
    setThrough(false);
    void sendCommand({ id: id.current, type, incident, data: data() }, acting).then((result) => {
      setBusy(false);
      setFailure(result.ok ? null : result.failure);
      setThrough(result.ok);
      // A refused command may be mended and sent as another one; one lost on the way is the same one again.
      if (result.ok || result.failure.kind === "refused") id.current = newCommandId();
      if (result.ok) announce(told);
    });
  };
  return (
    <div className="sheet-act stack">
      <div className="row">
        {children}
        <button type="button" className="primary" onClick={send} disabled={busy || !ready || acting === null}>{say}</button>
        {acting === null ? <span className="dim">{t("alarms.chooseFirst")}</span> : null}
        {through ? <span className="good">{told}</span> : null}
      </div>
      {failure === null ? null : failure.kind === "refused" ? (
        <div role="alert"><RefusalNote refusal={failure.refusal} /></div>
      ) : (
        <p className="critical" role="alert">{failure.kind === "offline" ? t("failure.offline") : t("failure.outage", { status: failure.status })}</p>
      )}
    </div>
  );
}
