import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Keeps the comments of one pull request, as GitHub's API does. */
export class Comments {
  readonly bodies = new Map<number, string>();
  #server: Server | null = null;

  async open(): Promise<string> {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      if (request.method === "POST") this.bodies.set(this.bodies.size + 1, JSON.parse(text).body);
      if (request.method === "PATCH")
        this.bodies.set(Number(request.url?.split("/").at(-1)), JSON.parse(text).body);
      const { searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
      const size = Number(searchParams.get("per_page") ?? 30);
      const page = Number(searchParams.get("page") ?? 1);
      const all = [...this.bodies].map(([id, body]) => ({ id, body }));
      response.end(JSON.stringify(all.slice(size * (page - 1), size * page)));
    }).listen(0, "127.0.0.1");
    await new Promise((done) => this.#server?.once("listening", done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.close();
  }
}
