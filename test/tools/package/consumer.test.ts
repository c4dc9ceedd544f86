import { delimiter, join } from "node:path";
import { Consumer } from "../../../tools/package/consumer";
import { temporaryFolder } from "../../support/temporary-folder";

const folder = temporaryFolder();

const consumer = new Consumer(folder, "/nodes/22/bin");

describe("a project elsewhere", () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  test("runs on its own Node and finds no command of this clone", () => {
    process.env.PATH = ["/clone/node_modules/.bin", "/usr/bin"].join(delimiter);
    expect(consumer.environment.PATH).toBe(["/nodes/22/bin", "/usr/bin"].join(delimiter));
  });

  test("does not learn what npm tells the scripts of this clone, but keeps npm's settings", () => {
    process.env.npm_package_name = "netfoundry-scim";
    process.env.npm_lifecycle_event = "pack:check";
    process.env.npm_config_cache = "/cache";
    const { environment } = consumer;
    expect(environment).not.toHaveProperty("npm_package_name");
    expect(environment).not.toHaveProperty("npm_lifecycle_event");
    expect(environment.npm_config_cache).toBe("/cache");
  });

  test("shows the last lines of a program that fails", async () => {
    await consumer.write("fail.js", "console.log('out'); console.error('err'); process.exit(3);");
    const run = new Consumer(folder, join(process.execPath, "..")).run("node", ["fail.js"]);
    await expect(run).rejects.toThrow("node fail.js ended with 3:\nout\n\nerr");
  });
});
