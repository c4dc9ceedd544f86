import { createServer } from "node:net";
import type { Duplex } from "node:stream";
import { certificateBytes, createCertificate } from "../wire/certificate";
import { handshakeLine, startedByTerraform } from "../wire/handshake";
import { listen } from "../wire/listen";
import { writeNow } from "../wire/output";
import { createTlsServer, type Parties } from "../wire/tls";
import { reportRejection } from "./answer/open-call";
import type { Plugin } from "./plugin";
import { stackOf } from "./stack-frames";
import { logStandardOutput } from "./standard-output";

/**
 * Runs a provider as a plugin process of Terraform. It prints the handshake line, serves until Terraform
 * closes the connection, and exits. When a person starts it, it says what it is and exits with 1.
 *
 * Terraform starts a plugin several times per command and waits for the line each time. So `load` runs after
 * the line, while Terraform connects. Load HTTP/2 and the provider itself in it.
 */
export function servePlugin(load: () => Plugin): void {
  if (!startedByTerraform(process.env)) {
    const { address, version } = load();
    writeNow(2, `This is the Terraform provider ${address} ${version}. ${HINT}\n`);
    process.exitCode = 1;
    return;
  }
  logStandardOutput();
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", (reason) => {
    if (!reportRejection(reason)) crash(reason);
  });
  for (const signal of SIGNALS_FOR_TERRAFORM) process.on(signal, ignore);

  const parties = partiesFor(process.env.PLUGIN_CLIENT_CERT);
  const server = createServer();
  // Terraform may be killed before it connects. Without this timer the plugin would wait forever.
  const alone = setTimeout(() => process.exit(0), LONGEST_START).unref();
  listen(server).then(({ address, forget }) => {
    writeNow(1, handshakeLine(address, parties?.own.der ?? null));
    const service = load().createService({ onAbandoned: () => process.exit(0) });
    const accept = (connection: Duplex) => {
      clearTimeout(alone);
      forget();
      service.accept(connection);
    };
    if (parties === null) {
      server.on("connection", accept);
    } else {
      const secured = createTlsServer(parties, accept);
      server.on("connection", (connection) => secured.emit("connection", connection));
    }
  }, crash);
}

/** How long terraform waits for a plugin to start, in milliseconds (go-plugin, client.go). */
const LONGEST_START = 60_000;

const HINT =
  "Terraform starts it, not you. Write a configuration that requires it, then run terraform init and plan.";

/**
 * The signals that this process ignores. A terminal sends them to terraform and its plugins alike. Terraform
 * handles them and tells a plugin to stop with StopProvider. With nohup, terraform outlives SIGHUP, but node
 * does not.
 */
const SIGNALS_FOR_TERRAFORM = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The certificates of both ends, or null when terraform gave none and so wants no TLS. */
function partiesFor(clientPem: string | undefined): Parties | null {
  if (!clientPem) return null;
  const client = certificateBytes(clientPem);
  if (client === null) throw new Error("PLUGIN_CLIENT_CERT holds no PEM certificate");
  return { own: createCertificate(), client };
}

/**
 * Terraform reports a crash and its text only if the text follows "panic: ". Otherwise it says "cancelled".
 */
function crash(error: unknown): void {
  writeNow(2, `panic: ${stackOf(error)}\n`);
  process.exit(2);
}

function ignore(): void {}
