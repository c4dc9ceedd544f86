import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:http2";
import { createInterface } from "node:readline";
import { connect as connectTls } from "node:tls";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { frame } from "../../src/tfplugin/wire/grpc";
import { type Row, target } from "./row";
import { COOKIE, PROVIDER } from "./start";
import { median, shown } from "./timing";

/** Line 2 of the contract checklist: a process ends at most so many milliseconds after the request. */
const MOST = 200;

/** Measures the end of a plugin process, from terraform's call of Shutdown to the exit. */
export async function stopRows(rounds: number, signal: AbortSignal): Promise<Row[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await untilGone(signal));
  const longest = Math.max(...times);
  return [
    {
      what: `Shutdown to the end of the process, median of ${rounds} (longest)`,
      ours: `${shown(median(times))} (${shown(longest)})`,
      beside: "",
      comparison: "",
      target: target(`at most ${MOST} ms`, longest, MOST),
    },
  ];
}

async function untilGone(signal: AbortSignal): Promise<number> {
  const { key, cert } = createCertificate();
  const env = { PATH: process.env.PATH, TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_CLIENT_CERT: cert };
  const plugin = spawn(PROVIDER, { env, stdio: ["ignore", "pipe", "ignore"], signal });
  const [line] = await once(createInterface({ input: plugin.stdout }), "line", { signal });
  const [, , , path = "", , served = ""] = String(line).split("|");
  const base64 = served.padEnd(Math.ceil(served.length / 4) * 4, "=");
  const ca = `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
  const session = connect("https://localhost", {
    createConnection: () =>
      connectTls({ path, servername: "localhost", ca, key, cert, ALPNProtocols: ["h2"] }),
  });
  await once(session, "connect", { signal });
  const begun = performance.now();
  const gone = once(plugin, "exit", { signal });
  const stream = session.request({ ":method": "POST", ":path": "/plugin.GRPCController/Shutdown" });
  stream.end(frame(new Uint8Array()));
  await gone;
  const milliseconds = performance.now() - begun;
  session.destroy();
  return milliseconds;
}
