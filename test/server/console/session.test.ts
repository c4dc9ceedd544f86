import { consoleSession, openedConsoleSession } from "../../../src/contract/gateway/console-session";
import { openDatabase } from "../../../src/server/store/open-database";
import { SAME_ORIGIN, type SignedIn, signInToConsole } from "../../support/console-session";
import { expectProblem } from "../management/support/gateway";
import { CLIENT_ID, CLIENT_SECRET, read, TestServer } from "../support/running-server";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const CREDENTIAL = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
const JSON_BODY = { "content-type": "application/json" };
const BACKGROUND = { "x-console-background": "1" };
const NETWORKS = "/core/v3/networks";
const IDENTITIES = "/edge/management/v1/identities";
/** One call of each API family, and the session itself. */
const READS = [NETWORKS, "/scim/v1/integrations", IDENTITIES, "/console/session"];

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

const signIn = (cookie?: string) => signInToConsole(server.url, CREDENTIAL, cookie);
const ask = (path: string, headers: Record<string, string>) => server.send("GET", path, { headers });
const post = (body: unknown, headers: Record<string, string> = {}) =>
  server.send("POST", "/console/session", {
    headers: { ...SAME_ORIGIN, ...JSON_BODY, ...headers },
    text: JSON.stringify(body),
  });
const statusesOf = async (headers: Record<string, string>) => {
  const answers = [];
  for (const path of READS) answers.push((await ask(path, headers)).status);
  return answers;
};
const all = (status: number) => READS.map(() => status);

describe("a sign-in", () => {
  test("answers who is signed in, for how long, and the key", async () => {
    const answer = await post(CREDENTIAL);
    expect(answer.status).toBe(200);
    expect(read(openedConsoleSession, answer)).toEqual({
      key: expect.stringMatching(/^nfcon_[\w-]{43}$/),
      clientId: CLIENT_ID,
      networkId: server.running.networkId,
      networkName: "netfoundry-scim",
      idleSeconds: 15 * MINUTE,
      endsAt: "2026-11-24T17:00:00.000Z",
    });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("sets a cookie of the port that no script can read and no other site sends", async () => {
    const { headers } = await post(CREDENTIAL);
    const { port } = new URL(server.url);
    const cookie = `nf-console-${port}=nfcon_[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict`;
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(new RegExp(`^${cookie}$`))]);
  });

  test("opens both API families without a token", async () => {
    expect(await statusesOf({ ...(await signIn()).headers })).toEqual(all(200));
  });

  test("leaves no answer in the cache of the browser", async () => {
    const { headers } = await signIn();
    for (const path of READS) {
      expect((await ask(path, headers)).headers.get("cache-control")).toBe("no-store");
    }
  });

  test("stays after a reload of the page", async () => {
    const { headers, session } = await signIn();
    const { key, ...rest } = session;
    expect(read(consoleSession, await ask("/console/session", headers))).toEqual(rest);
    expect(key).toBeTruthy();
  });

  test("leaves only hashes of its two halves in the database", async () => {
    const { headers, session } = await signIn();
    const db = await openDatabase(server.database);
    const rows = JSON.stringify(await db.selectFrom("console_sessions").selectAll().execute());
    await db.destroy();
    const cookie = headers.cookie.split("=")[1] ?? "";
    expect(rows).toMatch(/"key_hash":"[0-9a-f]{64}","cookie_hash":"[0-9a-f]{64}"/);
    expect([rows.includes(session.key), rows.includes(cookie)]).toEqual([false, false]);
  });

  test.each([
    ["a wrong secret", { clientId: CLIENT_ID, clientSecret: "wrong" }, 401, []],
    ["an unknown client id", { clientId: "nobody", clientSecret: CLIENT_SECRET }, 401, []],
    ["no secret", { clientId: CLIENT_ID }, 400, ["clientSecret"]],
    ["more than 16 KiB", { clientId: CLIENT_ID, clientSecret: "x".repeat(16 * 1024) }, 413, []],
  ])("with %s is refused", async (_what, body, status, fields) => {
    const answer = await post(body);
    expectProblem(answer, status, ...fields);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});

describe("the two halves", () => {
  const forged = (length: number) => `nfcon_${"x".repeat(length)}`;
  const without = (name: string) => (headers: SignedIn["headers"]) =>
    Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

  test.each([
    ["the cookie without the key", without("x-console-session")],
    ["the key without the cookie", without("cookie")],
    ["another key", (headers: SignedIn["headers"]) => ({ ...headers, "x-console-session": forged(43) })],
    [
      "another cookie",
      (headers: SignedIn["headers"]) => ({
        ...headers,
        cookie: `${headers.cookie.split("=")[0]}=${forged(43)}`,
      }),
    ],
    [
      "the cookie as key",
      (headers: SignedIn["headers"]) => ({
        ...headers,
        "x-console-session": headers.cookie.split("=")[1] ?? "",
      }),
    ],
  ])("%s opens nothing", async (_what, change) => {
    const { headers } = await signIn();
    expect(await statusesOf(change(headers))).toEqual(all(401));
    expect(await statusesOf({ ...headers })).toEqual(all(200));
  });

  test("of two browsers do not fit together", async () => {
    const [one, other] = [await signIn(), await signIn()];
    const mixed = { ...one.headers, "x-console-session": other.session.key };
    expect(await statusesOf(mixed)).toEqual(all(401));
  });

  test("stand a cookie of the same name that another port has set", async () => {
    const { headers } = await signIn();
    const name = headers.cookie.split("=")[0];
    const cookie = `theme=dark; ${name}=planted; ${headers.cookie}`;
    expect(await statusesOf({ ...headers, cookie })).toEqual(all(200));
  });
});

describe("a call that authenticates in another way", () => {
  test.each([
    ["Authorization", { authorization: "Bearer nfgw_x" }],
    ["zt-session", { "zt-session": "nfzt_x" }],
  ])("ignores the cookie where it has %s", async (_what, other) => {
    const { headers } = await signIn();
    expect(await statusesOf({ ...headers, ...other })).toEqual(all(401));
  });

  test("needs no header of the console", async () => {
    const { headers } = await signIn();
    const authorization = `Bearer ${await server.signIn()}`;
    expect((await ask(NETWORKS, { cookie: headers.cookie, authorization })).status).toBe(200);
  });
});

describe("the end of a session", () => {
  test("comes after 15 minutes without a call, within half a minute", async () => {
    const { headers } = await signIn();
    for (let at = 0; at < 4; at++) {
      server.advance(14 * MINUTE + 30);
      expect((await ask(NETWORKS, headers)).status).toBe(200);
    }
    server.advance(15 * MINUTE);
    expect(await statusesOf({ ...headers })).toEqual(all(401));
  });

  test("is not put off by calls in the background", async () => {
    const { headers } = await signIn();
    for (let at = 0; at < 14; at++) {
      server.advance(MINUTE);
      expect(await statusesOf({ ...headers, ...BACKGROUND })).toEqual(all(200));
    }
    server.advance(MINUTE);
    expect(await statusesOf({ ...headers, ...BACKGROUND })).toEqual(all(401));
  });

  test("comes after 8 hours, whatever happens", async () => {
    const { headers } = await signIn();
    for (let at = 0; at < 48 - 1; at++) {
      server.advance(10 * MINUTE);
      expect((await ask(IDENTITIES, headers)).status).toBe(200);
    }
    server.advance(10 * MINUTE - 1);
    expect((await ask(IDENTITIES, headers)).headers.get("expires-at")).toBe("2026-11-24T17:00:00.000Z");
    server.advance(1);
    expect(await statusesOf({ ...headers })).toEqual(all(401));
  });

  test("costs no write for each read", async () => {
    const { headers } = await signIn();
    const idleAt = async () => {
      const db = await openDatabase(server.database);
      const { idle_at } = await db.selectFrom("console_sessions").selectAll().executeTakeFirstOrThrow();
      await db.destroy();
      return idle_at;
    };
    server.advance(29);
    await ask(NETWORKS, headers);
    expect(await idleAt()).toBe("2026-11-24T09:15:00.000Z");
    server.advance(1);
    await ask(NETWORKS, headers);
    expect(await idleAt()).toBe("2026-11-24T09:15:30.000Z");
  });

  test("comes with a new credential of the account", async () => {
    const { headers } = await signIn();
    const port = Number(new URL(server.url).port);
    await server.close();
    await server.open({ port, clientId: CLIENT_ID, clientSecret: "a new secret" });
    expect(await statusesOf({ ...headers })).toEqual(all(401));
  });

  test("comes with a sign-out, which removes the cookie", async () => {
    const { headers } = await signIn();
    const answer = await server.send("DELETE", "/console/session", { headers });
    expect(answer.status).toBe(204);
    const name = headers.cookie.split("=")[0];
    expect(answer.headers.getSetCookie()).toEqual([`${name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`]);
    expect(await statusesOf({ ...headers })).toEqual(all(401));
    expectProblem(await server.send("DELETE", "/console/session", { headers }), 401);
  });

  test("comes with the sign-out of the edge API too", async () => {
    const { headers } = await signIn();
    const path = "/edge/management/v1/current-api-session";
    expect((await ask(path, headers)).body).toMatchObject({
      data: { token: "", identityId: CLIENT_ID, expirationSeconds: 900 },
    });
    expect((await server.send("DELETE", path, { headers })).status).toBe(200);
    expect(await statusesOf({ ...headers })).toEqual(all(401));
  });
});

describe("several tabs of a browser", () => {
  test("have a key each and one cookie", async () => {
    const one = await signIn();
    const other = await signIn(one.headers.cookie);
    expect(other.headers.cookie).toBe(one.headers.cookie);
    expect(other.session.key).not.toBe(one.session.key);
    expect([await statusesOf({ ...one.headers }), await statusesOf({ ...other.headers })]).toEqual([
      all(200),
      all(200),
    ]);
  });

  test("stay signed in while a person works in one of them", async () => {
    const one = await signIn();
    server.advance(10 * MINUTE);
    const other = await signIn(one.headers.cookie);
    server.advance(10 * MINUTE);
    await ask(NETWORKS, other.headers);
    server.advance(10 * MINUTE);
    expect(await statusesOf({ ...one.headers })).toEqual(all(200));
  });

  test("end together at a sign-out", async () => {
    const one = await signIn();
    const other = await signIn(one.headers.cookie);
    const elsewhere = await signIn();
    await server.send("DELETE", "/console/session", { headers: { ...other.headers } });
    expect(await statusesOf({ ...one.headers })).toEqual(all(401));
    expect(await statusesOf({ ...elsewhere.headers })).toEqual(all(200));
  });

  test("get a new cookie when the old session has ended", async () => {
    const one = await signIn();
    server.advance(8 * HOUR);
    const other = await signIn(one.headers.cookie);
    expect(other.headers.cookie).not.toBe(one.headers.cookie);
  });
});

test("a session of the console gets no token", async () => {
  const { headers } = await signIn();
  const answer = await server.send("POST", `${NETWORKS}/${server.running.networkId}/exchange`, {
    headers: { ...headers, ...JSON_BODY },
    text: JSON.stringify({ type: "session" }),
  });
  expectProblem(answer, 403);
});

test("no log line holds a half of a session", async () => {
  const { headers, session } = await signIn();
  await statusesOf({ ...headers });
  await server.send("GET", `/console/${session.key}`, {});
  expect(server.log.join()).not.toContain(session.key);
  expect(server.log.join()).not.toContain(headers.cookie.split("=")[1]);
});
