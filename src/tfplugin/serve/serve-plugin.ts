import { createServer, type Server } from "node:net";
import type { Duplex } from "node:stream";
import { certificateBytes, createCertificate } from "../wire/certificate";
import type { GrpcService } from "../wire/grpc";
import { handshakeLine, startedByTerraform } from "../wire/handshake";
import { listen } from "../wire/listen";
import { writeNow } from "../wire/output";
import { createTlsServer, type Parties } from "../wire/tls";
import type { Plugin } from "./plugin";

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
  // A terraform started with nohup outlives its terminal. Node forgets what it was told to ignore when it was started.
  process.on("SIGHUP", ignore);

  const clientPem = env.PLUGIN_CLIENT_CERT;
  const tls = clientPem ? { own: createCertificate(), client: clientCertificate(clientPem) } : null;
  // Terraform connects once; it may also be killed before it does.
  const alone = setTimeout(() => process.exit(0), LONGEST_START).unref();
  let forget = ignore;
  let loaded: GrpcService | null = null;
  const service = () => {
    loaded ??= load().createService({ onAbandoned: () => process.exit(0) });
    return loaded;
  };
  const accept = (connection: Duplex) => {
    clearTimeout(alone);
    forget();
    service().accept(connection);
  };
  let secured: Server | null = null;
  const tlsServer = (parties: Parties) => {
    secured ??= createTlsServer(parties, accept);
    return secured;
  };
  // Does no more than listen, so that terraform can connect: whatever else it takes is loaded while that waits anyway.
  const door = createServer((socket) => {
    if (tls === null) return accept(socket);
    tlsServer(tls).emit("connection", socket);
    // One turn of the event loop for its hello and our answer to that, over which it then computes for milliseconds.
    setImmediate(() => setImmediate(service));
  });
  listen(door).then((listening) => {
    forget = listening.forget;
    writeNow(1, handshakeLine(listening.address, tls?.own.der ?? null));
    if (tls !== null) tlsServer(tls);
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
