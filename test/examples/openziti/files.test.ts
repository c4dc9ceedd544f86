import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import { createProgram } from "../../../src/cli/program";
import { temporaryFolder } from "../../support/temporary-folder";

const ROOT = resolve(__dirname, "../../..");
const FOLDER = join(ROOT, "examples/openziti");
const GUIDES = ["docs/guides/live-network.md", "docs/guides/live-network-runbook.md"];
const FILES: readonly (readonly [string, string])[] = [
  ...readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), "utf8")] as const),
  ...GUIDES.map((name) => [name, readFileSync(join(ROOT, name), "utf8")] as const),
];
const textOf = (name: string) => FILES.find(([file]) => file === name)?.[1] ?? "";

const OPTION = /(?<![\w-])--[a-z][a-z-]+/g;
const commands = createProgram().commands.flatMap((command) => [command, ...command.commands]);
const optionsOf = (name: string) =>
  commands.find((command) => command.name() === name)?.options.map(({ long }) => long ?? "") ?? [];

describe.each(FILES.filter(([, text]) => text.includes("netfoundry-scim")))("%s", (_, text) => {
  test("names only options that the commands have", () => {
    const lines = text.replaceAll(/\\\n\s*/g, "");
    const calls = [...lines.matchAll(/netfoundry-scim (serve|network check|jwt-check)([^`\n;]*)/g)];
    const wrong = calls.flatMap(([, command = "", rest = ""]) => {
      const known = optionsOf(command.split(" ").at(-1) ?? "");
      return [...rest.matchAll(OPTION)].map(([option]) => option).filter((option) => !known.includes(option));
    });
    const anywhere = commands.flatMap(({ options }) => options.map(({ long }) => long ?? ""));
    const prose = [...text.matchAll(/`(--[a-z-]+)/g)].map(([, option = ""]) => option);
    expect([...wrong, ...prose.filter((option) => !anywhere.includes(option))]).toEqual([]);
  });

  test("names only environment variables that the package reads", () => {
    const named = [...new Set(text.match(/\b(?:NF|ZITI|NETFOUNDRY|PG)_?[A-Z_]{4,}\b/g) ?? [])];
    const grep = (name: string) => spawnSync("grep", ["-rqw", name, join(ROOT, "src")]).status;
    expect(named.filter((name) => grep(name) !== 0)).toEqual([]);
  });
});

test("the unit and the manifest start the server with options of serve", () => {
  const [manifest] = containers();
  const given = [
    ...textOf("netfoundry-scim.service").matchAll(/^ {2}(--[a-z-]+)/gm),
    ...manifest.args.join("\n").matchAll(/^(--[a-z-]+)/gm),
  ].map(([, option = ""]) => option);
  expect(given.length).toBeGreaterThan(12);
  expect(given.filter((option) => !optionsOf("serve").includes(option))).toEqual([]);
});

test("the manifest is YAML whose parts name each other", () => {
  const names = (kind: string) =>
    manifests()
      .filter((one) => one.kind === kind)
      .map((one) => one.metadata.name);
  const { template, selector, replicas, strategy } = deployment();
  const [container] = containers();
  expect(template.metadata.labels).toEqual(selector.matchLabels);
  expect(manifests().find(({ kind }) => kind === "Service")?.spec.selector).toEqual(selector.matchLabels);
  expect(names("Secret")).toContain(container.envFrom[0].secretRef.name);
  expect(names("ConfigMap")).toContain(template.spec.volumes[2].configMap.name);
  expect(names("PersistentVolumeClaim")).toContain(template.spec.volumes[0].persistentVolumeClaim.claimName);
  const volumes = template.spec.volumes.map(({ name }: { name: string }) => name);
  expect(container.volumeMounts.map(({ name }: { name: string }) => name)).toEqual(volumes);
  // SQLite has one server.
  expect({ replicas, strategy }).toEqual({ replicas: 1, strategy: { type: "Recreate" } });
  expect(container.livenessProbe.httpGet).toEqual({ path: "/healthz", port: "http" });
  expect(container.readinessProbe.httpGet).toEqual({ path: "/readyz", port: "http" });
});

test("every YAML and JSON file can be read", () => {
  const problems = FILES.filter(([name]) => /\.ya?ml$/.test(name)).flatMap(([, text]) =>
    parseAllDocuments(text).flatMap(({ errors }) => errors.map(({ message }) => message)),
  );
  expect(problems).toEqual([]);
  expect(() => JSON.parse(textOf("dashboard.json"))).not.toThrow();
});

test("the image runs as the user without rights that the manifest names", () => {
  expect(textOf("Containerfile")).toMatch(/^FROM node:20-slim$/m);
  expect(textOf("Containerfile")).toMatch(/^USER 1000:1000$/m);
  expect(deployment().template.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
});

test("the page of the folder names every file of it", () => {
  const rows = [...textOf("README.md").matchAll(/^\| `([\w.-]+)` \|/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(
    readdirSync(FOLDER)
      .filter((name) => name !== "README.md")
      .sort(),
  );
});

test("no file has a password or a token in it", () => {
  const given = FILES.flatMap(([, text]) => [...text.matchAll(/(?:PASSWORD|SECRET)(?:=|: )(\S+)/g)]);
  const values = given.map(([, value]) => value);
  expect(
    values.filter((value) => !/^(?:\.\.\.|"replace|\$\(openssl|account\.secret)/.test(value ?? "")),
  ).toEqual([]);
});

const analyze = spawnSync("systemd-analyze", ["--version"]).status === 0 ? test : test.skip;

analyze("systemd finds the unit right", () => {
  const unit = join(temporaryFolder(), "netfoundry-scim.service");
  writeFileSync(unit, textOf("netfoundry-scim.service"));
  const said = execFileSync("systemd-analyze", ["verify", "--man=no", "--recursive-errors=no", unit], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(said).toBe("");
});

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of Kubernetes.
  readonly spec: any;
}

function manifests(): readonly Manifest[] {
  return parseAllDocuments(textOf("kubernetes.yaml")).map((document) => document.toJS() as Manifest);
}

function deployment() {
  return manifests().find(({ kind }) => kind === "Deployment")?.spec;
}

function containers() {
  return deployment().template.spec.containers;
}
