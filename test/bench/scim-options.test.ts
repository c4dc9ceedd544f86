import { names, peerAt, positive, scimBenchOptions, wholeNumbers } from "../../bench/scim/options";

test("without options both sizes and both engines are measured, within ten minutes", () => {
  const { users, database, groups, only, connections, minutes, save } = scimBenchOptions([]);
  expect({ users, database, groups, only, connections, save }).toEqual({
    users: [2000, 50_000],
    database: ["sqlite", "postgres"],
    groups: [10, 1000, 10_000],
    only: [],
    connections: [1, 8],
    save: false,
  });
  expect(minutes).toBeLessThan(10);
});

test("lists are separated by commas, and the least number of users comes first", () => {
  const args = [
    "--users",
    "900,300",
    "--database",
    "sqlite",
    "--only",
    "create,groupAdd",
    "--seconds",
    "0.4",
  ];
  expect(scimBenchOptions(args)).toMatchObject({
    users: [300, 900],
    database: ["sqlite"],
    only: ["create", "groupAdd"],
    seconds: 0.4,
  });
});

test.each(["", "0", "-1", "ten", "Infinity"])("%p is not a number above 0", (text) => {
  expect(() => positive(text)).toThrow("is not a number above 0");
});

test("half a user is refused", () => {
  expect(() => wholeNumbers("10,2.5")).toThrow("give whole numbers");
});

test("a name that does not exist is refused with those that do", () => {
  expect(() => names("create,creat", ["create", "get"])).toThrow(
    'there is no "creat"; there are: create, get',
  );
});

describe("another server to be measured beside", () => {
  beforeEach(() => {
    process.env.BENCH_PEER_TOKEN = "a-token";
  });
  afterEach(() => {
    delete process.env.BENCH_PEER_TOKEN;
  });

  test("is given by its base URL, its token by the environment", () => {
    expect(peerAt("http://127.0.0.1:8880/scim/v2/")).toEqual({
      url: "http://127.0.0.1:8880/scim/v2",
      token: "a-token",
    });
  });

  test("is refused without a token", () => {
    delete process.env.BENCH_PEER_TOKEN;
    expect(() => peerAt("http://127.0.0.1:8880")).toThrow("BENCH_PEER_TOKEN");
  });

  test.each(["127.0.0.1:8880", "https://127.0.0.1", "http://"])("is refused at %p", (text) => {
    expect(() => peerAt(text)).toThrow("give the base URL");
  });
});
