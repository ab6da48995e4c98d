/** A post: an organisation, then one of its roles; one that is not listed can be typed. */
import { useId, useMemo } from "react";
import type { Org } from "../api-types.ts";
import { namesFrom } from "../data/names.ts";
import { useScene } from "../data/scene.tsx";
import { useText } from "../text/index.ts";
import { OrgOptions } from "./org-inputs.tsx";
import type { Values } from "./values.ts";

interface PostInputProps {
  readonly id: string;
  readonly labelledBy: string;
  readonly value: Values;
  /** Of another city than the one on screen. */
  readonly among?: readonly Org[];
  readonly onChange: (value: Values) => void;
}

export function PostInput({ id, labelledBy, value, among, onChange }: PostInputProps) {
  const { t, lang } = useText();
  const scene = useScene();
  const orgs = among ?? scene.orgs;
  const names = useMemo(() => (among === undefined ? scene.names : namesFrom(scene.model, among, lang)), [among, scene.names, scene.model, lang]);
  const listId = useId();
  const org = String(value["org"] ?? "");
  const roles = orgs.find((one) => one.id === org)?.posts ?? [];
  return (
    <div className="pair" role="group" aria-labelledby={labelledBy}>
      <select id={id} aria-label={t("acting.org")} value={org} onChange={(event) => onChange({ org: event.target.value, role: "" })}>
        <option value="">{t("say.choose")}</option>
        <OrgOptions orgs={orgs} nameOf={names.org} />
      </select>
      {roles.length > 0 ? (
        <select aria-label={t("acting.role")} value={String(value["role"] ?? "")} onChange={(event) => onChange({ org, role: event.target.value })}>
          <option value="">{t("say.choose")}</option>
          {roles.map((post) => (
            <option key={post.role} value={post.role}>
              {names.role(post.role, org)}
            </option>
          ))}
        </select>
      ) : (
        <input aria-label={t("acting.role")} list={listId} value={String(value["role"] ?? "")} onChange={(event) => onChange({ org, role: event.target.value })} />
      )}
    </div>
  );
}
