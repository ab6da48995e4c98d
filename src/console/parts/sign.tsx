/** How a duty stands, as a shape, a word and a colour together. */
import type { ReactNode } from "react";
import type { Sign } from "../duty/reading.ts";
import { useText } from "../text/index.ts";
import { Icon, type IconName } from "./icons.tsx";

const SHAPE: Record<Sign, IconName> = {
  overdue: "overdue", blocked: "blocked", offered: "offered", done: "done", started: "started", open: "open",
  verified: "verified", lapsed: "lapsed", withdrawn: "withdrawn",
};
const TONE: Record<Sign, string> = {
  overdue: "critical", blocked: "warning", offered: "waiting", done: "dim", started: "dim", open: "dim",
  verified: "good", lapsed: "faint", withdrawn: "faint",
};

export function SignOf({ sign }: { sign: Sign }) {
  const { t } = useText();
  return (
    <span className={`sign ${TONE[sign]}`}>
      <Icon name={SHAPE[sign]} />
      {t(`sign.${sign}`)}
    </span>
  );
}

export function Tag({ tone = "plain", icon, children }: { tone?: string; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`tag tone-${tone}`}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </span>
  );
}
