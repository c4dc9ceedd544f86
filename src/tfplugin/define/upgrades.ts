/** The steps from one version of stored data to the next, by the version they start from. */
export type Upgrades = Readonly<Record<number, (stored: Readonly<Record<string, unknown>>) => object>>;
