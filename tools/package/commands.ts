import type { Consumer } from "./consumer";
import { serving } from "./serving";

const COMMAND = "netfoundry-scim";

/** The commands that a user runs after `npm install netfoundry-scim`. Each throws when it fails. */
export const COMMANDS: Readonly<Record<string, (consumer: Consumer) => Promise<unknown>>> = {
  "provider install": (consumer) => consumer.run("npx", [COMMAND, "provider", "install"]),
  serve: (consumer) => serving(consumer, (ready) => visit(`${ready.url}/readyz`, ready.console)),
  quickstart: (consumer) => consumer.run("npx", [COMMAND, "quickstart"]),
  "idp all": (consumer) => consumer.run("npx", [COMMAND, "idp", "all"]),
};

async function visit(...urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const { status } = await fetch(url);
    if (status !== 200) throw new Error(`GET ${url} gave ${status}`);
  }
}
