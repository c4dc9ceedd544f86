#!/bin/sh
# Puts comment.md into the pull request: it replaces the comment of the last run, or makes the first one.
# Needs: COMMENTS_URL, as in https://api.github.com/repos/OWNER/NAME/issues/NUMBER/comments; COMMENT_URL, the
# address of one comment without its id, as in https://api.github.com/repos/OWNER/NAME/issues/comments; TOKEN.
set -eu
: "${COMMENTS_URL:?}" "${COMMENT_URL:?}" "${TOKEN:?}"
marker='<!-- netfoundry-scim review -->'

call() {
  curl --fail --silent --show-error --header @- --header 'content-type: application/json' "$@" <<EOF
authorization: Bearer $TOKEN
EOF
}

jq --null-input --rawfile body comment.md '{body: $body}' > comment.json
# Comments come oldest first, 100 a page at most. The newest one with the marker is the last run's.
former=
page=1
while :; do
  comments=$(call "$COMMENTS_URL?per_page=100&page=$page")
  found=$(printf '%s' "$comments" |
    jq --raw-output --arg marker "$marker" '[.[] | select(.body | startswith($marker))][-1].id // empty')
  if [ -n "$found" ]; then former=$found; fi
  if [ "$(printf '%s' "$comments" | jq length)" -lt 100 ]; then break; fi
  page=$((page + 1))
done
if [ -n "$former" ]; then
  call --request PATCH --data @comment.json "$COMMENT_URL/$former" > /dev/null
else
  call --request POST --data @comment.json "$COMMENTS_URL" > /dev/null
fi
rm comment.json
