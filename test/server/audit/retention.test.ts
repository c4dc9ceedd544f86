import { type AuditEntry, auditList } from "../../../src/contract/gateway/audit";
import { AuditRetention } from "../../../src/server/audit/retention";
import type { Database } from "../../../src/server/store/database";
import { openDatabase } from "../../../src/server/store/open-database";
import { directly } from "../support/directly";
import { read, TestServer } from "../support/running-server";

const DAY = 24 * 60 * 60;

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await server.stop();
});

async function entries(): Promise<readonly AuditEntry[]> {
  const path = `/core/v3/networks/${server.running.networkId}/audit?size=1000`;
  return read(auditList, await server.api("GET", path))._embedded?.auditEntryList ?? [];
}

const instants = async () => new Set((await entries()).map(({ at }) => at));

/** Closes the server and starts it again. A server that closes has deleted what it found at its start. */
async function restart(auditRetentionDays?: number): Promise<void> {
  await server.close();
  await server.open({ auditRetentionDays });
}

/** Makes an entry now. */
async function make(name: string): Promise<string> {
  await server.signIn();
  await server.integration(name);
  return server.now.toISOString();
}

test("at its start, a server deletes the entries that are older than a year, and keeps the others", async () => {
  await make("old");
  server.advance(1);
  const young = await make("young");
  server.advance(365 * DAY);
  await restart();
  await restart();
  expect(await instants()).toEqual(new Set([young]));
  expect(server.log.join("")).toContain('"total":1,');
});

test.each([
  [30, 1],
  [31, 2],
  [0, 2],
])("a retention of %i days keeps %i of the entries of now and of 30 days ago", async (days, kept) => {
  await make("old");
  server.advance(30 * DAY + 1);
  await restart(days);
  await make("young");
  await restart(days);
  expect(await entries()).toHaveLength(kept);
});

test("nobody deletes an entry within the retention, even with the password of the database", async () => {
  await make("old");
  server.advance(10 * DAY);
  const young = await make("young");
  server.advance(1);
  await restart(5);
  await server.close();
  const remove = (condition: string) => directly(server.database, `delete from audit_entries ${condition}`);
  await expect(remove("")).rejects.toThrow("append-only");
  await expect(remove(`where at >= '${young}'`)).rejects.toThrow("append-only");
  await directly(server.database, "delete from audit_retention");
  await expect(remove("")).rejects.toThrow("append-only");
  await server.open();
  expect(await instants()).toEqual(new Set([young]));
});

describe("an open database", () => {
  const log = { info: jest.fn(), error: jest.fn() };
  const open = async (networkId: string) => ({
    db: await openDatabase(server.database),
    clock: () => server.now,
    networkId,
    log,
  });
  beforeEach(() => {
    log.info.mockClear();
    log.error.mockClear();
  });

  test("loses its old entries once a day, in pieces, by a timer that keeps no process alive", async () => {
    const { networkId } = server.running;
    const old = server.now.toISOString();
    await server.close();
    const context = await open(networkId);
    const entry = {
      network_id: networkId,
      integration_id: null,
      at: old,
      kind: "management",
      action: "integration.create",
      actor: "me",
      target: null,
      changed: "[]",
      outcome: "done",
      status: null,
      request_id: null,
      counts: "{}",
    } as const;
    const rows = Array.from({ length: 1200 }, (_, at) => ({ ...entry, id: `old-${at}` }));
    for (let at = 0; at < rows.length; at += 400) {
      await context.db
        .insertInto("audit_entries")
        .values(rows.slice(at, at + 400))
        .execute();
    }
    const timers = jest.spyOn(global, "setInterval");
    const retention = new AuditRetention(context, 1);
    retention.start();
    expect(timers.mock.calls.map(([, period]) => period)).toEqual([DAY * 1000]);
    expect(timers.mock.results.map(({ value }) => (value as NodeJS.Timeout).hasRef())).toEqual([false]);
    server.advance(DAY + 1);
    const [nextDay] = timers.mock.calls[0] ?? [];
    const deletions = jest.spyOn(context.db, "transaction");
    nextDay?.();
    await untilCalled(log.info);
    await retention.stop();
    expect(log.info.mock.calls[0]?.[0]).toMatchObject({ total: 1200 });
    expect(deletions.mock.calls.length).toBeGreaterThanOrEqual(3);
    await context.db.destroy();
    expect(log.error).not.toHaveBeenCalled();
    await server.open();
    expect(await entries()).toEqual([]);
  });

  test("that cannot delete is tried again the next day", async () => {
    const clock = () => {
      throw new Error("no time");
    };
    const retention = new AuditRetention({ db: {} as Database, clock, networkId: "n", log }, 1);
    retention.start();
    await untilCalled(log.error);
    await retention.stop();
    expect(log.error.mock.calls[0]?.[1]).toBe("old entries of the audit log could not be deleted");
  });
});

/** Resolves when a mock has been called. */
async function untilCalled(mock: jest.Mock): Promise<void> {
  while (mock.mock.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
}
