/** One organisation from a list, or many by ticks, both as a tree; whole levels at once, found by typing. */
import { useMemo, useState } from "react";
import type { Org } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { levelWord } from "../text/role-names.ts";
import { useText } from "../text/index.ts";
import { indented, inTree, levelsOf } from "./org-tree.ts";

/** The options of a choice of organisations. */
export function OrgOptions({ orgs, nameOf }: { orgs: readonly Org[]; nameOf: (id: string) => string }) {
  const placed = useMemo(() => inTree(orgs), [orgs]);
  return placed.map(({ org, depth }) => (
    <option key={org.id} value={org.id}>
      {indented(nameOf(org.id), depth)}
    </option>
  ));
}

interface OrgInputProps {
  readonly state: { readonly id: string; readonly required: boolean };
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function OrgInput({ state, value, onChange }: OrgInputProps) {
  const { t } = useText();
  const { orgs, names } = useScene();
  if (orgs.length === 0) return <input {...state} type="text" value={value} autoComplete="off" onChange={(event) => onChange(event.target.value)} />;
  return (
    <select {...state} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t("say.choose")}</option>
      <OrgOptions orgs={orgs} nameOf={names.org} />
    </select>
  );
}

interface OrgsInputProps {
  readonly id: string;
  readonly labelledBy: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

export function OrgsInput({ id, labelledBy, value, onChange }: OrgsInputProps) {
  const { t, lang } = useText();
  const { orgs, names } = useScene();
  const [typed, setTyped] = useState("");
  const placed = useMemo(() => inTree(orgs), [orgs]);
  const chosen = new Set(value);
  const wanted = typed.trim().toLowerCase();
  const shown = placed.filter(({ org }) => wanted === "" || names.org(org.id).toLowerCase().includes(wanted) || org.id.toLowerCase().includes(wanted));
  const toggle = (ids: readonly string[], on: boolean): void => onChange(on ? [...new Set([...value, ...ids])] : value.filter((one) => !ids.includes(one)));
  return (
    <div id={id} role="group" aria-labelledby={labelledBy} className="org-choice">
      <div className="row">
        {levelsOf(orgs).filter(([, ids]) => ids.length > 1).map(([level, ids]) => {
          const all = ids.every((one) => chosen.has(one));
          return (
            <button key={level} type="button" aria-pressed={all} className={all ? "small pressed" : "small"} onClick={() => toggle(ids, !all)}>
              {t("form.allOf", { level: levelWord(level, lang), n: ids.length })}
            </button>
          );
        })}
        <input type="search" className="push" aria-label={t("form.filterOrgs")} placeholder={t("form.filterOrgs")} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      <ul className="org-ticks">
        {shown.map(({ org, depth }) => (
          <li key={org.id} className={`depth-${Math.min(depth, 6)}`}>
            <label className="tick">
              <input type="checkbox" checked={chosen.has(org.id)} onChange={(event) => toggle([org.id], event.target.checked)} /> {names.org(org.id)}
            </label>
          </li>
        ))}
      </ul>
      <p className="hint" role="status">
        {t("form.chosen", { n: chosen.size })}
      </p>
    </div>
  );
}
