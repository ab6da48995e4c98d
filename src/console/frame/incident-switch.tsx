/** Which incident is on screen, and the way to another. Replays and drills carry their word beside the name. */
import { useLocation } from "wouter";
import type { Incident } from "../api-types.ts";
import { boardPath } from "../board/filters.ts";
import { useScene } from "../data/scene.tsx";
import { Tag } from "../parts/sign.tsx";
import { useText } from "../text/index.ts";
import { titleIn } from "../text/role-names.ts";

export function IncidentSwitch() {
  const { t, lang } = useText();
  const { incidents, incidentId, detail } = useScene();
  const [path, navigate] = useLocation();
  const list = incidents.value?.incidents ?? [];
  if (incidentId === null) return null;
  const mode = list.find((incident) => incident.id === incidentId)?.mode ?? detail.value?.mode;
  const go = (id: string): void => {
    const rest = /^\/incidents\/[^/]+(\/things(?:\/[^/]+)?)?/.exec(path);
    navigate(rest === null ? boardPath(id, {}) : `/incidents/${encodeURIComponent(id)}${rest[1] ?? ""}`);
  };
  return (
    <div className="incident-switch">
      <label className="sr" htmlFor="which-incident">
        {t("frame.whichIncident")}
      </label>
      <select id="which-incident" value={incidentId} onChange={(event) => go(event.target.value)}>
        {list.some((incident) => incident.id === incidentId) ? null : <option value={incidentId}>{incidentId}</option>}
        {groupsOf(list).map(([group, members]) => (
          <optgroup key={group} label={t(`mode.${group}Group`)}>
            {members.map((incident) => (
              <option key={incident.id} value={incident.id}>
                {titleIn(incident.title, lang)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {mode === "replay" || mode === "drill" ? <Tag tone="waiting">{t(`mode.${mode}`)}</Tag> : null}
    </div>
  );
}

function groupsOf(list: readonly Incident[]): [Incident["mode"], Incident[]][] {
  const modes = ["live", "replay", "drill"] as const;
  return modes.map((mode): [Incident["mode"], Incident[]] => [mode, list.filter((incident) => incident.mode === mode)]).filter(([, members]) => members.length > 0);
}
