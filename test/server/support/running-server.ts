import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ZodMiniType } from "zod/mini";
import { integration } from "../../../src/contract/gateway/integration";
import { edgeSession } from "../../../src/contract/gateway/network";
import { mintedToken } from "../../../src/contract/gateway/token";
import { accessToken } from "../../../src/contract/oauth";
import { parse } from "../../../src/contract/parse";
import { type RunningServer, type ServeOptions, startServer } from "../../../src/server/serve";
import { memoryFolder } from "../../support/memory-folder";
import { emptyDatabase } from "./empty-database";
import { freePort } from "./free-port";
import { makeDatabase } from "./postgresql";

export const CLIENT_ID = "test-client";
export const CLIENT_SECRET = "test-secret-of-some-length";

/** An HTTP answer with its body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The body of an answer. Fails the test when the body does not match the contract. */
export function read<T>(schema: ZodMiniType<T>, { status, body }: Answer): T {
  const parsed = parse(schema, body);
  if (parsed.ok) return parsed.value;
  throw new Error(`${status} ${JSON.stringify(body)} does not fit: ${JSON.stringify(parsed.issues)}`);
}

/** A SCIM connection: the integration and its token. */
export interface Connection {
  readonly id: string;
  readonly token: string;
}

/** A real server on a free port with its own database. The test moves its clock and reads its log. */
export class TestServer {
  now = new Date("2026-11-24T09:00:00.000Z");
  readonly log: string[] = [];
  readonly folder = memoryFolder("netfoundry-scim-test-");
  /** The SQLite file, or the URL of a PostgreSQL database. */
  database = join(this.folder, "server.sqlite");
  /** The engine of the servers that start from now on. */
  static engine: "sqlite" | "postgresql" = "sqlite";
  /** How many servers share the database. Requests go to them in turn. */
  static copies = 1;
  readonly #others: { readonly address: string; readonly running: RunningServer }[] = [];
  #sent = 0;
  #drop: (() => Promise<void>) | null = null;
  #running: RunningServer | null = null;
  #accessToken = "";

  static async start(options: Partial<ServeOptions> = {}): Promise<TestServer> {
    const server = new TestServer();
    await server.open(options);
    return server;
  }

  async open(options: Partial<ServeOptions> = {}): Promise<void> {
    if (TestServer.engine === "postgresql" && this.#drop === null) {
      const made = await makeDatabase();
      this.database = made.url;
      this.#drop = made.drop;
    }
    if (TestServer.engine === "sqlite" && !existsSync(this.database)) {
      writeFileSync(this.database, await emptyDatabase());
    }
    const shared = {
      host: "127.0.0.1",
      port: 0,
      database: this.database,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      clock: () => this.now,
      // The cheapest there is. The real one takes a tenth of a second at each start.
      clientSecretCost: 2,
      log: { write: (line: string) => this.log.push(line) },
      ...options,
    };
    this.#running = await startServer(shared);
    while (this.#others.length < TestServer.copies - 1) {
      const port = await freePort();
      const running = await startServer({ ...shared, port, publicUrl: this.url });
      this.#others.push({ address: `http://127.0.0.1:${port}`, running });
    }
    if (!("clientId" in options)) await this.signIn();
  }

  get running(): RunningServer {
    if (this.#running === null) throw new Error("the server is not running");
    return this.#running;
  }

  get url(): string {
    return this.running.url;
  }

  /** Closes the server and keeps its database. */
  async close(): Promise<void> {
    for (const { running } of this.#others.splice(0)) await running.close();
    await this.#running?.close();
    this.#running = null;
  }

  /** Closes the server and removes its database. */
  async stop(): Promise<void> {
    await this.close();
    await this.#drop?.();
    rmSync(this.folder, { recursive: true, force: true });
  }

  advance(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1000);
  }

  /** Gets the access token that `api` sends. */
  async signIn(): Promise<string> {
    const answer = await this.send("POST", "/oauth2/token", {
      headers: {
        authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      text: "grant_type=client_credentials",
    });
    this.#accessToken = read(accessToken, answer).access_token;
    return this.#accessToken;
  }

  /** Sends any request. The path is below the base URL. */
  async send(
    method: string,
    path: string,
    { headers = {}, text }: { headers?: Record<string, string>; text?: string } = {},
  ): Promise<Answer> {
    const addresses = [this.running.listensOn, ...this.#others.map(({ address }) => address)];
    const address = addresses[this.#sent++ % addresses.length];
    const response = await fetch(address + path, {
      method,
      headers,
      redirect: "manual",
      ...(text === undefined ? {} : { body: text }),
    });
    const content = await response.text();
    const isJson = content !== "" && (response.headers.get("content-type")?.includes("json") ?? false);
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(content) : content,
    };
  }

  /** A call of the gateway with the access token. */
  api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#json(method, path, `Bearer ${this.#accessToken}`, body, "application/json", headers);
  }

  /** A SCIM request at the integration URL. */
  scim(
    { id, token }: Connection,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const below = `/scim/v2/${id}${path}`;
    return this.#json(method, below, `Bearer ${token}`, body, "application/scim+json", headers);
  }

  /** A call of the edge API with a session of its own. */
  async edge(method: string, path: string, body?: unknown): Promise<Answer> {
    const exchange = await this.api("POST", `/core/v3/networks/${this.running.networkId}/exchange`, {
      type: "session",
    });
    const headers = { "zt-session": read(edgeSession, exchange).value };
    const below = `/edge/management/v1${path}`;
    return this.#json(method, below, null, body, "application/json", headers);
  }

  /** Makes an integration and returns its id. */
  async integration(name: string, mapping?: unknown): Promise<string> {
    const body = { networkId: this.running.networkId, name, ...(mapping === undefined ? {} : { mapping }) };
    return read(integration, await this.api("POST", "/scim/v1/integrations", body)).id;
  }

  /** Makes an integration with a token. */
  async connected(name: string, mapping?: unknown): Promise<Connection> {
    const id = await this.integration(name, mapping);
    const { token } = read(mintedToken, await this.api("POST", `/scim/v1/integrations/${id}/tokens`, {}));
    return { id, token };
  }

  #json(
    method: string,
    path: string,
    authorization: string | null,
    body: unknown,
    contentType: string,
    headers: Record<string, string>,
  ): Promise<Answer> {
    return this.send(method, path, {
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(body === undefined ? {} : { "content-type": contentType }),
        ...headers,
      },
      ...(body === undefined ? {} : { text: JSON.stringify(body) }),
    });
  }
}
