// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labCgroups } from './cgroups.ts';
import { labDown } from './down.ts';
import { labEnter, labExec } from './enter.ts';
import { clear, inPlace, labProcesses, must, traces } from './fixture.ts';
import { LAB_STATE } from './place.ts';
import { labNames } from './record.ts';
import { ADDRESSES, PLACES, TAGGED, WIRES } from './topology.ts';
import { labUp } from './up.ts';

const A = `t-${process.pid}a`;
const B = `t-${process.pid}b`;

interface Shown {
  ifname: string;
  address: string;
  addr_info: { local: string; prefixlen: number; scope: string }[];
}

const shown = async (place: string): Promise<Shown[]> =>
  JSON.parse((await inPlace(A, place, 'ip', '-j', 'address')).stdout);

describe.skipIf(process.getuid?.() !== 0)('lab', () => {
  beforeAll(async () => {
    const report = must(await labUp(A));
    expect(report.places).toEqual([...PLACES]);
    expect(report.leftOut).toEqual(report.tagged ? [] : TAGGED.map((link) => link.name));
  });
  afterAll(() => clear(A, B));

  it('has the links of the table, with their MACs', async () => {
    for (const { place, name, mac, port } of WIRES) {
      expect((await shown(place)).find((link) => link.ifname === name)?.address).toBe(mac);
      expect((await shown('switch')).map((link) => link.ifname)).toContain(port);
    }
  });

  it('has the addresses of the table and no others', async () => {
    for (const { place, link, addresses } of ADDRESSES) {
      const found = (await shown(place)).find((one) => one.ifname === link);
      if (found === undefined) expect(TAGGED.map((one) => one.name)).toContain(link);
      const global = found?.addr_info.filter((address) => address.scope === 'global') ?? [];
      const texts = global.map(({ local, prefixlen }) => `${local}/${prefixlen}`);
      if (found !== undefined) expect(texts.sort()).toEqual([...addresses].sort());
    }
    const eth1 = (await shown('host')).find((one) => one.ifname === 'eth1');
    expect(eth1?.addr_info.filter((address) => address.scope === 'global')).toEqual([]);
  });

  it.each([
    ['host', '172.16.86.1'],
    ['host', '172.16.86.20'],
    ['host', '10.81.0.1'],
    ['pc', '172.16.86.250'],
    ['pc', '2001:db8:77::1'],
    ['router', '2001:db8:77::20'],
  ])('%s reaches %s', async (place, target) => {
    const { exit, stdout } = await inPlace(A, place, 'ping', '-n', '-c1', '-W2', target);
    expect({ exit, stdout }).toMatchObject({ exit: 0 });
  });

  it('answers ARP only on the link that has the address', async () => {
    const { stdout } = await inPlace(A, 'host', 'arping', '-c1', '-w2', '-I', 'eth0', '10.81.0.1');
    expect(stdout).toContain('Received 0 response');
    const own = await inPlace(A, 'host', 'arping', '-c1', '-w2', '-I', 'eth0', '172.16.86.1');
    expect(own.stdout.match(/\[[0-9A-F:]+\]/g)).toEqual(['[02:BB:00:00:00:01]']);
  });

  it('has no way out', async () => {
    for (const place of PLACES) {
      const names = (await shown(place)).map((link) => link.ifname);
      const known = [...WIRES.flatMap(({ name, port }) => [name, port]), ...TAGGED.map((link) => link.name)];
      expect(names.filter((name) => ![...known, 'lo', 'br0', 'br1'].includes(name))).toEqual([]);
    }
    expect((await inPlace(A, 'pc', 'ping', '-n', '-c1', '-W1', '192.0.2.1')).stdout).toMatch(/Unreachable/);
  });

  it('answers names, and names the lab as its resolver', async () => {
    const asked = await inPlace(A, 'pc', 'busybox', 'nslookup', 'router.lab');
    expect(asked.stdout).toMatch(/172\.16\.86\.1\b[\s\S]*2001:db8:77::1/);
    expect((await inPlace(A, 'host', 'cat', '/etc/resolv.conf')).stdout).toBe('nameserver 172.16.86.1\n');
  });

  it('gives a DHCP lease from the pool', async () => {
    const argv = ['udhcpc', '-i', 'eth0', '-f', '-q', '-n', '-s', '/bin/true'];
    const { stdout, stderr } = await inPlace(A, 'host', ...argv);
    expect(stdout + stderr).toMatch(/lease of 172\.16\.86\.1[0-4]\d obtained/);
  });

  it('advertises its prefix', async () => {
    const { stdout } = await inPlace(A, 'pc', 'rdisc6', '-1', 'pc0');
    expect(stdout).toContain('2001:db8:77::/64');
  });

  it('has a web page at pc:80', async () => {
    const { stdout } = await inPlace(A, 'host', 'busybox', 'wget', '-qO-', 'http://172.16.86.20/');
    expect(stdout).toBe('pc.lab\n');
  });

  it('shows a place its own links in /sys, and the cgroups', async () => {
    expect((await inPlace(A, 'host', 'ls', '/sys/class/net')).stdout.split('\n').sort()).toEqual(
      expect.arrayContaining(['eth0', 'eth1', 'lo']),
    );
    expect((await inPlace(A, 'host', 'ls', '/sys/class/net')).stdout).not.toContain('sw-');
    expect((await inPlace(A, 'host', 'ls', '/sys/fs/cgroup')).stdout).not.toBe('');
  });

  it('gives the host a state folder and namespaces of its own, and the environment that says so', async () => {
    const { stdout } = await inPlace(
      A,
      'host',
      'sh',
      '-c',
      'echo $LANYARD_LAB $LANYARD_STATE; ls /run/netns',
    );
    expect(stdout).toBe(`${A} ${LAB_STATE}\n`);
    expect((await inPlace(A, 'host', 'stat', '-f', '-c', '%T', LAB_STATE)).stdout).toBe('tmpfs\n');
  });

  it("runs a shell line with its exit status, in the caller's folder", async () => {
    expect(must(await labExec(A, 'switch', ['sh', '-c', 'exit 7'], { stdio: 'ignore' }))).toBe(7);
    expect((await inPlace(A, 'host', 'pwd')).stdout.trim()).toBe(process.cwd());
  });

  it('enters the sandbox of a container by its name, and knows no container that has none', async () => {
    const id = 'c'.repeat(64);
    const spec = {
      ...{ id, name: 'c1', image: 'i', command: [], env: [], labels: {}, endpoints: [] },
      ...{ tty: false, interactive: false, remove: false },
    };
    const fields = { spec, engine: 'builtin', imageId: 'i', argv: ['x'], endpoints: [], sandbox: 'ly-c1' };
    const script = 'mkdir -p $LANYARD_STATE/containers && echo "$1" > $LANYARD_STATE/containers/$2.json';
    const record = JSON.stringify({ created: 1, record: fields });
    await inPlace(A, 'host', 'sh', '-c', script, 'sh', record, id);
    expect(await labEnter(A, 'container:c1')).toMatchObject({ fault: { code: 'lab-place-unknown' } });
    await inPlace(A, 'host', 'ip', 'netns', 'add', 'ly-c1');
    await inPlace(A, 'host', 'ip', '-n', 'ly-c1', 'link', 'add', 'inside', 'type', 'bridge');
    expect((await inPlace(A, 'container:c1', 'ip', '-br', 'link')).stdout).toContain('inside');
    await inPlace(A, 'host', 'ip', 'netns', 'del', 'ly-c1');
  });

  it('refuses with the fault that fits', async () => {
    expect(await labUp(A)).toMatchObject({ fault: { code: 'lab-exists' } });
    expect(await labUp('../x')).toMatchObject({ fault: { code: 'usage-flag-value' } });
    expect(await labDown('nowhere')).toMatchObject({ fault: { code: 'lab-unknown' } });
    expect(await labExec('nowhere', 'host', ['true'])).toMatchObject({ fault: { code: 'lab-unknown' } });
    const unknown = await labExec(A, 'kitchen', ['true']);
    expect(unknown).toMatchObject({ fault: { code: 'lab-place-unknown', facts: { places: [...PLACES] } } });
  });

  it('stands beside another, and goes without a trace while the other stays', async () => {
    must(await labUp(B));
    expect(labNames()).toEqual(expect.arrayContaining([A, B]));
    await inPlace(B, 'host', 'sh', '-c', 'sleep 1000 </dev/null >/dev/null 2>&1 &');
    const folder = cgroupFolder(B);
    await inPlace(
      B,
      'host',
      'sh',
      '-c',
      `mkdir -p ${folder}/c1 && { sleep 1000 >/dev/null 2>&1 & }; echo $! > ${folder}/c1/cgroup.procs`,
    );
    expect(labCgroups(B)).toContain(folder);
    const processes = labProcesses(B);
    expect(processes.length).toBeGreaterThan(9);
    must(await labDown(B));
    expect(traces(B, processes)).toEqual([]);
    expect(labNames()).toContain(A);
    expect((await inPlace(A, 'host', 'ping', '-n', '-c1', '-W2', '172.16.86.1')).exit).toBe(0);
  });

  it('can be made again after it went', async () => {
    mkdirSync(cgroupFolder(B));
    must(await labUp(B));
    const processes = labProcesses(B);
    must(await labDown(B));
    expect(traces(B, processes)).toEqual([]);
  });
});

/** In v1's pids hierarchy where there is one, else in v2's only one. */
const cgroupFolder = (lab: string): string =>
  `/sys/fs/cgroup${existsSync('/sys/fs/cgroup/pids') ? '/pids' : ''}/lanyard-lab-${lab}`;
