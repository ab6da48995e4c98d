/** A way to one event of the incident's time line, by its number. */
import { Link } from "wouter";
import { useScene } from "../data/scene.tsx";
import { useText } from "../text/index.ts";
import { incidentPath } from "./path.ts";

export function EventLink({ seq, children }: { seq: number; children?: string }) {
  const { t } = useText();
  const { incidentId } = useScene();
  return <Link href={`${incidentPath(incidentId ?? "")}?event=${seq}`}>{children ?? t("event.number", { n: seq })}</Link>;
}
