import { type Connection, createConnection } from "../../../src/client/connection";
import type { ConnectionSettings } from "../../../src/client/settings";
import { FakeClock } from "../../support/fake-api/loopback";

/** A connection that never waits. Its clock has each wait. */
export function quickConnection(
  settings: Partial<ConnectionSettings> = {},
): Connection & { readonly clock: FakeClock } {
  const clock = new FakeClock();
  return { ...createConnection({ clock, random: () => 0, ...settings }), clock };
}

/** What a call was rejected with. */
export async function rejection(call: Promise<unknown>): Promise<Error> {
  const thrown: unknown = await call.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (thrown instanceof Error) return thrown;
  throw new Error("the call was not rejected with an Error");
}
