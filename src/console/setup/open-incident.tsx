/** Opens an incident of the city, or a drill: its name, the rules it runs under, who commands it. */
import { useState } from "react";
import { useLocation } from "wouter";
import { dayOf } from "../../base/civil.ts";
import type { Incident, Org, PackHead } from "../api-types.ts";
import { boardPath } from "../board/filters.ts";
import { postJson, withQuery, type Failure } from "../data/http.ts";
import { useScene } from "../data/scene.tsx";
import { useResource } from "../data/use-resource.ts";
import { PostInput } from "../forms/post-input.tsx";
import type { Values } from "../forms/values.ts";
import { FailureNote } from "../parts/failure.tsx";
import { inLang, useText } from "../text/index.ts";
import { idFrom } from "./incident-id.ts";

const DEFAULT_ZONE = "Asia/Shanghai";
const NO_ORGS: readonly Org[] = [];

export function OpenIncident({ onOpened }: { onOpened: () => void }) {
  const { t, lang } = useText();
  const { incidents } = useScene();
  const packs = useResource<{ packs: readonly PackHead[] }>("/api/packs").value?.packs ?? [];
  const [, navigate] = useLocation();
  const [title, setTitle] = useState("");
  const [pack, setPack] = useState("");
  const [mode, setMode] = useState<"live" | "drill">("live");
  const [post, setPost] = useState<Values>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const city = (incidents.value?.incidents ?? []).find((incident) => incident.mode === "live");
  const orgs = useResource<{ orgs: readonly Org[] }>(city === undefined ? null : withQuery("/api/orgs", { incident: city.id })).value?.orgs ?? NO_ORGS;
  const zone = city?.zone ?? DEFAULT_ZONE;
  const org = String(post["org"] ?? "");
  const role = String(post["role"] ?? "");
  const whole = title.trim() !== "" && pack !== "" && org !== "" && role !== "";
  const open = (): void => {
    setBusy(true);
    const id = idFrom(title, dayOf(zone, Date.now()));
    void postJson<{ incident: Incident }>("/api/incidents", { id, title: title.trim(), pack, zone, mode, commandPost: { org, role } }).then((answer) => {
      setBusy(false);
      setFailure(answer.ok ? null : answer.failure);
      if (!answer.ok) return;
      onOpened();
      navigate(boardPath(answer.value.incident.id, {}));
    });
  };
  return (
    <section className="panel" aria-labelledby="open-title">
      <header>
        <h2 id="open-title">{t("setup.openIncident")}</h2>
      </header>
      <form
        className="body fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (whole && !busy) open();
        }}
      >
        <p className="dim">{t("setup.openHint")}</p>
        <div className="field">
          <label htmlFor="incident-title">{t("setup.incidentTitle")}</label>
          <input id="incident-title" value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor="incident-pack">{t("setup.rules")}</label>
          <select id="incident-pack" value={pack} onChange={(event) => setPack(event.target.value)}>
            <option value="">{t("say.choose")}</option>
            {packs.filter((one) => one.disease !== "any").map((one) => (
              <option key={one.id} value={one.id}>
                {inLang(one.title, lang)} ({one.id})
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <p id="incident-command" className="label">{t("setup.command")}</p>
          <PostInput id="incident-command-org" labelledBy="incident-command" value={post} among={orgs} onChange={setPost} />
        </div>
        <ModeField mode={mode} onChange={setMode} />
        <FailureNote failure={failure} />
        <div className="row">
          <button type="submit" className="primary" disabled={!whole || busy}>{t("setup.open")}</button>
        </div>
      </form>
    </section>
  );
}

function ModeField({ mode, onChange }: { mode: "live" | "drill"; onChange: (mode: "live" | "drill") => void }) {
  const { t } = useText();
  return (
    <fieldset className="field">
      <legend className="label">{t("setup.mode")}</legend>
      {(["live", "drill"] as const).map((one) => (
        <label key={one} className="tick">
          <input type="radio" name="incident-mode" checked={mode === one} onChange={() => onChange(one)} /> {t(`mode.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}
