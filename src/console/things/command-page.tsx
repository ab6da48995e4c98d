/** Any command as a page of its own, drawn from its schema; what it led to is shown with the ways on. */
import { useState } from "react";
import { Link } from "wouter";
import type { Receipt } from "../api-types.ts";
import { boardPath } from "../board/filters.ts";
import { useIncidentId, useScene } from "../data/scene.tsx";
import { EventLink } from "../duty/event-link.tsx";
import { incidentPath } from "../duty/path.ts";
import { CommandForm } from "../forms/command-dialog.tsx";
import { ActingDialog } from "../frame/acting-as.tsx";
import { Icon } from "../parts/icons.tsx";
import { Empty, Loading } from "../parts/states.tsx";
import { inLang, useText } from "../text/index.ts";
import "./things.css";

export default function CommandPage({ type }: { type: string }) {
  const { t, lang } = useText();
  const { model, acting, names, detail } = useScene();
  const incident = useIncidentId();
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [round, setRound] = useState(0);
  if (model === undefined || detail.value === undefined) return <Loading />;
  const command = model.commands.find((one) => one.type === type);
  if (command === undefined) return <Empty title={t("things.noCommand")} />;
  return (
    <article className="records narrow">
      <p className="crumbs">
        <Link href={`${incidentPath(incident)}/things`}>
          <Icon name="left" /> {t("way.things")}
        </Link>
      </p>
      <h1>{inLang(command.title, lang)}</h1>
      {detail.value.mode === "replay" ? <p className="dim">{t("actions.replay")}</p> : null}
      {acting === null && detail.value.mode !== "replay" ? (
        <div className="panel body stack">
          <p className="dim">{t("actions.chooseFirst")}</p>
          <button type="button" className="primary" onClick={() => setChoosing(true)}>
            {t("acting.none")}
          </button>
        </div>
      ) : null}
      {acting === null || detail.value.mode === "replay" || receipt !== null ? null : (
        <section className="panel body">
          <CommandForm key={round} offered={command} settled={{}} onDone={setReceipt} />
        </section>
      )}
      {receipt === null ? null : (
        <section className="panel body stack" data-testid="receipt">
          <p className="good strong">
            <Icon name="check" /> {t("form.recorded", { what: inLang(command.title, lang) })}
          </p>
          <ul>
            {receipt.events.map((event) => (
              <li key={`${event.incident} ${event.seq}`}>
                {names.event(event.type)} {event.incident === incident ? <EventLink seq={event.seq} /> : null}
              </li>
            ))}
          </ul>
          <div className="row">
            <button
              type="button"
              onClick={() => {
                setReceipt(null);
                setRound(round + 1);
              }}
            >
              {t("things.another")}
            </button>
            <Link href={boardPath(incident, {})} className="button">
              {t("way.board")}
            </Link>
          </div>
        </section>
      )}
      {choosing ? <ActingDialog onClose={() => setChoosing(false)} /> : null}
    </article>
  );
}
