import type { Kind, MainKind } from "./kind";

/** A reference to the id of another adopted object. */
export class Reference {
  constructor(
    readonly kind: MainKind,
    readonly label: string,
  ) {}
}

/** The value of an argument. Records are nested objects or maps. */
export type Expression =
  | string
  | number
  | boolean
  | Reference
  | readonly Expression[]
  | { readonly [name: string]: Expression };

/** A nested object or a map. */
export type Members = Readonly<Record<string, Expression>>;

/** Whether an expression is a nested object or a map. */
export function isMembers(expression: Expression | undefined): expression is Members {
  return typeof expression === "object" && !Array.isArray(expression) && !(expression instanceof Reference);
}

/** An existing object as a resource of a configuration. */
export interface Adopted {
  readonly kind: Kind;
  /** Id of the object, by which Terraform imports it. A mapping and a token have that of the integration. */
  readonly id: string;
  /** Name of the object, or of its integration. Anybody may have chosen it: it can hold any character. */
  readonly name: string;
  /** Its name in the configuration: lower-case letters, digits and underscores. */
  readonly label: string;
  /** What a configuration has to say of it. Arguments that only repeat a default are left out. */
  readonly arguments: Members;
  /** What has to be destroyed after it, without an argument that refers to it. */
  readonly dependsOn: readonly Reference[];
}

/** An integration with what belongs to it. */
export interface AdoptedIntegration extends Adopted {
  /** Null when the mapping settings are left out. */
  readonly mapping: Adopted | null;
  /** Null when no token lives, and when tokens are left out. */
  readonly token: Adopted | null;
  /** Whether there is no slot because no token lives. */
  readonly isWithoutToken: boolean;
}

/** Where the objects are: in a NetFoundry network, or on a plain OpenZiti controller. The other is null. */
export interface Place {
  readonly networkId: string | null;
  readonly controllerUrl: string | null;
}

/** Everything that is adopted, each kind in the order of its list. */
export interface AdoptedNetwork {
  readonly place: Place;
  readonly signers: readonly Adopted[];
  readonly policies: readonly Adopted[];
  readonly integrations: readonly AdoptedIntegration[];
  /** What cannot be adopted, and why. */
  readonly leftOut: readonly LeftOut[];
}

/** An object that stays outside the configuration. */
export interface LeftOut {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  /** A sentence. */
  readonly reason: string;
}
