/**
 * What stands at the other end of an alarm, on this machine: a gateway and a push service (HTTP, answering as
 * they are told), a mail server, and a browser's side of web push that decrypts what it is sent (RFC 8291).
 */
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { createServer as createHttp, type IncomingHttpHeaders } from "node:http";
import { createServer as createTcp, type AddressInfo, type Socket } from "node:net";

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpReceiver {
  readonly url: string;
  readonly received: Received[];
  /** Statuses of the next answers; 200 once they are used up. */
  readonly answers: number[];
  close(): Promise<void>;
}

export async function httpReceiver(): Promise<HttpReceiver> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createHttp((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(answers.shift() ?? 200).end("ok");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, answers,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

export interface MailReceiver {
  readonly url: string;
  readonly mails: { readonly to: string; readonly text: string }[];
  /** Answers to the next recipients, such as `550 no such box`; taken once they are used up. */
  readonly refusals: string[];
  close(): Promise<void>;
}

/** As much of SMTP (RFC 5321) as a sender needs. */
export async function mailReceiver(): Promise<MailReceiver> {
  const mails: { to: string; text: string }[] = [];
  const refusals: string[] = [];
  const sockets = new Set<Socket>();
  const server = createTcp((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    const say = (line: string): boolean => socket.write(`${line}\r\n`);
    let [to, data, inData, rest] = ["", "", false, ""];
    const command = (line: string): void => {
      if (inData) {
        if (line !== ".") data += `${line}\n`;
        else {
          mails.push({ to, text: data });
          [inData, data] = [false, ""];
          say("250 queued");
        }
        return;
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === "EHLO") say("250-mail.test\r\n250 8BITMIME");
      else if (verb === "RCPT") {
        to = /<([^>]*)>/.exec(line)?.[1] ?? "";
        say(refusals.shift() ?? "250 ok");
      } else if (verb === "DATA") {
        inData = true;
        say("354 go on");
      } else if (verb === "QUIT") {
        say("221 bye");
        socket.end();
      } else say("250 ok");
    };
    socket.on("data", (part: Buffer) => {
      rest += part.toString("utf8");
      for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        command(line);
      }
    });
    say("220 mail.test");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, mails, refusals,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}

/** The text of a mail, its base64 or quoted-printable body and encoded subject made readable. */
export function readMail(text: string): { subject: string; body: string; header: (name: string) => string } {
  const [head = "", ...rest] = text.split("\n\n");
  const unfolded = head.replaceAll(/\n[ \t]+/g, " ");
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, "im").exec(unfolded)?.[1] ?? "";
  const raw = rest.join("\n\n");
  const quoted = (value: string): string => Buffer.from(value.replaceAll(/=\n/g, "").replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))), "latin1").toString("utf8");
  const coding = header("content-transfer-encoding");
  const body = coding === "base64" ? Buffer.from(raw, "base64").toString("utf8") : coding === "quoted-printable" ? quoted(raw) : raw;
  const subject = header("subject").replaceAll(/\?=\s+=\?/g, "?==?").replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_all, kind: string, value: string) =>
    kind.toUpperCase() === "B" ? Buffer.from(value, "base64").toString("utf8") : quoted(value.replaceAll("_", " ")));
  return { subject, body, header };
}

export interface BrowserSide {
  /** What the browser hands the page to subscribe with. */
  readonly subscription: { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } };
  decrypt(body: Buffer): Record<string, unknown>;
}

export function browserSide(endpoint: string): BrowserSide {
  const own = createECDH("prime256v1");
  const point = own.generateKeys();
  const auth = randomBytes(16);
  return {
    subscription: { endpoint, keys: { p256dh: point.toString("base64url"), auth: auth.toString("base64url") } },
    decrypt(body) {
      const salt = body.subarray(0, 16);
      const idLength = body[20]!;
      const theirs = body.subarray(21, 21 + idLength);
      const secret = own.computeSecret(theirs);
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), point, theirs]);
      const ikm = Buffer.from(hkdfSync("sha256", secret, auth, info, 32));
      const key = Buffer.from(hkdfSync("sha256", ikm, salt, "Content-Encoding: aes128gcm\0", 16));
      const nonce = Buffer.from(hkdfSync("sha256", ikm, salt, "Content-Encoding: nonce\0", 12));
      const sealed = body.subarray(21 + idLength);
      const open = createDecipheriv("aes-128-gcm", key, nonce);
      open.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()]);
      return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString("utf8")) as Record<string, unknown>;
    },
  };
}
