/**
 * The subcommands: what they are called and what they do, and where each is. Their code is loaded only when one
 * is run, so that help and a mistyped word are answered at once.
 */
import type { Run } from "./io.ts";

export interface Subcommand {
  readonly name: string;
  readonly usage: string;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly more?: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly load: () => Promise<{ readonly run: Run }>;
}

export const SUBCOMMANDS: readonly Subcommand[] = [
  {
    name: "start",
    usage: "start [--port N] [--data FOLDER]",
    summary: { zh: "启动数据库、服务器与时钟，直到 Ctrl-C", en: "start database, server and clock, until Ctrl-C" },
    more: {
      en: [
        "--port N       listen there; default 8080, 0 takes any free one (also FIREBREAK_PORT)",
        "--host H       listen on this address; default 127.0.0.1, this machine only (also FIREBREAK_HOST)",
        "--data FOLDER  keep the embedded database there; default ./data (also FIREBREAK_DATA)",
        "--no-replays   do not load the replays",
        "DATABASE_URL   use this PostgreSQL (15 or newer) instead of the embedded one",
        "FIREBREAK_LOG  write the log to this file",
      ],
      zh: [
        "--port N       监听端口，默认 8080，0 为任意空闲端口（或 FIREBREAK_PORT）",
        "--host H       监听地址，默认 127.0.0.1，仅限本机（或 FIREBREAK_HOST）",
        "--data FOLDER  内置数据库的数据目录，默认 ./data（或 FIREBREAK_DATA）",
        "--no-replays   不加载重演事件",
        "DATABASE_URL   使用此 PostgreSQL（15 或更新）代替内置数据库",
        "FIREBREAK_LOG  日志写入此文件",
      ],
    },
    load: () => import("./start.ts"),
  },
  {
    name: "replay",
    usage: "replay FILE [--pack ID] [--packs FOLDER] [--until INSTANT] [--twin] [--json]",
    summary: { zh: "用真实引擎重演事实文件，列出发现及其最早告警时间", en: "run a fact file through the real engine and list what was missed, first alarm first" },
    more: {
      en: ["--packs FOLDER  your own packs beside those shipped (also FIREBREAK_PACKS)", "--pack ID       apply these rules instead of the ones the file names, whatever their dates", "--until INSTANT stop earlier, e.g. 2021-09-26T00:00:00+08:00", "--twin          replay its twin instead, in which people did their work", "--json          findings, checks and time line as JSON"],
      zh: ["--packs FOLDER  自有规则包的目录（或 FIREBREAK_PACKS）", "--pack ID       改用此规则包，不论其生效日期", "--until INSTANT 提前停止，例如 2021-09-26T00:00:00+08:00", "--twin          改为重放其对照：各方尽责的情形", "--json          以 JSON 输出发现、核对与时间线"],
    },
    load: () => import("./replay.ts"),
  },
  {
    name: "pack",
    usage: "pack list | show ID | diff A B | new ID --from PACK --out FOLDER | check ID [--packs FOLDER] [--json]",
    summary: { zh: "查看、比较规则包；新建规则包并核对其是否完整", en: "show the rules in force, or what changes from one pack to another; start one of your own, and check it" },
    more: {
      en: ["new ID --from PACK --out FOLDER  starts a pack from the nearest one; every copied value is marked a proposal", "check ID --packs FOLDER          says what an incident would ask and the pack leaves unanswered", "--packs FOLDER                   your own packs beside those shipped (also FIREBREAK_PACKS, for every command)"],
      zh: ["new ID --from PACK --out FOLDER  由最近似的规则包新建，抄来的数值均标为建议值", "check ID --packs FOLDER          列出事件运行所需而规则包未作答的条款", "--packs FOLDER                   自有规则包的目录（或 FIREBREAK_PACKS，适用于所有命令）"],
    },
    load: () => import("./pack.ts"),
  },
  {
    name: "verify",
    usage: "verify [--incident ID] [--data FOLDER] [--json]",
    summary: { zh: "重新推演数据库中的台账，核对每项任务是否符合规则", en: "fold the ledgers of the database again and check every duty against the laws" },
    load: () => import("./verify.ts"),
  },
  {
    name: "rebuild",
    usage: "rebuild [--incident ID] [--data FOLDER] [--write]",
    summary: { zh: "按台账重建事项与任务的数据表；不加 --write 只说明会改动什么", en: "write things and duties anew from the ledgers; without --write only say what would change" },
    load: () => import("./rebuild.ts"),
  },
  {
    name: "setup",
    usage: "setup BOOK.xlsx | --form OUT.xlsx | --filled OUT.xlsx",
    summary: { zh: "导入本市工作簿；或写出空白表、现状表", en: "load your city's workbook; or write the empty form, or the city as it stands" },
    more: {
      en: [
        "setup BOOK.xlsx          loads it into a running server; a mistake anywhere changes nothing",
        "  --dry                  only says what is wrong and what would be missing",
        "  --good-rows            loads the rows that are right",
        "  --zone Z, --pack P     for a city that does not exist yet",
        "setup --form OUT.xlsx    writes the empty form (--lang zh|en); needs no server",
        "setup --filled OUT.xlsx  writes the form with what the city's ledger holds",
        "--server URL names another server than http://127.0.0.1:8080.",
      ],
      zh: [
        "setup BOOK.xlsx          导入运行中的服务器；有任何错误则全部不导入",
        "  --dry                  只检查，不导入",
        "  --good-rows            只导入无误的行",
        "  --zone Z, --pack P     新建城市时的时区与规则包",
        "setup --form OUT.xlsx    写出空白表（--lang zh|en），无需服务器",
        "setup --filled OUT.xlsx  写出含现有数据的表",
        "--server URL 指定服务器，默认 http://127.0.0.1:8080。",
      ],
    },
    load: () => import("./setup.ts"),
  },
  {
    name: "duties",
    usage: "duties [--incident ID] [--org ID] [--overdue] [--json]",
    summary: { zh: "列出未完成的任务，逾期在前", en: "list open duties of a running server, overdue first" },
    more: {
      en: ["Filters: --incident, --under (an organisation and all below it), --org, --role, --kind, --status, --overdue, --all (closed ones too), --limit N.", "--server URL names another server than http://127.0.0.1:8080."],
      zh: ["筛选：--incident、--under（单位及其下级）、--org、--role、--kind、--status、--overdue、--all（含已办结）、--limit N。", "--server URL 指定服务器，默认 http://127.0.0.1:8080。"],
    },
    load: () => import("./duties.ts"),
  },
  {
    name: "propose",
    usage: "propose --incident ID [--depart INSTANT] [--adopt --as ROLE@ORG] [--json]",
    summary: { zh: "生成转运方案：谁坐哪辆车去哪里，其余的人为何等待", en: "trips a running server proposes: who goes where with what, and why the others wait" },
    more: {
      en: ["--depart INSTANT  when they would leave; by default after the rules' lead time", "--adopt           take the proposal over, whole or not at all; --as says who decides", "--server URL      another server than http://127.0.0.1:8080"],
      zh: ["--depart INSTANT  出发时间，默认按规则的提前量", "--adopt           采纳方案，整体生效或整体不生效；用 --as 写明由谁决定", "--server URL      指定服务器，默认 http://127.0.0.1:8080"],
    },
    load: () => import("./propose.ts"),
  },
  {
    name: "command",
    usage: "command [--server URL] < command.json",
    summary: { zh: "把标准输入中的命令（JSON）发给运行中的服务器", en: "send a command, or a list of commands, from standard input to a running server" },
    load: () => import("./command.ts"),
  },
];
