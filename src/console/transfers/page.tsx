/**
 * The transfer desk: the trips proposed for the people who wait, the one reason why each of the others waits, and one
 * button that takes the proposal over in the name of whoever acts. Nothing happens by looking.
 */
import { useRef, useState } from "react";
import { Link } from "wouter";
import type { Ms, When } from "../../base/time.ts";
import type { Text } from "../../engine/rule.ts";
import { newCommandId, sendCommand } from "../data/commands.ts";
import { withQuery, type Failure } from "../data/http.ts";
import { useIncidentId, useScene } from "../data/scene.tsx";
import { useResource } from "../data/use-resource.ts";
import { refPath } from "../duty/path.ts";
import { announce } from "../parts/announce.tsx";
import { RefusalNote } from "../parts/refusal.tsx";
import { Empty, Loaded } from "../parts/states.tsx";
import { Instant } from "../parts/when.tsx";
import { inLang, useText } from "../text/index.ts";
import "./transfers.css";

interface Trip { readonly trip: string; readonly contacts: readonly string[]; readonly site: string; readonly vehicle: string; readonly team: string; readonly departAt: When }
interface Waiting {
  readonly contacts: readonly string[];
  readonly due: Ms;
  readonly why: { readonly text: Text; readonly about: string | null; readonly until: Ms | null; readonly lacking: readonly string[] };
}
interface Proposal {
  readonly departAt: Ms;
  readonly command: { readonly type: string; readonly data: { readonly cancel: readonly object[]; readonly trips: readonly Trip[] } };
  readonly overtaken: readonly { readonly trip: string; readonly about: string; readonly text: Text }[];
  readonly waiting: readonly Waiting[];
  readonly proved: boolean;
}

export default function TransfersPage() {
  const { t } = useText();
  const incident = useIncidentId();
  const proposal = useResource<Proposal>(withQuery("/api/proposals/transfer", { incident }));
  return (
    <article className="transfers stack">
      <h1>{t("transfers.title")}</h1>
      <p className="dim">{t("transfers.lead")}</p>
      <div className="row">
        <button type="button" onClick={proposal.reload}>{t("transfers.again")}</button>
      </div>
      <Loaded resource={proposal}>{(found) => <Found found={found} onTaken={proposal.reload} />}</Loaded>
    </article>
  );
}

function Found({ found, onTaken }: { found: Proposal; onTaken: () => void }) {
  const { t, lang } = useText();
  const incident = useIncidentId();
  const { trips } = found.command.data;
  const thing = (ref: `${string}:${string}`, text: string) => <Link href={refPath(incident, ref)}>{text}</Link>;
  return (
    <>
      {trips.length === 0 && found.overtaken.length === 0 ? <Empty title={t(found.waiting.length === 0 ? "transfers.nobody" : "transfers.none")} /> : (
        <section className="panel" aria-labelledby="transfers-trips">
          <header><h2 id="transfers-trips">{t("transfers.trips", { n: trips.length })}</h2></header>
          <div className="body stack">
            <p className="dim">{t("transfers.leaving")} <Instant when={found.departAt} />{found.proved ? null : ` · ${t("transfers.notProved")}`}</p>
            <ul className="transfers-list">
              {trips.map((trip) => (
                <li key={trip.trip}>
                  <strong>{thing(`vehicle:${trip.vehicle}`, trip.vehicle)}</strong> → {thing(`site:${trip.site}`, trip.site)} <span className="dim">{trip.team}</span>
                  <div>{trip.contacts.map((name) => <span key={name} className="transfers-person">{thing(`contact:${name}`, name)}</span>)}</div>
                </li>
              ))}
              {found.overtaken.map((one) => <li key={one.trip} className="critical">{t("transfers.cancels", { trip: one.trip })} {inLang(one.text, lang)} ({one.about})</li>)}
            </ul>
            <TakeOver found={found} onTaken={onTaken} />
          </div>
        </section>
      )}
      {found.waiting.length === 0 ? null : (
        <section className="panel" aria-labelledby="transfers-waiting">
          <header><h2 id="transfers-waiting">{t("transfers.waiting", { n: found.waiting.reduce((sum, one) => sum + one.contacts.length, 0) })}</h2></header>
          <ul className="body transfers-list">
            {found.waiting.map((one) => (
              <li key={one.contacts[0]}>
                {one.contacts.map((name) => <span key={name} className="transfers-person">{thing(`contact:${name}`, name)}</span>)}
                <div>
                  {inLang(one.why.text, lang)} <span className="dim">{[one.why.about, ...one.why.lacking].filter((part) => part !== null).join(", ")}</span>
                  {one.why.until === null ? null : <> <Instant when={one.why.until} /></>}
                </div>
                <div className="dim small">{t("transfers.due")} <Instant when={one.due} /></div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function TakeOver({ found, onTaken }: { found: Proposal; onTaken: () => void }) {
  const { t } = useText();
  const { acting, detail } = useScene();
  const incident = useIncidentId();
  const id = useRef(newCommandId());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (detail.value?.mode === "replay") return null;
  const take = (): void => {
    if (acting === null) return;
    setBusy(true);
    void sendCommand({ id: id.current, type: found.command.type, incident, data: found.command.data as unknown as Readonly<Record<string, unknown>> }, acting).then((result) => {
      setBusy(false);
      setFailure(result.ok ? null : result.failure);
      // A refused proposal is asked for anew; one lost on the way is the same one again.
      if (result.ok || result.failure.kind === "refused") id.current = newCommandId();
      if (result.ok) {
        announce(t("transfers.taken"));
        onTaken();
      }
    });
  };
  return (
    <div className="stack">
      <div className="row">
        <button type="button" className="primary" onClick={take} disabled={busy || acting === null}>{t("transfers.take")}</button>
        {acting === null ? <span className="dim">{t("alarms.chooseFirst")}</span> : null}
      </div>
      {failure === null ? null : failure.kind === "refused" ? <div role="alert"><RefusalNote refusal={failure.refusal} /></div> : (
        <p className="critical" role="alert">{failure.kind === "offline" ? t("failure.offline") : t("failure.outage", { status: failure.status })}</p>
      )}
    </div>
  );
}
