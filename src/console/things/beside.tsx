/** What some kinds offer beside their list and their page: the way to a desk, a permit as the gate reads it. */
import { Link } from "wouter";
import { incidentPath } from "../duty/path.ts";
import { PermitLine } from "../gate/permit-line.tsx";
import { Icon } from "../parts/icons.tsx";
import { useText } from "../text/index.ts";

const AT_THE_GATE: readonly string[] = ["gate", "passage", "permit"];

export function DeskLink({ kind, incident }: { kind: string; incident: string }) {
  const { t } = useText();
  if (!AT_THE_GATE.includes(kind)) return null;
  return (
    <p>
      <Link href={`${incidentPath(incident)}/gate`} data-testid="to-gate">
        {t("gate.toGate")} <Icon name="right" />
      </Link>
    </p>
  );
}

export function Beside({ kind, id, status, incident }: { kind: string; id: string; status: string; incident: string }) {
  return kind === "permit" && status === "granted" ? <PermitLine incident={incident} id={id} /> : null;
}
