import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { refuseConfiguration, writeFiles } from "../../src/cli/adopt/write-files";
import { CliError } from "../../src/cli/errors/cli-error";
import { FakeApi } from "../support/fake-api/fake-api";
import { NETWORK_ID, policyBody, signerBody } from "../support/fake-api/loopback";
import { PASSWORD, USERNAME, ZitiController } from "../support/fake-api/ziti-controller";
import { file, temporaryFolder } from "../support/temporary-folder";
import { runProgram } from "./connect/support";

const FILES = [
  { name: "a.tf", content: "a" },
  { name: "b.tf", content: "b" },
];

test("files are written into a folder that is made for them", () => {
  const folder = join(temporaryFolder(), "below", "network");
  writeFiles(folder, FILES);
  expect(readdirSync(folder)).toEqual(["a.tf", "b.tf"]);
});

test("a file that exists is never overwritten, and nothing is written beside it", () => {
  const folder = temporaryFolder();
  file(join(folder, "b.tf"), "mine");
  expect(() => writeFiles(folder, FILES)).toThrow(CliError);
  expect(() => writeFiles(folder, FILES)).toThrow(/Nothing was written, because these files exist: .*b\.tf/);
  expect(existsSync(join(folder, "a.tf"))).toBe(false);
  expect(readFileSync(join(folder, "b.tf"), "utf8")).toBe("mine");
});

test("when a write fails half-way, what was written is removed", () => {
  const folder = temporaryFolder();
  const files = [...FILES, { name: "no/such/folder.tf", content: "" }];
  expect(() => writeFiles(folder, files)).toThrow(/ENOENT/);
  expect(readdirSync(folder)).toEqual([]);
});

test("a file that was made and could not be written is removed too", () => {
  const folder = temporaryFolder();
  // Stands for a full disk: it can be made, and not be written.
  const unwritable = { name: "c.tf", content: null as unknown as string };
  expect(() => writeFiles(folder, [...FILES, unwritable])).toThrow(/"data"/);
  expect(readdirSync(folder)).toEqual([]);
});

test("a folder that holds a configuration is refused for HCL, and one with other files is not", () => {
  const folder = temporaryFolder();
  file(join(folder, "README.md"), "mine");
  expect(() => refuseConfiguration(folder)).not.toThrow();
  expect(() => refuseConfiguration(join(folder, "none"))).not.toThrow();
  file(join(folder, "network.tf.json"), "{}");
  expect(() => refuseConfiguration(folder)).toThrow(/holds a configuration already: network\.tf\.json\./);
});

const SECRET = "planted-client-secret-5f0a";

/** Everything that the files of a folder hold. */
function contents(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}

describe("the command with a NetFoundry network", () => {
  const api = new FakeApi();
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    await api.start();
    environment = {
      NF_API_URL: api.url,
      NF_AUTH_URL: `${api.url}/oauth2/token`,
      NF_CLIENT_ID: "account",
      NF_CLIENT_SECRET: SECRET,
      NF_NETWORK_ID: NETWORK_ID,
    };
    // It says which network this is.
    api.policies.set("default", policyBody({ id: "default", name: "Default" }));
    const { id } = api.addIntegration("Okta");
    api.addToken(id);
    api.addIntegration("Entra ID");
  });
  afterAll(() => api.stop());

  /** Adopts into a new folder. */
  const adopt = async (...options: string[]) => {
    const out = join(temporaryFolder(), "network");
    return { out, ...(await runProgram(["adopt", "--out", out, ...options], environment)) };
  };

  it("writes a TypeScript app, and says what was adopted, what was written and what to run", async () => {
    const { out, output, errors, code } = await adopt();
    expect([errors, code]).toEqual(["", 0]);
    expect(output).toContain("Adopted 0 signers, 0 policies, 2 integrations, 2 mappings, 1 token.\n");
    expect(output).toContain(`Wrote to ${out}:\n\n  package.json\n`);
    expect(output).toContain(`  cd '${out}'\n  npm install\n  npm run synth\n`);
    expect(output).toContain("  terraform -chdir=cdktf.out/stacks/network plan    # imports only\n");
    expect(readdirSync(out).sort()).toEqual([
      "README.md",
      "imports.ts",
      "main.ts",
      "package.json",
      "scim-integrations.ts",
      "tsconfig.json",
    ]);
    expect(output + contents(out)).not.toContain(SECRET);
  });

  it("--hcl, --identity, --only and --exclude say what is written and how", async () => {
    const { out, output, code } = await adopt("--hcl", "--identity", "--only", "Okta", "--exclude", "tokens");
    expect(code).toBe(0);
    expect(output).toContain("1 integration, 1 mapping, 0 tokens.");
    const files = ["README.md", "imports.tf", "scim_integrations.tf", "terraform.tf"];
    expect(readdirSync(out).sort()).toEqual(files);
    const text = contents(out);
    expect(text).toMatch(/identity = \{ id = "/);
    expect(text).not.toMatch(/Entra|netfoundry_scim_token/);
    expect(output + text).not.toContain(SECRET);
  });

  it.each(["Otka*", "integrations:Otka", "tokens:Otka", "mappings:Otka"])(
    "--exclude %s, which matches nothing, is an error and writes nothing",
    async (pattern) => {
      const { out, errors, code } = await adopt("--hcl", "--exclude", pattern);
      expect(code).toBe(1);
      expect(errors).toContain(`--exclude ${pattern} matches nothing. There are "Okta", "Entra ID".`);
      expect(existsSync(out)).toBe(false);
    },
  );

  it("--exclude of a whole kind is no error where nothing of the kind is there", async () => {
    expect(await adopt("--hcl", "--exclude", "signers")).toMatchObject({ errors: "", code: 0 });
  });

  it.each(["main.tf", "main.tf.json", "main.tofu"])(
    "--hcl into a folder with %s is an error, and writes nothing beside it",
    async (name) => {
      const out = temporaryFolder();
      file(join(out, name), "{}");
      const { errors, code } = await runProgram(["adopt", "--out", out, "--hcl"], environment);
      expect(code).toBe(1);
      expect(errors).toContain(`${out} holds a configuration already: ${name}. `);
      expect(errors).toContain("Give a new folder with --out");
      expect(readdirSync(out)).toEqual([name]);
    },
  );

  it("a wrong pattern, a missing option and a missing setting end with 64", async () => {
    const wrong = await adopt("--only", "tokens");
    expect([wrong.code, wrong.errors]).toEqual([64, expect.stringContaining("--only tokens: ")]);
    const noFolder = await runProgram(["adopt"], environment);
    expect([noFolder.code, noFolder.errors]).toEqual([64, expect.stringContaining("--out <directory>")]);
    const { NF_CLIENT_SECRET: _, ...without } = environment;
    const out = join(temporaryFolder(), "network");
    const missing = await runProgram(["adopt", "--out", out], without);
    expect([missing.code, missing.errors]).toEqual([64, expect.stringContaining("NF_CLIENT_SECRET")]);
    expect(existsSync(out)).toBe(false);
  });

  it("an API that cannot be reached ends with 69, and nothing is written", async () => {
    const gone = new FakeApi();
    await gone.start();
    const { url } = gone;
    await gone.stop();
    const out = join(temporaryFolder(), "network");
    const unreachable = { ...environment, NF_API_URL: url, NF_AUTH_URL: `${url}/oauth2/token` };
    const { errors, code } = await runProgram(["adopt", "--out", out], {
      ...unreachable,
      NF_MAX_RETRIES: "0",
    });
    expect([code, errors]).toEqual([69, expect.stringContaining("the connection was refused")]);
    expect(errors).not.toContain(SECRET);
    expect(existsSync(out)).toBe(false);
  });
});

test("the command with an OpenZiti controller writes no integrations, and no password", async () => {
  const controller = new ZitiController();
  await controller.start();
  try {
    controller.signers.set("aB3.x-9Qz", signerBody({ id: "aB3.x-9Qz" }));
    const out = join(temporaryFolder(), "network");
    const { output, errors, code } = await runProgram(["adopt", "--out", out, "--hcl"], {
      ZITI_API_HOST: controller.url,
      ZITI_API_USERNAME: USERNAME,
      ZITI_API_PASSWORD: PASSWORD,
    });
    expect([errors, code]).toEqual(["", 0]);
    expect(output).toContain("Adopted 1 signer, 0 policies.\n");
    expect(readdirSync(out).sort()).toEqual(["README.md", "imports.tf", "jwt_signers.tf", "terraform.tf"]);
    expect(output + contents(out)).not.toContain(PASSWORD);
  } finally {
    await controller.stop();
  }
});
