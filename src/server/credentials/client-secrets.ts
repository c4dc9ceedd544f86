import type { Database } from "../store/database";
import { hashClientSecret, isClientSecret, isOldHash } from "./client-secret";
import { sameDigest, sha256Hex } from "./secrets";

/** A client id and what somebody says is its secret. */
export interface ClientCredential {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Checks client secrets against their stored hashes. */
export class ClientSecrets {
  readonly #db: Database;
  readonly #cost: number;
  /** Spares a pipeline that signs in again and again the cost of scrypt. */
  #verified: { readonly stored: string; readonly digest: string } | null = null;
  /** Hash of a secret that nobody knows. Comparing with it takes as long as with a stored one. */
  #nobodys: Promise<string> | null = null;

  /** @param cost Cost of the hash, {@link CLIENT_SECRET_COST} outside of tests. */
  constructor(db: Database, cost: number) {
    this.#db = db;
    this.#cost = cost;
  }

  /** Whether the secret is right. An unknown client id takes as long as a wrong secret. */
  async isRight({ clientId, clientSecret }: ClientCredential): Promise<boolean> {
    const stored = await this.#storedHash(clientId);
    if (stored === null) {
      this.#nobodys ??= hashClientSecret("", this.#cost);
      await isClientSecret(clientSecret, await this.#nobodys);
      return false;
    }
    const digest = sha256Hex(clientSecret);
    if (this.#verified?.stored === stored && sameDigest(this.#verified.digest, digest)) return true;
    if (!(await isClientSecret(clientSecret, stored))) return false;
    if (isOldHash(stored)) await this.#upgrade(clientId, clientSecret, stored);
    else this.#verified = { stored, digest };
    return true;
  }

  async #storedHash(clientId: string): Promise<string | null> {
    const row = await this.#db
      .selectFrom("api_credentials")
      .select("secret_hash")
      .where("client_id", "=", clientId)
      .executeTakeFirst();
    return row?.secret_hash ?? null;
  }

  /** Replaces the hash of a former version, unless another request has done so. */
  async #upgrade(clientId: string, clientSecret: string, stored: string): Promise<void> {
    const secretHash = await hashClientSecret(clientSecret, this.#cost);
    await this.#db
      .updateTable("api_credentials")
      .set({ secret_hash: secretHash })
      .where("client_id", "=", clientId)
      .where("secret_hash", "=", stored)
      .execute();
  }
}
