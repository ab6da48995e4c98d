/** The list of keys, opened with `?`. */
import { Dialog } from "../parts/dialog.tsx";
import { useText, type TextKey } from "../text/index.ts";

const GROUPS: readonly { readonly title: TextKey; readonly keys: readonly (readonly [string, TextKey])[] }[] = [
  {
    title: "keys.everywhere",
    keys: [
      ["?", "keys.help"], ["/", "keys.find"], ["g b", "keys.goBoard"], ["g i", "keys.goIncident"], ["g t", "keys.goThings"],
      ["g a", "keys.goAlarms"], ["g s", "keys.goSetup"],
    ],
  },
  {
    title: "keys.onBoard",
    keys: [["j", "keys.down"], ["k", "keys.up"], ["Enter", "keys.open"], ["1 … 5", "keys.face"], ["x", "keys.clear"]],
  },
  { title: "keys.onDuty", keys: [["u", "keys.back"]] },
];

export function KeyList({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  return (
    <Dialog title={t("keys.title")} onClose={onClose}>
      <div className="key-list">
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h3>{t(group.title)}</h3>
            <dl>
              {group.keys.map(([key, text]) => (
                <div key={key}>
                  <dt>
                    {key.split(" ").map((part) => (
                      <kbd key={part}>{part}</kbd>
                    ))}
                  </dt>
                  <dd>{t(text)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
