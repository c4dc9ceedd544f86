import type { Stage } from "../../support/stage";
import type { TerraformFolder } from "../../support/terraform-folder";

/** Pushes so many people to the integration `okta`, if the state has its token. */
export async function pushPeople(stage: Stage, space: TerraformFolder, count: number): Promise<void> {
  const slot = space.stored("netfoundry_scim_token.okta");
  if (typeof slot?.token !== "string") return;
  for (let number = 1; number <= count; number += 1) {
    const key = String(number).padStart(2, "0");
    const answer = await fetch(`${stage.gate.url}/scim/v2/${slot.integration_id}/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${slot.token}`, "content-type": "application/scim+json" },
      body: JSON.stringify({
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
        userName: `person-${key}@example.com`,
        title: "Engineer",
        displayName: `Person ${key}`,
        externalId: `employee-${key}`,
        emails: [{ value: `person-${key}@example.com`, primary: true }],
        active: true,
      }),
    });
    if (!answer.ok) throw new Error(`the push answered ${answer.status}: ${await answer.text()}`);
  }
}
