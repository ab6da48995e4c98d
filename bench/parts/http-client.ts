/**
 * The cheapest client that still speaks HTTP: one kept-alive connection, one request under way, no headers it
 * does not need. Load and server share the machine, so what the client costs is taken from what it measures.
 * Understands answers with a content length, which is what the server sends; anything else ends the bench.
 */
import { once } from "node:events";
import { connect } from "node:net";
import { assert } from "../../src/base/refusal.ts";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface HttpClient {
  post(path: string, body: string): Promise<Answer>;
  close(): void;
}

export async function openClient(port: number): Promise<HttpClient> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.setNoDelay(true);
  let received = "";
  let answer: (value: Answer) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  socket.on("data", (chunk) => {
    received = received === "" ? chunk.toString("latin1") : received + chunk.toString("latin1");
    const head = received.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(received)?.[1];
    if (length === undefined) return void fail(new Error(`an answer without length: ${received.slice(0, 200)}`));
    const end = head + 4 + Number(length);
    if (received.length < end) return;
    const value = { status: Number(received.slice(9, 12)), body: Buffer.from(received.slice(head + 4, end), "latin1").toString() };
    received = received.slice(end);
    answer(value);
  });
  socket.on("error", (error) => fail(error));
  socket.on("close", () => fail(new Error("the server hung up")));
  return {
    post(path, body) {
      assert(received === "", "an answer nobody asked for");
      return new Promise((resolve, reject) => {
        [answer, fail] = [resolve, reject];
        socket.write(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      });
    },
    close() {
      fail = () => undefined;
      socket.destroy();
    },
  };
}
