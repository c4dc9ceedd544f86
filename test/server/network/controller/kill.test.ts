import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { createControllerClient } from "../../../../src/server/network/controller/controller-client";
import { onControllers } from "../../../support/openziti/controllers";
import type { RunningController } from "../../../support/openziti/running-controller";
import { type Connection, TestServer } from "../../support/running-server";
import { type ServeProcess, serveProcess } from "../../support/serve-process";

const SEEDS = [1, 2, 3];
const WRITERS = 6;
/** The longest that the end state may take, in milliseconds. */
const LONGEST_END_MS = 60_000;

/** One life of the server: what ends when, counted in answers of the server. */
interface Round {
  /** When the controller is killed. It comes up again only after the server was killed. 0: never. */
  readonly controllerAt: number;
  /** When the server is killed. */
  readonly serverAt: number;
  /** What each writer does with its users after it made them. */
  readonly steps: readonly ("rename" | "disable" | "delete" | "none")[];
}

const rounds = (seed: number) =>
  fc.sample(
    fc.record({
      controllerAt: fc.integer({ min: 0, max: 12 }),
      serverAt: fc.integer({ min: 2, max: 24 }),
      steps: fc.array(fc.constantFrom("rename", "disable", "delete", "none"), { minLength: 3, maxLength: 6 }),
    }) satisfies fc.Arbitrary<Round>,
    { seed, numRuns: 2 },
  );

onControllers((start) => {
  let controller: RunningController;
  let server: TestServer;
  let to: Connection;
  beforeAll(async () => {
    controller = await start();
    const { url: controllerUrl, ca: caCert, username, password } = controller;
    server = await TestServer.start({ controller: { controllerUrl, caCert, username, password } });
    to = await server.connected("okta", { externalIdField: "USER_NAME" });
    await server.close();
  }, 180_000);
  afterAll(async () => {
    await server.stop();
    await controller.stop();
  });

  const life = () => {
    const { url, ca, username, password } = controller;
    const file = join(server.folder, "ca.pem");
    if (ca !== undefined) writeFileSync(file, ca);
    const args = [
      "--controller",
      url,
      "--delivery-wait",
      "1",
      ...(ca === undefined ? [] : ["--controller-ca", file]),
    ];
    return serveProcess(server.database, {
      args,
      env: { ZITI_API_USERNAME: username, ZITI_API_PASSWORD: password },
    });
  };

  /** Writes from several connections until the server is killed. @returns the users that must be there */
  async function writeUntilKilled(name: string, round: Round, { child, url, ended }: ServeProcess) {
    const kept = new Set<string>();
    let answers = 0;
    let down: Promise<void> = Promise.resolve();
    const send = async (method: string, path: string, body?: object): Promise<{ id?: string }> => {
      const response = await fetch(`${url}/scim/v2/${to.id}${path}`, {
        method,
        headers: { authorization: `Bearer ${to.token}`, "content-type": "application/scim+json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${response.status} ${text}`);
      answers += 1;
      if (answers === round.controllerAt) down = controller.kill();
      if (answers === round.controllerAt + round.serverAt) child.kill("SIGKILL");
      return text === "" ? {} : (JSON.parse(text) as { id: string });
    };
    const write = async (writer: number): Promise<void> => {
      for (let at = 0; !child.killed; at += 1) {
        const userName = `${name}-${writer}-${at}`;
        const { id = "" } = await send("POST", "/Users", { userName, roles: [{ value: "Eng" }] });
        kept.add(id);
        const step = round.steps[(writer + at) % round.steps.length];
        if (step === "rename") await send("PUT", `/Users/${id}`, { userName: `${userName}-new` });
        if (step === "disable") await send("PUT", `/Users/${id}`, { userName, active: false });
        if (step === "delete") {
          kept.delete(id);
          await send("DELETE", `/Users/${id}`);
        }
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    await ended;
    await down;
    // A request that the kill cuts off fails with a TypeError of fetch.
    const reasons = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as Error] : []));
    expect(reasons.filter(({ name }) => name !== "TypeError")).toEqual([]);
    return kept;
  }

  /** The users as the server has them, each as its identity shall be. */
  async function wanted(): Promise<string[]> {
    const { body } = await server.scim(to, "GET", "/Users?count=1000");
    const { Resources } = body as { Resources: { id: string; userName: string; active?: boolean }[] };
    return Resources.map(
      ({ id, userName, active = true }) => `${id} ${userName} ${userName} ${!active}`,
    ).sort();
  }

  /** The identities of SCIM users that the controller has. */
  async function there(): Promise<string[]> {
    const { url: controllerUrl, ca: caCert, username, password } = controller;
    const client = createControllerClient({ controllerUrl, caCert, username, password });
    const found: string[] = [];
    for await (const page of client.api.listIdentities()) {
      for (const { tags, name, externalId, disabled } of page) {
        if (tags.scimUserId) found.push(`${tags.scimUserId} ${name} ${externalId} ${disabled}`);
      }
    }
    client.close();
    return found.sort();
  }

  test.each(SEEDS)(
    "kill -9 of server and controller under writes ends in the same state: seed %d",
    async (seed) => {
      const kept = new Set<string>();
      for (const [at, round] of rounds(seed).entries()) {
        const users = await writeUntilKilled(`s${seed}-${at}`, round, await life());
        for (const id of users) kept.add(id);
        if (round.controllerAt > 0) await controller.comeUp();
      }
      const { url: controllerUrl, ca: caCert, username, password } = controller;
      // A killed server leaves leases behind. The clock of this one moves past them.
      server.now = new Date();
      await server.open({ controller: { controllerUrl, caCert, username, password } });
      const users = await wanted();
      expect(users.map((user) => user.split(" ")[0])).toEqual(expect.arrayContaining([...kept]));
      let found = await there();
      for (const end = Date.now() + LONGEST_END_MS; found.join() !== users.join() && Date.now() < end; ) {
        server.advance(2);
        await new Promise((resolve) => setTimeout(resolve, 100));
        found = await there();
      }
      expect(found).toEqual(users);
      // Unique names at the controller would hide an identity that the server lost sight of.
      const { body } = await server.api("GET", `/scim/v1/integrations/${to.id}`);
      expect(body).toMatchObject({ deliveries: { refused: 0 } });
      await server.close();
    },
    240_000,
  );
});
