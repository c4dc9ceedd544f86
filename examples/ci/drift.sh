#!/bin/sh
# Looks for what somebody changed outside Terraform. Ends with 2 or 3 when it finds something.
# Needs: the provider's environment variables.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A cancelled job removes the plan too: some shells end at a signal without the trap above.
trap 'exit 1' HUP INT TERM

terraform plan -refresh-only -input=false -out="$work/plan" > /dev/null
terraform show -json "$work/plan" > "$work/plan.json"
${REVIEW:-npx --no-install netfoundry-scim} review "$work/plan.json" --live
