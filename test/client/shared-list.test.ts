import fc from "fast-check";
import { Renewable } from "../../src/client/auth/renewable";
import type { Client } from "../../src/client/client";
import { NotFoundError } from "../../src/client/errors/not-found-error";
import { Gateway } from "../../src/client/gateway/gateway";
import { Integrations } from "../../src/client/gateway/integrations";
import type { ApiRequest } from "../../src/client/http/message";
import type { LastAnswer } from "../../src/client/http/sender";
import { Secrets } from "../../src/client/secrets";
import { SHARED_LIST_LIFE_MS } from "../../src/client/shared-list";
import {
  type Answer,
  edgeErrorBody,
  edgePage,
  FakeClock,
  gatewayErrorBody,
  integrationBody,
  type Loopback,
  policyBody,
  type Route,
  signerBody,
} from "../support/fake-api/loopback";
import { asked as askedOf, startSignedIn } from "../support/fake-api/signed-in";

const A = idOf(1);
const B = idOf(2);
const LIST = "GET /scim/v1/integrations";

let server: Loopback;
let client: Client;
let clock: FakeClock;

async function start(route: Route): Promise<void> {
  ({ server, client, clock } = await startSignedIn(route, { maxRetries: 0 }));
}
afterEach(async () => {
  client.close();
  await server.stop();
});

/** What was asked after signing in, queries left out. */
function asked(): string[] {
  return askedOf(server).map((call) => call.split("?")[0] ?? "");
}

function idOf(number: number): string {
  return `0b7c1f2e-64cf-4d26-8a19-${String(number).padStart(12, "0")}`;
}

function token(id: string, state = "live") {
  const createdAt = "2026-01-01T00:00:00.000Z";
  return { id, description: null, createdAt, expiresAt: null, lastUsedAt: null, state };
}

function page(integrationList: readonly unknown[]): Answer {
  const totalElements = integrationList.length;
  return {
    body: { _embedded: { integrationList }, page: { number: 0, size: 500, totalElements, totalPages: 1 } },
  };
}

const notFound: Answer = { status: 404, body: gatewayErrorBody(404, "NOT_FOUND", ["no such integration"]) };

/** Lists A, and knows B only when asked for it. */
const listsA: Route = ({ method, url }) => {
  const path = url.split("?")[0] ?? "";
  if (path.endsWith("/integrations")) return page([integrationBody({ id: A, name: "listed" })]);
  if (path.endsWith("/tokens")) return { body: { tokens: [] } };
  if (method !== "GET") return { body: integrationBody({ id: A, name: "written" }) };
  return path.endsWith(B) || path.endsWith(A)
    ? { body: integrationBody({ id: path.slice(-36), name: "asked for" }) }
    : notFound;
};

describe("reads of a refresh", () => {
  test("of integrations and their tokens share one list", async () => {
    const currentTokens = [token("token-1")];
    await start(() => page([integrationBody({ id: A, currentTokens }), integrationBody({ id: B })]));
    const [one, other, tokens] = await Promise.all([
      client.integrations.shared(A),
      client.integrations.shared(B),
      client.tokens.shared(A, "token-1"),
    ]);
    expect([one.id, other.id]).toEqual([A, B]);
    expect(tokens).toEqual(currentTokens);
    expect(asked()).toEqual([LIST]);
  });

  test("of policies and signers share a list per kind", async () => {
    await start(({ url }) =>
      url.includes("auth-policies")
        ? { body: edgePage([policyBody({ id: "p1" }), policyBody({ id: "p2" })], 2) }
        : { body: edgePage([signerBody({ id: "s1" }), signerBody({ id: "s2" })], 2) },
    );
    await Promise.all([
      client.authPolicies.shared("p1"),
      client.authPolicies.shared("p2"),
      client.jwtSigners.shared("s1"),
      client.jwtSigners.shared("s2"),
    ]);
    expect(asked().sort()).toEqual([
      "GET /edge/management/v1/auth-policies",
      "GET /edge/management/v1/external-jwt-signers",
    ]);
  });

  test("lists are asked for in large pages and in an order that does not move", async () => {
    await start(({ url }) => (url.startsWith("/scim") ? page([]) : { body: edgePage([], 0) }));
    await client.integrations.list();
    await client.authPolicies.list();
    const queries = server.received.map(({ url }) => decodeURIComponent(url.split("?")[1] ?? ""));
    expect(queries).toContain("sort=createdAt,asc&page=0&size=500");
    expect(queries).toContain("sort=id asc&limit=500&offset=0");
  });

  test("of something that the list does not have ask for it alone", async () => {
    await start(listsA);
    await expect(client.integrations.shared(B)).resolves.toMatchObject({ name: "asked for" });
    expect(asked()).toEqual([LIST, `${LIST}/${B}`]);
  });

  test("find something gone only when asking for it alone says so", async () => {
    await start(listsA);
    await expect(client.integrations.shared(idOf(9))).rejects.toBeInstanceOf(NotFoundError);
    expect(asked()).toEqual([LIST, `${LIST}/${idOf(9)}`]);
  });

  test.each([
    ["an update", () => client.integrations.patch(A, { name: "x" })],
    ["a delete", () => client.integrations.delete(A, "keep")],
    ["a revoked token", () => client.tokens.revoke(A, "token-1")],
    ["a write that failed", () => client.tokens.mint(A, {}, { idempotencyKey: "k" }).catch(() => null)],
  ])("after %s of this client ask for that object anew", async (_, write) => {
    await start(listsA);
    await client.integrations.shared(A);
    await write();
    await expect(client.integrations.shared(A)).resolves.toMatchObject({ name: "asked for" });
  });

  test("a write that ends while the list is on its way counts", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await start(async (request) => {
      if (request.url.includes("?")) await held;
      return listsA(request);
    });
    const reading = client.integrations.shared(A);
    await client.integrations.patch(A, { name: "x" });
    release();
    await expect(reading).resolves.toMatchObject({ name: "asked for" });
  });

  test("do not go by a list that is older than a minute", async () => {
    await start(listsA);
    await client.integrations.shared(A);
    clock.time += SHARED_LIST_LIFE_MS - 1;
    await client.integrations.shared(A);
    expect(asked()).toEqual([LIST]);
    clock.time += 1;
    await client.integrations.shared(A);
    expect(asked()).toEqual([LIST, LIST]);
  });

  test("an aborted read leaves the list to the others", async () => {
    await start(listsA);
    const stop = new AbortController();
    const given = client.integrations.shared(A, { signal: stop.signal });
    const kept = client.integrations.shared(A);
    stop.abort(new Error("terraform was interrupted"));
    await expect(given).rejects.toThrow("terraform was interrupted");
    await expect(kept).resolves.toMatchObject({ name: "listed" });
    expect(asked()).toEqual([LIST]);
  });
});

describe("tokens", () => {
  test("of a server that does not tell them with the integration are asked for", async () => {
    await start(listsA);
    await client.tokens.shared(A, "token-1");
    expect(asked()).toEqual([LIST, `${LIST}/${A}/tokens`]);
  });

  test("are asked for when the one in question is not among the current ones", async () => {
    await start((request) =>
      request.url.includes("?")
        ? page([integrationBody({ id: A, currentTokens: [token("token-2")] })])
        : listsA(request),
    );
    await client.tokens.shared(A, "token-1");
    expect(asked()).toEqual([LIST, `${LIST}/${A}/tokens`]);
  });
});

describe("when the list fails", () => {
  const html = { headers: { "content-type": "text/html" }, body: "<html></html>" };
  test.each<[string, Answer]>([
    ["may not be read", { status: 403, body: gatewayErrorBody(403, "FORBIDDEN", ["no"]) }],
    ["breaks the server", { status: 500, body: gatewayErrorBody(500, "INTERNAL", ["oops"]) }],
    ["is HTML", html],
    ["holds somebody's malformed object", page([integrationBody({ id: B, name: 7 })])],
  ])("because it %s, each object is asked for alone, and the list not again", async (_, answer) => {
    await start((request) => (request.url.includes("?") ? answer : listsA(request)));
    await Promise.all([client.integrations.shared(A), client.integrations.shared(A)]);
    await client.integrations.shared(B);
    expect(asked().filter((call) => call === LIST)).toHaveLength(1);
    expect(asked()).toHaveLength(4);
  });

  test.each<[string, Answer]>([
    ["the credentials", { status: 401, body: gatewayErrorBody(401, "UNAUTHORIZED", ["no"]) }],
    ["more requests", { status: 429, body: gatewayErrorBody(429, "TOO_MANY_REQUESTS", ["slower"]) }],
    ["everything for now", { status: 503, body: gatewayErrorBody(503, "UNAVAILABLE", ["later"]) }],
    ["to answer", { hangUp: true }],
  ])(
    "because the API refuses %s, nothing more is asked, and the next read tries again",
    async (_, answer) => {
      let fails = true;
      await start((request) => (fails ? answer : listsA(request)));
      const failed = await Promise.allSettled([A, B].map((id) => client.integrations.shared(id)));
      expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
      expect(asked().filter((call) => call !== LIST)).toEqual([]);
      fails = false;
      await expect(client.integrations.shared(A)).resolves.toMatchObject({ name: "listed" });
    },
  );

  test("of the edge API, a policy is asked for alone", async () => {
    await start(({ url }) =>
      url.includes("?")
        ? { status: 400, body: edgeErrorBody("INVALID_FILTER", "no") }
        : { body: { data: policyBody(), meta: {} } },
    );
    await expect(client.authPolicies.shared("policy-1")).resolves.toMatchObject({ id: "policy-1" });
  });
});

/** A gateway that pages over integrations which change between two pages. */
class MovingApi {
  readonly integrations = new Map<string, number>();
  readonly asked: string[] = [];
  #made = 0;

  constructor(
    size: number,
    private readonly pageSize: number,
    private readonly changes: (() => void)[],
  ) {
    for (let made = 0; made < size; made += 1) this.create();
  }

  create(): void {
    this.#made += 1;
    this.integrations.set(idOf(this.#made), this.#made);
  }

  deleteOne(choice: number): string {
    const id = [...this.integrations.keys()][choice % Math.max(1, this.integrations.size)] ?? "";
    this.integrations.delete(id);
    return id;
  }

  async send(request: ApiRequest): Promise<LastAnswer> {
    const { pathname, searchParams } = new URL(request.url);
    this.asked.push(pathname);
    const id = pathname.slice("/scim/v1/integrations/".length);
    if (id === "") return json(200, this.#page(Number(searchParams.get("page"))));
    return this.integrations.has(id) ? json(200, integrationBody({ id })) : json(404, notFound.body);
  }

  #page(number: number): unknown {
    const { pageSize } = this;
    const all = [...this.integrations.keys()].sort();
    const items = all.slice(number * pageSize, (number + 1) * pageSize);
    const totalPages = Math.ceil(all.length / pageSize);
    this.changes.shift()?.();
    return {
      _embedded: { integrationList: items.map((one) => integrationBody({ id: one })) },
      page: { number, size: pageSize, totalElements: all.length, totalPages },
    };
  }
}

function json(status: number, body: unknown): LastAnswer {
  const headers = { "content-type": "application/json" };
  return { status, headers, text: JSON.stringify(body), attempts: 1 };
}

test("creates and deletes between the pages hide no lasting object and show no deleted one", async () => {
  await start(() => notFound);
  const property = fc.asyncProperty(
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 1, max: 7 }),
    fc.array(fc.array(fc.option(fc.nat(50), { nil: null }), { maxLength: 4 }), { maxLength: 10 }),
    async (size, pageSize, script) => {
      const touched = new Set<string>();
      const api: MovingApi = new MovingApi(
        size,
        pageSize,
        script.map((steps) => () => {
          for (const step of steps) {
            if (step === null) api.create();
            else touched.add(api.deleteOne(step));
          }
        }),
      );
      const before = [...api.integrations.keys()];
      const integrations = new Integrations(gatewayTo(api), new FakeClock());
      const read = (id: string) => integrations.shared(id).then(() => true, isGone);
      const found = await Promise.all(before.map(read));
      expect(before.filter((id, index) => !touched.has(id) && !found[index])).toEqual([]);
      expect(await read(idOf(9999))).toBe(false);
      const late = [...api.integrations.keys()];
      expect(await Promise.all(late.map(read))).toEqual(late.map(() => true));
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

function gatewayTo(sender: MovingApi): Gateway {
  const tokens = new Renewable(async () => ({ value: "ready", renewAt: null }), new FakeClock());
  return new Gateway({ apiUrl: "http://127.0.0.1", sender, tokens, secrets: new Secrets() });
}

function isGone(failure: unknown): boolean {
  if (failure instanceof NotFoundError) return false;
  throw failure;
}
