import type { ClockedStage } from "../../support/moved-clock/clocked-stage";
import type { TerraformFolder } from "../../support/terraform-folder";

/**
 * An integration for each slot, and the slots with their arguments in HCL, by the names in the configuration.
 */
export function slots(title: string, given: Readonly<Record<string, string>>): string {
  const both = ([name, more]: [string, string]) => `
resource "netfoundry_scim_integration" "${name}" { name = "${title}: ${name}" }
resource "netfoundry_scim_token" "${name}" {
  integration_id = netfoundry_scim_integration.${name}.id
  ${more}
}`;
  return Object.entries(given).map(both).join("\n");
}

export const triggered = (release: string) => `rotation_triggers = { release = "${release}" }\n`;

/** The part of a slot's state that the tests look at. */
export interface Slot {
  readonly integration_id: string;
  readonly token_id: string;
  readonly token: string | null;
  readonly generation: number;
  readonly status: string;
  readonly created_at: string;
  readonly previous_token_id: string | null;
  readonly previous_expires_at: string | null;
}

/** A slot in the state. Throws when there is none of that name. */
export function slotOf(space: TerraformFolder, name = "it"): Slot {
  const state = space.stored(`netfoundry_scim_token.${name}`);
  if (state === undefined) throw new Error(`there is no slot ${name} in the state`);
  return state as unknown as Slot;
}

/** The generations of some slots. */
export function generations(space: TerraformFolder, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, slotOf(space, name).generation]));
}

/** What a plan says of each slot: the summaries and details of its diagnostics, by the name of the slot. */
export async function said(
  space: TerraformFolder,
  ...args: string[]
): Promise<{ readonly code: number | null; readonly of: (name: string) => string }> {
  const { code, stdout } = await space.plan("-json", ...args);
  const lines = stdout.trim().split("\n");
  const diagnostics = lines.flatMap((line) => JSON.parse(line).diagnostic ?? []);
  const of = (name: string) =>
    diagnostics
      .filter(({ address }) => address === `netfoundry_scim_token.${name}`)
      .map(({ summary, detail }) => `${summary}. ${detail}`)
      .join("\n");
  return { code, of };
}

interface Token {
  readonly id: string;
  readonly state: string;
}

/** The tokens of the integration of a slot, newest first. */
export async function tokensOf(
  stage: ClockedStage,
  { integration_id }: Pick<Slot, "integration_id">,
): Promise<readonly Token[]> {
  const path = `/scim/v1/integrations/${integration_id}/tokens`;
  return (await stage.administrator.gateway<{ tokens: Token[] }>("GET", path)).tokens;
}

/** Somebody mints a token outside Terraform. */
export function mint(stage: ClockedStage, { integration_id }: Slot): Promise<Token> {
  return stage.administrator.gateway("POST", `/scim/v1/integrations/${integration_id}/tokens`, {});
}

/** Somebody revokes the token of a slot. */
export function revoke(stage: ClockedStage, { integration_id, token_id }: Slot): Promise<unknown> {
  return stage.administrator.gateway("DELETE", `/scim/v1/integrations/${integration_id}/tokens/${token_id}`);
}

/** The status of a push to the integration of a slot. */
export async function push(stage: ClockedStage, { integration_id }: Slot, token: string | null) {
  const url = `${stage.gate.url}/scim/v2/${integration_id}/Users?count=0`;
  return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
}
