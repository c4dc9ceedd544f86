import { randomUUID } from "node:crypto";
import { MIN_PASSWORD_LENGTH } from "../contract/edge/auth-policy";
import { DEFAULT_AUTH_POLICY_ID } from "../contract/gateway/mapping";
import { type Clock, instant } from "./context";
import { hashClientSecret, isClientSecret } from "./credentials/client-secret";
import type { ClientCredential } from "./credentials/client-secrets";
import { randomToken } from "./credentials/secrets";
import type { Database } from "./store/database";
import { transact } from "./store/transact";

const DEFAULT_NETWORK_NAME = "netfoundry-scim";

/** The default policy of a new network. It allows every method, as OpenZiti's own default policy does. */
const DEFAULT_POLICY_SETTINGS = {
  primary: {
    cert: { allowed: true, allowExpiredCerts: true },
    extJwt: { allowed: true, allowedSigners: [] },
    updb: {
      allowed: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      requireSpecialChar: false,
      requireNumberChar: false,
      requireMixedCase: false,
      maxAttempts: 0,
      lockoutDurationMinutes: 0,
    },
  },
  secondary: { requireTotp: false, requireExtJwtSigner: null },
};

/**
 * Makes the network with its default auth policy when the database has none.
 * @param name The name of the network. Undefined keeps the name of an existing network.
 * @returns The id of the network.
 */
export function ensureNetwork(db: Database, clock: Clock, name: string | undefined): Promise<string> {
  return transact(
    db,
    async (transaction) => {
      const existing = await transaction.selectFrom("networks").select(["id", "name"]).executeTakeFirst();
      if (existing !== undefined) {
        if (name !== undefined && name !== existing.name) {
          await transaction.updateTable("networks").set({ name }).where("id", "=", existing.id).execute();
        }
        return existing.id;
      }
      const id = randomUUID();
      const now = instant(clock());
      await transaction
        .insertInto("networks")
        .values({ id, name: name ?? DEFAULT_NETWORK_NAME, status: "PROVISIONED", created_at: now })
        .execute();
      await transaction
        .insertInto("auth_policies")
        .values({
          id: DEFAULT_AUTH_POLICY_ID,
          network_id: id,
          name: "Default",
          settings: JSON.stringify(DEFAULT_POLICY_SETTINGS),
          tags: "{}",
          created_at: now,
          updated_at: now,
        })
        .execute();
      return id;
    },
    "serializable",
  );
}

/**
 * Stores the hash of the given credential. It replaces the previous credential and ends its sessions. Without
 * a given credential, makes one when none is stored.
 * @param cost Cost of the hash ({@link hashClientSecret}).
 * @returns The credential that was made. Its secret is known only this once. Null when none was made.
 */
export function ensureCredential(
  db: Database,
  clock: Clock,
  given: ClientCredential | null,
  cost: number,
): Promise<ClientCredential | null> {
  return transact(
    db,
    async (transaction) => {
      const stored = await transaction.selectFrom("api_credentials").selectAll().execute();
      if (given === null && stored.length > 0) return null;
      const credential = given ?? { clientId: randomUUID(), clientSecret: randomToken("") };
      const [only] = stored;
      const known =
        stored.length === 1 &&
        only?.client_id === credential.clientId &&
        (await isClientSecret(credential.clientSecret, only.secret_hash));
      if (!known) {
        await transaction.deleteFrom("sessions").execute();
        await transaction.deleteFrom("console_sessions").execute();
        await transaction.deleteFrom("api_credentials").execute();
        const row = {
          client_id: credential.clientId,
          secret_hash: await hashClientSecret(credential.clientSecret, cost),
          created_at: instant(clock()),
        };
        await transaction.insertInto("api_credentials").values(row).execute();
      }
      return given === null ? credential : null;
    },
    "serializable",
  );
}
