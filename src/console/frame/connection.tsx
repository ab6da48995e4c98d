/**
 * Whether what is on screen follows the ledger as it is written, and how long ago the last event came. A lost
 * connection is said aloud once; a replay says that its clock stands still.
 */
import { useEffect, useRef } from "react";
import { showLength } from "../../base/civil.ts";
import { useNow } from "../data/now.ts";
import { useScene } from "../data/scene.tsx";
import { announce } from "../parts/announce.tsx";
import { useText } from "../text/index.ts";

const OUR_CLOCK = { ticking: true, offset: 0 };

export function ConnectionState() {
  const { t, lang } = useText();
  const { connection } = useScene();
  const now = useNow(OUR_CLOCK, 1000);
  const before = useRef(connection.phase);
  useEffect(() => {
    if (before.current === "live" && connection.phase === "lost") announce(t("live.lostSpoken"));
    if (before.current === "lost" && connection.phase === "live") announce(t("live.backSpoken"));
    before.current = connection.phase;
  }, [connection.phase, t]);
  if (connection.phase === "off") return null;
  const ago = (at: number): string => {
    const seconds = Math.max(0, Math.floor((now - at) / 1000));
    return seconds < 60 ? t("live.secondsAgo", { n: seconds }) : t("live.longAgo", { length: showLength(seconds * 1000, lang) });
  };
  const last = connection.phase === "connecting" ? null : connection.lastEventAt;
  return (
    <p className={`connection ${connection.phase}`} data-testid="connection">
      <span className="dot" aria-hidden="true" />
      <span className="connection-word">{t(`live.${connection.phase}`)}</span>
      <span className="connection-last faint" aria-hidden="true">
        {last === null ? t("live.noneYet") : ago(last)}
      </span>
    </p>
  );
}
