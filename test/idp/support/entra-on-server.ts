import { groupOf, type Person, personOf } from "../../../src/idp/common/directory";
import { SAMPLE, sampleDirectory } from "../../../src/idp/common/sample-directory";
import { Entra, type EntraSettings } from "../../../src/idp/entra/entra";
import { BY_NAME_AND_EMAIL, eachIntegration } from "./each-integration";
import { identities, readScim, runOnServer } from "./run-on-server";

export const FLAG = "aadOptscim062020";

const directory = sampleDirectory();
export const ada = personOf(directory, SAMPLE.ada);
export const grace = personOf(directory, SAMPLE.grace);
export const linus = personOf(directory, SAMPLE.linus);
export const engineering = { ...groupOf(directory, SAMPLE.engineering), memberIds: [] };

/**
 * Entra ID and the reference server. The tests of a file share the server, and each has its own integration.
 */
export function entraOnServer() {
  const on = eachIntegration("entra", BY_NAME_AND_EMAIL);
  const entra = (query = "", settings: Partial<EntraSettings> = {}) =>
    new Entra({
      integrationUrl: `${on.server.url}/scim/v2/${on.to.id}${query}`,
      token: on.to.token,
      ...settings,
    });
  const scim = (method: string, path: string, body?: unknown) => on.server.scim(on.to, method, path, body);
  const read = (path: string) => readScim(on.server, on.to, path);
  return {
    entra,
    flagged: () => entra(`?${FLAG}`),
    scim,
    read,
    userOf: (provider: Entra, person: Person) => read(`/Users/${provider.userId(person)}`),
    identities: () => identities(on.server, on.to),
    runOnServer: (scenario: string, variant: string) =>
      runOnServer(on.server, on.to, "entra", scenario, variant),
  };
}

/** The provider after it assigned people. */
export async function assigned(provider: Entra, ...people: readonly Person[]): Promise<Entra> {
  for (const person of people) await provider.assignUser(person);
  return provider;
}

/** The identity of somebody in the sample directory. */
export function identity(name: string, attributes: readonly string[] = [], state = "enabled") {
  const account = name.split(" ", 1)[0]?.toLowerCase();
  return { name, externalId: `${account}@example.com`, attributes, state };
}
