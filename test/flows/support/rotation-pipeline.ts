/** A repository with examples/rotation-pipeline in it, and what stands around: store, IdP and webhook. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Run } from "../../../src/tfplugin/testing/terraform/run";
import { type Loopback, startLoopback } from "../../support/fake-api/loopback";
import { CLI } from "../../support/installed-provider";
import { rsaKeys } from "../../support/key-pairs";
import { providerFacts } from "../../support/secret-stores/provider-facts";
import { StandInStore } from "../../support/secret-stores/stand-in-store";
import { CLIENT_ID, CLIENT_SECRET } from "../../support/served";
import type { Stage } from "../../support/stage";
import { TerraformFolder } from "../../support/terraform-folder";

const EXAMPLE = resolve(__dirname, "../../../examples/rotation-pipeline");
const SECRET = "netfoundry/scim/okta";
const SLOT = "netfoundry_scim_token.okta";

export class RotationPipeline {
  readonly store = new StandInStore(providerFacts("aws"));
  /** The texts that the webhook got since `forget`. */
  notes: string[] = [];
  /** The tokens that Okta was given, the newest last. */
  readonly told: string[] = [];
  isOktaDown = false;
  #hook: Loopback | null = null;
  #okta: Loopback | null = null;
  #folder: TerraformFolder | null = null;

  constructor(private readonly stage: Stage) {}

  async open(): Promise<this> {
    await this.store.open();
    this.#hook = await startLoopback(({ body }) => {
      this.notes.push(JSON.parse(body).text);
      return { body: "ok" };
    });
    this.#okta = await startLoopback(({ body, url, headers }) => {
      if (this.isOktaDown) return { status: 403, body: { errorCode: "E0000006", errorSummary: "Forbidden" } };
      if (url !== "/api/v1/apps/0oa1/connections/default?activate=true") return { status: 404 };
      if (headers.authorization !== "SSWS the-key-of-okta") return { status: 401 };
      this.told.push(JSON.parse(body).profile.token);
      return { body: { authScheme: "TOKEN", status: "ENABLED" } };
    });
    this.#folder = this.#newFolder();
    await this.configure().folder.init();
    return this;
  }

  get folder(): TerraformFolder {
    if (this.#folder === null) throw new Error("the pipeline is not open");
    return this.#folder;
  }

  /** The configuration of the example with changes of its text, and more beside it. */
  configure(changes: readonly (readonly [string, string])[] = [], more = ""): this {
    const example = readFileSync(join(EXAMPLE, "terraform/slot.tf"), "utf8");
    const slot = changes.reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`slot.tf has no ${JSON.stringify(from)}`);
      return text.replace(from, to);
    }, example);
    writeFileSync(join(this.folder.root, "slot.tf"), slot);
    const provider = `provider "netfoundry" {
      api_url       = "${this.stage.gate.url}"
      client_id     = "${CLIENT_ID}"
      client_secret = "${CLIENT_SECRET}"
      max_retries   = 0
    }`;
    this.folder.configure(`${provider}\n${more}`);
    return this;
  }

  /** Runs a script of the example, as a job does. */
  run(
    script: "rotate.sh" | "tell-idp.sh" | "check-token.sh",
    environment: NodeJS.ProcessEnv = {},
  ): Promise<Run> {
    return this.folder.start([], environment, join(EXAMPLE, script)).ended;
  }

  /** Runs the scripts in the order of the jobs; gives their exit codes and everything they printed. */
  async job(): Promise<{ readonly codes: readonly (number | null)[]; readonly output: string }> {
    const runs = [await this.run("rotate.sh"), await this.run("tell-idp.sh")];
    if (runs.every(({ code }) => code === 0)) runs.push(await this.run("check-token.sh"));
    return { codes: runs.map(({ code }) => code), output: runs.map(({ output }) => output).join("") };
  }

  /** Runs the commands that the README shows for a GitHub Actions secret, and gives what that would get. */
  async secretOfGitHub(): Promise<string> {
    const readme = readFileSync(join(EXAMPLE, "README.md"), "utf8");
    const [, shown = ""] = /^```shell\n(umask[\s\S]*?)^```/m.exec(readme) ?? [];
    const commands = shown
      .replace("npx netfoundry-scim", "./netfoundry-scim")
      .replace(/gh secret set .*/, "cat");
    const file = join(this.folder.root, "secret-of-github.sh");
    writeFileSync(file, `#!/bin/sh\nset -eu\n${commands}`, { mode: 0o700 });
    return (await this.folder.start([], {}, file).ended).stdout;
  }

  get slot(): Readonly<Record<string, unknown>> {
    return this.folder.stored(SLOT) ?? {};
  }

  /** What the secret store holds. */
  get stored(): string {
    return this.store.secrets.get(SECRET) ?? "";
  }

  /** The status of a push of the IdP with a token; by default with the newest one it was given. */
  async push(userName: string, token = this.told.at(-1)): Promise<number> {
    const answer = await fetch(`${this.stage.gate.url}/scim/v2/${this.slot.integration_id}/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      body: JSON.stringify({
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
        userName,
        emails: [{ value: userName, primary: true }],
        active: true,
      }),
    });
    return answer.status;
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.#hook?.stop();
    await this.#okta?.stop();
  }

  #newFolder(): TerraformFolder {
    const reattach = { ...JSON.parse(this.stage.reattach), ...JSON.parse(this.store.reattach) };
    const { publicKey, privateKey } = rsaKeys();
    const folder = new TerraformFolder({
      environment: {
        TF_REATTACH_PROVIDERS: JSON.stringify(reattach),
        TF_VAR_sealing_public_key: publicKey,
        TF_VAR_sealing_private_key: privateKey,
        NF_API_URL: this.stage.gate.url,
        NF_CLIENT_ID: CLIENT_ID,
        NF_CLIENT_SECRET: CLIENT_SECRET,
        NETFOUNDRY_SCIM: "./netfoundry-scim",
        READ_TOKEN: this.store.readCommand(SECRET),
        CONNECT: "okta --app 0oa1 --integration Okta --token-file -",
        OKTA_ORG_URL: this.#okta?.url,
        OKTA_API_TOKEN: "the-key-of-okta",
        NOTIFY_URL: this.#hook?.url,
        RUN_URL: "https://ci.example.com/run/7",
      },
    });
    // The path of the package may hold a space, and NETFOUNDRY_SCIM is a command with its arguments.
    const command = `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`;
    writeFileSync(join(folder.root, "netfoundry-scim"), command, { mode: 0o700 });
    const store = readFileSync(join(EXAMPLE, "terraform/store-aws.tf"), "utf8");
    writeFileSync(join(folder.root, "store-aws.tf"), store);
    return folder;
  }
}
