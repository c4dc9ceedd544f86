import { type GuardedFolder, guardedFolder } from "../support/guarded-folder";
import { onPostgresql } from "../support/postgresql";
import { runStatement } from "../support/run-statement";
import { type Connection, TestServer } from "../support/running-server";
import type { ServeProcess } from "../support/serve-process";
import { serveProcess } from "../support/serve-process";
import { restartPostgresql, startPostgresql } from "../support/throwaway-postgresql";

const WRITERS = 8;
/** How many users the callers create before the outage, and after it. */
const USERS = 40;

const TERMINATE = `
  select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'netfoundry-scim'`;

onPostgresql(() => {
  let place: GuardedFolder;
  let postgresql: string;
  let to: Connection;
  let server: ServeProcess;
  const created: string[] = [];
  const refused = new Set<string>();

  beforeAll(async () => {
    place = guardedFolder("netfoundry-scim-outage-");
    postgresql = `${await startPostgresql(place.folder)}/postgres`;
    const first = await TestServer.start({ database: postgresql });
    to = await first.connected("okta");
    await first.stop();
    server = await serveProcess(postgresql);
  });
  afterAll(async () => {
    server?.child.kill("SIGKILL");
    await place?.remove();
  });

  const send = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}/scim/v2/${to.id}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${to.token}`, "content-type": "application/scim+json" },
    });

  /**
   * Creates users until the test stops it. A 409 means that the server stored a user that it refused with
   * 503.
   */
  async function write(name: string, isDone: () => boolean): Promise<void> {
    for (let at = 0; !isDone(); ) {
      const userName = `${name}-${at}`;
      const answer = await send("/Users", { method: "POST", body: JSON.stringify({ userName }) });
      await answer.arrayBuffer();
      if (answer.status === 201 || answer.status === 409) {
        created.push(userName);
        at++;
      } else refused.add(`${answer.status}, Retry-After ${answer.headers.get("retry-after")}`);
    }
  }

  const moreUsers = async () => {
    for (const end = created.length + USERS; created.length < end; ) await send("/ServiceProviderConfig");
  };

  test.each([
    ["its connections are terminated", () => runStatement(postgresql, TERMINATE)],
    ["it is restarted", () => restartPostgresql(place.folder, "fast")],
    ["it crashes and recovers", () => restartPostgresql(place.folder, "immediate")],
  ])(
    "when %s under writers, the server answers 503, goes on and loses nothing",
    async (name, disturb) => {
      let isDone = false;
      const writers = Array.from({ length: WRITERS }, (_, writer) =>
        write(`${name}-${writer}`, () => isDone),
      );
      await moreUsers();
      await disturb();
      await moreUsers();
      isDone = true;
      await Promise.all(writers);
      expect([...refused].filter((answer) => answer !== "503, Retry-After 1")).toEqual([]);
      expect(server.child.exitCode).toBeNull();
      expect(await everyUserName()).toEqual(expect.arrayContaining(created));
    },
    60_000,
  );

  async function everyUserName(): Promise<string[]> {
    const names: string[] = [];
    for (let total = 1; names.length < total; ) {
      const answer = await send(`/Users?attributes=userName&count=100&startIndex=${names.length + 1}`);
      const page = (await answer.json()) as { totalResults: number; Resources: { userName: string }[] };
      total = page.totalResults;
      names.push(...page.Resources.map(({ userName }) => userName));
    }
    return names;
  }
});
