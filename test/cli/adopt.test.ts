import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { refuseConfiguration, writeFiles } from "../../src/cli/adopt/write-files";
import { CliError } from "../../src/cli/cli-error";
import { file, temporaryFolder } from "../support/temporary-folder";

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
