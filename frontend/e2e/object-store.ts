import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ObjectStore {
  endpoint: string;
  bucket: string;
  keys: () => string[];
  close: () => void;
}

/// As much of S3 as backups need, with its objects in memory: one bucket, no check of signatures.
export async function startObjectStore(): Promise<ObjectStore> {
  const bucket = "backups";
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://store");
    const [, named, ...rest] = decodeURIComponent(url.pathname).split("/");
    const key = rest.join("/");
    const body = await whole(request);
    const upload = url.searchParams.get("uploadId");
    if (named !== bucket) return send(response, 404, error("NoSuchBucket"));
    if (request.method === "HEAD" && key === "") return send(response, 200);
    if (request.method === "POST" && url.searchParams.has("uploads")) {
      const id = randomUUID();
      uploads.set(id, new Map());
      return send(
        response,
        200,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (request.method === "PUT" && upload !== null) {
      uploads.get(upload)?.set(Number(url.searchParams.get("partNumber")), body);
      return send(response, 200, "", tag(body));
    }
    if (request.method === "POST" && upload !== null) {
      const parts = [...(uploads.get(upload) ?? new Map<number, Buffer>())].sort(
        ([one], [other]) => one - other,
      );
      objects.set(key, Buffer.concat(parts.map(([, part]) => part)));
      uploads.delete(upload);
      return send(
        response,
        200,
        `<CompleteMultipartUploadResult><Key>${key}</Key><ETag>"done"</ETag></CompleteMultipartUploadResult>`,
      );
    }
    if (request.method === "PUT") {
      objects.set(key, body);
      return send(response, 200, "", tag(body));
    }
    if (request.method === "DELETE") {
      if (upload === null) objects.delete(key);
      else uploads.delete(upload);
      return send(response, 204);
    }
    const found = objects.get(key);
    if (found === undefined) return send(response, 404, request.method === "HEAD" ? "" : error("NoSuchKey"));
    response.writeHead(200, { "Content-Length": found.length, ETag: tag(found).ETag });
    response.end(request.method === "HEAD" ? undefined : found);
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    keys: () => [...objects.keys()],
    close: () => server.close(),
  };
}

async function whole(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function send(
  response: ServerResponse,
  status: number,
  body = "",
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...headers, ...(body === "" ? {} : { "Content-Type": "application/xml" }) });
  response.end(body);
}

function tag(body: Buffer): { ETag: string } {
  return { ETag: `"${createHash("md5").update(body).digest("hex")}"` };
}

function error(code: string): string {
  return `<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
}
