/** The id that the server gave to each person or group, by the directory's own id. */
export class ServerIds {
  readonly #ids = new Map<string, string>();

  /**
   * @param absent The error text for a missing id, as in `was never assigned to the application`.
   */
  constructor(
    private readonly provider: string,
    private readonly absent: string,
  ) {}

  set(directoryId: string, serverId: string): void {
    this.#ids.set(directoryId, serverId);
  }

  delete(directoryId: string): void {
    this.#ids.delete(directoryId);
  }

  /** The id that the server gave. Throws when it gave none. */
  of(directoryId: string, name: string): string {
    const id = this.#ids.get(directoryId);
    if (id === undefined) throw new Error(`${this.provider}: ${name} ${this.absent}`);
    return id;
  }
}

/** The `id` of the first resource of a list that has one. Null when none has. */
export function firstId(resources: readonly unknown[]): string | null {
  return resources.map(idOf).find((id) => id !== null) ?? null;
}

function idOf(value: unknown): string | null {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : null;
  return typeof id === "string" && id !== "" ? id : null;
}
