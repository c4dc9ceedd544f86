import type { Rule } from "../../findings/rule";

/** A provider that trusts any certificate. Golden: `certificates-not-verified`. */
export const certificatesNotVerified: Rule = {
  code: "certificates-not-verified",
  severity: "attention",
  says: "A provider block sets insecure_skip_verify.",
  *check({ plan }) {
    for (const address of plan.insecureProviders) {
      yield {
        change: { address, block: address },
        effect: () =>
          "Certificates are not verified: anybody on the way can pose as the API and read the credentials.",
        remedy: "Remove insecure_skip_verify, and set ca_cert for a private certificate authority.",
      };
    }
  },
};
