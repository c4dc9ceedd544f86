import { type Connection, TestServer } from "./support/running-server";
import { serveProcess } from "./support/serve-process";

const ROUNDS = 10;
const WRITERS = 8;
/** How many answers a round waits for before the kill. */
const ANSWERS = 16;

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

interface Acknowledged {
  readonly users: string[];
  readonly members: string[];
}

/**
 * Writes from several connections at once and kills the server meanwhile. Records the writes that it had
 * acknowledged.
 */
async function writeUntilKilled(
  to: Connection,
  group: string,
  round: number,
  kept: Acknowledged,
): Promise<void> {
  const { child, url, ended } = await serveProcess(server.database);
  let answers = 0;
  const send = async (method: string, path: string, body: unknown): Promise<{ id?: string }> => {
    const response = await fetch(`${url}/scim/v2/${to.id}${path}`, {
      method,
      headers: { authorization: `Bearer ${to.token}`, "content-type": "application/scim+json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    if (++answers === ANSWERS) child.kill("SIGKILL");
    return text === "" ? {} : (JSON.parse(text) as { id: string });
  };
  const write = async (writer: number): Promise<void> => {
    for (let at = 0; child.killed === false; at++) {
      const userName = `user-${round}-${writer}-${at}`;
      const { id } = await send("POST", "/Users", { userName });
      kept.users.push(userName);
      const operation = { op: "add", path: "members", value: [{ value: id }] };
      const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
      await send("PATCH", `/Groups/${group}`, { schemas, Operations: [operation] });
      kept.members.push(userName);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  await ended;
  // A request that the kill cuts off fails with a TypeError of fetch.
  const reasons = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as Error] : []));
  expect(reasons.filter(({ name }) => name !== "TypeError")).toEqual([]);
}

async function everyUser(to: Connection): Promise<string[]> {
  const names: string[] = [];
  for (let total = 1; names.length < total; ) {
    const answer = await server.scim(to, "GET", `/Users?count=100&startIndex=${names.length + 1}`);
    const page = answer.body as { totalResults: number; Resources: { userName: string }[] };
    total = page.totalResults;
    names.push(...page.Resources.map(({ userName }) => userName));
  }
  return names.sort();
}

test("ten kill -9 under concurrent load lose no acknowledged write and leave none in part", async () => {
  const to = await server.connected("okta");
  const made = await server.scim(to, "POST", "/Groups", { displayName: "Everybody" });
  const group = (made.body as { id: string }).id;
  await server.close();

  const kept: Acknowledged = { users: [], members: [] };
  for (let round = 0; round < ROUNDS; round++) await writeUntilKilled(to, group, round, kept);
  expect(kept.users.length + kept.members.length).toBeGreaterThanOrEqual(ROUNDS * (ANSWERS - 1));

  await server.open();
  const users = await everyUser(to);
  expect(users).toEqual(expect.arrayContaining(kept.users));
  const { body } = await server.edge("GET", "/identities?limit=500");
  const { data } = body as { data: { name: string; roleAttributes: string[] | null }[] };
  expect(data.map(({ name }) => name).sort()).toEqual(users);
  const read = await server.scim(to, "GET", `/Groups/${group}`);
  const members = (read.body as { members: { display: string }[] }).members.map(({ display }) => display);
  expect(members).toEqual(expect.arrayContaining(kept.members));
  const withAttribute = data.filter(({ roleAttributes }) => roleAttributes?.length === 1);
  expect(withAttribute.map(({ name }) => name).sort()).toEqual(members.sort());
}, 120_000);
