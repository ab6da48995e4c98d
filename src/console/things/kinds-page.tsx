/** The records of an incident, loop by loop: kinds of thing with their lists, and acts that need no thing to start from. */
import { useDeferredValue, useState } from "react";
import { Link } from "wouter";
import type { CommandInfo, ModelInfo } from "../api-types.ts";
import { useIncidentId, useScene } from "../data/scene.tsx";
import { commandPath, incidentPath } from "../duty/path.ts";
import { Icon } from "../parts/icons.tsx";
import { Empty, Loading } from "../parts/states.tsx";
import { sheetsPath } from "../sheets/sheet-types.ts";
import { inLang, useText } from "../text/index.ts";
import "./things.css";

type KindInfo = ModelInfo["kinds"][number];

interface Room {
  readonly name: string;
  readonly title: ModelInfo["loops"][number]["title"];
  readonly kinds: readonly KindInfo[];
  readonly acts: readonly CommandInfo[];
}

/** What a room shows when somebody looks for a word, in either language. */
function roomsOf(model: ModelInfo, looked: string, live: boolean): Room[] {
  const word = looked.trim().toLowerCase();
  const fits = ({ zh, en }: { readonly zh: string; readonly en: string }): boolean => word === "" || zh.includes(word) || en.toLowerCase().includes(word);
  return model.loops
    .map(({ name, title }) => ({
      name, title,
      kinds: model.kinds.filter((kind) => kind.loop === name && (fits(kind.title) || fits(title))),
      acts: live ? model.commands.filter((command) => command.loop === name && command.on === undefined && (fits(command.title) || fits(title))) : [],
    }))
    .filter(({ kinds, acts }) => kinds.length + acts.length > 0);
}

export default function KindsPage() {
  const { t, lang } = useText();
  const { model, detail } = useScene();
  const incident = useIncidentId();
  const [looked, setLooked] = useState("");
  const word = useDeferredValue(looked);
  const base = incidentPath(incident);
  if (model === undefined) return <Loading />;
  const figures = new Map((detail.value?.figures ?? []).map((figure) => [figure.kind, figure]));
  const rooms = roomsOf(model, word, detail.value?.mode !== "replay");
  return (
    <article className="records">
      <h1>{t("things.title")}</h1>
      <label className="find">
        <Icon name="search" />
        <input type="search" data-find="" value={looked} placeholder={t("things.find")} aria-label={t("things.find")} onChange={(event) => setLooked(event.target.value)} />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <nav className="desks row" aria-label={t("things.desks")}>
        <Link href={sheetsPath(incident)}>{t("sheets.title")}</Link>
        <Link href={`${base}/transfers`}>{t("transfers.title")}</Link>
        <Link href={`${base}/gate`}>{t("gate.title")}</Link>
      </nav>
      {rooms.length === 0 ? <Empty title={t("things.notFound", { word: looked.trim() })} /> : null}
      {rooms.map(({ name, title, kinds, acts }) => (
        <section key={name} className="panel" aria-labelledby={`room-${name}`}>
          <header>
            <h2 id={`room-${name}`}>{inLang(title, lang)}</h2>
          </header>
          {kinds.length === 0 ? null : (
            <ul className="kind-list">
              {kinds.map((kind) => (
                <li key={kind.kind}>
                  <Link href={`${base}/things/${kind.kind}`} className={figures.has(kind.kind) ? undefined : "bare"}>
                    <span>{inLang(kind.title, lang)}</span>
                    {kind.scope === "city" ? <span className="faint">{t("things.shared")}</span> : null}
                    {figures.has(kind.kind) ? <span className="count push">{figures.get(kind.kind)!.total}</span> : null}
                  </Link>
                </li>
              ))}
            </ul>
          )}
          {acts.length === 0 ? null : (
            <ul className="kind-list acts">
              {acts.map((command) => (
                <li key={command.type}>
                  <Link href={commandPath(incident, command.type)}>
                    <Icon name="plus" /> <span>{inLang(command.title, lang)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </article>
  );
}
