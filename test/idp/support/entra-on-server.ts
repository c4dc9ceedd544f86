import { groupOf, type Person, personOf } from "../../../src/idp/directory";
import { Entra, type EntraSettings } from "../../../src/idp/entra";
import { SAMPLE, sampleDirectory } from "../../../src/idp/sample-directory";
import { type Connection, TestServer } from "../../server/support/running-server";
import { identities, play, readScim } from "./played";

const BY_NAME_AND_EMAIL = { identityNameField: "DISPLAY_NAME", externalIdField: "PRIMARY_EMAIL" };
export const FLAG = "aadOptscim062020";

const directory = sampleDirectory();
export const ada = personOf(directory, SAMPLE.ada);
export const grace = personOf(directory, SAMPLE.grace);
export const linus = personOf(directory, SAMPLE.linus);
export const engineering = { ...groupOf(directory, SAMPLE.engineering), memberIds: [] };

/** Entra ID and the reference server: one server for the tests of a file, an integration of its own for each. */
export function entraOnServer() {
  let server: TestServer;
  let to: Connection;
  let count = 0;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  beforeEach(async () => {
    count += 1;
    to = await server.connected(`entra ${count}`, BY_NAME_AND_EMAIL);
  });
  afterEach(async () => {
    await server.api("DELETE", `/scim/v1/integrations/${to.id}?identities=delete`);
  });
  afterAll(() => server.stop());

  const entra = (query = "", settings: Partial<EntraSettings> = {}) =>
    new Entra({ integrationUrl: `${server.url}/scim/v2/${to.id}${query}`, token: to.token, ...settings });
  const scim = (method: string, path: string, body?: unknown) => server.scim(to, method, path, body);
  const read = (path: string) => readScim(server, to, path);
  return {
    entra,
    flagged: () => entra(`?${FLAG}`),
    scim,
    read,
    userOf: (provider: Entra, person: Person) => read(`/Users/${provider.userId(person)}`),
    identities: () => identities(server, to),
    play: (scenario: string, variant: string) => play(server, to, "entra", scenario, variant),
  };
}

/** The provider, after people were assigned to it. */
export async function assigned(provider: Entra, ...people: readonly Person[]): Promise<Entra> {
  for (const person of people) await provider.assignUser(person);
  return provider;
}

/** An identity as somebody of the sample directory has it. */
export function identity(name: string, attributes: readonly string[] = [], state = "enabled") {
  const account = name.split(" ", 1)[0]?.toLowerCase();
  return { name, externalId: `${account}@example.com`, attributes, state };
}
