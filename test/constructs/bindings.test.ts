/** The generated bindings, as `netfoundry-scim/constructs/resources` and `/data-sources` give them. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { TerraformIterator, type TerraformStack, Testing } from "cdktf";
import "cdktf/lib/testing/adapters/jest";
import * as dataSources from "netfoundry-scim/constructs/data-sources";
import * as resources from "netfoundry-scim/constructs/resources";
import {
  NetfoundryFn,
  NetfoundryProvider,
  ScimIntegration,
  ScimTokenValue,
  SignInCheck,
} from "../../constructs";
import { netfoundry } from "../../src/provider/provider";
import { emptyStack } from "./synthesis";

Testing.setupJest();

/** The Terraform types of the classes of an entry. */
function typesOf(entry: object): string[] {
  return Object.values(entry)
    .map((one: { readonly tfResourceType?: string }) => one.tfResourceType)
    .filter((type) => type !== undefined)
    .sort();
}

test("the entries export every resource, every data source and the provider", () => {
  expect(typesOf(resources)).toEqual(["netfoundry", ...Object.keys(netfoundry.resources).sort()]);
  expect(typesOf(dataSources)).toEqual(Object.keys(netfoundry.dataSources ?? {}).sort());
  const folders = readdirSync(resolve(__dirname, "../../constructs/generated"), { withFileTypes: true });
  expect(folders.filter((one) => one.isDirectory())).toHaveLength(
    typesOf(resources).length + typesOf(dataSources).length,
  );
});

test("there is a helper for every function and every ephemeral resource of the provider", () => {
  const camel = (name: string) => name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
  expect(Object.keys(NetfoundryFn).sort()).toEqual(
    Object.keys(netfoundry.functions ?? {})
      .map(camel)
      .sort(),
  );
  expect([ScimTokenValue.tfResourceType, SignInCheck.tfResourceType]).toEqual(
    Object.keys(netfoundry.ephemerals ?? {}),
  );
});

test("the framework's matchers work with them, without a class of one's own", () => {
  const stack = emptyStack();
  new ScimIntegration(stack, "okta", { name: "Okta" });
  ScimIntegration.fromIntegrationName(stack, "elsewhere", "Entra ID");
  const json = Testing.synth(stack, true);
  expect(json).toHaveResourceWithProperties(resources.ScimIntegration, { name: "Okta" });
  expect(json).toHaveResource(resources.ScimToken);
  expect(json).not.toHaveResource(resources.JwtSigner);
  expect(json).toHaveDataSourceWithProperties(dataSources.DataNetfoundryScimIntegration, {
    name: "Entra ID",
  });
  expect(json).toHaveProvider(NetfoundryProvider);
});

test("a construct's own resource is its default child, and takes overrides, imports and moves", () => {
  const stack = emptyStack();
  const { node } = new ScimIntegration(stack, "okta", { name: "Okta" });
  const resource = node.defaultChild as resources.ScimIntegration;
  resource.addOverride("timeouts.create", "5m");
  resource.importFrom("6a1d9f5e");
  resource.moveFromId("netfoundry_scim_integration.former");
  const { resource: made, import: imported, moved } = JSON.parse(Testing.synth(stack));
  expect(made.netfoundry_scim_integration.okta).toMatchObject({ timeouts: { create: "5m" } });
  expect(imported).toEqual([{ id: "6a1d9f5e", to: "netfoundry_scim_integration.okta" }]);
  expect(moved).toEqual([
    { from: "netfoundry_scim_integration.former", to: "netfoundry_scim_integration.okta" },
  ]);
});

describe("the value of a token", () => {
  const forEach = TerraformIterator.fromMap({ acme: {}, globex: {} });
  const slotIn = (stack: TerraformStack) => {
    const { tokenRotation } = new ScimIntegration(stack, "company", { name: forEach.key, forEach });
    if (tokenRotation === undefined) throw new Error("the integration has a token");
    return tokenRotation;
  };

  test("of a slot with an iterator is made once for each element", () => {
    const stack = emptyStack();
    const value = new ScimTokenValue(stack, "value", { tokenRotation: slotIn(stack), forEach });
    stack.addOverride("locals.token", `${value.authToken}`);
    const { ephemeral, locals, resource } = JSON.parse(Testing.synth(stack, true));
    expect(ephemeral.netfoundry_scim_token_value.value).toMatchObject({
      for_each: resource.netfoundry_scim_integration.company.for_each,
      token_id: `\${netfoundry_scim_token.company_token_1A249055[each.key].token_id}`,
    });
    expect(locals.token).toBe(`\${ephemeral.netfoundry_scim_token_value.value[each.key].token}`);
  });

  test("of a slot with an iterator is refused without one", () => {
    const stack = emptyStack();
    expect(() => new ScimTokenValue(stack, "value", { tokenRotation: slotIn(stack) })).toThrow(
      "stack/value: forEach is missing; stack/company/token has one, so give the same iterator",
    );
  });

  test("is refused in HCL, where the framework would leave it out without a word", () => {
    const stack = emptyStack();
    const { tokenRotation } = new ScimIntegration(stack, "okta", { name: "Okta" });
    if (tokenRotation === undefined) throw new Error("the integration has a token");
    new ScimTokenValue(stack, "value", { tokenRotation });
    expect(() => Testing.synthHcl(stack)).toThrow(
      "stack/value: an ephemeral resource needs JSON, because the framework writes none in HCL; synthesize " +
        "without --hcl and SYNTH_HCL_OUTPUT",
    );
  });
});
