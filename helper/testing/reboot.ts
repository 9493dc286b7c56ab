// SPDX-License-Identifier: Apache-2.0

/** What a machine's end takes of a lab host besides processes: sandboxes, mounts, /run/lanyard, cgroups. For `sh -c` in there. */
export const TAKEN_BY_REBOOT = `for name in $(ls /run/netns | grep ^lanyard-); do ip netns del $name; done
grep -o "$LANYARD_STATE/run/[^ ]*" /proc/self/mounts | sort -r | xargs -r -n1 umount
rm -rf /run/lanyard
find /sys/fs/cgroup -depth -type d -path "*lanyard-lab-$LANYARD_LAB/*" -exec rmdir {} + 2>/dev/null
true`;

/** The same without warning: monitors first, so that nobody sees the containers end. */
export const POWER_CUT = `for kind in monitor.pid pid; do
  for file in "$LANYARD_STATE"/run/*/$kind; do
    [ -e "$file" ] && kill -KILL "$(cat "$file")" 2>/dev/null
  done
done
for file in "$LANYARD_STATE"/run/*/pid; do
  [ -e "$file" ] && while [ -d "/proc/$(cat "$file")" ]; do sleep 0.02; done
done
${TAKEN_BY_REBOOT}`;
