import { handshakeLine, reattachValue, startedByTerraform } from "../../../src/tfplugin/wire/handshake";

describe("the handshake", () => {
  test("is one line with the certificate unpadded", () => {
    const line = handshakeLine({ network: "unix", address: "/tmp/s" }, Uint8Array.of(255));
    expect(line).toBe("1|6|unix|/tmp/s|grpc|/w\n");
  });

  test("has an empty certificate field without TLS", () => {
    expect(handshakeLine({ network: "tcp", address: "127.0.0.1:1" }, null)).toBe(
      "1|6|tcp|127.0.0.1:1|grpc|\n",
    );
  });

  test("is only for terraform", () => {
    expect(startedByTerraform({})).toBe(false);
    expect(startedByTerraform({ TF_PLUGIN_MAGIC_COOKIE: "no" })).toBe(false);
  });

  test("reattaching names the protocol and tells terraform to leave the process alone", () => {
    const value = JSON.parse(reattachValue("host/a/b", { network: "unix", address: "/tmp/s" }));
    expect(value).toEqual({
      "host/a/b": {
        Protocol: "grpc",
        ProtocolVersion: 6,
        Pid: process.pid,
        Test: true,
        Addr: { Network: "unix", String: "/tmp/s" },
      },
    });
  });
  test("reattaching names a public provider under terraform's and tofu's registry", () => {
    const value = JSON.parse(
      reattachValue("registry.terraform.io/a/b", { network: "unix", address: "/tmp/s" }),
    );
    expect(Object.keys(value)).toEqual(["registry.terraform.io/a/b", "registry.opentofu.org/a/b"]);
    expect(value["registry.opentofu.org/a/b"]).toEqual(value["registry.terraform.io/a/b"]);
  });
});
