/** Mistakes between constructs, which only the whole app shows. */
import { type App, LocalBackend, TerraformIterator, TerraformStack, TerraformVariable } from "cdktf";
import {
  AuthPolicy,
  ExternalId,
  JwtSigner,
  MappingSettings,
  NetfoundryProvider,
  ScimIntegration,
  Secret,
} from "../../constructs";
import { PRIVATE_KEY } from "../support/certificates";
import { emptyStack, synthesize } from "./synthesis";

const okta = {
  name: "Okta",
  issuer: "https://example.okta.com",
  audience: "netfoundry",
  jwksEndpoint: "https://example.okta.com/oauth2/v1/keys",
};

function otherStack(stack: TerraformStack): TerraformStack {
  const other = new TerraformStack(stack.node.root as App, "other");
  new NetfoundryProvider(other, "netfoundry");
  new LocalBackend(other, {});
  return other;
}

/** The infos of a construct. */
function infosOf({ node }: { readonly node: JwtSigner["node"] }): string[] {
  return node.metadata.filter(({ type }) => type === "@cdktf/info").map(({ data }) => String(data));
}

describe("two objects of one network cannot share", () => {
  test.each<[string, (stack: TerraformStack, id: string) => unknown, string]>([
    [
      "the name of an integration",
      (stack, id) => new ScimIntegration(stack, id, { name: "Okta" }),
      'name must be unique in the network, got "Okta", which stack/first has too; give the ' +
        "integration a name " +
        "of its own",
    ],
    [
      "the name of a policy",
      (stack, id) => new AuthPolicy(stack, id, { name: "Staff", certAllowed: true }),
      'name must be unique in the network, got "Staff", which stack/first has too; give the policy a ' +
        "name of " +
        "its own",
    ],
    [
      "the issuer of a signer",
      (stack, id) => new JwtSigner(stack, id, { ...okta, name: id }),
      'issuer must be unique in the network, got "https://example.okta.com", which stack/first has ' +
        "too; let " +
        "both policies name one JwtSigner",
    ],
  ])("%s", (_what, build, problem) => {
    const stack = emptyStack();
    build(stack, "first");
    expect(() => build(stack, "second")).toThrow(`stack/second: ${problem}`);
  });

  test("but what only may be one network is just told", () => {
    const stack = emptyStack();
    new ScimIntegration(stack, "first", { name: "Okta" });
    const elsewhere = [
      new ScimIntegration(otherStack(stack), "in_stack", { name: "Okta" }),
      new ScimIntegration(stack, "in_network", { name: "Okta", networkId: "n1" }),
      new ScimIntegration(stack, "by_provider", {
        name: "Okta",
        provider: new NetfoundryProvider(stack, "sandbox", { alias: "sandbox" }),
      }),
    ];
    for (const integration of elsewhere)
      expect(infosOf(integration)).toEqual([
        'name is "Okta", and stack/first has it too; that fails if both are in one network',
      ]);
  });

  test("and two networks are none of it", () => {
    const stack = emptyStack();
    new ScimIntegration(stack, "first", { name: "Okta", networkId: "n1" });
    expect(infosOf(new ScimIntegration(stack, "second", { name: "Okta", networkId: "n2" }))).toEqual([]);
  });
});

describe("the elements of an iterator cannot share, in one network,", () => {
  const forEach = TerraformIterator.fromMap({ acme: { network: "n1" }, globex: { network: "n2" } });

  test.each<[string, (stack: TerraformStack) => unknown, string]>([
    [
      "the name of an integration",
      (stack) => new ScimIntegration(stack, "it", { name: "Okta", forEach }),
      'name must be unique in the network, got "Okta" for every element of forEach; take it from the ' +
        "iterator",
    ],
    [
      "the name of a policy",
      (stack) => new AuthPolicy(stack, "it", { name: "Staff", certAllowed: true, forEach }),
      'name must be unique in the network, got "Staff" for every element of forEach; take it from ' +
        "the iterator",
    ],
    [
      "the issuer of a signer",
      (stack) => new JwtSigner(stack, "it", { ...okta, name: forEach.key, forEach }),
      'issuer must be unique in the network, got "https://example.okta.com" for every element of forEach; ' +
        "take it from the iterator",
    ],
  ])("%s", (_what, build, problem) => {
    expect(() => build(emptyStack())).toThrow(`stack/it: ${problem}`);
  });

  test("but the name of an integration where each has a network of its own", () => {
    const networkId = forEach.getString("network");
    const build = () => new ScimIntegration(emptyStack(), "it", { name: "Okta", networkId, forEach });
    expect(build).not.toThrow();
  });
});

describe("nobody could sign in, so the synthesis fails", () => {
  test("without an external ID, where the policy lets people in by a JWT only", () => {
    const build = (externalId?: ExternalId, certAllowed = false) =>
      synthesize((stack) => {
        const authPolicy = new AuthPolicy(stack, "policy", {
          name: "Staff",
          extJwtAllowed: true,
          certAllowed,
        });
        new ScimIntegration(stack, "okta", { name: "Okta", authPolicy, externalId });
      });
    const problem =
      "[stack/okta/mapping] externalId must be set with an authPolicy that lets people in by a JWT only, " +
      "got ExternalId.none() with stack/policy, so nobody could sign in; give what the claim of the token " +
      "holds, such as ExternalId.primaryEmail()";
    expect(() => build()).toThrow(problem);
    expect(() => build(ExternalId.none())).toThrow(problem);
    expect(() => build(ExternalId.userName())).not.toThrow();
    expect(() => build(undefined, true)).not.toThrow();
  });

  describe("with a signer that matches by external ID, while no integration sets one", () => {
    const problem =
      "[stack/signer] useExternalId is true, and no integration sets an external ID, got ExternalId.none() " +
      "at stack/okta/mapping; nobody of it can sign in with a token of this signer: give an integration an " +
      "externalId, or take useExternalId out";

    test("but not when one does", () => {
      const build = (externalId?: ExternalId) =>
        synthesize((stack) => {
          new JwtSigner(stack, "signer", { ...okta, useExternalId: true });
          new ScimIntegration(stack, "okta", { name: "Okta" });
          const integration = ScimIntegration.fromIntegrationId(stack, "elsewhere", "6a1d9f5e");
          new MappingSettings(stack, "settings", { integration, externalId });
        });
      expect(() => build()).toThrow(problem);
      expect(() => build(ExternalId.userName())).not.toThrow();
    });

    test("but not when its people get a policy that does not accept the signer", () => {
      synthesize((stack) => {
        new JwtSigner(stack, "signer", { ...okta, useExternalId: true });
        const authPolicy = new AuthPolicy(stack, "policy", { name: "Staff", certAllowed: true });
        new ScimIntegration(stack, "okta", { name: "Okta", authPolicy });
      });
    });

    test("and it is just told when they may be in two networks", () => {
      let signer: JwtSigner | undefined;
      synthesize((stack) => {
        signer = new JwtSigner(stack, "signer", { ...okta, useExternalId: true });
        new ScimIntegration(stack, "okta", { name: "Okta", networkId: "n1" });
      });
      expect(infosOf(signer as JwtSigner)).toEqual([problem.replace("[stack/signer] ", "")]);
    });
  });

  test("and all problems of the app come in one message", () => {
    const build = () =>
      synthesize((stack) => {
        new JwtSigner(stack, "signer", { ...okta, useExternalId: true });
        new ScimIntegration(stack, "okta", { name: "Okta" });
        new AuthPolicy(stack, "policy", { name: "Staff" });
      });
    expect(build).toThrow(
      /\[stack\/signer\] useExternalId is true.*\n.*\[stack\/policy\] nobody could sign in/,
    );
  });
});

describe("a secret", () => {
  test("cannot be a plain text, which the error does not repeat", () => {
    const build = () => Secret.fromReference("hunter2");
    expect(build).toThrow(
      /^Secret.fromReference needs a reference such as .*, got a plain text; put the secret/,
    );
    expect(build).not.toThrow(/hunter2/);
  });

  test("cannot be given as the path of a file, which the error does not repeat", () => {
    const build = () =>
      new NetfoundryProvider(emptyStack(), "keyed", { alias: "keyed", clientKeyFile: PRIVATE_KEY });
    expect(build).toThrow(
      "stack/keyed: clientKeyFile must be the path of a file, got a private key; give the key as " +
        "clientKey, a Secret",
    );
    expect(build).not.toThrow(/BEGIN/);
  });

  test("cannot be given twice, as a key and as the path of a file", () => {
    const clientKey = Secret.fromVariable(new TerraformVariable(emptyStack(), "key", {}));
    const build = () =>
      new NetfoundryProvider(emptyStack(), "keyed", { alias: "keyed", clientKey, clientKeyFile: "key.pem" });
    expect(build).toThrow(
      'stack/keyed: clientKeyFile must be left out with clientKey, got "key.pem"; take one of them out',
    );
  });

  test("tells nothing of itself when it is logged as JSON", () => {
    const { authToken } = new ScimIntegration(emptyStack(), "okta", { name: "Okta" });
    expect(JSON.stringify(Secret.fromReference(`${authToken}`))).toBe('"<secret>"');
  });
});
