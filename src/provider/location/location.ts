/**
 * Where an object is: in a NetFoundry network, or on a plain OpenZiti controller. The other one is null. Both
 * are null in a state that was stored before schema version 2 and that nobody has read since.
 */
export interface Location {
  /** Id of the network. */
  readonly network_id: string | null;
  /** Address of the controller. */
  readonly controller_url: string | null;
}

/** An object of the edge API as a state holds it. */
export interface StoredObject extends Location {
  readonly id: string;
  /** Null right after an import, which knows only the id. */
  readonly name: string | null;
}

/** The location in a stored state or another object that has it. */
export function locationOf({ network_id, controller_url }: Location): Location {
  return { network_id, controller_url };
}

/** Whether the state says where the object is. */
export function isKnown({ network_id, controller_url }: Location): boolean {
  return network_id !== null || controller_url !== null;
}

/** Whether two objects are in the same network, or on the same controller. */
export function sameLocation(one: Location, other: Location): boolean {
  return one.network_id === other.network_id && one.controller_url === other.controller_url;
}
