import SqliteDatabase from "libsql";
import { type Connection, TestServer } from "../support/running-server";

let server: TestServer;
let to: Connection;
let other: SqliteDatabase.Database;
beforeEach(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
  await server.scim(to, "GET", "/Users");
  other = new SqliteDatabase(server.database);
});
afterEach(async () => {
  other.close();
  await server.stop();
});

const create = (userName: string) => server.scim(to, "POST", "/Users", { userName });

test("while another process locks the file, reads are answered and writes wait", async () => {
  other.exec("begin immediate");
  const written = [create("ada"), create("bob")];
  expect((await server.send("GET", "/healthz")).status).toBe(200);
  expect((await server.scim(to, "GET", "/Users")).status).toBe(200);
  other.exec("commit");
  expect((await Promise.all(written)).map(({ status }) => status)).toEqual([201, 201]);
});
