import * as z from "zod/mini";
import { edgePagination } from "../../../src/contract/common";
import { auditList } from "../../../src/contract/gateway/audit";
import { integrationList } from "../../../src/contract/gateway/integration";
import { MAX_PAGE } from "../../../src/server/scim/size-limits";
import { directly } from "../support/directly";
import { Network, policyBody, signerBody } from "../support/network";
import { type Answer, read } from "../support/running-server";

// A page that would pass 16 MiB holds fewer objects, and the answer says how many.

/** Objects of nearly 1 MiB each. All of them together pass 16 MiB. */
const LARGE = 18;
const LONG = "x".repeat(1_000_000);

const listed = z.object({
  data: z.array(z.object({ id: z.string() })),
  meta: z.object({ pagination: edgePagination }),
});

let network: Network;
beforeAll(async () => {
  network = await Network.start();
});
afterAll(() => network.stop());

function expectBelowBound(answer: Answer): void {
  expect(Buffer.byteLength(JSON.stringify(answer.body))).toBeLessThan(MAX_PAGE);
}

const identity = (name: string, more: object) => ({ name, type: "Default", isAdmin: false, ...more });
const tags = { long: LONG };

describe("an edge list", () => {
  test.each([
    ["identities", (name: string) => identity(name, { tags })],
    ["auth-policies", (name: string) => ({ ...policyBody(name), tags })],
    ["external-jwt-signers", (name: string) => signerBody(name, { kid: name, audience: LONG })],
  ])("of %s holds fewer objects, and its limit says how many", async (collection, body) => {
    const made: string[] = [];
    for (let at = 0; at < LARGE; at++) {
      made.push(await network.create(collection, body(network.fresh(`large-${at}`))));
    }
    const found: string[] = [];
    for (let offset = 0; ; ) {
      const query = new URLSearchParams({ limit: "500", offset: String(offset), sort: "createdAt desc" });
      const answer = await network.server.edge("GET", `/${collection}?${query}`);
      expectBelowBound(answer);
      const { data, meta } = read(listed, answer);
      found.push(...data.map(({ id }) => id));
      const isLast = found.length === meta.pagination.totalCount;
      expect(meta.pagination).toMatchObject({ offset, limit: isLast ? 500 : data.length });
      if (isLast) break;
      offset += meta.pagination.limit;
    }
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(expect.arrayContaining(made));
  });

  test("of identities counts their role attributes", async () => {
    const attributes = (at: number) =>
      Array.from({ length: 900 }, (_, n) => `${at}-${n}-${"r".repeat(1000)}`);
    for (let at = 0; at < LARGE + 1; at++) {
      await network.createIdentity(network.fresh("attributes"), { roleAttributes: attributes(at) });
    }
    const query = new URLSearchParams({ limit: "500", filter: 'name contains "attributes-"' });
    const answer = await network.server.edge("GET", `/identities?${query}`);
    expectBelowBound(answer);
    expect(read(listed, answer).meta.pagination).toMatchObject({ totalCount: LARGE + 1, limit: LARGE });
  });
});

test("a gateway list of large elements has smaller pages, which hold all of them", async () => {
  const made: string[] = [];
  for (let at = 0; at < LARGE; at++) made.push((await network.connect()).id);
  const path = `externalId[value eq "${LONG}"]`;
  await directly(network.server.database, `update integrations set external_id_custom_path = '${path}'`);
  const found: string[] = [];
  for (let page = 0, pages = 1; page < pages; page++) {
    const answer = await network.server.api("GET", `/scim/v1/integrations?size=1000&page=${page}`);
    expectBelowBound(answer);
    const { _embedded, page: shown } = read(integrationList, answer);
    expect(shown).toMatchObject({ number: page, size: 16, totalElements: LARGE, totalPages: 2 });
    pages = shown.totalPages;
    found.push(...(_embedded?.integrationList ?? []).map(({ id }) => id));
  }
  expect(found.toSorted()).toEqual(made.toSorted());
});

test("an audit entry holds fifty names of a hundred characters, also one of an earlier version", async () => {
  const to = await network.connect();
  const extensions = Array.from({ length: 60 }, (_, n) => [
    `urn:example:${n}:${"x".repeat(200)}`,
    { own: n },
  ]);
  await network.addUser(to, network.fresh("user"), Object.fromEntries(extensions));
  const old = JSON.stringify([LONG, "title"]);
  await directly(
    network.server.database,
    `insert into audit_entries (id, network_id, integration_id, at, kind, action, actor, changed, outcome)
     select 'old', network_id, id, '2026-11-24T08:00:00.000Z', 'scim', 'user.create', 'x', '${old}', 'done'
     from integrations where id = '${to.id}'`,
  );
  const audit = `/core/v3/networks/${network.server.running.networkId}/audit?integrationId=${to.id}`;
  const entries = read(auditList, await network.server.api("GET", audit))._embedded?.auditEntryList ?? [];
  const recent = entries.find(({ action, id }) => action === "user.create" && id !== "old");
  expect(recent?.changed.length).toBe(50);
  expect(Math.max(...(recent?.changed ?? []).map((name) => name.length))).toBe(100);
  expect(entries.find(({ id }) => id === "old")?.changed).toEqual(["x".repeat(100), "title"]);
});
