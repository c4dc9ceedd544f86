import { randomBytes, randomUUID } from "node:crypto";
import { appendFile, writeFile } from "node:fs/promises";
import { basename, relative } from "node:path";
import { type Client, createClient } from "../../client/client";
import type { Identity } from "../../contract/edge/identity";
import { sampleDirectory } from "../../idp/common/sample-directory";
import { Okta } from "../../idp/okta/catalog-app";
import type { ChildProcesses } from "../child-processes";
import { Progress } from "../output/progress";
import { styled, type Terminal } from "../output/terminal";
import type { PackageRoot } from "../package-root";
import { installProvider } from "../provider/mirror";
import { cliConfiguration } from "../terraform/cli-configuration";
import { withoutForeignSettings } from "../terraform/terraform";
import { type Example, findExample } from "./example";
import { examplePushes, type Push } from "./example-pushes";
import { exampleSignIns } from "./example-sign-ins";
import { type LocalIssuer, startIssuer } from "./local-issuer";
import { nextSteps, writeEnvironmentFile } from "./next-steps";
import { identityTable, readIdentities, requestSummary, scimTable } from "./report";
import { runCommand } from "./run-command";
import { type Credential, type QuickstartServer, startServerProcess } from "./server";
import { checkSignIn, signInReport } from "./sign-in";
import { QuickstartStack, type StackOutputs } from "./stack";
import type { Workspace } from "./workspace";

/** The context of the steps. */
export interface QuickstartContext {
  readonly terminal: Terminal;
  readonly children: ChildProcesses;
  readonly workspace: Workspace;
  /** Path of terraform or tofu. */
  readonly terraform: string;
  readonly root: PackageRoot;
}

const OTHER_STEPS = 9;

/**
 * Runs the steps of the quickstart: build the infrastructure, push people, plan again and find no change,
 * then let one person sign in, and see why another one cannot.
 */
export async function runSteps(context: QuickstartContext): Promise<void> {
  const { terminal, workspace, children } = context;
  const began = performance.now();
  const pushes = examplePushes(sampleDirectory());
  const signIns = exampleSignIns(sampleDirectory());
  const progress = new Progress(terminal, OTHER_STEPS + pushes.length + signIns.length);
  // The SCIM client uses the proxy settings of the environment. This server is on loopback.
  process.env.NO_PROXY = withoutForeignSettings(process.env).NO_PROXY;

  await progress.step("Find terraform", async (step) => step.note(await version(context)));
  await progress.step("Install the provider into a mirror", () => installMirror(context));
  const credential = { clientId: randomUUID(), clientSecret: randomBytes(32).toString("base64url") };
  const server = await progress.step("Start the reference server", async (step) => {
    const started = await startServerProcess(children, workspace, credential);
    step.note(started.url);
    return started;
  });
  const example = findExample(context.root.directory);
  const issuer = await startIssuer();
  const stack = await prepareStack(context, server, credential, example, issuer);
  const verb = example.program === null ? "Take the Terraform JSON of" : "Synthesize";
  await progress.step(`${verb} examples/quickstart/main.ts`, () => stack.synthesize());
  await progress.step("terraform init", () => stack.initialize());
  await progress.step("terraform plan", (step) => stack.plan(step));
  await progress.step("terraform apply", (step) => stack.apply(step));
  const outputs = await stack.outputs();

  const client = connect(server, credential);
  terminal.write(`\nSCIM integrations\n${scimTable(terminal, await client.integrations.list())}\n\n`);
  const okta = new Okta(outputs);
  let former: readonly Identity[] | undefined;
  for (const push of pushes)
    former = await runPush(push, okta, former, { context, progress, client, outputs });
  await progress.step("terraform plan, once more", (step) => stack.planAgain(step));
  terminal.write("\n");
  for (const signIn of signIns) {
    const check = await progress.step(signIn.title, () => checkSignIn(signIn, issuer, client));
    terminal.write(`\n${signInReport(terminal, signIn, check)}\n`);
  }
  client.close();
  issuer.close();
  await progress.step("Stop the reference server", () => server.stop());
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  terminal.write(`\n${styled(terminal, "bold", `Done in ${seconds} s.`)}\n\n`);
  terminal.write(nextSteps(workspace, server, example, calledAs(context.root), basename(context.terraform)));
}

async function version({ children, workspace, terraform }: QuickstartContext): Promise<string> {
  const finished = await runCommand(children, `${terraform} version`, {
    command: terraform,
    arguments: ["version"],
    directory: workspace.directory,
    environment: { ...withoutForeignSettings(process.env), CHECKPOINT_DISABLE: "1" },
    logFile: workspace.logFile("terraform"),
  });
  return `${finished.output.split("\n")[0]}, ${terraform}`;
}

async function installMirror({ workspace, root }: QuickstartContext): Promise<void> {
  await installProvider(workspace.mirror, root);
  await writeFile(workspace.cliConfigurationFile, cliConfiguration(workspace.mirror, "nowhere"));
}

async function prepareStack(
  context: QuickstartContext,
  server: QuickstartServer,
  { clientId, clientSecret }: Credential,
  example: Example,
  issuer: LocalIssuer,
): Promise<QuickstartStack> {
  const provider = {
    NF_API_URL: server.url,
    NF_CLIENT_ID: clientId,
    NF_CLIENT_SECRET: clientSecret,
    TF_VAR_okta_keys: issuer.keys,
  };
  await writeEnvironmentFile(context.workspace, provider);
  const { children, workspace, terraform, terminal } = context;
  return new QuickstartStack({ children, workspace, terraform, example, colour: terminal.colour, provider });
}

function connect(server: QuickstartServer, credential: Credential): Client {
  return createClient({ apiUrl: server.url, authUrl: `${server.url}/oauth2/token`, ...credential });
}

/**
 * Sends one push. Shows its requests and then the identities of the integration, with what differs from the
 * former ones. Returns the identities.
 */
async function runPush(
  push: Push,
  okta: Okta,
  former: readonly Identity[] | undefined,
  on: {
    readonly context: QuickstartContext;
    readonly progress: Progress;
    readonly client: Client;
    readonly outputs: StackOutputs;
  },
): Promise<readonly Identity[]> {
  const { terminal, workspace } = on.context;
  const before = okta.requests.length;
  await on.progress.step(`${okta.name}: ${push.title}`, async (step) => {
    try {
      await push.send(okta);
    } finally {
      const sent = okta.requests.slice(before);
      for (const line of requestSummary(sent)) step.line(line);
      const lines = sent.map(
        ({ method, path, status, label }) => `${status ?? "---"} ${method} ${path} (${label})\n`,
      );
      await appendFile(workspace.logFile("okta"), lines.join(""));
    }
  });
  const { identities, policyNames } = await readIdentities(on.client, on.outputs.integrationId);
  const shown = identityTable(terminal, identities, policyNames, former);
  terminal.write(`\nIdentities: ${push.lookFor}\n${shown}\n\n`);
  return identities;
}

/** How the user runs this command: by its file in a clone, by its name when installed. */
function calledAs(root: PackageRoot): string {
  const fromHere = relative(process.cwd(), root.directory);
  return fromHere === "" ? "node dist/src/cli/main.js" : "npx netfoundry-scim";
}
