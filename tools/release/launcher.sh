#!/bin/sh
# Starts the provider with the Node beside it. If that cannot run, takes the node of the PATH (Alpine has no
# glibc).
# Needs only the shell, and readlink when a symbolic link starts the provider.
self=$0
while [ -h "$self" ]; do
  target=$(PATH="$PATH:/usr/bin:/bin" readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=${self%/*}/$target ;;
  esac
done
here=${self%/*}
# Try it first, because a failed exec ends the shell.
if "$here/node" --version >/dev/null 2>&1; then
  exec "$here/node" "$here/main.js" "$@"
fi
version=$(node --version 2>/dev/null)
case $version in
  # 20.19 or later, like "engines" in the package.json of netfoundry-scim.
  v20.19.* | v20.[2-9][0-9].* | v2[1-9].* | v[3-9][0-9].* | v[1-9][0-9][0-9].*)
    exec node "$here/main.js" "$@"
    ;;
esac
# terraform shows the first line of standard output.
echo "The netfoundry provider cannot start its own Node on this system," \
  "and the PATH has ${version:+only Node }${version:-no other}." \
  "Install Node 20.19 or later (on Alpine: apk add nodejs)."
exit 1
