import { ENTRA_REPERTOIRE } from "./entra/entra-scenarios";
import { GOOGLE_REPERTOIRE } from "./google-scenarios";
import { JUMPCLOUD_REPERTOIRE } from "./jumpcloud-scenarios";
import { OKTA_REPERTOIRE } from "./okta/okta-scenarios";
import type { Repertoire, Scenario, Variant } from "./scenario";

/** Every simulated provider. */
export const REPERTOIRES: readonly Repertoire[] = [
  OKTA_REPERTOIRE,
  ENTRA_REPERTOIRE,
  GOOGLE_REPERTOIRE,
  JUMPCLOUD_REPERTOIRE,
];

/** One scenario in one variant. */
export interface Piece {
  readonly repertoire: Repertoire;
  readonly scenario: Scenario;
  readonly variant: Variant;
}

/** Everything a provider plays, variant by variant. */
export function piecesOf(repertoire: Repertoire): readonly Piece[] {
  return repertoire.variants.flatMap((variant) =>
    repertoire.scenarios
      .filter(({ variants }) => variants === null || variants.includes(variant.name))
      .map((scenario) => ({ repertoire, scenario, variant })),
  );
}
