/** The steps that upgrade stored data by one version each. The key is the version a step starts from. */
export type Upgrades = Readonly<Record<number, (stored: Readonly<Record<string, unknown>>) => object>>;
