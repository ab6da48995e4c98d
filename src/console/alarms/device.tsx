/** Whether this device rings for the acting post, and the switch for it; what stands in the way is said plainly. */
import { useEffect, useState } from "react";
import { useScene } from "../data/scene.tsx";
import { Icon } from "../parts/icons.tsx";
import { RefusalNote } from "../parts/refusal.tsx";
import { useText } from "../text/index.ts";
import { pushState, ringHere, ringNoMore, type PushProblem, type PushState } from "./push.ts";

export function Device() {
  const { t, lang } = useText();
  const { acting, names } = useScene();
  const [state, setState] = useState<PushState | null>(null);
  const [problem, setProblem] = useState<PushProblem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void pushState().then(setState);
  }, []);
  const run = (act: () => Promise<PushProblem | null>): void => {
    setBusy(true);
    void act().then(async (found) => {
      setProblem(found);
      setState(await pushState());
      setBusy(false);
    });
  };
  return (
    <section className="panel" aria-labelledby="device-title">
      <header>
        <h2 id="device-title">{t("device.title")}</h2>
      </header>
      <div className="body stack">
        {state === null ? <p className="dim">{t("say.loading")}</p> : <p className={state === "on" ? "good" : "dim"}>{state === "on" ? <Icon name="check" /> : null} {t(`device.${state}`)}</p>}
        {acting === null ? <p className="warning">{t("alarms.chooseFirst")}</p> : <p>{t("device.post", { post: names.post(acting) })}</p>}
        <div className="row">
          {state === "off" || state === "on" ? (
            <button type="button" className={state === "off" ? "primary" : ""} disabled={busy || acting === null} onClick={() => run(() => ringHere(acting!, acting!.sign, lang))} data-testid="ring-here">
              {t(state === "off" ? "device.turnOn" : "device.move")}
            </button>
          ) : null}
          {state === "on" ? (
            <button type="button" className="danger" disabled={busy} onClick={() => run(ringNoMore)}>
              {t("device.turnOff")}
            </button>
          ) : null}
        </div>
        {problem === null ? null : <Problem problem={problem} />}
      </div>
    </section>
  );
}

function Problem({ problem }: { problem: PushProblem }) {
  const { t } = useText();
  if (problem === "denied") return <p className="critical" role="alert">{t("device.denied")}</p>;
  if (problem === "not-reached") return <p className="critical" role="alert">{t("device.notReached")}</p>;
  if (problem.kind === "refused") return <div role="alert"><RefusalNote refusal={problem.refusal} /></div>;
  return <p className="critical" role="alert">{problem.kind === "offline" ? t("failure.offline") : t("failure.outage", { status: problem.status })}</p>;
}
