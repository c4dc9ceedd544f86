import type { Tags } from "../../contract/common";
import { TAG_INTEGRATION, TAG_USER } from "../../contract/edge/identity-tag";

/** Rule 8: the tags that say which integration owns an identity and which SCIM user it stands for. */
export function identityTags(integrationId: string, userId: string): Tags {
  return { [TAG_INTEGRATION]: integrationId, [TAG_USER]: userId };
}

/** Rule 7: the tags of an identity without those of its integration. The tags of people stay. */
export function withoutIdentityTags(tags: Tags): Tags {
  const { [TAG_INTEGRATION]: _integration, [TAG_USER]: _user, ...rest } = tags;
  return rest;
}
