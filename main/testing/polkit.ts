// SPDX-License-Identifier: Apache-2.0

/**
 * A polkit of the test's own, in a mount namespace that ends with it; the machine's is untouched. $1 is what its one rule says of
 * the user nobody (YES, NO, AUTH_ADMIN), or NONE for no bus at all; the rest is run as nobody, its standard streams as they are.
 */
const SCRIPT = `
rule=$1; shift
mount -t tmpfs tmpfs /run/dbus
if [ "$rule" != NONE ]; then
  mount -t tmpfs -o mode=755 tmpfs /etc/polkit-1/rules.d
  echo "polkit.addRule(function (a, s) { if (s.user == 'nobody') return polkit.Result.$rule; });" \
    >/etc/polkit-1/rules.d/1.rules
  dbus-daemon --system --nofork --nopidfile --print-address </dev/null >/run/dbus/ready 2>/dev/null & bus=$!
  until [ -s /run/dbus/ready ]; do sleep 0.02; done
  /usr/lib/polkit-1/polkitd --no-debug </dev/null >/dev/null 2>&1 & polkit=$!
  until dbus-send --system --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetNameOwner \
    string:org.freedesktop.PolicyKit1 </dev/null >/dev/null 2>&1; do sleep 0.05; done
fi
setpriv --reuid nobody --regid nogroup --clear-groups "$@"; status=$?
[ -z "$bus" ] || kill $polkit $bus
exit $status
`;

/** Put before a command: runs it as nobody under a polkit that rules so. Needs root, dbus-daemon, polkitd. */
export const underPolkit = (rule: 'YES' | 'NO' | 'AUTH_ADMIN' | 'NONE'): string[] => [
  '/usr/bin/unshare',
  '--mount',
  '/bin/sh',
  '-c',
  SCRIPT,
  'polkit',
  rule,
];
