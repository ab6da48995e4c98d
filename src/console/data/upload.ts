/**
 * Sends a file and says how far it has got. The only request that is not a `fetch`: that one cannot tell how
 * much has left this machine.
 */
import { failureFrom, type Answer } from "./http.ts";

export function upload<T>(path: string, file: Blob, onProgress: (share: number) => void): Promise<Answer<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      const body: unknown = request.response;
      const ok = request.status >= 200 && request.status < 300 && body !== null;
      resolve(ok ? { ok: true, value: body as T } : { ok: false, failure: failureFrom(request.status, body) });
    });
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => resolve({ ok: false, failure: { kind: "offline" } }));
    // Whatever the file is called: a wrong one must reach the sentence that explains it.
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
}
