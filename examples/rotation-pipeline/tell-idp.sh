#!/bin/sh
# Gives the IdP the token that the secret store holds. To give it the same one again changes nothing, so
# every run does it, and the run after an interrupted one finishes the job.
# Needs: READ_TOKEN, the command that prints the token of the store; CONNECT, the arguments of
# "netfoundry-scim connect", which reads the token from standard input; the credential of the IdP's API
# (OKTA_API_TOKEN or AZURE_*); the provider's environment variables; those of notify.sh. Optionally
# FINGERPRINT, the name of the output that holds the fingerprint of the token.
set -eu
here=$(dirname "$0")
reason="the secret store or the Terraform state could not be read. The IdP was told nothing."
trap '[ "$?" = 0 ] || "$here/notify.sh" "$reason"' EXIT

token=$(sh -c "$READ_TOKEN")
expected=$(terraform output -raw "${FINGERPRINT:-scim_token_fingerprint}")
found="sha256:$(printf %s "$token" | sha256sum | cut -c -16)"
if [ "$found" != "$expected" ]; then
  reason="the secret store does not hold the token of the slot: $found, not $expected. \
The IdP was told nothing."
  exit 1
fi

verdict=0
# shellcheck disable=SC2086
said=$(printf %s "$token" |
  ${NETFOUNDRY_SCIM:-npx --no-install netfoundry-scim} connect $CONNECT 2>&1) || verdict=$?
printf '%s\n' "$said"
reason="the IdP does not have the token yet. The next run tries again. $said"
[ "$verdict" = 0 ]
