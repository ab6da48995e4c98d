/** What the commands are, in the reader's language. */
import type { Lang } from "../engine/pack/show.ts";
import { pick, type Io } from "./io.ts";
import type { Subcommand } from "./subcommands.ts";
import { table } from "./table.ts";

export function helpOverview(subcommands: readonly Subcommand[], lang: Lang, io: Io): void {
  io.out(pick(lang, "Firebreak：疫情处置指挥系统，谁在什么时候前欠谁什么，直到闭环。", "Firebreak: who owes what to whom by when, until every loop closes."));
  io.out("");
  for (const line of table([pick(lang, "命令", "Command"), ""], subcommands.map((one) => [one.usage, one.summary[lang]]), io.width)) io.out(line);
  io.out("");
  io.out(pick(lang, "所有命令均可加 --lang zh|en。退出码：0 完成，1 被拒绝或失败，2 用法有误。", "Every command takes --lang zh|en. Exit codes: 0 done, 1 refused or failed, 2 used wrongly."));
}

export function helpFor(subcommand: Subcommand, lang: Lang, io: Io): void {
  io.out(`firebreak ${subcommand.usage}`);
  io.out(subcommand.summary[lang]);
  for (const line of subcommand.more?.[lang] ?? []) io.out(line);
}
