/** One resource of a plan, as `terraform show -json` tells it. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Record<string, unknown> | null;
    readonly after: Record<string, unknown> | null;
    readonly after_unknown: Record<string, unknown>;
    readonly replace_paths?: readonly (readonly string[])[];
  };
}

/** The change of one resource. Throws when the plan does not name it. */
export function changeOf(changes: readonly PlannedChange[], address: string): PlannedChange["change"] {
  const found = changes.find((one) => one.address === address);
  if (found === undefined) throw new Error(`no ${address} among ${changes.map((one) => one.address)}`);
  return found.change;
}
