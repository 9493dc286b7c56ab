// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { mountsBelow, parseMounts } from './mounts.ts';

const CONTENT = `22 26 0:21 / /sys rw,relatime - sysfs sysfs rw
30 22 0:27 / /sys/fs/cgroup rw,relatime shared:1 master:2 - tmpfs tmpfs rw,mode=755
37 30 0:34 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
41 22 0:7 / /sys/kernel/debug rw - debugfs debugfs rw
42 26 0:8 / /mnt/with\\040space rw - ext4 /dev/vda rw
43 26 0:9 / /system rw - ext4 /dev/vda rw
`;

describe('mounts', () => {
  it('reads the point and the type behind any number of optional fields', () => {
    const [first, second] = parseMounts(CONTENT);
    expect(first).toEqual({ point: '/sys', type: 'sysfs' });
    expect(second).toEqual({ point: '/sys/fs/cgroup', type: 'tmpfs' });
    expect(parseMounts(CONTENT)[4]?.point).toBe('/mnt/with space');
  });

  it('finds the topmost mounts below a folder', () => {
    expect(mountsBelow('/sys', parseMounts(CONTENT))).toEqual(['/sys/fs/cgroup', '/sys/kernel/debug']);
  });
});
