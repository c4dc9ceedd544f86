import { integration } from "../../../../src/contract/gateway/integration";
import { mintedToken, tokenList } from "../../../../src/contract/gateway/token";
import { read, TestServer } from "../../support/running-server";
import { expectProblem, INTEGRATIONS } from "../support/gateway";

describe("tokens", () => {
  let own: TestServer;
  beforeEach(async () => {
    own = await TestServer.start({ maxTokenOverlapSeconds: 600 });
  });
  afterEach(() => own.stop());

  const mint = async (id: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    own.api("POST", `${INTEGRATIONS}/${id}/tokens`, body, headers);
  const states = async (id: string) =>
    read(tokenList, await own.api("GET", `${INTEGRATIONS}/${id}/tokens`)).tokens.map(({ state }) => state);
  const opens = async (id: string, token: string) =>
    (await own.scim({ id, token }, "GET", "/Users")).status === 200;
  const view = async (id: string) => read(integration, await own.api("GET", `${INTEGRATIONS}/${id}`));

  test("rule 4: a token is shown once, lives one year, has the prefix, and is stored as a hash", async () => {
    const id = await own.integration("one");
    const answer = await mint(id, { description: "for Okta" });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { token, ...metadata } = read(mintedToken, answer);
    expect(token).toMatch(/^nfscim_[A-Za-z0-9_-]{43}$/);
    expect(metadata).toMatchObject({ description: "for Okta", state: "live", lastUsedAt: null });
    expect(metadata.expiresAt).toBe("2027-11-24T09:00:00.000Z");
    const list = await own.api("GET", `${INTEGRATIONS}/${id}/tokens`);
    expect(list.body).toEqual({ tokens: [metadata] });
    expect(await view(id)).toMatchObject({ hasAuthToken: true, tokenExpiresAt: metadata.expiresAt });
    expect(await opens(id, token)).toBe(true);
  });

  test("a tag that the client gave is shown with the token", async () => {
    const id = await own.integration("one");
    await mint(id);
    const { tag } = read(mintedToken, await mint(id, { tag: "mint-7" }));
    expect(tag).toBe("mint-7");
    expect((await view(id)).currentTokens?.map((token) => token.tag)).toEqual(["mint-7"]);
    const { tokens } = read(tokenList, await own.api("GET", `${INTEGRATIONS}/${id}/tokens`));
    expect(tokens.map((token) => token.tag)).toEqual(["mint-7", null]);
  });

  test("rule 5: a new token ends the former at once", async () => {
    const id = await own.integration("one");
    const first = read(mintedToken, await mint(id));
    own.advance(1);
    const second = read(mintedToken, await mint(id));
    expect(await states(id)).toEqual(["live", "superseded"]);
    expect([await opens(id, first.token), await opens(id, second.token)]).toEqual([false, true]);
  });

  test("rule 5: with an overlap, the former stays for the overlap and not longer", async () => {
    const id = await own.integration("one");
    const first = read(mintedToken, await mint(id));
    const second = read(mintedToken, await mint(id, { overlapSeconds: 600 }));
    expect(await states(id)).toEqual(["live", "overlapping"]);
    const told = (await view(id)).currentTokens?.map(({ overlapEndsAt }) => overlapEndsAt);
    expect(told).toEqual([null, new Date(Date.parse(second.createdAt) + 600_000).toISOString()]);
    own.advance(599);
    expect([await opens(id, first.token), await opens(id, second.token)]).toEqual([true, true]);
    own.advance(1);
    expect([await opens(id, first.token), await opens(id, second.token)]).toEqual([false, true]);
    expect(await states(id)).toEqual(["live", "superseded"]);
  });

  test("an integration shows live, overlapping and expired tokens, no others", async () => {
    const id = await own.integration("one");
    const current = async () =>
      (await view(id)).currentTokens?.map(({ id: tokenId, state }) => [tokenId, state]);
    expect(await current()).toEqual([]);
    const first = read(mintedToken, await mint(id));
    const second = read(mintedToken, await mint(id, { overlapSeconds: 600, lifetimeSeconds: 900 }));
    expect(await current()).toEqual([
      [second.id, "live"],
      [first.id, "overlapping"],
    ]);
    expect(JSON.stringify(await view(id))).not.toContain(second.token);
    own.advance(900);
    expect(await current()).toEqual([[second.id, "expired"]]);
    await own.api("DELETE", `${INTEGRATIONS}/${id}/tokens/${second.id}`);
    expect(await current()).toEqual([]);
  });

  test("an overlap ends with the former token, and the answer says so", async () => {
    const id = await own.integration("one");
    const { expiresAt } = read(mintedToken, await mint(id, { lifetimeSeconds: 300 }));
    await mint(id, { overlapSeconds: 600 });
    expect((await view(id)).currentTokens?.[1]).toMatchObject({ overlapEndsAt: expiresAt });
    own.advance(300);
    expect(await states(id)).toEqual(["live", "superseded"]);
  });

  test("a third token ends the overlap of the first", async () => {
    const id = await own.integration("one");
    const first = read(mintedToken, await mint(id));
    const second = read(mintedToken, await mint(id, { overlapSeconds: 600 }));
    await mint(id, { overlapSeconds: 600 });
    expect([await opens(id, first.token), await opens(id, second.token)]).toEqual([false, true]);
  });

  test("rule 5: an expired token gives 401, and the integration says when it ended", async () => {
    const id = await own.integration("one");
    const { token, expiresAt } = read(mintedToken, await mint(id, { lifetimeSeconds: 60 }));
    own.advance(60);
    await own.signIn();
    expect(await opens(id, token)).toBe(false);
    expect(await view(id)).toMatchObject({ hasAuthToken: false, tokenExpiresAt: expiresAt });
    expect(await states(id)).toEqual(["expired"]);
    await mint(id);
    expect(await states(id)).toEqual(["live", "expired"]);
  });

  test("a lifetime of null means that the token never expires", async () => {
    const id = await own.integration("one");
    const { token, expiresAt } = read(mintedToken, await mint(id, { lifetimeSeconds: null }));
    own.advance(100 * 365 * 24 * 3600);
    await own.signIn();
    expect([expiresAt, await opens(id, token)]).toEqual([null, true]);
    expect(await view(id)).toMatchObject({ hasAuthToken: true, tokenExpiresAt: null });
  });

  test("a revoked token opens nothing, and a second revocation is no error", async () => {
    const id = await own.integration("one");
    const { id: tokenId, token } = read(mintedToken, await mint(id));
    const path = `${INTEGRATIONS}/${id}/tokens/${tokenId}`;
    expect((await own.api("DELETE", path)).status).toBe(204);
    expect((await own.api("DELETE", path)).status).toBe(204);
    expect([await opens(id, token), await states(id)]).toEqual([false, ["revoked"]]);
    expect(await view(id)).toMatchObject({ hasAuthToken: false, tokenExpiresAt: null });
    const other = await own.integration("two");
    expectProblem(await own.api("DELETE", `${INTEGRATIONS}/${other}/tokens/${tokenId}`), 404);
  });

  test.each([
    ["an overlap beyond what the server allows", { overlapSeconds: 601 }, "overlapSeconds"],
    ["a negative overlap", { overlapSeconds: -1 }, "overlapSeconds"],
    ["no lifetime", { lifetimeSeconds: 0 }, "lifetimeSeconds"],
    ["a lifetime beyond the calendar", { lifetimeSeconds: Number.MAX_SAFE_INTEGER }, "lifetimeSeconds"],
    ["an empty tag", { tag: "" }, "tag"],
    ["a tag of more than 100 characters", { tag: "t".repeat(101) }, "tag"],
    ["an unknown field", { secret: "mine" }, "secret"],
  ])("refuses %s with 400, and the live token stays live", async (_what, body, field) => {
    const id = await own.integration("one");
    const { token } = read(mintedToken, await mint(id));
    expectProblem(await mint(id, body), 400, field);
    expect(await opens(id, token)).toBe(true);
  });

  test("a server that allows no overlap refuses every overlap", async () => {
    const strict = await TestServer.start();
    try {
      const id = await strict.integration("one");
      const answer = await strict.api("POST", `${INTEGRATIONS}/${id}/tokens`, { overlapSeconds: 1 });
      expectProblem(answer, 400, "overlapSeconds");
    } finally {
      await strict.stop();
    }
  });

  test("lastUsedAt is kept to the minute", async () => {
    const id = await own.integration("one");
    const { token } = read(mintedToken, await mint(id));
    const lastUsed = async () =>
      read(tokenList, await own.api("GET", `${INTEGRATIONS}/${id}/tokens`)).tokens[0]?.lastUsedAt;
    const first = own.now.toISOString();
    await opens(id, token);
    expect(await lastUsed()).toBe(first);
    own.advance(59);
    await opens(id, token);
    expect(await lastUsed()).toBe(first);
    own.advance(1);
    await opens(id, token);
    expect(await lastUsed()).toBe(own.now.toISOString());
  });

  describe("with an Idempotency-Key", () => {
    const key = { "idempotency-key": "6f1c3c5e-0a51-4f0e-9a0a-51f3a5f0c9b1" };

    test("the same key gives the same answer, secret included, and mints once", async () => {
      const id = await own.integration("one");
      const first = await mint(id, {}, key);
      own.advance(3600 * 24 - 1);
      await own.signIn();
      const second = await mint(id, {}, key);
      expect([second.status, second.body]).toEqual([201, first.body]);
      expect(await states(id)).toEqual(["live"]);
    });

    test("a repeated answer says that it is one", async () => {
      const id = await own.integration("one");
      const said = async () => (await mint(id, {}, key)).headers.get("idempotency-replayed");
      expect([await said(), await said()]).toEqual([null, "true"]);
    });

    test.each<[string, (id: string, tokenId: string) => Promise<unknown>, string]>([
      [
        "was revoked",
        (id, tokenId) => own.api("DELETE", `${INTEGRATIONS}/${id}/tokens/${tokenId}`),
        "revoked",
      ],
      ["was replaced", (id) => mint(id), "superseded"],
      ["overlaps with the next one", (id) => mint(id, { overlapSeconds: 600 }), "superseded"],
      ["has ended", async () => own.advance(60), "expired"],
    ])("the key of a token that %s mints another one", async (_, end, state) => {
      const id = await own.integration("one");
      const body = { lifetimeSeconds: 60 };
      const first = read(mintedToken, await mint(id, body, key));
      await end(id, first.id);
      const again = await mint(id, body, key);
      expect(again.headers.get("idempotency-replayed")).toBeNull();
      const second = read(mintedToken, again);
      expect([second.state, await opens(id, second.token)]).toEqual(["live", true]);
      expect(await opens(id, first.token)).toBe(false);
      const listed = read(tokenList, await own.api("GET", `${INTEGRATIONS}/${id}/tokens`)).tokens;
      expect(listed.find((token) => token.id === first.id)?.state).toBe(state);
      expect(read(mintedToken, await mint(id, body, key)).token).toBe(second.token);
    });

    test("of many concurrent requests one mints, and all get its answer", async () => {
      const id = await own.integration("one");
      const answers = await Promise.all(Array.from({ length: 6 }, () => mint(id, {}, key)));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(await states(id)).toEqual(["live"]);
    });

    test("the key mints again after 24 hours, and for another integration", async () => {
      const id = await own.integration("one");
      const first = read(mintedToken, await mint(id, {}, key));
      const other = read(mintedToken, await mint(await own.integration("two"), {}, key));
      own.advance(3600 * 24);
      await own.signIn();
      const later = read(mintedToken, await mint(id, {}, key));
      expect(new Set([first.token, other.token, later.token]).size).toBe(3);
    });

    test("the same key with another body gets 409, and nothing is minted", async () => {
      const id = await own.integration("one");
      await mint(id, {}, key);
      expectProblem(await mint(id, { lifetimeSeconds: 60 }, key), 409);
      expect(await states(id)).toEqual(["live"]);
    });

    test("a key that is easy to guess gets 400", async () => {
      const id = await own.integration("one");
      expectProblem(await mint(id, {}, { "idempotency-key": "1" }), 400, "Idempotency-Key");
    });
  });
});
