import type {
  AdoptIdentities,
  Integration,
  IntegrationPatch,
} from "../../../../../contract/gateway/integration";

/** What a person changed in the form. What is absent is as it is stored. */
export interface SettingsEdit {
  readonly name?: string;
  /** One of ADOPT_IDENTITIES, or a value of a newer API that is stored. */
  readonly adoptIdentities?: string;
}

type Settings = Pick<Integration, "name" | "adoptIdentities">;

/** When a pushed user adopts an identity that no integration owns. */
export const ADOPTIONS: readonly {
  readonly value: AdoptIdentities;
  readonly label: string;
  readonly help: string;
}[] = [
  {
    value: "never",
    label: "Never",
    help: "Each pushed user gets a new identity.",
  },
  {
    value: "externalId",
    label: "By external ID",
    help: "A pushed user takes over an identity that has the same external ID and belongs to no integration.",
  },
  {
    value: "name",
    label: "By name",
    help: "A pushed user takes over an identity that has the same name and belongs to no integration.",
  },
];

/** The settings as the form shows them. */
export function edited(stored: Settings, edit: SettingsEdit): Settings {
  const { name = stored.name, adoptIdentities = stored.adoptIdentities } = edit;
  return { name, adoptIdentities };
}

/** The body of the change: what differs from what is stored. Null when nothing does. */
export function settingsPatch(stored: Settings, edit: SettingsEdit): IntegrationPatch | null {
  const { name, adoptIdentities } = edited(stored, edit);
  const patch = {
    ...(name !== stored.name && { name }),
    ...(adoptIdentities !== stored.adoptIdentities && { adoptIdentities }),
  };
  // A person can choose only the values of ADOPT_IDENTITIES.
  return Object.keys(patch).length === 0 ? null : (patch as IntegrationPatch);
}
