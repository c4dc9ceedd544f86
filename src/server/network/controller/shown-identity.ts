import * as z from "zod/mini";
import { type AnsweredTags, edgeDetail, edgeList } from "../../../contract/common";
import { identity } from "../../../contract/edge/identity";
import { TAG_INTEGRATION } from "../../../contract/edge/identity-tag";
import type { ControllerIdentity } from "./controller-api";

/** An identity with the fields that say whether this server may touch it. */
const whole = z.extend(identity, {
  isDefaultAdmin: z.nullish(z.boolean()),
  isSystem: z.nullish(z.boolean()),
  typeId: z.string(),
  permissions: z.nullish(z.array(z.string())),
});

const shown = z.pipe(
  whole,
  z.transform(
    ({
      typeId,
      externalId,
      disabledUntil,
      isDefaultAdmin,
      isSystem,
      permissions,
      ...rest
    }): ControllerIdentity => ({
      ...rest,
      // A controller shows none as null. The empty text means none where it is sent.
      externalId: externalId || null,
      tags: withoutReleased(rest.tags),
      disabledUntil: rest.disabled ? (disabledUntil ?? null) : null,
      isDefaultAdmin: isDefaultAdmin ?? false,
      isSystem: isSystem ?? false,
      type: typeId,
      permissions: permissions ?? [],
    }),
  ),
);

/** Answer of `GET /identities/{id}`. */
export const shownIdentity = edgeDetail(shown);
/** Answer of `GET /identities`. */
export const shownIdentities = edgeList(shown);

/** The tags without the one that stands for none: it names no integration (`patchOf`). */
function withoutReleased(tags: AnsweredTags): AnsweredTags {
  return Object.fromEntries(
    Object.entries(tags).filter(([name, value]) => name !== TAG_INTEGRATION || value !== ""),
  );
}
