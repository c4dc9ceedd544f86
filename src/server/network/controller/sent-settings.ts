import type { AnsweredTags } from "../../../contract/common";
import { TAG_INTEGRATION } from "../../../contract/edge/identity-tag";
import type { ControllerIdentity, ControllerSettings } from "./controller-api";
import { Refused } from "./controller-error";

/** The longest name, in bytes of UTF-8. A controller takes 20,000, and answers 40,000 with a 500. */
const LONGEST_NAME_BYTES = 20_000;

/** Identities with these settings or some of them. */
export type Change = Partial<ControllerSettings>;

/**
 * What a controller would answer with a 500, or store although nobody could use it.
 * @throws Refused that names the field.
 */
export function refuseUnstorable({ name, roleAttributes = [] }: Change): void {
  if (name !== undefined && name.trim() === "") {
    throw new Refused(
      "the name is blank, and a controller takes no identity without a name",
      "name",
      name,
      null,
    );
  }
  const bytes = Buffer.byteLength(name ?? "");
  if (bytes > LONGEST_NAME_BYTES) {
    const message = `the name has ${bytes} bytes, and a controller takes at most ${LONGEST_NAME_BYTES}`;
    throw new Refused(message, "name", null, null);
  }
  const attribute = roleAttributes.find((one) => one === "" || /^[#@]/.test(one));
  if (attribute === undefined) return;
  const rule = "a role attribute may not be empty and may not begin with # or @";
  throw new Refused(`${JSON.stringify(attribute)}: ${rule}`, "roleAttributes", attribute, null);
}

/**
 * The body that sets so. A null changes nothing there: the empty text clears an external ID, and stands for
 * the default policy.
 */
export function bodyOf({ externalId, roleAttributes, ...rest }: Change): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    ...(externalId === undefined ? {} : { externalId: externalId ?? "" }),
    ...(roleAttributes === undefined ? {} : { roleAttributes: [...new Set(roleAttributes)] }),
  };
}

/**
 * The body of a PATCH that sets so. A map of tags without a value changes nothing there, so the last tags
 * give way to one that names no integration. Reads leave that one out.
 */
export function patchOf({ tags, ...rest }: Change): Readonly<Record<string, unknown>> {
  if (tags === undefined) return bodyOf(rest);
  const hasValue = Object.values(tags).some((value) => value !== null);
  return bodyOf({ ...rest, tags: hasValue ? tags : { ...tags, [TAG_INTEGRATION]: "" } });
}

/** Whether an identity has every setting that was sent. */
export function shows(identity: ControllerIdentity, change: Change): boolean {
  const fields = Object.keys(change) as (keyof Change)[];
  return fields.every((field) => change[field] === undefined || isShown(field, identity, change));
}

function isShown(field: keyof Change, identity: ControllerIdentity, change: Change): boolean {
  switch (field) {
    case "name":
      return identity.name === change.name;
    case "externalId":
      return identity.externalId === (change.externalId || null);
    case "authPolicyId":
      return identity.authPolicyId === (change.authPolicyId || "default");
    case "roleAttributes":
      return sameSet(identity.roleAttributes, change.roleAttributes ?? []);
    case "tags":
      return sameTags(identity.tags, change.tags ?? {});
  }
}

/** A controller keeps role attributes as a set, in an order of its own. */
function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const [left, right] = [new Set(one), new Set(other)];
  return left.size === right.size && [...left].every((value) => right.has(value));
}

function sameTags(one: AnsweredTags, other: AnsweredTags): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
