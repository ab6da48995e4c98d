/**
 * The clock the pages read ages by: the server's for a live incident (our own clock may be wrong), the last
 * known instant for a replay or drill, which does not tick.
 */
import { useEffect, useState } from "react";
import type { Ms } from "../../base/time.ts";

export interface IncidentClock {
  readonly ticking: boolean;
  /** Server time minus ours when ticking; the instant itself when not. */
  readonly offset: Ms;
}

export function readClock(clock: IncidentClock): Ms {
  return clock.ticking ? Date.now() + clock.offset : clock.offset;
}

/** Now, read again every `every` milliseconds while the page is visible. */
export function useNow(clock: IncidentClock, every: Ms): Ms {
  const [now, setNow] = useState(() => readClock(clock));
  useEffect(() => {
    const tick = (): void => setNow(readClock(clock));
    tick();
    if (!clock.ticking) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) tick();
    }, every);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [clock, every]);
  return now;
}
