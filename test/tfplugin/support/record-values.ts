/**
 * Records the bytes that terraform makes of the values in `recorded-values.ts`, into `recorded-values.json`.
 * To record them again:
 *
 * npx esbuild test/tfplugin/support/record-values.ts --bundle --platform=node | node
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineProvider, defineResource, defineSchema, serveInProcess } from "../../../src/tfplugin";
import { PROVIDER_CALLS } from "../../../src/tfplugin/wire/protocol";
import { CASES, probeSchema } from "./recorded-values";

const provider = defineProvider({
  address: "registry.terraform.io/example/probe",
  version: "1.0.0",
  schema: defineSchema({ description: "…", attributes: {} }),
  configure: () => ({}),
  resources: {
    probe: defineResource<object>()({
      schema: probeSchema,
      create: ({ plan }) => plan as never,
      read: ({ state }) => state,
      update: ({ plan }) => plan as never,
      delete: () => {},
    }),
  },
});

/**
 * The configuration in the last request that had one. That is the plan, or the validation when it refused.
 */
let last = new Uint8Array();
for (const name of ["ValidateResourceConfig", "PlanResourceChange"] as const) {
  const { request } = PROVIDER_CALLS[name];
  const { decode } = request;
  request.decode = (bytes: Uint8Array) => {
    const decoded = decode(bytes);
    last = Uint8Array.from(decoded.config?.msgpack ?? []);
    return decoded as never;
  };
}

const HEADER = `
  terraform {
    required_providers {
      probe = { source = "example/probe" }
    }
  }
  resource "terraform_data" "later" {}
  resource "terraform_data" "second" { input = terraform_data.later.id }
`;

async function record(): Promise<void> {
  const served = await serveInProcess(provider);
  const folder = mkdtempSync(join(tmpdir(), "record-"));
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", TF_REATTACH_PROVIDERS: served.reattach };
  const terraform = (...args: string[]) =>
    new Promise<string>((resolve) => {
      execFile("terraform", args, { cwd: folder, env }, (_, output) => resolve(output));
    });
  const values: Record<string, string> = {};
  for (const { what, written } of CASES) {
    writeFileSync(join(folder, "main.tf"), `${HEADER}\nresource "probe" "it" {\n${written}\n}\n`);
    await terraform("plan", "-refresh=false");
    values[what] = Buffer.from(last).toString("hex");
  }
  const [version] = (await terraform("version")).split("\n");
  const recorded = `${JSON.stringify({ terraform: version, values }, null, 2)}\n`;
  writeFileSync("test/tfplugin/support/recorded-values.json", recorded);
  rmSync(folder, { recursive: true });
  await served.close();
}

void record();
