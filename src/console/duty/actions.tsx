/**
 * What the acting post may do next. What it may not is listed below with the reason, so that nobody has to guess
 * why a button is missing.
 */
import { useState } from "react";
import type { DutyDetail, Offered } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { CommandDialog, isFinal } from "../forms/command-dialog.tsx";
import { ActingDialog } from "../frame/acting-as.tsx";
import { useRefusal } from "../parts/refusal.tsx";
import { inLang, useText } from "../text/index.ts";
import { inOrder } from "./order.ts";

export function Actions({ detail, onDone }: { detail: DutyDetail; onDone: () => void }) {
  const { t } = useText();
  const { acting, detail: incident, names } = useScene();
  const [choosing, setChoosing] = useState(false);
  const replay = incident.value?.mode === "replay";
  return (
    <section className="panel actions" aria-labelledby="actions-title">
      <header>
        <h2 id="actions-title">{t("actions.title")}</h2>
      </header>
      <div className="body stack">
        {replay ? <p className="dim">{t("actions.replay")}</p> : null}
        {!replay && acting === null ? (
          <>
            <p className="dim">{t("actions.chooseFirst")}</p>
            <button type="button" className="primary" onClick={() => setChoosing(true)}>
              {t("acting.none")}
            </button>
          </>
        ) : null}
        {!replay && acting !== null ? (
          <>
            <p className="small faint">{t("actions.as", { post: names.post(acting) })}</p>
            <Buttons detail={detail} onDone={onDone} />
          </>
        ) : null}
      </div>
      {choosing ? <ActingDialog onClose={() => setChoosing(false)} /> : null}
    </section>
  );
}

function Buttons({ detail, onDone }: { detail: DutyDetail; onDone: () => void }) {
  const { t, lang } = useText();
  const say = useRefusal();
  const [open, setOpen] = useState<Offered | null>(null);
  const can = inOrder(detail.can.filter((offered) => offered.why === undefined));
  const not = inOrder(detail.can.filter((offered) => offered.why !== undefined));
  const { duty } = detail;
  return (
    <>
      {can.length === 0 ? <p className="dim">{t(duty.closed === null ? "actions.nothing" : "actions.closed")}</p> : null}
      <div className="buttons">
        {can.map((offered, index) => (
          <button key={offered.type} type="button" className={isFinal(offered.type) ? "danger" : index === 0 ? "primary" : ""} onClick={() => setOpen(offered)} data-testid={`act-${offered.type}`}>
            {inLang(offered.title, lang)}
          </button>
        ))}
      </div>
      {not.length === 0 ? null : (
        <details className="not-now">
          <summary>{t("actions.notNow", { n: not.length })}</summary>
          <dl>
            {not.map((offered) => (
              <div key={offered.type}>
                <dt>{inLang(offered.title, lang)}</dt>
                <dd className="dim">
                  {say(offered.why!).message} {say(offered.why!).fix}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {open === null ? null : (
        <CommandDialog
          offered={open}
          settled={{ [open.field ?? "duty"]: duty.id }}
          expects={{ [`duty:${duty.id}`]: duty.version }}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            onDone();
          }}
        />
      )}
    </>
  );
}
