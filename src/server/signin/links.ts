import type { SignInLink } from "../../contract/gateway/jwt-check";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A link to an object of the network that a step or a hint speaks of. */
export function link(kind: SignInLink["kind"], { id, name }: Named): SignInLink {
  return { kind, id, name };
}
