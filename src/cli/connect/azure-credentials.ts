import type { AzureCredentials } from "../../connect/entra/access-token";
import { type Environment, variable } from "../../settings/environment";
import { usageError } from "../errors/cli-error";
import { readText } from "../input/from-settings";

/** The authority of the Azure cloud that most tenants are in. */
export const PUBLIC_LOGIN_URL = "https://login.microsoftonline.com";

/**
 * The credentials of Entra, from the variables that Azure's own tools read. Without AZURE_CLIENT_SECRET the
 * JWT in the file AZURE_FEDERATED_TOKEN_FILE proves the identity. Throws CliError.
 */
export function azureCredentials(loginUrl: string, environment: Environment): AzureCredentials {
  const required = (name: string): string => {
    const value = variable(environment, name);
    if (value !== null) return value;
    throw usageError(`${name} is not set: it names the app registration that may call Microsoft Graph`);
  };
  const tenantId = required("AZURE_TENANT_ID");
  const clientId = required("AZURE_CLIENT_ID");
  const secret = variable(environment, "AZURE_CLIENT_SECRET");
  if (secret !== null) return { loginUrl, tenantId, clientId, proof: { kind: "secret", value: secret } };
  const file = variable(environment, "AZURE_FEDERATED_TOKEN_FILE");
  if (file === null) throw usageError("set AZURE_CLIENT_SECRET, or AZURE_FEDERATED_TOKEN_FILE with a JWT");
  return { loginUrl, tenantId, clientId, proof: { kind: "assertion", value: assertionOf(file) } };
}

function assertionOf(file: string): string {
  try {
    const assertion = readText(file).trim();
    if (assertion !== "") return assertion;
  } catch (failure) {
    throw usageError(`AZURE_FEDERATED_TOKEN_FILE cannot be read: ${(failure as Error).message}`);
  }
  throw usageError(`AZURE_FEDERATED_TOKEN_FILE is ${file}, which is empty`);
}
