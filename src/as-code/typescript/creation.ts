import type { Adopted } from "../model/adopted";
import type { MainKind } from "../model/kind";
import { ofConstructs, RESOURCES, type Use, usesOf, type Value } from "./code";
import type { AsResources } from "./plan";
import { constructProps } from "./props";
import { RESOURCE_CLASSES, resourceConfiguration } from "./resource";

/** How code makes a signer, a policy or an integration. */
interface Creation {
  /** The class as code names it. */
  readonly className: string;
  readonly settings: Value;
  readonly uses: readonly Use[];
  /** Why it is the resource beneath the construct. Undefined for a construct. */
  readonly reason: string | undefined;
}

/** Chooses the construct, or the resource where the construct would refuse the object. */
export function creationOf(adopted: Adopted, asResources: AsResources): Creation {
  const { kind, label } = adopted;
  const reason = asResources[kind as MainKind].get(label);
  const own = RESOURCE_CLASSES[kind];
  if (reason === undefined) {
    const settings = constructProps(adopted, asResources);
    return { className: own, settings, uses: [ofConstructs(own), ...usesOf(settings)], reason };
  }
  const settings = resourceConfiguration(adopted, asResources);
  return { className: `resources.${own}`, settings, uses: [RESOURCES, ...usesOf(settings)], reason };
}
