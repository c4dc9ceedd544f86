import { type Connection, TestServer } from "../../server/support/running-server";

export const BY_NAME_AND_EMAIL = { identityNameField: "DISPLAY_NAME", externalIdField: "PRIMARY_EMAIL" };

/** One server for the tests of a file. Each test has its own integration. */
export function eachIntegration(name: string, mapping?: Readonly<Record<string, string>>) {
  let server: TestServer;
  let to: Connection;
  let count = 0;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  beforeEach(async () => {
    count += 1;
    to = await server.connected(`${name} ${count}`, mapping);
  });
  afterEach(async () => {
    await server.api("DELETE", `/scim/v1/integrations/${to.id}?identities=delete`);
  });
  afterAll(() => server.stop());
  return {
    get server() {
      return server;
    },
    get to() {
      return to;
    },
  };
}
