/**
 * The variables that go-plugin sets for a plugin, and the line it waits for (go-plugin, client.go and
 * server.go).
 */

/** Tells a plugin that terraform started it. */
export const MAGIC_COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const CORE_VERSION = 1;
const PROTOCOL_VERSION = 6;

/** Where a plugin listens. */
export interface Address {
  readonly network: "unix" | "tcp";
  /** A socket path, or host:port. */
  readonly address: string;
}

/** Whether Terraform started this process, and not a person. */
export function startedByTerraform(environment: NodeJS.ProcessEnv): boolean {
  return environment.TF_PLUGIN_MAGIC_COOKIE === MAGIC_COOKIE;
}

/**
 * The first line that a plugin prints. It has the certificate in base64 without padding, as terraform
 * requires.
 */
export function handshakeLine({ network, address }: Address, certificate: Uint8Array | null): string {
  const encoded = certificate === null ? "" : Buffer.from(certificate).toString("base64").replace(/=+$/, "");
  return `${[CORE_VERSION, PROTOCOL_VERSION, network, address, "grpc", encoded].join("|")}\n`;
}

/** The hosts that Terraform and OpenTofu add to a source without a host. */
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];

/**
 * The value of TF_REATTACH_PROVIDERS that makes terraform or tofu use a running provider. A source without a
 * host means a different registry to each of them. So a provider of one registry appears under both.
 */
export function reattachValue(provider: string, { network, address }: Address): string {
  const entry = {
    Protocol: "grpc",
    ProtocolVersion: PROTOCOL_VERSION,
    Pid: process.pid,
    Test: true,
    Addr: { Network: network, String: address },
  };
  return JSON.stringify(Object.fromEntries(sameProvider(provider).map((each) => [each, entry])));
}

function sameProvider(provider: string): string[] {
  const [host = "", ...rest] = provider.split("/");
  return REGISTRIES.includes(host) ? REGISTRIES.map((each) => [each, ...rest].join("/")) : [provider];
}
