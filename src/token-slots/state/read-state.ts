import type { ZodMiniType } from "zod/mini";
import { parse } from "../../contract/parse";
import { StateError } from "./state-error";
import { type ShownModule, shownState, slotAttributes, stateFile } from "./state-json";
import type { StateSlot } from "./state-slot";

const SLOT_TYPE = "netfoundry_scim_token";
const FILE_VERSION = 4;
const SHOWN_FORMAT = /^1\./;
const HOW = "Give a terraform.tfstate, or the output of terraform show -json";

/** A slot before its attributes are checked. */
interface FoundSlot {
  readonly address: string;
  readonly attributes: unknown;
}

/**
 * The token slots of a state: of a state file, or of the output of `terraform show -json`, or `tofu`.
 * A deposed object, which an interrupted replacement leaves, is no slot. Throws StateError.
 */
export function readState(text: string): readonly StateSlot[] {
  const value = parsed(text);
  const { format_version, version, prior_state, planned_values, encrypted_data } = value;
  if (prior_state !== undefined || planned_values !== undefined)
    throw new StateError(
      "This is the JSON of a plan, not of a state. Give terraform show -json without a plan file.",
    );
  if (encrypted_data !== undefined)
    throw new StateError("This state file is encrypted. Give the output of tofu show -json.");
  const found =
    format_version === undefined && version !== undefined ? slotsOfFile(value) : slotsShown(value);
  return found.map(checkedSlot);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  if (text.trim() === "") throw new StateError(`The state is empty. ${HOW}.`);
  if (text.startsWith("PK"))
    throw new StateError("This is a plan file. Give terraform show -json without a plan file.");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new StateError(`The state is no JSON. ${HOW}.`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw new StateError(`This JSON is no state. ${HOW}.`);
}

function slotsOfFile(value: Readonly<Record<string, unknown>>): FoundSlot[] {
  // The folder .terraform has a file of the same name, which knows only where the state is.
  if (value.version !== FILE_VERSION)
    throw new StateError(
      `The state file has the version ${Number(value.version)}, and ${FILE_VERSION} can be read. ` +
        "Give the output of terraform show -json, or of terraform state pull.",
    );
  const { resources = [] } = checked(stateFile, value);
  return resources.filter(isSlot).flatMap(({ module, type, name, instances }) =>
    instances
      .filter(({ deposed }) => deposed === undefined)
      .map(({ index_key, attributes }) => ({
        address: `${module === undefined ? "" : `${module}.`}${type}.${name}${indexOf(index_key)}`,
        attributes,
      })),
  );
}

function indexOf(key: string | number | undefined): string {
  return key === undefined ? "" : `[${JSON.stringify(key)}]`;
}

function slotsShown(value: Readonly<Record<string, unknown>>): FoundSlot[] {
  if (value.format_version === undefined)
    throw new StateError(`This JSON is no state: it has no format_version and no version. ${HOW}.`);
  const { format_version, values } = checked(shownState, value);
  if (!SHOWN_FORMAT.test(format_version))
    throw new StateError(
      `The state has the format version ${format_version.slice(0, 20)}. This version of netfoundry-scim ` +
        "reads 1.x. Update netfoundry-scim.",
    );
  return slotsIn(values?.root_module ?? {});
}

function slotsIn({ resources = [], child_modules = [] }: ShownModule): FoundSlot[] {
  const own = resources
    .filter((one) => isSlot(one) && one.deposed_key === undefined)
    .map(({ address, values }) => ({ address, attributes: values }));
  return [...own, ...child_modules.flatMap(slotsIn)];
}

function isSlot({ mode, type }: { readonly mode?: string | undefined; readonly type: string }): boolean {
  return mode !== "data" && type === SLOT_TYPE;
}

function checkedSlot({ address, attributes }: FoundSlot): StateSlot {
  const of = checked(slotAttributes, attributes, `${address} in the state`);
  return {
    address,
    integrationId: of.integration_id,
    tokenId: of.token_id,
    generation: of.generation,
    // Version 0 kept every token in the state.
    storage: of.storage ?? "state",
    tokenSealed: of.token_sealed ?? null,
    status: of.status,
    createdAt: of.created_at,
    expiresAt: of.expires_at ?? null,
    rotateBefore: of.rotate_before ?? null,
    rotateAfter: of.rotate_after ?? null,
    expectedUseWithin: of.expected_use_within ?? null,
    previousTokenId: of.previous_token_id ?? null,
    previousExpiresAt: of.previous_expires_at ?? null,
  };
}

function checked<T>(schema: ZodMiniType<T>, value: unknown, what = "The state"): T {
  const result = parse(schema, value);
  if (result.ok) return result.value;
  const [issue] = result.issues;
  throw new StateError(`${what} is damaged: ${issue?.field}: ${issue?.reason}.`);
}
