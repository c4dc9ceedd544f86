import { createServer, type Server } from "node:net";
import type { Plugin } from "./plugin";
import { certificateBytes, createCertificate } from "./wire/certificate";
import { handshakeLine, startedByTerraform } from "./wire/handshake";
import { listen } from "./wire/listen";
import { writeNow } from "./wire/output";

/**
 * Runs a provider as the plugin process Terraform started: prints the handshake line, serves until Terraform closes the
 * connection, then exits. Started by a person it says what it is and exits with 1.
 *
 * Terraform starts a plugin several times per command and waits for the line each time, so what `load` loads is loaded
 * after it, while Terraform connects. This file must import as little as it can.
 */
export function servePlugin(load: () => Plugin): void {
  const { env } = process;
  if (!startedByTerraform(env)) {
    const { address, version } = load();
    writeNow(2, `This is the Terraform provider ${address} ${version}. ${HINT}\n`);
    process.exitCode = 1;
    return;
  }
  process.on("uncaughtException", crash);
  // Ctrl-C reaches the whole process group; terraform tells with StopProvider what is to be stopped.
  process.on("SIGINT", ignore);
  process.on("SIGTERM", ignore);

  const clientPem = env.PLUGIN_CLIENT_CERT;
  const tls = clientPem ? { own: createCertificate(), client: clientCertificate(clientPem) } : null;
  // Terraform connects once; it may also be killed before it does.
  const alone = setTimeout(() => process.exit(0), LONGEST_START).unref();
  let forget = ignore;
  const onConnected = () => {
    clearTimeout(alone);
    forget();
  };
  let loaded: Server | null = null;
  const server = () => {
    loaded ??= load().createServer({ tls, onConnected, onAbandoned: () => process.exit(0) }).server;
    return loaded;
  };
  // Does no more than listen: the server that speaks HTTP/2 is not loaded yet, and takes over each connection.
  const door = createServer((socket) => server().emit("connection", socket));
  listen(door).then((listening) => {
    forget = listening.forget;
    writeNow(1, handshakeLine(listening.address, tls?.own.der ?? null));
    server();
  }, crash);
}

/** Milliseconds terraform waits for a plugin to start (go-plugin, client.go). */
const LONGEST_START = 60_000;

const HINT =
  "It is started by terraform, not by hand: run terraform init and terraform plan with a configuration that requires it.";

function clientCertificate(pem: string): Uint8Array {
  const bytes = certificateBytes(pem);
  if (bytes === null) throw new Error("PLUGIN_CLIENT_CERT holds no certificate");
  return bytes;
}

/** Terraform shows what follows "panic: " as a crash of the plugin; without it, it only says "cancelled". */
function crash(error: unknown): void {
  writeNow(2, `panic: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(2);
}

function ignore(): void {}
