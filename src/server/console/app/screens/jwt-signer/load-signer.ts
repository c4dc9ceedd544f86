import type { JwtSigner } from "../../../../../contract/edge/jwt-signer";
import { edge } from "../../api/edge";
import { everyPolicy, everySigner } from "../../api/every";
import { countPeople } from "../../api/people";
import { type SignerUser, useOf } from "./signer-effect";

/** What the view of a signer shows. */
export interface LoadedSigner {
  readonly signer: JwtSigner;
  /** Every signer of the network. */
  readonly signers: readonly JwtSigner[];
  readonly users: readonly SignerUser[];
}

export const signerPath = (id: string) => `/external-jwt-signers/${encodeURIComponent(id)}`;

/**
 * Reads a signer and who signs in with its tokens.
 * @param id null for a new signer, of which there is nothing to read.
 */
export async function loadSigner(id: string | null, signal: AbortSignal): Promise<LoadedSigner | null> {
  if (id === null) return null;
  const [signer, signers, policies] = await Promise.all([
    edge<JwtSigner>(signerPath(id), { signal }),
    everySigner(signal),
    everyPolicy(signal),
  ]);
  const using = policies.flatMap((policy) => {
    const use = useOf(policy, id);
    return use === null ? [] : [{ policy, isNamed: use === "named" }];
  });
  const users = await Promise.all(
    using.map(async (user) => ({ ...user, people: await countPeople(user.policy.id, signal) })),
  );
  return { signer, signers, users };
}
