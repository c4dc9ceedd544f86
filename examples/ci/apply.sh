#!/bin/sh
# Applies the plan that was reviewed, and no other.
# Needs: PLAN_KEY, as in plan.sh; PLAN_SHA256, the digest from the output of the plan job; plan.enc.
set -eu
: "${PLAN_KEY:?}" "${PLAN_SHA256:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A cancelled job removes the plan too: some shells end at a signal without the trap above.
trap 'exit 1' HUP INT TERM

openssl enc -d -aes-256-cbc -pbkdf2 -pass env:PLAN_KEY -in plan.enc -out "$work/plan"
digest=$(sha256sum "$work/plan" | cut -d ' ' -f 1)
if [ "$digest" != "$PLAN_SHA256" ]; then
  echo "This is not the plan that was reviewed: $digest, not $PLAN_SHA256. Run the plan job again." >&2
  exit 1
fi
# Terraform refuses the plan when the state has changed since.
terraform apply -input=false "$work/plan"
