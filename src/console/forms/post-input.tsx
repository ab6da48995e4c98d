/** A post: an organisation, then one of its roles; one that is not listed can be typed. */
import { useId } from "react";
import { useScene } from "../data/scene.tsx";
import { useText } from "../text/index.ts";
import type { Values } from "./values.ts";

export function PostInput({ id, labelledBy, value, onChange }: { id: string; labelledBy: string; value: Values; onChange: (value: Values) => void }) {
  const { t } = useText();
  const { orgs, names } = useScene();
  const listId = useId();
  const org = String(value["org"] ?? "");
  const roles = orgs.find((one) => one.id === org)?.posts ?? [];
  return (
    <div className="pair" role="group" aria-labelledby={labelledBy}>
      <select id={id} aria-label={t("acting.org")} value={org} onChange={(event) => onChange({ org: event.target.value, role: "" })}>
        <option value="">{t("say.choose")}</option>
        {orgs.map((one) => (
          <option key={one.id} value={one.id}>
            {names.org(one.id)}
          </option>
        ))}
      </select>
      {roles.length > 0 ? (
        <select aria-label={t("acting.role")} value={String(value["role"] ?? "")} onChange={(event) => onChange({ org, role: event.target.value })}>
          <option value="">{t("say.choose")}</option>
          {roles.map((post) => (
            <option key={post.role} value={post.role}>
              {names.role(post.role)}
            </option>
          ))}
        </select>
      ) : (
        <input aria-label={t("acting.role")} list={listId} value={String(value["role"] ?? "")} onChange={(event) => onChange({ org, role: event.target.value })} />
      )}
    </div>
  );
}
