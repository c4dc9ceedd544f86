import type { Tags } from "../../../contract/common";
import { TAG_USER } from "../../../contract/edge/identity-tag";
import { type Clock, instant } from "../../context";
import type { TakenValues } from "../../sync/plan-mapping";
import { embeddedIdentities } from "../embedded/embedded-identities";
import type { NetworkIdentities } from "../network-identities";
import { noteChanged, noteMade, noteRepeated } from "./delivery/delivery-notes";
import { takenThere } from "./sweep/snapshot";

/**
 * The identities that a controller elsewhere has of this server's SCIM users. Their rows are in this server's
 * tables and say what they shall be. Each write notes in its own transaction that it has to be delivered.
 */
export function deliveredIdentities(clock: Clock): NetworkIdentities {
  const now = () => instant(clock());
  return {
    ...embeddedIdentities,
    /** Those of this server as they shall be, and those that the controller had in the last sweep. */
    async valuesOfOthers(db, integration) {
      const own = await embeddedIdentities.valuesOfOthers(db, integration);
      const there = await takenThere(db, integration);
      return {
        names: either(own.names, there.names),
        externalIds: either(own.externalIds, there.externalIds),
      };
    },
    async create(db, identity) {
      await embeddedIdentities.create(db, identity);
      const { id, integration_id: integrationId } = identity;
      const userId = (JSON.parse(identity.tags) as Tags)[TAG_USER];
      if (integrationId === null || typeof userId !== "string") {
        throw new Error(`the identity ${id} belongs to no SCIM user, so it cannot be delivered`);
      }
      await noteMade(db, { identityId: id, userId, integrationId }, now());
    },
    async change(db, id, changed) {
      await embeddedIdentities.change(db, id, changed);
      const isUrgent = typeof changed.disabled_at === "string";
      await noteChanged(db, { by: "identity_id", values: [id], isUrgent }, now());
    },
    pushedAgain: (db, id) => noteRepeated(db, id, now()),
    async attributesChanged(db, userIds, at) {
      await embeddedIdentities.attributesChanged(db, userIds, at);
      await noteChanged(db, { by: "user_id", values: userIds }, at);
    },
    async delete(db, id) {
      await embeddedIdentities.delete(db, id);
      await noteChanged(db, { by: "identity_id", values: [id], isUrgent: true }, now());
    },
    async applyMapping(db, changes, at) {
      await embeddedIdentities.applyMapping(db, changes, at);
      for (let from = 0; from < changes.length; from += PIECE) {
        const values = changes.slice(from, from + PIECE).map(({ identityId }) => identityId);
        await noteChanged(db, { by: "identity_id", values }, instant(at));
      }
    },
    async release(db, integrationId, onDelete, at) {
      const isUrgent = onDelete !== "keep";
      await noteChanged(db, { by: "integration_id", values: [integrationId], isUrgent }, instant(at));
      return embeddedIdentities.release(db, integrationId, onDelete, at);
    },
  };
}

type Texts = TakenValues["names"];

function either(some: Texts, others: Texts): Texts {
  return { has: (text) => some.has(text) || others.has(text) };
}

/** How many identities one statement notes. */
const PIECE = 200;
