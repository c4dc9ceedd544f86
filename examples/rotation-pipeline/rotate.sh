#!/bin/sh
# Plans, and applies the plan if it holds rotations and nothing else. Otherwise it notifies and ends with 1.
# Needs: the environment variables of the providers; TF_VAR_sealing_private_key; those of notify.sh.
# Writes: review.json and review.md. The plan and its JSON hold secrets: they never leave this job.
set -eu
here=$(dirname "$0")
work=$(mktemp -d)
reason="terraform plan failed. Nothing was applied."
finish() {
  code=$?
  rm -rf "$work"
  [ "$code" = 0 ] || "$here/notify.sh" "$reason"
}
trap finish EXIT
# A cancelled job removes the plan too: some shells end at a signal without the trap above.
trap 'exit 1' HUP INT TERM

terraform plan -input=false -out="$work/plan"
terraform show -json "$work/plan" > "$work/plan.json"

reason="the plan could not be reviewed. Nothing was applied."
verdict=0
${NETFOUNDRY_SCIM:-npx --no-install netfoundry-scim} review "$work/plan.json" --only rotations \
  --config "$here/review.yaml" --format markdown --write json=review.json > review.md || verdict=$?
case "$verdict" in
  0) ;;
  2 | 3)
    findings=$(jq --raw-output '[.findings[] | select(.severity != "info")
      | "\(.address) (\(.code)): \(.effect)"] | join(" ")' review.json)
    reason="the plan needs a person. Nothing was applied. $findings"
    exit 1
    ;;
  *) exit 1 ;;
esac

reason="terraform apply failed. The next run goes on where it stopped."
terraform apply -input=false "$work/plan"
