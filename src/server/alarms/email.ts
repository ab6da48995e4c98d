/**
 * E-mail by whatever server SMTP_URL names. The subject carries the code, so that a reply answers the alarm;
 * the same ring always has the same Message-ID, so that one sent twice is one.
 */
import { createTransport } from "nodemailer";
import type { Channel, Message, Sending } from "./channel.ts";

export interface EmailOptions {
  /** `smtp://user:password@host:587`, `smtps://…`. */
  readonly url: string | undefined;
  readonly from: string | undefined;
  /** Mailbox whose mail comes back in through the inbound door. */
  readonly replyTo: string | undefined;
}

const TIMEOUT_MS = 15_000;

const RANK_WORD = { emergency: "紧急 EMERGENCY", warning: "预警 WARNING", reminder: "提醒 REMINDER" } as const;

function bodyOf(message: Message): string {
  const both = [message.title, ...message.lines];
  const answer = message.code === null ? [] : [
    "", `请打开链接应答 · Answer here: ${message.answerUrl}`,
    `或直接回复本邮件（主题中的 ${message.code} 请保留） · or reply to this e-mail, keeping ${message.code} in the subject`,
  ];
  return [...both.map((line) => line.zh), "", ...both.map((line) => line.en), ...answer, ""].join("\n");
}

/** SMTP answers 4xx for trouble that may pass and 5xx for a final no; no answer at all may pass too. */
function failure(error: unknown): Sending {
  const { responseCode, code, message } = error as { responseCode?: number; code?: string; message?: string };
  const final = (responseCode !== undefined && responseCode >= 500) || code === "EAUTH" || code === "EENVELOPE";
  return { result: "failed", note: `${code ?? ""} ${responseCode ?? ""} ${message ?? ""}`.trim(), mayPass: !final };
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? "?";
}

export function emailChannel({ url, from, replyTo }: EmailOptions): Channel {
  const sender = from ?? "firebreak@localhost";
  const transport = url === undefined ? null : createTransport({ url, pool: true, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS } as Parameters<typeof createTransport>[0]);
  const domain = /@([^>\s]+)/.exec(sender)?.[1] ?? "localhost";
  return {
    name: "email",
    close: () => transport?.close(),
    configured: transport !== null,
    sentence: url === undefined
      ? { zh: "未配置电子邮件：请设置 SMTP_URL 和 ALARM_MAIL_FROM。", en: "No e-mail: set SMTP_URL and ALARM_MAIL_FROM." }
      : { zh: `电子邮件：${hostOf(url)}`, en: `E-mail: ${hostOf(url)}` },
    async send(message, key): Promise<Sending> {
      if (transport === null || message.email === null) return { result: "no-address" };
      try {
        await transport.sendMail({
          from: sender, to: message.email, ...(replyTo === undefined ? {} : { replyTo }),
          subject: `[${RANK_WORD[message.rank]}${message.code === null ? "" : ` ${message.code}`}] ${message.title.zh} · ${message.title.en}`,
          text: bodyOf(message), messageId: `<${key}@${domain}>`,
          ...(message.rank === "emergency" ? { priority: "high" as const } : {}),
          headers: { "auto-submitted": "auto-generated", "x-auto-response-suppress": "All" },
        });
        return { result: "accepted" };
      } catch (error) {
        return failure(error);
      }
    },
  };
}
