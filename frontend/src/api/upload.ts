import { cookieValue } from "./client";
import { refusalOf, unreachable } from "./error";

interface Upload {
  path: string;
  body: FormData;
  signal: AbortSignal;
  onProgress: (percent: number) => void;
}

/// Sends a file and tells how far it is, which `fetch` can't. Refusals are thrown as ApiError, as everywhere.
export function upload<Answer>({ path, body, signal, onProgress }: Upload): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Accept", "application/json");
    const csrf = cookieValue(document.cookie, "dupabase_csrf");
    if (csrf !== null) request.setRequestHeader("X-CSRF-Token", csrf);
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress((100 * loaded) / total);
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException("The upload was cancelled.", "AbortError"));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Answer);
        return;
      }
      const id = request.getResponseHeader("X-Request-ID");
      const response = new Response(request.responseText, {
        status: request.status,
        headers: id === null ? {} : { "X-Request-ID": id },
      });
      void refusalOf(response, { asksForPassword: false }).then(reject);
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}
