import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type ClientHttp2Session, connect } from "node:http2";
import { createInterface } from "node:readline";
import { connect as connectTls } from "node:tls";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { frame } from "../../src/tfplugin/wire/grpc";
import { MAGIC_COOKIE } from "../../src/tfplugin/wire/handshake";
import type { Message, Sparse } from "../../src/tfplugin/wire/message";
import {
  PROVIDER_CALLS,
  type ProviderCall,
  type RequestOf,
  type ResponseOf,
} from "../../src/tfplugin/wire/protocol";

/** A plugin process, started and called the way terraform does. */
export class PluginSession {
  private constructor(
    private readonly child: ChildProcess,
    private readonly session: ClientHttp2Session,
  ) {}

  /** @throws Error when the process ends before it can be called. */
  static async start(
    [command = "", ...args]: readonly string[],
    env: NodeJS.ProcessEnv,
  ): Promise<PluginSession> {
    const own = createCertificate();
    const child = spawn(command, args, {
      env: { ...env, TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE, PLUGIN_CLIENT_CERT: own.cert },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "close").then(([code]) => {
      throw new Error(`${[command, ...args].join(" ")} ended with ${code}`);
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = await Promise.race([once(lines, "line"), ended]);
    ended.catch(() => {});
    const [, , network, address = "", , certificate = ""] = String(line).split("|");
    const der = Buffer.from(certificate, "base64").toString("base64");
    const session = connect("https://localhost", {
      createConnection: () =>
        connectTls({
          ...(network === "unix"
            ? { path: address }
            : { host: "127.0.0.1", port: Number(address.split(":")[1]) }),
          servername: "localhost",
          ca: `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g)?.join("\n")}\n-----END CERTIFICATE-----\n`,
          ALPNProtocols: ["h2"],
          key: own.key,
          cert: own.cert,
        }),
    });
    await once(session, "connect");
    return new PluginSession(child, session);
  }

  /** One call of the provider service. */
  async call<C extends ProviderCall>(name: C, request: Sparse<RequestOf<C>>): Promise<ResponseOf<C>> {
    // The table pairs every call with its own messages; a union of all calls cannot show that to the compiler.
    const { request: input, response: output } = PROVIDER_CALLS[name] as unknown as {
      request: Message<RequestOf<C>>;
      response: Message<ResponseOf<C>>;
    };
    return output.decode(await this.#send(`/tfplugin6.Provider/${name}`, input.encode(request)));
  }

  /** Asks the plugin to end, as terraform does, and waits for its end. */
  async shutdown(): Promise<void> {
    const ended = once(this.child, "close");
    await this.#send("/plugin.GRPCController/Shutdown", new Uint8Array());
    this.session.close();
    await ended;
  }

  /** Ends it if it is still there. */
  kill(): void {
    this.session.destroy();
    this.child.kill("SIGKILL");
  }

  async #send(path: string, message: Uint8Array): Promise<Uint8Array> {
    const stream = this.session.request({ ":method": "POST", ":path": path, te: "trailers" });
    const trailers = once(stream, "trailers");
    stream.end(frame(message));
    const pieces: Buffer[] = [];
    for await (const piece of stream) pieces.push(piece);
    const [{ "grpc-status": status }] = await trailers;
    if (status !== "0") throw new Error(`${path} answered with the gRPC status ${status}`);
    return Buffer.concat(pieces).subarray(5);
  }
}
