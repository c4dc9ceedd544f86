import type { AnsweredTags } from "../../contract/common";
import { TAG_INTEGRATION, TAG_USER } from "../../contract/edge/identity-tag";

/** What an integration must know of an identity before it adopts it. */
export interface AdoptableIdentity {
  readonly isAdmin: boolean;
  /** The edge fields that this server has no column for. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tags: AnsweredTags;
}

const TYPE = "Default";

/**
 * Why no integration may adopt an identity. Null when one may. Whoever the identity provider names like that
 * identity then signs in as it. So an identity with any power over the network is never adopted.
 */
export function whyNotAdopted({ isAdmin, settings, tags }: AdoptableIdentity): string | null {
  const { isDefaultAdmin, isSystem, permissions, type = TYPE, typeId = TYPE } = settings;
  if (isDefaultAdmin === true) return "it is the default administrator";
  if (isAdmin) return "it is an administrator";
  if (isSystem === true) return "it is a system identity";
  if (Array.isArray(permissions) && permissions.length > 0) return "it has permissions";
  if (type !== TYPE || typeId !== TYPE) return `its type is not ${TYPE}`;
  if (tags[TAG_INTEGRATION] || tags[TAG_USER]) return "it has the tags of a SCIM integration";
  return null;
}
