import { NetworkUnavailable } from "../network-unavailable";
/** The field of an identity that a controller refused. Null when it names none. */
export type RefusedField = "name" | "externalId" | "authPolicyId" | "roleAttributes" | "tags" | null;

/** Who has the value that a controller refused. */
export interface Holder {
  readonly id: string;
  readonly name: string;
}

/** The controller does not take the change. Nothing of it was done. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly field: RefusedField,
    /** The value that it refused. Null when it is not known. */
    readonly value: string | null,
    /** The identity that has the value, when it is taken. */
    readonly holder: Holder | null,
    /** Why a new user does not adopt that identity, although its integration adopts identities. */
    readonly notAdopted: string | null = null,
  ) {
    super(message);
    this.name = "Refused";
  }
}

/** The controller did nothing, because a value was taken that is free by now. The same call may succeed. */
export class Freed extends NetworkUnavailable {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "Freed";
  }
}

/** A read by id says that the identity is not there. */
export class Gone extends Error {
  constructor(readonly id: string) {
    super(`the controller has no identity with the id ${id}`);
    this.name = "Gone";
  }
}

/** The controller did nothing, and the same call may succeed later. */
export class Unavailable extends NetworkUnavailable {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "Unavailable";
  }
}

/** No answer tells whether the controller did what was sent. */
export class Unanswered extends NetworkUnavailable {
  override readonly mayBeDone = true;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "Unanswered";
  }
}

/** The controller refuses the account, or the account lacks a right. */
export class Unauthorized extends NetworkUnavailable {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "Unauthorized";
  }
}
