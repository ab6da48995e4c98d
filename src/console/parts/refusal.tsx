/**
 * A refusal as a sentence with its way out. In Chinese by its code; where no Chinese sentence is known, and in
 * English, the server's own sentence, so that a new rule is never silent.
 */
import type { Refusal } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import type { Names } from "../data/names.ts";
import { useText } from "../text/index.ts";
import { refusalsZh } from "../text/refusals.ts";

export function useRefusal(): (refusal: Refusal) => { message: string; fix: string | undefined } {
  const { lang } = useText();
  const { names } = useScene();
  return (refusal) => {
    const chinese = lang === "zh" ? refusalsZh[refusal.code] : undefined;
    const message = chinese === undefined ? undefined : fill(chinese.message, refusal, names);
    // A sentence whose particulars did not come would read as nonsense: the server's own has them.
    if (message === undefined || message.includes("{{")) return { message: refusal.message, fix: chinese?.fix ?? refusal.fix };
    return { message, fix: chinese?.fix ?? refusal.fix };
  };
}

export function RefusalNote({ refusal }: { refusal: Refusal }) {
  const { t } = useText();
  const { message, fix } = useRefusal()(refusal);
  return (
    <div className="refusal">
      <p>
        <span className="strong">{t("failure.refused")}</span> {message}
      </p>
      {fix === undefined ? null : (
        <p className="dim">
          <span className="strong">{t("failure.wayOut")}</span> {fix}
        </p>
      )}
      <p className="faint small">
        <code>{refusal.code}</code>
        {refusal.where === undefined ? null : ` · ${t("failure.where", { where: refusal.where })}`}
      </p>
    </div>
  );
}

function fill(sentence: string, refusal: Refusal, names: Names): string {
  return sentence.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = refusal.params?.[name];
    if (value === undefined) return whole;
    return name === "org" ? names.org(String(value)) : name === "role" ? names.role(String(value)) : String(value);
  });
}
