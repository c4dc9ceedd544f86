import type { Measurement } from "../../bench/scim/measurement";
import { operations } from "../../bench/scim/operations";
import { commitTable, floorOf, httpTable, type Section, sectionTable } from "../../bench/scim/table";

const MEASURED: Measurement = {
  perSecond: 5000,
  p50: 1.234,
  p99: 9.876,
  serverMicroseconds: 200,
  generatorMicroseconds: 40,
  generatorShare: 0.2,
  refused: new Map(),
};
const ALONE = { ...MEASURED, perSecond: 20_000 };
const HTTP = [{ connections: 8, read: ALONE, page: { ...ALONE, perSecond: 4000 }, write: ALONE }];
const COMMITS = [
  { rows: 8, perSecond: 20_000 },
  { rows: 100, perSecond: 60_000 },
];
const FLOORS = { http: HTTP, commits: COMMITS, isInside: true };

function section(key: string, measured: Partial<Measurement> = {}, some: Partial<Section> = {}): Section {
  const operation = operations([]).find((one) => one.key === key);
  if (operation === undefined) throw new Error(`there is no ${key}`);
  const { peer } = operation;
  const results = [
    { users: 2000, operation, peer, old: null, connections: 8, measured: { ...MEASURED, ...measured } },
  ];
  return {
    engine: "SQLite",
    users: 2000,
    results,
    others: results,
    fillSeconds: 2,
    megabytes: 130,
    left: 0,
    ...some,
  };
}

test("a row says what was measured, how far from the floor it is, and what was wanted", () => {
  const lines = sectionTable(section("get"), FLOORS).split("\n");
  expect(lines[0]).toBe("### SQLite, 2,000 users");
  expect(lines[4]).toBe(
    "| get by id | 8 | 5,000 | 1.23 | 9.88 | 200 | 40 | 4.0 | peer, in an earlier run: 3,900/s | 1.28 x | at least 1.5 x: missed |  | the target is 29 % of the floor |",
  );
  expect(lines.at(-1)).toBe("Filled in 2.0 s. Memory of the server after it: 130 MB.");
});

test("the floor of a write is its HTTP and its share in a commit", () => {
  expect(floorOf(FLOORS, "read", 8)).toBe(20_000);
  expect(floorOf(FLOORS, "page", 8)).toBe(4000);
  expect(floorOf(FLOORS, "write", 8)).toBeCloseTo(10_000);
  expect(floorOf(FLOORS, "read", 1)).toBeNull();
});

test("a database outside the server writes one while the HTTP of another is done, unless there is one at a time", () => {
  const alone = [{ connections: 1, read: ALONE, page: ALONE, write: ALONE }];
  const commits = [...COMMITS, { rows: 1, perSecond: 5000 }];
  const floors = { http: [...HTTP, ...alone], commits, isInside: false };
  expect(floorOf(floors, "write", 8)).toBe(20_000);
  expect(floorOf(floors, "write", 1)).toBeCloseTo(4000);
});

test("a row tells when the load generator was at its limit, and what was refused", () => {
  const measured = { perSecond: 3700, generatorShare: 0.93, refused: new Map([[409, 7]]) };
  expect(sectionTable(section("put", measured), FLOORS)).toContain(
    "| the target is 38 % of the floor; the load generator used 93 % of its core; 7 answered 409 |",
  );
});

test("memory has a target at 50,000 users", () => {
  const large = { users: 50_000, megabytes: 260 };
  expect(sectionTable(section("get", {}, large), FLOORS)).toContain("260 MB (at most 250 MB: missed).");
});

test("what the time did not allow is said", () => {
  expect(sectionTable(section("get", {}, { megabytes: null, left: 40 }), FLOORS)).toMatch(
    /Out of time: 40 rows were not measured\.$/,
  );
});

test("the floors are tables of their own", () => {
  expect(httpTable(HTTP)).toContain("| GET of a hundred users | 8 | 4,000 | 1.23 | 9.88 | 200 | 40 |  |");
  expect(commitTable("SQLite", "rows to a commit", COMMITS)).toContain("| 100 | 60,000 |");
});
