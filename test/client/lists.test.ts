import type { Client } from "../../src/client/client";
import {
  edgePage,
  INTEGRATION_ID,
  integrationBody,
  type Loopback,
  policyBody,
  type Received,
  type Route,
} from "../support/fake-api/loopback";
import { asked, startSignedIn, thrown } from "../support/fake-api/signed-in";

let server: Loopback;
let client: Client;

async function start(route: Route): Promise<void> {
  ({ server, client } = await startSignedIn(route));
}
afterEach(async () => {
  client.close();
  await server.stop();
});

function numberIn({ url }: Received, parameter: string): number {
  return Number(new URL(url, "http://x").searchParams.get(parameter));
}

function policies(ids: readonly string[], total: number) {
  return {
    body: edgePage(
      ids.map((id) => policyBody({ id })),
      total,
    ),
  };
}

function integrations(ids: readonly string[], totalElements: number) {
  const integrationList = ids.map((id) => integrationBody({ id: INTEGRATION_ID.replace(/.$/, id) }));
  const page = { number: 0, size: 2, totalElements, totalPages: Math.ceil(totalElements / 2) };
  return { body: { _embedded: { integrationList }, page } };
}

/** A list that gives two objects a page, and loses one before the second page of each of so many readings. */
class ShrinkingList {
  #ids = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
  #loses: number;

  constructor(losesInReadings: number) {
    this.#loses = losesInReadings;
  }

  page(offset: number): { readonly ids: readonly string[]; readonly total: number } {
    if (offset > 0 && this.#loses > 0) {
      this.#loses -= 1;
      this.#ids.shift();
    }
    return { ids: this.#ids.slice(offset, offset + 2), total: this.#ids.length };
  }
}

/** Both families of the API, with a list whose pages hold two objects. */
const FAMILIES = [
  {
    family: "gateway",
    list: async () => (await client.integrations.list()).map(({ id }) => id.slice(-1)),
    answer: (pages: ShrinkingList) => (request: Received) => {
      const { ids, total } = pages.page(numberIn(request, "page") * 2);
      return integrations(ids, total);
    },
    same: (ids: readonly string[], total: number) => integrations(ids, total),
  },
  {
    family: "edge API",
    list: async () => (await client.authPolicies.list()).map(({ id }) => id),
    answer: (pages: ShrinkingList) => (request: Received) => {
      const { ids, total } = pages.page(numberIn(request, "offset"));
      return policies(ids, total);
    },
    same: policies,
  },
];

describe.each(FAMILIES)("a list of the $family", ({ list, answer, same }) => {
  test("is read to the last page, once", async () => {
    await start(answer(new ShrinkingList(0)));
    expect(await list()).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect(asked(server)).toHaveLength(5);
  });

  test("from which something is deleted between two pages is read again, and loses nothing", async () => {
    await start(answer(new ShrinkingList(3)));
    expect(await list()).toEqual(["4", "5", "6", "7", "8", "9"]);
  });

  test("that changes each time it is read is an error after the fourth time", async () => {
    await start(answer(new ShrinkingList(4)));
    const { name, message } = await thrown(list());
    expect(name).toBe("IncompleteListError");
    expect(message).toMatch(/^GET .*although it was read 4 times: .*changed from 6 to 5\. Run again/);
  });

  test("that repeats a page ends, with an error", async () => {
    await start(() => same(["1", "2"], 1_000_000));
    expect((await thrown(list())).message).toContain("page 2 repeats the pages before it");
    expect(asked(server)).toHaveLength(8);
  });

  test("that gives fewer objects than it counts is an error", async () => {
    await start(() => same([], 7));
    expect((await thrown(list())).message).toContain("it gave 0 of 7 objects");
  });
});

test("a page that begins with an object of the page before is no complete list", async () => {
  await start((request) => policies(numberIn(request, "offset") === 0 ? ["a", "b"] : ["b", "c"], 4));
  expect((await thrown(client.authPolicies.list())).message).toContain("it gave 3 of 4 objects");
});

test("a refresh asks one by one for what an incomplete list lacks", async () => {
  await start((request) =>
    request.url.includes("auth-policies?")
      ? policies(["a", "b"], 3)
      : { body: { data: policyBody({ id: "c" }), meta: {} } },
  );
  const found = await Promise.all(["a", "b", "c"].map((id) => client.authPolicies.shared(id)));
  expect(found.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(asked(server).filter((call) => call.includes("/auth-policies/"))).toHaveLength(1);
});
