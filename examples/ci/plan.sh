#!/bin/sh
# Plans, reviews the plan, and hands it on encrypted. Ends with the exit code of the review.
# Needs: PLAN_KEY, the password for the plan; the provider's environment variables.
# Writes: plan.enc (for the apply job), plan.sha256 (for the output of this job), comment.md, review.json,
# review.svg. The plan and its JSON hold tokens in clear: they stay in a temporary folder of this job.
set -eu
# Some shells end with 2 at a variable that is missing, and 2 is a verdict here.
if [ -z "${PLAN_KEY:-}" ]; then
  echo "PLAN_KEY is not set; set it to a secret of the pipeline" >&2
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A cancelled job removes the plan too: some shells end at a signal without the trap above.
trap 'exit 1' HUP INT TERM

terraform plan -input=false -out="$work/plan" -json > "$work/plan.log" ||
  { echo "terraform plan failed; run it by hand to see why" >&2; exit 1; }
terraform show -json "$work/plan" > "$work/plan.json"

sha256sum "$work/plan" | cut -d ' ' -f 1 > plan.sha256
openssl enc -aes-256-cbc -pbkdf2 -salt -pass env:PLAN_KEY -in "$work/plan" -out plan.enc

verdict=0
${REVIEW:-npx --no-install netfoundry-scim} review "$work/plan.json" --log "$work/plan.log" --live \
  --format markdown --write json=review.json --write svg=review.svg > comment.md || verdict=$?
# The comment shows the digest. The apply job compares the one in this job's output, which no reviewer can
# edit.
printf '\nPlan `%s`\n' "$(cat plan.sha256)" >> comment.md
exit "$verdict"
