/**
 * Alarms: what rings now and for whom, answered here as the acting post; whether anything can ring at all; and
 * the switch that makes this device ring at night.
 */
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { showLength } from "../../base/civil.ts";
import type { AlarmCall, AlarmsAnswer } from "../api-types.ts";
import { newCommandId } from "../data/commands.ts";
import { postJson, withQuery, type Failure } from "../data/http.ts";
import { useNow } from "../data/now.ts";
import { useLedger, useScene } from "../data/scene.tsx";
import { useResource } from "../data/use-resource.ts";
import { dutyPath } from "../duty/path.ts";
import { announce } from "../parts/announce.tsx";
import { Icon } from "../parts/icons.tsx";
import { RefusalNote } from "../parts/refusal.tsx";
import { Tag } from "../parts/sign.tsx";
import { Empty, Loaded } from "../parts/states.tsx";
import { Instant } from "../parts/when.tsx";
import { inLang, useText } from "../text/index.ts";
import "./alarms.css";
import { Device } from "./device.tsx";

const AGAIN_MS = 10_000;
const OUR_CLOCK = { ticking: true, offset: 0 };

export default function AlarmsPage() {
  const { t, lang } = useText();
  const { acting } = useScene();
  const [mine, setMine] = useState(false);
  const asked = mine && acting !== null ? { org: acting.org, role: acting.role } : {};
  const alarms = useResource<AlarmsAnswer>(withQuery("/api/alarms", asked));
  const { reload } = alarms;
  useLedger((events) => {
    if (events.some((event) => event.type.startsWith("alarm."))) reload();
  });
  // Calls of other incidents are not on this incident's stream.
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <article className="alarms">
      <h1>{t("alarms.title")}</h1>
      <Loaded resource={alarms}>
        {(value) => (
          <>
            {value.silence === null ? null : (
              <p className="silence" role="alert">
                <Icon name="overdue" /> {inLang(value.silence, lang)}
              </p>
            )}
            <section className="panel" aria-labelledby="calls-title">
              <header>
                <h2 id="calls-title">{t("alarms.calls")}</h2>
                {acting === null ? null : (
                  <label className="tick push">
                    <input type="checkbox" checked={mine} onChange={(event) => setMine(event.target.checked)} /> {t("alarms.mine")}
                  </label>
                )}
              </header>
              {value.calls.length === 0 ? <Empty title={t("alarms.none")}>{t("alarms.noneFix")}</Empty> : <Calls calls={value.calls} reload={reload} />}
            </section>
            <Device />
            <section className="panel" aria-labelledby="channels-title">
              <header>
                <h2 id="channels-title">{t("alarms.channels")}</h2>
              </header>
              <ul className="body stack">
                {value.channels.map((channel) => (
                  <li key={channel.channel} className="row">
                    <Icon name={channel.configured ? "check" : "withdrawn"} className={channel.configured ? "good" : "faint"} />
                    {inLang(channel.text, lang)}
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </Loaded>
    </article>
  );
}

function Calls({ calls, reload }: { calls: readonly AlarmCall[]; reload: () => void }) {
  return (
    <ul className="call-list" data-testid="calls">
      {calls.map((call) => (
        <Call key={call.id} call={call} reload={reload} />
      ))}
    </ul>
  );
}

const WAITS = new Set(["ringing", "unanswered"]);

function Call({ call, reload }: { call: AlarmCall; reload: () => void }) {
  const { t, lang } = useText();
  const { names, acting } = useScene();
  const now = useNow(OUR_CLOCK, 1000);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useRef(newCommandId());
  const waits = WAITS.has(call.status);
  const answer = (): void => {
    if (acting === null) return;
    setBusy(true);
    void postJson(`/api/alarms/${encodeURIComponent(call.id)}/answer`, { actor: { org: acting.org, role: acting.role }, id: id.current }).then((result) => {
      setBusy(false);
      setFailure(result.ok ? null : result.failure);
      if (result.ok) {
        announce(t("alarms.answeredSpoken"));
        reload();
      }
    });
  };
  return (
    <li className={waits ? "call waits" : "call"}>
      <div className="call-head">
        <Icon name="bell" className={call.rank === "emergency" && waits ? "critical" : "dim"} />
        <span className="strong">{inLang(call.text, lang)}</span>
        <Tag tone={call.rank === "emergency" ? "critical" : call.rank === "warning" ? "warning" : "plain"}>{t(`rank.${rankOf(call.rank)}`)}</Tag>
        <span className="faint push">
          <Instant when={call.at} />
        </span>
      </div>
      <p className="dim">
        {names.post(call.to)}
        {call.rings.length > 1 ? <> · {t("alarms.rung", { n: call.rings.length, post: names.post(call.rings.at(-1)!.post) })}</> : null}
        {call.duty === null ? null : (
          <>
            {" "}
            · <Link href={dutyPath({ incident: call.incident, id: call.duty })}>{call.duty}</Link>
          </>
        )}
      </p>
      {waits ? (
        <div className="row">
          <button type="button" className="primary" onClick={answer} disabled={busy || acting === null} data-testid="answer">
            {t("alarms.answer")}
          </button>
          {acting === null ? <span className="dim">{t("alarms.chooseFirst")}</span> : null}
          {call.status === "unanswered" ? <span className="critical strong">{t("alarms.unanswered")}</span> : null}
          {call.nextAt === null || call.status !== "ringing" ? null : <span className="warning">{t("alarms.next", { length: showLength(Math.max(0, call.nextAt - now), lang) })}</span>}
        </div>
      ) : (
        <p className="small good">
          {call.answeredBy === null ? t("alarms.over") : <>{t("alarms.answeredBy", { post: names.post(call.answeredBy) })} {call.answeredAt === null ? null : <Instant when={call.answeredAt} />}</>}
        </p>
      )}
      {failure === null ? null : failure.kind === "refused" ? (
        <div role="alert"><RefusalNote refusal={failure.refusal} /></div>
      ) : (
        <p className="critical" role="alert">{failure.kind === "offline" ? t("failure.offline") : t("failure.outage", { status: failure.status })}</p>
      )}
    </li>
  );
}

function rankOf(rank: string): "emergency" | "warning" | "reminder" {
  return rank === "emergency" || rank === "warning" ? rank : "reminder";
}
