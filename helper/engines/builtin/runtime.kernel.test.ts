// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cgroupParent, containerPaths } from '../../state/paths.ts';
import { containerState, isMounted, RUNTIME_ROOT } from './container-state.ts';
import { awaitExit } from './exit.ts';
import { SOCKETS } from './monitor.ts';
import { deleteRootfs, mountRootfs, unmountRootfs } from './rootfs.ts';
import { createContainer, deleteContainer, startContainer, stopContainer } from './runtime.ts';
import { chooseRuntime, tryRuntime } from './runtime-choice.ts';
import { type Bed, got, makeBed, missing, processesNaming } from './test-bed.ts';

const lacking = missing();
const logOf = (id: string): string => readFileSync(containerPaths(id).log, 'utf8');

describe.skipIf(lacking)(`containers on the real runtime (${lacking ?? 'all there'})`, () => {
  let bed: Bed;
  beforeAll(async () => {
    bed = await makeBed();
  });
  afterAll(() => bed.clear());

  test('goes from created to running to exited, and keeps its exit code and what it said', async () => {
    const id = await bed.make(['sh', '-c', 'echo said; exit 7']);
    expect(containerState(id)).toMatchObject({ status: 'created', remains: true });
    got(await createContainer(id));
    expect(containerState(id).status).toBe('created');
    got(await startContainer(id));
    expect(await awaitExit(id, 10)).toBe(7);
    expect(containerState(id)).toMatchObject({ status: 'exited', exitCode: 7 });
    expect(logOf(id)).toMatch(/stdout F said\n$/);
    got(await deleteContainer(id));
    expect(containerState(id)).toMatchObject({ status: 'exited', exitCode: 7 });
    expect(bed.reaped()).toContain(`reap ${id}`);
  });

  test('has the rights of a Docker container and no more', async () => {
    const look = [
      'grep -E "^(CapEff|CapBnd|NoNewPrivs|Seccomp):" /proc/self/status',
      'cat /proc/kcore /proc/keys /proc/timer_list /proc/interrupts 2>/dev/null | wc -c',
      'echo 1 2>/dev/null > /proc/sys/kernel/hostname && echo written || echo refused',
      'mount -t tmpfs none /mnt 2>/dev/null && echo mounted || echo refused',
      'unshare -n true 2>/dev/null && echo unshared || echo refused',
      'for n in pid mnt uts ipc net cgroup; do readlink /proc/self/ns/$n; done',
      'hostname; echo $$; ls /dev; mount | grep -E " on /(sys|proc) "',
      'cat /etc/hosts; echo "$PATH $HOSTNAME $HOME +$TERM+"; id',
    ];
    const id = await bed.run(['sh', '-c', look.join('\n')]);
    await awaitExit(id, 10);
    const text = logOf(id).replace(/^\S+ stdout F /gm, '');
    expect(text).toContain('CapEff:\t00000000a80425fb');
    expect(text).toContain('CapBnd:\t00000000a80425fb');
    expect(text).toContain('NoNewPrivs:\t1');
    expect(text).toContain('Seccomp:\t2');
    expect(text).toMatch(/Seccomp:\t2\n0\nrefused\nrefused\nrefused\n/);
    for (const name of ['pid', 'mnt', 'uts', 'ipc', 'net', 'cgroup']) {
      const own = new RegExp(`${name}:\\[\\d+\\]`).exec(text)?.[0];
      expect(own).toBeDefined();
      expect(own).not.toBe(readlinkSync(`/proc/self/ns/${name}`));
    }
    expect(text).toContain(`${id.slice(0, 12)}\n1\n`);
    expect(text).toContain('ff02::2\tip6-allrouters\n');
    expect(text).toContain(
      `/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin ${id.slice(0, 12)} /root ++\nuid=0(root)`,
    );
    expect(text).toMatch(/sysfs on \/sys type sysfs \(ro,/);
  });

  test('who is not root has no capability', async () => {
    const id = await bed.run(['grep', 'CapEff', '/proc/self/status'], { user: 'nobody' });
    await awaitExit(id, 10);
    expect(logOf(id)).toContain('CapEff:\t0000000000000000');
    const unknown = await bed.make(['true'], { user: 'stranger' });
    expect(await createContainer(unknown)).toMatchObject({ ok: false, fault: { code: 'user-unknown' } });
  });

  test.each([
    ['nosuch', 'program-not-found', 'nosuch'],
    ['/no/such', 'program-not-found', '/no/such'],
    ['/etc/passwd', 'program-not-executable', '/etc/passwd'],
    ['/etc', 'program-not-executable', '/etc'],
  ])('says of %s: %s', async (program, code, named) => {
    const id = await bed.make([program]);
    const created = await createContainer(id);
    const result = created.ok ? await startContainer(id) : created;
    expect(result).toMatchObject({ ok: false, fault: { code, facts: { program: named } } });
    expect(existsSync(`${RUNTIME_ROOT}/${id}`)).toBe(false);
  });

  test('a program that heeds TERM ends within its grace, with its own code', async () => {
    const id = await bed.run(['sh', '-c', 'trap "exit 3" TERM; echo ready; while :; do sleep 0.05; done']);
    await said(id, 'ready');
    const began = performance.now();
    expect(await stopContainer(id, 10)).toEqual({ ok: true, value: 3 });
    expect(performance.now() - began).toBeLessThan(3000);
  });

  test('a program that ignores TERM is killed after its grace', async () => {
    const id = await bed.run(['sh', '-c', 'trap "" TERM; echo ready; while :; do sleep 1; done']);
    await said(id, 'ready');
    const began = performance.now();
    expect(await stopContainer(id, 1)).toEqual({ ok: true, value: 137 });
    expect(performance.now() - began).toBeGreaterThan(950);
    expect(await stopContainer(id, 1)).toEqual({ ok: true, value: 137 });
  });

  test('-itd keeps a shell alive', async () => {
    const id = await bed.run(['ash'], { tty: true, interactive: true });
    await said(id, '/ #');
    expect(containerState(id).status).toBe('running');
    expect(existsSync(`${SOCKETS}/${id}/attach`)).toBe(true);
  });

  test('a run can be had again, with what was written in the root', async () => {
    const id = await bed.run(['sh', '-c', 'cat /kept 2>/dev/null; echo again > /kept']);
    await awaitExit(id, 10);
    got(await deleteContainer(id));
    got(await unmountRootfs(id));
    expect(isMounted(id)).toBe(false);
    got(await mountRootfs(id, bed.image.id));
    got(await createContainer(id));
    got(await startContainer(id));
    expect(await awaitExit(id, 10)).toBe(0);
    expect(logOf(id)).toContain('stdout F again');
  });

  test('nothing is left of a deleted one, however often it is deleted', async () => {
    const id = await bed.run(['sleep', '1000']);
    const created = await bed.make(['sleep', '1000']);
    got(await createContainer(created));
    for (const gone of [id, created]) {
      got(await deleteContainer(gone));
      got(await deleteContainer(gone));
      got(await deleteRootfs(gone));
      got(await deleteRootfs(gone));
      expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(gone);
      expect(existsSync(containerPaths(gone).folder)).toBe(false);
      expect(existsSync(`${RUNTIME_ROOT}/${gone}`)).toBe(false);
      expect(readdirSync(SOCKETS)).not.toContain(gone);
      expect(cgroupsOf(gone)).toEqual([]);
      await expect.poll(() => processesNaming(gone)).toEqual([]);
    }
  });

  test('where no overlay can be had, the root is a copy of the image', async () => {
    const id = await bed.make(['sh', '-c', 'echo kept > /kept']);
    got(await unmountRootfs(id));
    // Without its work folder overlay refuses (ENOENT), as it does on a file system that it cannot use (EINVAL).
    rmSync(containerPaths(id).work, { recursive: true });
    got(await mountRootfs(id, bed.image.id));
    expect(isMounted(id)).toBe(false);
    got(await createContainer(id));
    got(await startContainer(id));
    expect(await awaitExit(id, 10)).toBe(0);
    got(await mountRootfs(id, bed.image.id));
    expect(readFileSync(`${containerPaths(id).root}/kept`, 'utf8')).toBe('kept\n');
  });

  test('the runtime is found out by trying, and remembered for this boot', async () => {
    const chosen = got(await chooseRuntime());
    expect(await tryRuntime(chosen)).toBeUndefined();
    expect(JSON.parse(readFileSync('/run/lanyard/runtime.json', 'utf8'))).toMatchObject({ runtime: chosen });
    expect(readdirSync('/run/lanyard').filter((name) => name.startsWith('trial-'))).toEqual([]);
  });

  test('a monitor that was killed: the end is unseen, and all can still be taken away', async () => {
    const id = await bed.run(['sleep', '1000']);
    process.kill(Number(readFileSync(containerPaths(id).monitorPid, 'utf8')), 'SIGKILL');
    const { pid } = containerState(id);
    expect(pid).toBeGreaterThan(0);
    expect(await stopContainer(id, 0)).toEqual({ ok: true, value: 255 });
    got(await deleteContainer(id));
    expect(containerState(id)).toMatchObject({ status: 'exited', exitCode: 255 });
  });
});

function cgroupsOf(id: string): string[] {
  return ['', ...readdirSync('/sys/fs/cgroup')]
    .map((tree) => `/sys/fs/cgroup/${tree}${cgroupParent()}/${id}`)
    .filter((path) => existsSync(path));
}

const said = (id: string, text: string) =>
  expect.poll(() => (existsSync(containerPaths(id).log) ? logOf(id) : ''), { timeout: 5000 }).toContain(text);
