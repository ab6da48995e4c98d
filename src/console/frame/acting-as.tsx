/**
 * As whom one acts, shown at all times, and the dialog in which to choose: an organisation, one of its posts,
 * and one's own sign. Until sign-in exists this is a statement, not a proof, and the dialog says so.
 */
import { useId, useState } from "react";
import { actAs } from "../data/acting-as.ts";
import { useScene } from "../data/scene.tsx";
import { OrgOptions } from "../forms/org-inputs.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icons.tsx";
import { useText } from "../text/index.ts";

export function ActingAs() {
  const { t } = useText();
  const { acting, names, incidentId } = useScene();
  const [open, setOpen] = useState(false);
  if (incidentId === null) return null;
  return (
    <>
      <button type="button" className={acting === null ? "acting none" : "acting"} onClick={() => setOpen(true)} aria-haspopup="dialog" data-testid="acting">
        <Icon name="person" />
        <span className="acting-text">
          <span className="sr">{t("acting.as")} </span>
          {acting === null ? (
            t("acting.none")
          ) : (
            <>
              <span className="acting-role">{names.role(acting.role, acting.org)}</span>
              <span className="acting-org faint">{names.org(acting.org)}</span>
            </>
          )}
        </span>
      </button>
      {open ? <ActingDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

export function ActingDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const { acting, orgs, names, detail } = useScene();
  const incident = detail.value;
  const [org, setOrg] = useState(acting?.org ?? incident?.commandPost.org ?? "");
  const [role, setRole] = useState(acting?.role ?? "");
  const [sign, setSign] = useState(acting?.sign ?? "");
  const id = useId();
  if (incident === undefined) return null;
  const posts = orgs.find((candidate) => candidate.id === org)?.posts ?? [];
  const roles = [...new Set([...posts.map((post) => post.role), ...(org === incident.commandPost.org ? [incident.commandPost.role] : [])])];
  const chosen = roles.includes(role) ? role : (roles[0] ?? "");
  const leave = (): void => {
    actAs(incident.city, null);
    onClose();
  };
  const save = (): void => {
    actAs(incident.city, { org, role: chosen, sign: sign.trim() });
    onClose();
  };
  return (
    <Dialog title={t("acting.title")} onClose={onClose}>
      <form
        method="dialog"
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="dim">{t("acting.explain")}</p>
        <div className="field">
          <label htmlFor={`${id}-org`}>{t("acting.org")}</label>
          <select id={`${id}-org`} value={org} onChange={(event) => setOrg(event.target.value)} required>
            <option value="" disabled>{t("say.choose")}</option>
            <OrgOptions orgs={orgs} nameOf={names.org} />
            {orgs.some((candidate) => candidate.id === incident.commandPost.org) ? null : (
              <option value={incident.commandPost.org}>{names.org(incident.commandPost.org)}</option>
            )}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-role`}>{t("acting.role")}</label>
          <select id={`${id}-role`} value={chosen} onChange={(event) => setRole(event.target.value)} required disabled={roles.length === 0}>
            {roles.map((one) => (
              <option key={one} value={one}>
                {names.role(one, org)}
              </option>
            ))}
          </select>
          {roles.length === 0 && org !== "" ? <p className="hint warning">{t("acting.noPosts")}</p> : null}
        </div>
        <div className="field">
          <label htmlFor={`${id}-sign`}>{t("acting.sign")}</label>
          <input id={`${id}-sign`} value={sign} maxLength={40} onChange={(event) => setSign(event.target.value)} autoComplete="off" />
          <p className="hint">{t("acting.signHint")}</p>
        </div>
        <div className="row end">
          {acting === null ? null : <button type="button" className="quiet" onClick={leave}>{t("acting.leave")}</button>}
          <button type="submit" className="primary" disabled={chosen === ""}>
            {t("acting.save")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
