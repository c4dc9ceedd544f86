import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { type ClientHttp2Session, connect } from "node:http2";
import { resolve } from "node:path";
import { connect as connectTls } from "node:tls";
import { type Certificate, createCertificate } from "../../src/tfplugin/wire/certificate";
import { frame } from "../../src/tfplugin/wire/grpc";
import { MAGIC_COOKIE } from "../../src/tfplugin/wire/handshake";
import type { Message, Sparse } from "../../src/tfplugin/wire/message";
import {
  PROVIDER_CALLS,
  type ProviderCall,
  type RequestOf,
  type ResponseOf,
} from "../../src/tfplugin/wire/protocol";

/** The provider as it is shipped. */
const PROVIDER = resolve(__dirname, "../../dist/provider/terraform-provider-netfoundry");

/** The shipped provider, started and called the way terraform does. */
export class PluginProcess {
  readonly #client: Certificate = createCertificate();
  readonly #child: ChildProcess;
  #session: ClientHttp2Session | null = null;
  stdout = "";
  stderr = "";
  readonly ended: Promise<number | null>;

  constructor(environment: NodeJS.ProcessEnv = {}, program = PROVIDER) {
    if (!existsSync(program)) throw new Error(`${program} is missing: run "npm run build" first`);
    this.#child = spawn(program, {
      env: {
        PATH: process.env.PATH,
        TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE,
        PLUGIN_CLIENT_CERT: this.#client.cert,
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      this.stdout += chunk;
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      this.stderr += chunk;
    });
    this.ended = new Promise((done) => this.#child.once("close", (code) => done(code)));
  }

  /** Reads the handshake line and connects with TLS. */
  async connect(): Promise<readonly string[]> {
    while (!this.stdout.includes("\n")) {
      await Promise.race([new Promise((next) => this.#child.stdout?.once("data", next)), this.ended]);
      if (this.#child.exitCode !== null) throw new Error(`ended before the handshake: ${this.stderr}`);
    }
    const line = this.stdout.trimEnd().split("|");
    const body = (line[5] ?? "").padEnd(Math.ceil((line[5] ?? "").length / 4) * 4, "=");
    const lines = body.match(/.{1,64}/g)?.join("\n");
    const { key, cert } = this.#client;
    this.#session = connect("https://localhost", {
      createConnection: () =>
        connectTls({
          path: line[3] ?? "",
          servername: "localhost",
          ca: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
          ALPNProtocols: ["h2"],
          key,
          cert,
        }),
    });
    await new Promise((connected, failed) => this.#session?.once("connect", connected).once("error", failed));
    return line;
  }

  /** One call of the provider service. */
  async call<C extends ProviderCall>(name: C, request: Sparse<RequestOf<C>>): Promise<ResponseOf<C>> {
    // The table pairs every call with its own messages. A union of all calls cannot show that to the
    // compiler.
    const messages = PROVIDER_CALLS[name] as unknown as {
      request: Message<RequestOf<C>>;
      response: Message<ResponseOf<C>>;
    };
    const answer = await this.#send(`/tfplugin6.Provider/${name}`, messages.request.encode(request));
    return messages.response.decode(answer);
  }

  /** Asks the plugin to end, and closes the connection as terraform then does. */
  async shutdown(): Promise<void> {
    await this.#send("/plugin.GRPCController/Shutdown", new Uint8Array());
    this.#session?.close();
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends it if it is still there. */
  kill(): void {
    this.#session?.destroy();
    this.#child.kill("SIGKILL");
  }

  #send(path: string, message: Uint8Array): Promise<Uint8Array> {
    return new Promise((done, failed) => {
      const stream = this.#session?.request({ ":method": "POST", ":path": path, te: "trailers" });
      if (stream === undefined) throw new Error("not connected");
      const chunks: Buffer[] = [];
      let status = "";
      stream.on("response", (headers) => {
        status = String(headers["grpc-status"] ?? status);
      });
      stream.on("trailers", (trailers) => {
        status = String(trailers["grpc-status"]);
      });
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", failed);
      stream.on("end", () => {
        if (status === "0") done(Buffer.concat(chunks).subarray(5));
        else failed(new Error(`${path} answered with the gRPC status ${status}`));
      });
      stream.end(frame(message));
    });
  }
}
