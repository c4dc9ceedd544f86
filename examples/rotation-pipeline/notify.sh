#!/bin/sh
# Says why a run stopped: to the webhook NOTIFY_URL, if there is one, and in the last line of the job.
# Usage: notify.sh <text>. Needs: optionally NOTIFY_URL, which takes {"text": "…"} as those of Slack,
# Mattermost and Google Chat do, and RUN_URL, the page of the job. The text holds no secret.
set -eu
text="SCIM token rotation stopped: $(printf %s "$1" | tr '\n' ' ')${RUN_URL:+ ($RUN_URL)}"
if [ -n "${NOTIFY_URL:-}" ]; then
  jq --null-input --arg text "$text" '{text: $text}' |
    curl --fail --silent --show-error --max-time 30 --header 'content-type: application/json' \
      --data @- "$NOTIFY_URL" > /dev/null || echo "NOTIFY_URL did not take the message." >&2
fi
printf '%s\n' "$text" >&2
