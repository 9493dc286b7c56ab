// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { labMounts, mountsBelow, parseMounts } from './mounts.ts';

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

  it('tells what a lab has mounted from what came along from the machine', () => {
    const lab = `41 26 0:4 net:[1] /run/netns/foreign rw - nsfs nsfs rw
50 26 0:31 / /run rw - tmpfs lanyard-lab rw
51 50 0:32 / /run/netns rw - tmpfs lanyard-lab rw
52 51 0:4 net:[2] /run/netns/lanyard-abc rw - nsfs nsfs rw
60 26 0:40 / /var/tmp/foreign rw - overlay overlay rw
`;
    expect(labMounts(lab)).toEqual(['/run tmpfs', '/run/netns tmpfs', '/run/netns/lanyard-abc nsfs']);
  });
});
