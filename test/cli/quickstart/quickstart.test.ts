import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ChildProcesses } from "../../../src/cli/child-processes";
import { findExample } from "../../../src/cli/quickstart/example";
import { examplePushes } from "../../../src/cli/quickstart/example-pushes";
import { nextSteps, writeEnvironmentFile } from "../../../src/cli/quickstart/next-steps";
import { identityTable, requestSummary, scimTable } from "../../../src/cli/quickstart/report";
import { QuickstartStack } from "../../../src/cli/quickstart/stack";
import { leaveWorkspace, takeWorkspace, workspaceIn } from "../../../src/cli/quickstart/workspace";
import type { Identity } from "../../../src/contract/edge/identity";
import type { Integration } from "../../../src/contract/gateway/integration";
import { DEFAULT_MAPPING } from "../../../src/contract/gateway/mapping";
import { sampleDirectory } from "../../../src/idp/common/sample-directory";
import { Okta } from "../../../src/idp/okta/catalog-app";
import { emptyServer, startScimStub } from "../../idp/support/scim-stub";
import { file, temporaryFolder } from "../../support/temporary-folder";
import { fakeTerminal, width } from "../fake-terminal";

const NOW = "2026-11-24T09:30:00.000Z";
const ID = "8b0c6c9e-5d0f-4e0a-9b1e-2f6f1f1f1f1f";

const integration: Integration = {
  id: ID,
  networkId: ID,
  name: "Okta",
  integrationUrl: `http://127.0.0.1:43127/scim/v2/${ID}`,
  hasAuthToken: true,
  tokenExpiresAt: NOW,
  maxTokenOverlapSeconds: 0,
  adoptIdentities: "never",
  mapping: DEFAULT_MAPPING,
  createdAt: NOW,
  createdBy: null,
  updatedAt: NOW,
  updatedBy: null,
};

const identity: Identity = {
  id: "abc",
  name: "Margaret Hamilton",
  externalId: "margaret@example.com",
  authPolicyId: "p1",
  roleAttributes: ["Operations", "Engineering"],
  isAdmin: false,
  disabled: false,
  tags: {},
  createdAt: NOW,
  updatedAt: NOW,
};

describe("the SCIM table", () => {
  test("is a card on 80 columns: four fields in the console's order, no value broken", () => {
    const drawn = scimTable(fakeTerminal(), [integration]);
    expect(width(drawn)).toBeLessThan(80);
    const at = ["Name", "Has Auth Token", "Integration URL", "| ID "].map((column) => drawn.indexOf(column));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(drawn).toContain("  YES");
    expect(drawn).toContain(`  ${integration.integrationUrl} `);
  });

  test.each([100, 120])("is a table on %i columns: only the URL breaks, after a slash", (columns) => {
    const drawn = scimTable(fakeTerminal({ columns }), [integration]);
    expect(width(drawn)).toBeLessThan(columns);
    expect(drawn).toMatch(/^\| Okta \| YES +\| http:\/\/127\.0\.0\.1:43127\/scim\/v2\/ +\| 8b0c6c9e-.* \|$/m);
    expect(drawn).toMatch(new RegExp(`^\\| +\\| +\\| ${ID} +\\| +\\|$`, "m"));
  });

  test("is a table where it fits", () => {
    const drawn = scimTable(fakeTerminal({ columns: 200 }), [
      integration,
      { ...integration, hasAuthToken: false },
    ]);
    expect(drawn).toMatch(/^\| Name +\| Has Auth Token +\| Integration URL +\| ID +\|$/m);
    expect(drawn).toMatch(/^\| Okta \| NO /m);
  });
});

describe("the identities", () => {
  const policies = new Map([["p1", "Okta sign-in"]]);

  test("show name, external ID, the policy's name, sorted attributes and state, on 80 columns", () => {
    const drawn = identityTable(fakeTerminal(), [identity], policies);
    expect(width(drawn)).toBeLessThan(80);
    expect(drawn).toMatch(/Name +\| External ID +\| Auth policy +\| Attributes +\| State/);
    expect(drawn).toContain("Engineering,");
    expect(drawn.indexOf("Engineering")).toBeLessThan(drawn.indexOf("Operations"));
    expect(drawn).toContain("enabled");
  });

  test("say none where there is nothing, the id of an unknown policy, and disabled", () => {
    const bare = { ...identity, externalId: null, roleAttributes: [], authPolicyId: "p9", disabled: true };
    expect(identityTable(fakeTerminal(), [bare], policies)).toMatch(/none +\| p9 +\| none +\| disabled/);
  });

  const other = { ...identity, id: "def", name: "Ada Lovelace" };
  const left = { ...identity, roleAttributes: ["Engineering"], disabled: true };

  test("mark each changed cell with an asterisk, and say below the table what it was", () => {
    const drawn = identityTable(fakeTerminal({ columns: 100 }), [left, other], policies, [identity, other]);
    expect(width(drawn)).toBeLessThan(100);
    expect(drawn).toMatch(
      /^\| Margaret Hamilton +\| margaret\S+ +\| Okta sign-in \| Engineering\* +\| disabled\* \|$/m,
    );
    expect(drawn.split("\n").slice(-2)).toEqual([
      "* Attributes of Margaret Hamilton: Engineering, Operations -> Engineering",
      "* State of Margaret Hamilton: enabled -> disabled",
    ]);
    expect(drawn.match(/\*/g)).toHaveLength(4);
  });

  test("have a changed cell in colour where the terminal shows it, and no other cell", () => {
    const colourful = { interactive: true, colour: true, columns: 100 };
    const drawn = identityTable(fakeTerminal(colourful), [left, other], policies, [identity, other]);
    const coloured = drawn.split("\u001b[33m").slice(1);
    expect(coloured.map((text) => text.split("\u001b")[0])).toEqual([
      "Engineering*",
      "disabled*",
      "* Attributes of Margaret Hamilton: Engineering, Operations -> Engineering",
      "* State of Margaret Hamilton: enabled -> disabled",
    ]);
    const pale = { ...fakeTerminal(colourful), colour: false };
    const plain = identityTable(pale, [left, other], policies, [identity, other]);
    expect(stripVTControlCharacters(drawn)).toBe(plain);
  });

  test("are a sentence and no table where a push changed no cell", () => {
    const drawn = identityTable(fakeTerminal(), [identity], policies, [identity]);
    expect(drawn).toBe("No cell of the table changed.");
  });

  test.each([
    ["added", [identity, other], [identity]],
    ["removed", [identity], [identity, other]],
    ["replaced", [other], [identity]],
  ])("are a table where a push only %s an identity", (_what, now, former) => {
    expect(identityTable(fakeTerminal(), now, policies, former)).toBe(
      identityTable(fakeTerminal(), now, policies),
    );
  });
});

test("the summary counts equal requests together and leaves out what differs", () => {
  const one = { method: "POST", path: "/Users", status: 201, label: "create user" } as const;
  const filtered = {
    method: "GET",
    path: "/Users?filter=userName%20eq%20%22ada%22&startIndex=1&count=100",
    status: 200,
    label: "find user",
  } as const;
  const patched = { method: "PATCH", path: "/Groups/77", status: null, label: "name group" } as const;
  expect(requestSummary([filtered, one, one, patched])).toEqual([
    '1 x GET    /Users?filter=userName eq "..."      200  find user',
    "2 x POST   /Users                               201  create user",
    "1 x PATCH  /Groups/{id}                         ---  name group",
  ]);
});

test("the example pushes can be sent in order, each of at least one request", async () => {
  const stub = await startScimStub(emptyServer());
  try {
    const okta = new Okta({ integrationUrl: stub.url, token: "t" });
    for (const push of examplePushes(sampleDirectory())) {
      const before = stub.arrived.length;
      await push.send(okta);
      expect(stub.arrived.length).toBeGreaterThan(before);
    }
    expect(stub.arrived.map(({ method }) => method)).not.toContain("DELETE");
  } finally {
    await stub.close();
  }
});

describe("the workspace", () => {
  test("starts clean, is its owner's alone, and says whether something was removed", async () => {
    const current = temporaryFolder();
    const workspace = workspaceIn(current);
    expect(await takeWorkspace(workspace)).toBe(false);
    file(workspace.database, "old");
    await leaveWorkspace(workspace);
    expect(await takeWorkspace(workspace)).toBe(true);
    expect(existsSync(workspace.database)).toBe(false);
    expect(statSync(workspace.directory).mode & 0o777).toBe(0o700);
  });

  test("is not taken from a run that is under way", async () => {
    const workspace = workspaceIn(temporaryFolder());
    file(join(workspace.directory, "pid"), `${process.ppid}\n`);
    await expect(takeWorkspace(workspace)).rejects.toThrow(
      `another quickstart (process ${process.ppid}) works in .netfoundry/quickstart`,
    );
  });

  test("is taken over from a run that died", async () => {
    const workspace = workspaceIn(temporaryFolder());
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    file(join(workspace.directory, "pid"), `${pid}\n`);
    expect(await takeWorkspace(workspace)).toBe(true);
  });

  test("says which directory cannot be written", async () => {
    const current = temporaryFolder();
    file(join(current, ".netfoundry"));
    await expect(takeWorkspace(workspaceIn(current))).rejects.toThrow(
      /cannot write its directory: .*\.netfoundry/,
    );
  });
});

describe("going on by hand", () => {
  test("the environment file is readable by its owner alone and survives any character", async () => {
    const workspace = workspaceIn(join(temporaryFolder(), "it's here"));
    mkdirSync(workspace.directory, { recursive: true });
    await writeEnvironmentFile(workspace, {
      NF_API_URL: "http://127.0.0.1:1",
      NF_CLIENT_SECRET: 'a\'b $c "d"',
    });
    expect(statSync(workspace.environmentFile).mode & 0o777).toBe(0o600);
    const shell = spawnSync(
      "/bin/sh",
      [
        "-c",
        '. "$1"; printf "%s\\n%s" "$NF_CLIENT_SECRET" "$TF_CLI_CONFIG_FILE"',
        "sh",
        workspace.environmentFile,
      ],
      {
        encoding: "utf8",
      },
    );
    expect(shell.stdout.split("\n")).toEqual(['a\'b $c "d"', workspace.cliConfigurationFile]);
  });

  const workspace = workspaceIn("/work dir");
  const server = {
    url: "http://127.0.0.1:43127",
    console: "http://127.0.0.1:43127/console/",
    networkId: ID,
    pid: 1,
    stop: async () => {},
  };

  test.each([
    ["in a clone", "/work dir", "dist/examples/quickstart/main.js"],
    ["in an installed package", "/work dir/node_modules/netfoundry-scim", null],
  ])("there are three things to try %s, with paths that can be pasted", (_where, root, program) => {
    const example = {
      source: join(root, "examples/quickstart/main.ts"),
      json: join(root, "examples/quickstart/cdk.tf.json"),
      program: program && join(root, program),
    };
    const text = nextSteps(workspace, server, example, "npx netfoundry-scim", "tofu");
    expect(text.match(/^\d\. /gm)).toEqual(["1. ", "2. ", "3. "]);
    expect(text).toContain("serve --port 43127 \\\n       --database .netfoundry/quickstart/server.sqlite");
    expect(text).toContain("tofu -chdir=.netfoundry/quickstart/cdktf.out/stacks/quickstart plan");
    expect(text).not.toContain("/work dir");
    expect(width(text)).toBeLessThanOrEqual(80);
  });

  test("an installed package names no build, and says where the TypeScript is", () => {
    const folder = "/work dir/node_modules/netfoundry-scim/examples/quickstart";
    const example = { source: `${folder}/main.ts`, json: `${folder}/cdk.tf.json`, program: null };
    const text = nextSteps(workspace, server, example, "npx netfoundry-scim", "tofu");
    expect(text).not.toContain("npm run build");
    expect(text).toContain(".netfoundry/quickstart/cdktf.out/stacks/quickstart/cdk.tf.json");
    expect(text).toContain("node_modules/netfoundry-scim/examples/quickstart/main.ts");
  });
});

describe("the example's stack", () => {
  test("is the Terraform JSON that comes with the package where the example is not compiled", async () => {
    const packageDirectory = temporaryFolder();
    const example = findExample(packageDirectory);
    expect(example.program).toBeNull();
    file(example.json, "{}");
    const workspace = workspaceIn(temporaryFolder());
    const settings = { children: new ChildProcesses(), workspace, example, terraform: "", colour: false };
    await new QuickstartStack({ ...settings, provider: {} }).synthesize();
    expect(readFileSync(join(workspace.stack, "cdk.tf.json"), "utf8")).toBe("{}");
  });

  test("is what the compiled example writes in a clone", async () => {
    const packageDirectory = temporaryFolder();
    const program = join(packageDirectory, "dist/examples/quickstart/main.js");
    file(program, "require('node:fs').writeFileSync(process.env.CDKTF_OUTDIR + '.txt', 'ran')");
    const example = findExample(packageDirectory);
    expect(example.program).toBe(program);
    const workspace = workspaceIn(temporaryFolder());
    mkdirSync(workspace.logs, { recursive: true });
    const settings = { children: new ChildProcesses(), workspace, example, terraform: "", colour: false };
    await expect(new QuickstartStack({ ...settings, provider: {} }).synthesize()).rejects.toThrow(
      'its stack must be named "quickstart"',
    );
    expect(readFileSync(`${workspace.synthesized}.txt`, "utf8")).toBe("ran");
  });
});
