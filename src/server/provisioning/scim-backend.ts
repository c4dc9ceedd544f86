import type { ScimBackend } from "../scim/backend";
import { changeGroup, createGroup, deleteGroup } from "./group-writes";
import { scimReads } from "./scim-reads";
import type { Scope } from "./scope";
import { createUser, deleteUser, replaceUser } from "./user-writes";

/**
 * The SCIM resources of one integration over the store. One transaction writes the resource, the identity it stands for
 * and the ledger of its attributes, or none of them. Within `transaction` only the given writes may be used: the store
 * has one connection, so a read past them would wait for ever.
 */
export function scimBackend(scope: Scope): ScimBackend {
  return {
    ...scimReads(scope),
    transaction: (work) =>
      scope.db.transaction().execute((transaction) => {
        const within: Scope = { ...scope, db: transaction };
        return work({
          ...scimReads(within),
          createUser: (attributes) => createUser(within, attributes),
          replaceUser: (id, attributes) => replaceUser(within, id, attributes),
          deleteUser: (id) => deleteUser(within, id),
          createGroup: (attributes, members) => createGroup(within, attributes, members),
          changeGroup: (id, change) => changeGroup(within, id, change),
          deleteGroup: (id) => deleteGroup(within, id),
        });
      }),
  };
}
