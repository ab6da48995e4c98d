/**
 * The frame and the ways: header, the page of the address, the live region, the list of keys. Each page is a
 * bundle of its own, fetched when first gone to.
 */
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Route, Switch, useLocation, useSearch } from "wouter";
import type { Incident } from "./api-types.ts";
import { SceneProvider } from "./data/scene.tsx";
import { useResource } from "./data/use-resource.ts";
import { incidentInAddress, rememberedIncident, rememberIncident, whichIncident } from "./data/which-incident.ts";
import { Fault } from "./frame/fault.tsx";
import { commandAt } from "./duty/path.ts";
import { Header, useWays, Ways } from "./frame/header.tsx";
import { useKeys } from "./frame/keyboard.ts";
import { KeyList } from "./frame/key-list.tsx";
import { LiveRegion } from "./parts/announce.tsx";
import { Empty, Loading } from "./parts/states.tsx";
import { useText } from "./text/index.ts";

const BoardPage = lazy(() => import("./board/page.tsx"));
const DutyPage = lazy(() => import("./duty/page.tsx"));
const IncidentPage = lazy(() => import("./incident/page.tsx"));
const KindsPage = lazy(() => import("./things/kinds-page.tsx"));
const ListPage = lazy(() => import("./things/list-page.tsx"));
const ThingPage = lazy(() => import("./things/thing-page.tsx"));
const CommandPage = lazy(() => import("./things/command-page.tsx"));
const SetupPage = lazy(() => import("./setup/page.tsx"));
const AlarmsPage = lazy(() => import("./alarms/page.tsx"));
const SheetsPage = lazy(() => import("./sheets/page.tsx"));
const GatePage = lazy(() => import("./gate/page.tsx"));
const TransfersPage = lazy(() => import("./transfers/page.tsx"));

export function App() {
  const [path] = useLocation();
  const search = useSearch();
  const incidents = useResource<{ incidents: readonly Incident[] }>("/api/incidents");
  const address = incidentInAddress(path, search);
  const incidentId = whichIncident(address, rememberedIncident(), incidents.value?.incidents ?? []);
  useEffect(() => {
    if (address !== null) rememberIncident(address);
  }, [address]);
  return (
    <SceneProvider incidents={incidents} incidentId={incidentId}>
      <Frame />
    </SceneProvider>
  );
}

function Frame() {
  const { t } = useText();
  const [help, setHelp] = useState(false);
  const [path, navigate] = useLocation();
  const main = useRef<HTMLElement>(null);
  const ways = useWays();
  useKeys({
    "?": () => setHelp(true),
    "/": () => main.current?.querySelector<HTMLElement>("[data-find]")?.focus(),
    ...Object.fromEntries(ways.map((way) => [`g ${way.key}`, () => navigate(way.to)])),
  });
  useFocusOnNewPage(path, main);
  return (
    <>
      <a className="skip" href="#main" onClick={() => main.current?.focus()}>
        {t("frame.skip")}
      </a>
      <Header onHelp={() => setHelp(true)} />
      <main id="main" ref={main} tabIndex={-1}>
        <Fault place={path}>
          <Suspense fallback={<Loading />}>
            <Pages />
          </Suspense>
        </Fault>
      </main>
      <Ways className="ways-bottom" />
      <LiveRegion />
      {help ? <KeyList onClose={() => setHelp(false)} /> : null}
    </>
  );
}

/** A new page is read from its top, by eye and by screen reader; the first one keeps the browser's own focus. */
function useFocusOnNewPage(path: string, main: React.RefObject<HTMLElement | null>): void {
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [path, main]);
}

function Pages() {
  const { t } = useText();
  return (
    <Switch>
      <Route path="/" component={BoardPage} />
      <Route path="/incidents/:incident" component={IncidentPage} />
      <Route path="/incidents/:incident/duties/:id">{({ id }) => <DutyPage key={id} id={decodeURIComponent(id)} />}</Route>
      <Route path="/incidents/:incident/things" component={KindsPage} />
      <Route path="/incidents/:incident/things/:kind">{({ kind }) => <ListPage key={kind} kind={kind} />}</Route>
      <Route path="/incidents/:incident/things/:kind/:thing">
        {({ kind, thing }) => <ThingPage key={`${kind}:${thing}`} kind={kind} thing={decodeURIComponent(thing)} />}
      </Route>
      <Route path="/incidents/:incident/commands/*">{(params) => <CommandPage key={params["*"]} type={commandAt(params["*"] ?? "")} />}</Route>
      <Route path="/incidents/:incident/sheets"><SheetsPage name={null} /></Route>
      <Route path="/incidents/:incident/sheets/:name">{({ name }) => <SheetsPage name={decodeURIComponent(name)} />}</Route>
      <Route path="/incidents/:incident/transfers">{({ incident }) => <TransfersPage key={incident} />}</Route>
      <Route path="/incidents/:incident/gate">{({ incident }) => <GatePage key={incident} incident={decodeURIComponent(incident)} />}</Route>
      <Route path="/setup" component={SetupPage} />
      <Route path="/alarms" component={AlarmsPage} />
      <Route>
        <Empty title={t("frame.noPage")}>{t("frame.noPageFix")}</Empty>
      </Route>
    </Switch>
  );
}

