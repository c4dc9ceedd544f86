import { TestServer } from "../../support/running-server";
import { GROUPS } from "./plain-groups";
import { AFTERWARDS, COMPLEX_ATTRIBUTES, ENDPOINTS, USERS } from "./plain-users";
import { nameOf, type Outcome, runEntries } from "./run-entries";
import { CLEANUP, UNTIDY_GROUPS } from "./untidy-groups";
import { UNTIDY_USERS } from "./untidy-users";

// The requests of the public Postman collection in AzureAD/SCIMReferenceCode, in its order, with data of our
// own. Its first request is left out: it fetches a token of the sample server, which is no SCIM.
const COLLECTION = [
  ...ENDPOINTS,
  ...USERS,
  ...GROUPS,
  ...COMPLEX_ATTRIBUTES,
  ...UNTIDY_USERS,
  ...UNTIDY_GROUPS,
  ...CLEANUP,
  ...AFTERWARDS,
];
const checks = COLLECTION.flatMap((entry) => entry.checks.map((check) => ({ entry, check })));
const named = ({ entry, check }: (typeof checks)[number]) => nameOf(entry, check);
const met = checks.filter(({ check }) => check.contradicts === undefined).map(named);
const contradicting = checks.filter(({ check }) => check.contradicts !== undefined).map(named);

let server: TestServer;
let outcomes: ReadonlyMap<string, Outcome>;
beforeAll(async () => {
  server = await TestServer.start();
  const to = await server.connected("entra");
  outcomes = await runEntries(server, to, COLLECTION);
});
afterAll(() => server.stop());

function outcomeOf(name: string) {
  const { passed, answer } = outcomes.get(name) as Outcome;
  return { passed, status: answer.status, body: answer.body };
}

test("every check of the collection has a name of its own", () => {
  expect(new Set([...met, ...contradicting]).size).toBe(107);
});

describe("a check that a server true to the RFC can pass, passes", () => {
  test.each(met)("%s", (name) => {
    expect(outcomeOf(name)).toMatchObject({ passed: true });
  });
});

describe("a check that contradicts the RFC fails, with the answer that the RFC has", () => {
  test.each(contradicting)("%s", (name) => {
    expect(outcomeOf(name)).toMatchObject({ passed: false });
  });
});
