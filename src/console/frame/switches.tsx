/** Language, light or dark, and the list of keys. */
import { Icon, type IconName } from "../parts/icons.tsx";
import { chooseTheme, useTheme, type Theme } from "../look/theme.ts";
import { switchLang, useText } from "../text/index.ts";

const AFTER: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const SHAPE: Record<Theme, IconName> = { system: "half", light: "sun", dark: "moon" };

export function Switches({ onHelp }: { onHelp: () => void }) {
  const { t, lang } = useText();
  const theme = useTheme();
  const other = lang === "zh" ? "en" : "zh";
  return (
    <div className="switches">
      <button type="button" className="quiet" lang={other === "zh" ? "zh-CN" : "en"} onClick={() => switchLang(other)} data-testid="lang">
        {other === "zh" ? "中文" : "English"}
      </button>
      <button type="button" className="quiet" onClick={() => chooseTheme(AFTER[theme])} aria-label={t(`theme.${theme}`)} title={t(`theme.${theme}`)} data-testid="theme">
        <Icon name={SHAPE[theme]} />
      </button>
      <button type="button" className="quiet keys-button" onClick={onHelp} aria-label={t("keys.title")} title={t("keys.title")}>
        ?
      </button>
    </div>
  );
}
