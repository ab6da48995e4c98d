/**
 * The bar at the top of every page: which incident, where to go, whether what is shown is live, as whom one
 * acts, and the two switches. On a phone the ways go to the bottom edge.
 */
import { Link, useLocation } from "wouter";
import { boardPath } from "../board/filters.ts";
import { useScene } from "../data/scene.tsx";
import { Icon, type IconName } from "../parts/icons.tsx";
import { useText, type TextKey } from "../text/index.ts";
import { ActingAs } from "./acting-as.tsx";
import { ConnectionState } from "./connection.tsx";
import { IncidentSwitch } from "./incident-switch.tsx";
import { Switches } from "./switches.tsx";

export interface Way {
  readonly key: string;
  readonly to: string;
  readonly text: TextKey;
  readonly icon: IconName;
  readonly here: boolean;
}

/** Where one can go from anywhere; ways into an incident only when there is one. */
export function useWays(): readonly Way[] {
  const { incidentId } = useScene();
  const [path] = useLocation();
  const inside = incidentId === null ? null : `/incidents/${encodeURIComponent(incidentId)}`;
  const ways: Way[] = [
    { key: "b", to: incidentId === null ? "/" : boardPath(incidentId, {}), text: "way.board", icon: "board", here: path === "/" || path.includes("/duties/") },
  ];
  if (inside !== null) {
    const records = path.includes("/things") || path.includes("/commands");
    ways.push({ key: "i", to: inside, text: "way.incident", icon: "incident", here: path === inside });
    ways.push({ key: "t", to: `${inside}/things`, text: "way.things", icon: "things", here: records });
  }
  ways.push({ key: "a", to: "/alarms", text: "way.alarms", icon: "bell", here: path === "/alarms" });
  ways.push({ key: "s", to: "/setup", text: "way.setup", icon: "setup", here: path === "/setup" });
  return ways;
}

export function Header({ onHelp }: { onHelp: () => void }) {
  const { t } = useText();
  return (
    <header className="frame-header">
      <Link href="/" className="brand" aria-label={t("frame.home")}>
        <img src="/mark.svg" alt="" width="22" height="22" />
        <span className="brand-name">{t("frame.name")}</span>
      </Link>
      <IncidentSwitch />
      <Ways className="ways-top" />
      <div className="frame-end">
        <ConnectionState />
        <ActingAs />
        <Switches onHelp={onHelp} />
      </div>
    </header>
  );
}

export function Ways({ className }: { className: string }) {
  const { t } = useText();
  const ways = useWays();
  return (
    <nav className={className} aria-label={t("frame.ways")}>
      <ul>
        {ways.map((way) => (
          <li key={way.key}>
            <Link href={way.to} className={way.here ? "way here" : "way"} {...(way.here ? { "aria-current": "page" as const } : {})}>
              <Icon name={way.icon} />
              <span>{t(way.text)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
