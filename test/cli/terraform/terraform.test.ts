import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findTerraform, terraformEnvironment } from "../../../src/cli/terraform/terraform";
import { file, temporaryFolder } from "../../support/temporary-folder";

const program = (directory: string, name: string) => file(join(directory, name), "#!/bin/sh\n", 0o755);

describe("finding terraform", () => {
  let first: string;
  let second: string;
  beforeEach(() => {
    first = temporaryFolder();
    second = temporaryFolder();
  });
  const path = () => `${first}:${second}`;

  test("terraform on PATH comes before tofu, wherever each of them is", () => {
    program(first, "tofu");
    const terraform = program(second, "terraform");
    expect(findTerraform({ PATH: path() })).toBe(terraform);
  });

  test("tofu is taken when there is no terraform", () => {
    const tofu = program(second, "tofu");
    expect(findTerraform({ PATH: path() })).toBe(tofu);
  });

  test("a file that may not be executed and a directory are passed over", () => {
    file(join(first, "terraform"));
    mkdirSync(join(second, "terraform"));
    const tofu = program(second, "tofu");
    expect(findTerraform({ PATH: path() })).toBe(tofu);
  });

  test("TERRAFORM_BIN wins over PATH, as a path and as a name", () => {
    program(first, "terraform");
    const chosen = program(second, "terraform-1.12");
    expect(findTerraform({ PATH: path(), TERRAFORM_BIN: chosen })).toBe(chosen);
    expect(findTerraform({ PATH: path(), TERRAFORM_BIN: "terraform-1.12" })).toBe(chosen);
  });

  test("an empty TERRAFORM_BIN is none", () => {
    const terraform = program(first, "terraform");
    expect(findTerraform({ PATH: path(), TERRAFORM_BIN: "" })).toBe(terraform);
  });

  test("a TERRAFORM_BIN that leads nowhere is named, and PATH is not asked instead", () => {
    program(first, "terraform");
    expect(() => findTerraform({ PATH: path(), TERRAFORM_BIN: "/nowhere/terraform" })).toThrow(
      'TERRAFORM_BIN is "/nowhere/terraform", which is no executable file.',
    );
  });

  test("none at all: says what to install, that tofu works too, and how to name another path", () => {
    const message = (() => {
      try {
        return findTerraform({ PATH: path() });
      } catch (error) {
        return String(error);
      }
    })();
    expect(message).toContain("terraform was not found on PATH");
    expect(message).toContain("https://developer.hashicorp.com/terraform/install");
    expect(message).toContain("or OpenTofu (https://opentofu.org/docs/intro/install)");
    expect(message).toContain("TERRAFORM_BIN");
  });

  test("no PATH at all is the same", () => {
    expect(() => findTerraform({})).toThrow("terraform was not found on PATH");
  });
});

describe("the environment terraform runs in", () => {
  const environment = terraformEnvironment(
    { cliConfigurationFile: "/work dir/terraform.rc", provider: { NF_API_URL: "http://127.0.0.1:1" } },
    {
      HOME: "/home/me",
      PATH: "/bin",
      NF_CLIENT_SECRET: "production",
      NETFOUNDRY_API_TOKEN: "production",
      TF_CLI_ARGS_plan: "-destroy",
      TF_PLUGIN_CACHE_DIR: "/home/me/cache",
      TF_LOG: "DEBUG",
      NO_PROXY: "example.com",
      HTTP_PROXY: "http://proxy:3128",
    },
  );

  test("asks nothing, phones nobody and reads the given CLI configuration", () => {
    expect(environment).toMatchObject({
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_CLI_CONFIG_FILE: "/work dir/terraform.rc",
      NF_API_URL: "http://127.0.0.1:1",
      HOME: "/home/me",
      PATH: "/bin",
    });
  });

  test("carries nothing of another account or another run, except the wish to log", () => {
    expect(environment).not.toHaveProperty("NF_CLIENT_SECRET");
    expect(environment).not.toHaveProperty("NETFOUNDRY_API_TOKEN");
    expect(environment).not.toHaveProperty("TF_CLI_ARGS_plan");
    expect(environment).not.toHaveProperty("TF_PLUGIN_CACHE_DIR");
    expect(environment.TF_LOG).toBe("DEBUG");
  });

  test("adds loopback to the hosts that bypass the proxy", () => {
    expect(environment.NO_PROXY).toBe("127.0.0.1,localhost,example.com");
    expect(environment.no_proxy).toBe(environment.NO_PROXY);
  });
});
