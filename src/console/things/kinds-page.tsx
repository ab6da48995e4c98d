/** The records of an incident: every kind of thing with its list, and every act that needs no thing to start from. */
import { Link } from "wouter";
import { useIncidentId, useScene } from "../data/scene.tsx";
import { commandPath, incidentPath } from "../duty/path.ts";
import { Loading } from "../parts/states.tsx";
import { inLang, useText } from "../text/index.ts";
import "./things.css";

export default function KindsPage() {
  const { t, lang } = useText();
  const { model, detail } = useScene();
  const incident = useIncidentId();
  const base = incidentPath(incident);
  if (model === undefined) return <Loading />;
  const figures = new Map((detail.value?.figures ?? []).map((figure) => [figure.kind, figure]));
  const starts = model.commands.filter((command) => command.on === undefined);
  return (
    <article className="records">
      <h1>{t("things.title")}</h1>
      {(["incident", "city"] as const).map((scope) => (
        <section key={scope} className="panel" aria-labelledby={`scope-${scope}`}>
          <header>
            <h2 id={`scope-${scope}`}>{t(`things.${scope}`)}</h2>
          </header>
          <ul className="kind-list">
            {model.kinds
              .filter((kind) => kind.scope === scope)
              .map((kind) => (
                <li key={kind.kind}>
                  <Link href={`${base}/things/${kind.kind}`}>
                    <span>{inLang(kind.title, lang)}</span>
                    {figures.has(kind.kind) ? <span className="faint push">{figures.get(kind.kind)!.total}</span> : null}
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {detail.value?.mode === "replay" ? null : (
        <section className="panel" aria-labelledby="starts">
          <header>
            <h2 id="starts">{t("things.record")}</h2>
          </header>
          <ul className="kind-list">
            {starts.map((command) => (
              <li key={command.type}>
                <Link href={commandPath(incident, command.type)}>{inLang(command.title, lang)}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}
