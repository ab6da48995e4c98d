/** A name in both languages, side by side. */
import { useText } from "../text/index.ts";
import type { Values } from "./values.ts";

export function NameInput({ id, labelledBy, value, onChange }: { id: string; labelledBy: string; value: Values; onChange: (value: Values) => void }) {
  const { t } = useText();
  return (
    <div className="pair" role="group" aria-labelledby={labelledBy}>
      {(["zh", "en"] as const).map((lang) => (
        <input key={lang} id={lang === "zh" ? id : `${id}-en`} type="text" lang={lang === "zh" ? "zh-CN" : "en"} aria-label={t(`form.in.${lang}`)} placeholder={t(`form.in.${lang}`)} value={String(value[lang] ?? "")} onChange={(event) => onChange({ ...value, [lang]: event.target.value })} />
      ))}
    </div>
  );
}
