/**
 * One command as a dialog: its form, when it happened, and, where there is no way back, a second look before it
 * is recorded. A refusal is shown in place, with what was typed kept.
 */
import { useMemo, useRef, useState } from "react";
import type { Offered, Receipt, When } from "../api-types.ts";
import { newCommandId, sendCommand } from "../data/commands.ts";
import type { Failure } from "../data/http.ts";
import { useIncidentId, useScene } from "../data/scene.tsx";
import { announce } from "../parts/announce.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { FailureNote } from "../parts/failure.tsx";
import { inLang, useText } from "../text/index.ts";
import { fieldsOf } from "./fields.ts";
import { SchemaFields } from "./schema-form.tsx";
import { buildData, type Trouble, type Values } from "./values.ts";
import { WhenInput } from "./when-input.tsx";

interface CommandFormProps {
  readonly offered: Offered;
  /** Fields filled by the page. */
  readonly settled: Values;
  /** Version of what is acted on, checked before something that cannot be taken back. */
  readonly expects?: Readonly<Record<string, number>>;
  readonly onDone: (receipt: Receipt) => void;
  readonly onCancel?: () => void;
}

/** Ends something, or takes it from somebody: looked at twice, and refused when it has changed meanwhile. */
const FINAL = /\.(withdraw|reject|decline|recall|take-over|lapse|close|rule-out|release|cancel)$/;

export function isFinal(type: string): boolean {
  return FINAL.test(type);
}

export function CommandDialog({ onClose, ...form }: CommandFormProps & { onClose: () => void }) {
  const { lang } = useText();
  return (
    <Dialog title={inLang(form.offered.title, lang)} onClose={onClose}>
      <CommandForm {...form} onCancel={onClose} />
    </Dialog>
  );
}

export function CommandForm({ offered, settled, expects, onDone, onCancel }: CommandFormProps) {
  const { t, lang } = useText();
  const { model, names, acting } = useScene();
  const kinds = useMemo(() => new Set((model?.kinds ?? []).map((kind) => kind.kind)), [model]);
  const fields = useMemo(() => fieldsOf(offered.schema, kinds), [offered.schema, kinds]);
  const settledNames = useMemo(() => new Set(Object.keys(settled)), [settled]);
  const [values, setValues] = useState<Values>(settled);
  const [earlier, setEarlier] = useState(false);
  const [at, setAt] = useState<When | undefined>();
  const [troubles, setTroubles] = useState<Readonly<Record<string, Trouble>>>({});
  const [looking, setLooking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const final = isFinal(offered.type);
  const sending = useSending(offered, expects, onDone);

  const submit = (): void => {
    const built = buildData(fields, { ...values, ...settled });
    const found: Record<string, Trouble> = { ...built.troubles, ...(earlier && at === undefined ? { at: "required" as const } : {}) };
    setTroubles(found);
    if (Object.keys(found).length > 0) {
      announce(t("form.notComplete"));
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(".troubled :is(input,select,textarea)")?.focus());
      return;
    }
    if (final && !looking) setLooking(true);
    else sending.send(built.data, earlier ? at : undefined);
  };

  return (
    <form
      ref={form} className="fields" noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {offered.help === undefined ? null : <p className="dim">{inLang(offered.help, lang)}</p>}
      <fieldset className="fields" disabled={looking || sending.busy}>
        <SchemaFields fields={fields} values={values} troubles={troubles} settled={settledNames} onChange={setValues} />
        <WhenField earlier={earlier} at={at} trouble={troubles["at"] !== undefined} onEarlier={setEarlier} onAt={setAt} />
      </fieldset>
      <FailureNote failure={sending.failure} fix={t("form.sendAgain")} />
      {looking ? (
        <div className="second-look" role="alert">
          <p className="strong">{t("form.noWayBack", { what: inLang(offered.title, lang) })}</p>
          <p>{t("form.recordedAs", { post: acting === null ? "" : names.post(acting) })}</p>
        </div>
      ) : (
        <p className="small faint">{t("form.recordedAs", { post: acting === null ? "" : names.post(acting) })}</p>
      )}
      <div className="row end">
        {looking ? (
          <button type="button" onClick={() => setLooking(false)}>
            {t("form.back")}
          </button>
        ) : onCancel === undefined ? null : (
          <button type="button" className="quiet" onClick={onCancel}>
            {t("say.cancel")}
          </button>
        )}
        <button type="submit" className={looking ? "danger" : "primary"} disabled={sending.busy || acting === null} data-testid="submit">
          {sending.busy ? t("form.sending") : looking ? t("form.yes", { what: inLang(offered.title, lang) }) : final ? t("form.next") : inLang(offered.title, lang)}
        </button>
      </div>
    </form>
  );
}

interface WhenFieldProps {
  readonly earlier: boolean;
  readonly at: When | undefined;
  readonly trouble: boolean;
  readonly onEarlier: (earlier: boolean) => void;
  readonly onAt: (at: When | undefined) => void;
}

/** Now, unless it happened earlier: then it is a report. */
function WhenField({ earlier, at, trouble, onEarlier, onAt }: WhenFieldProps) {
  const { t } = useText();
  return (
    <div className={trouble ? "field troubled" : "field"}>
      <label className="tick">
        <input type="checkbox" checked={earlier} onChange={(event) => onEarlier(event.target.checked)} /> {t("form.earlier")}
      </label>
      {earlier ? (
        <>
          <p className="hint" id="form-at-label">
            {t("form.earlierHint")}
          </p>
          <WhenInput id="form-at" labelledBy="form-at-label" value={at} onChange={onAt} />
        </>
      ) : null}
      {trouble ? <p className="trouble critical">{t("trouble.required")}</p> : null}
    </div>
  );
}

/** One id for one form: pressed again after a broken line, it is the same command. A new body gets a new id. */
function useSending(offered: Offered, expects: CommandFormProps["expects"], onDone: (receipt: Receipt) => void) {
  const { acting } = useScene();
  const { t, lang } = useText();
  const incident = useIncidentId();
  const sent = useRef({ body: "", id: "" });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>();
  const send = (data: Record<string, unknown>, at: When | undefined): void => {
    if (acting === null || busy) return;
    const body = JSON.stringify([data, at, acting]);
    if (sent.current.body !== body) sent.current = { body, id: newCommandId() };
    setBusy(true);
    setFailure(undefined);
    const draft = { id: sent.current.id, type: offered.type, incident, data, at, expects: isFinal(offered.type) ? expects : undefined };
    void sendCommand(draft, acting).then((answer) => {
      setBusy(false);
      if (answer.ok) {
        announce(t("form.recorded", { what: inLang(offered.title, lang) }));
        onDone(answer.value.receipt);
      } else {
        // Refused is decided: the next try is another command.
        if (answer.failure.kind === "refused") sent.current = { body: "", id: "" };
        setFailure(answer.failure);
      }
    });
  };
  return { send, busy, failure };
}
