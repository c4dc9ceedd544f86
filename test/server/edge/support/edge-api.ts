import type { ZodMiniType } from "zod/mini";
import { edgeCreated } from "../../../../src/contract/common";
import { edgeError } from "../../../../src/contract/errors";
import { parse } from "../../../../src/contract/parse";
import { CLIENT_ID, CLIENT_SECRET, TestServer } from "../../support/running-server";

/** An answer of the edge API. The body is undefined when there is none. */
export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The edge API of a real server, with a session of its own. */
export class EdgeApi {
  session = "";

  private constructor(readonly server: TestServer) {}

  static async start(): Promise<EdgeApi> {
    const api = new EdgeApi(await TestServer.start());
    await api.signIn();
    return api;
  }

  /** Opens a session by password and uses it from now on. */
  async signIn(): Promise<string> {
    const credentials = { username: CLIENT_ID, password: CLIENT_SECRET };
    const answer = await this.call("POST", "/authenticate?method=password", credentials);
    this.session = (answer.body as { data: { token: string } }).data.token;
    return this.session;
  }

  /** Sends any call. It uses the session of this object unless the headers have another one. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<EdgeAnswer> {
    const sent = {
      ...(this.session === "" ? {} : { "zt-session": this.session }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    };
    const response = await fetch(`${this.server.url}/edge/management/v1${path}`, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
  }

  /** Creates an object, expects success, and returns the id. */
  async create(collection: string, body: unknown): Promise<string> {
    const answer = await this.call("POST", `/${collection}`, body);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 201 });
    return fitting(edgeCreated, answer).data.id;
  }

  /** The `data` of one object. */
  async read(collection: string, id: string): Promise<Record<string, unknown>> {
    const answer = await this.call("GET", `/${collection}/${id}`);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
    return (answer.body as { data: Record<string, unknown> }).data;
  }

  /** The `name` of every object that a filter finds, sorted by name. */
  async names(collection: string, filter: string): Promise<string[]> {
    const query = new URLSearchParams({ filter, limit: "500", sort: "name" });
    const answer = await this.call("GET", `/${collection}?${query}`);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
    return (answer.body as { data: { name: string }[] }).data.map(({ name }) => name);
  }
}

/** The body of an answer. Fails the test when the body does not match the contract. */
export function fitting<T>(schema: ZodMiniType<T>, { status, body }: EdgeAnswer): T {
  const parsed = parse(schema, body);
  if (parsed.ok) return parsed.value;
  throw new Error(`${status} ${JSON.stringify(body)} does not fit: ${JSON.stringify(parsed.issues)}`);
}

/** Expects an error envelope with the code and, if given, the field of its cause. Returns the error. */
export function expectError(answer: EdgeAnswer, status: number, code: string, field?: string) {
  const { error } = fitting(edgeError, answer);
  expect({ status: answer.status, code: error.code, message: error.message }).toMatchObject({ status, code });
  if (field !== undefined) expect(error.cause).toMatchObject({ field });
  return error;
}

/** Expects the empty envelope of an update or delete. */
export function expectDone(answer: EdgeAnswer): void {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status: 200,
    body: { data: {}, meta: {} },
  });
}
