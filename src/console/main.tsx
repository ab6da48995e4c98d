/** Starts the console in the page: words, colours, then the frame. Fonts follow, so that nothing waits for them. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { applyTheme, readTheme } from "./look/theme.ts";
import { startText } from "./text/index.ts";
import "./look/tokens.css";
import "./look/base.css";
import "./look/frame.css";
import "./look/parts.css";

startText();
applyTheme(readTheme());
createRoot(document.querySelector("#console")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void import("@fontsource-variable/noto-sans-sc/index.css");
