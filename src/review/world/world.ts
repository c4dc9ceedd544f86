import { type MaybeKnown, NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import type { IntegrationObject, MappingObject, NetworkObject, PolicyObject, SignerObject } from "./objects";

/** The id that every network gives its default policy. */
const DEFAULT_POLICY_ID = "default";

/** The objects of the networks at one moment: before the plan, or after it. */
export class World {
  readonly #policies = new Map<string, PolicyObject>();
  readonly #signers = new Map<string, SignerObject>();
  readonly #integrations = new Map<string, IntegrationObject>();
  readonly #mappings = new Map<string, MappingObject>();
  readonly #signersOf = new Map<string | null, readonly SignerObject[]>();

  constructor(
    objects: {
      readonly policies: readonly PolicyObject[];
      readonly signers: readonly SignerObject[];
      readonly integrations: readonly IntegrationObject[];
      readonly mappings: readonly MappingObject[];
    },
    /** The networks of which the API listed everything. */
    private readonly completeNetworks: ReadonlySet<string | null>,
  ) {
    for (const policy of objects.policies) this.#policies.set(keyOf(policy.id, policy.networkId), policy);
    for (const signer of objects.signers) this.#signers.set(signer.id, signer);
    for (const integration of objects.integrations) this.#integrations.set(integration.id, integration);
    for (const mapping of objects.mappings) this.#mappings.set(mapping.integrationId, mapping);
  }

  get policies(): Iterable<PolicyObject> {
    return this.#policies.values();
  }

  get signers(): Iterable<SignerObject> {
    return this.#signers.values();
  }

  get mappings(): Iterable<MappingObject> {
    return this.#mappings.values();
  }

  get integrations(): Iterable<IntegrationObject> {
    return this.#integrations.values();
  }

  policy(id: MaybeKnown<string>, networkId: string | null): PolicyObject | null {
    return id === NOT_KNOWN ? null : (this.#policies.get(keyOf(id, networkId)) ?? null);
  }

  signer(id: string): SignerObject | null {
    return this.#signers.get(id) ?? null;
  }

  integration(id: string): IntegrationObject | null {
    return this.#integrations.get(id) ?? null;
  }

  mapping(integrationId: string): MappingObject | null {
    return this.#mappings.get(integrationId) ?? null;
  }

  /** Whether every object of that network is known, not only those of the plan. */
  isComplete(networkId: string | null): boolean {
    return this.completeNetworks.has(networkId);
  }

  /** The signers of a network, as far as they are known. */
  signersOf(networkId: string | null): readonly SignerObject[] {
    const known = this.#signersOf.get(networkId);
    if (known !== undefined) return known;
    const found = [...this.#signers.values()].filter((signer) => inNetwork(signer, networkId));
    this.#signersOf.set(networkId, found);
    return found;
  }
}

function inNetwork(object: NetworkObject, networkId: string | null): boolean {
  return object.networkId === null || networkId === null || object.networkId === networkId;
}

/** The default policies of two networks have one id. */
function keyOf(id: string, networkId: string | null): string {
  return id === DEFAULT_POLICY_ID ? `${id} of ${networkId ?? ""}` : id;
}
