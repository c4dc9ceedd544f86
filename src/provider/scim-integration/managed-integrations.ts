/** What this process has planned for an integration of the state. */
export interface PlannedIntegration {
  /** Whether the plan destroys or replaces it. A replacement that `-replace` asks for does not show here. */
  readonly isGoing: boolean;
  readonly identitiesOnDestroy: string;
}

/** What this process knows of the integrations that the configuration manages, by their ids. */
export class ManagedIntegrations {
  readonly #managed = new Map<string, string | null>();
  readonly #planned = new Map<string, PlannedIntegration>();
  readonly #abandonedMappings = new Set<string>();

  /**
   * Notes that the configuration manages it.
   * @param networkId the network that the state names; null when it names none.
   */
  add(id: string, networkId: string | null): void {
    this.#managed.set(id, networkId);
  }

  /**
   * The network of the integration as its state names it. Null when the state does not, or is not read yet.
   */
  networkOf(id: string): string | null {
    return this.#managed.get(id) ?? null;
  }

  has(id: string): boolean {
    return this.#managed.has(id);
  }

  /** Notes what the plan does with it. Returns whether the plan gave up its mapping settings before. */
  plan(id: string, planned: PlannedIntegration): boolean {
    this.#planned.set(id, planned);
    return this.#abandonedMappings.delete(id);
  }

  planned(id: string): PlannedIntegration | null {
    return this.#planned.get(id) ?? null;
  }

  /** Notes that the plan gives up its mapping settings. Terraform plans the integration after that. */
  abandonMapping(id: string): void {
    this.#abandonedMappings.add(id);
  }
}
