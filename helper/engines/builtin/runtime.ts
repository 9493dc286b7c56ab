// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from '../../../model/fault.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import { shortId } from '../../../model/text.ts';
import { expectTool } from '../../command.ts';
import { hostResolver } from '../../observe/resolver.ts';
import { cgroupParent, containerPaths, netnsPath } from '../../state/paths.ts';
import { readRecord, type Stored } from '../../state/store.ts';
import { removeEmptyCgroup } from './cgroup.ts';
import { birthPath, birthText, containerState, livingPid, RUNTIME_ROOT } from './container-state.ts';
import { leased, leasedResolvConf } from './dhcp-lease.ts';
import { hostnameText, resolvConfText } from './etc-files.ts';
import { awaitExit } from './exit.ts';
import { hostsFor } from './hosts-file.ts';
import { readImages } from './image-store.ts';
import { mostFiles } from './limits.ts';
import { createMonitored, SOCKETS } from './monitor.ts';
import { baseEnv, mergeEnv, ociSpec } from './oci-spec.ts';
import { judgeProgram } from './program.ts';
import { unmarkStopped } from './restarts.ts';
import { chooseRuntime } from './runtime-choice.ts';
import { programFault } from './runtime-fault.ts';
import { findUser } from './user.ts';

const KILL_SECONDS = 10;

/** Creates the container of a record in its sandbox, to be started; its root is mounted. Faults: container-unknown, image-unknown, user-unknown, runtime-missing, runtime-failed, program-not-found, program-not-executable. */
export async function createContainer(id: string): Promise<Result<void>> {
  const record = readRecord('containers', id);
  if (record === undefined) return failed(fault('container-unknown', { container: id }));
  const runtime = await chooseRuntime();
  if (!runtime.ok) return runtime;
  const hosts = await hostsFor(id);
  if (!hosts.ok) return hosts;
  const written = writeBundle(record, hosts.value);
  if (!written.ok) return written;

  const paths = containerPaths(id);
  for (const stale of [paths.exit, birthPath(id)]) rmSync(stale, { force: true });
  unmarkStopped(id);
  const { tty, interactive } = record.spec;
  const created = await createMonitored({ id, runtime: runtime.value, tty, interactive });
  if (!created.ok) {
    await deleteContainer(id);
    return failed(programFault(created.fault));
  }
  const birth = birthText(created.value);
  if (birth !== undefined) writeFileSync(birthPath(id), birth, { mode: 0o600 });
  return ok(undefined);
}

/** config.json, and the files of /etc that tell the container who it is. */
function writeBundle(record: Stored<'containers'>, hosts: string): Result<void> {
  const { spec, imageId, argv, sandbox } = record;
  const image = readImages().find((candidate) => candidate.id === imageId);
  if (image === undefined) return failed(fault('image-unknown', { image: imageId }));
  const paths = containerPaths(spec.id);
  const asked = spec.user || image.user || '';
  const user = findUser(paths.root, asked);
  if (user === undefined) return failed(fault('user-unknown', { user: asked, container: spec.name }));
  const hostname = spec.hostname || shortId(spec.id);

  const env = mergeEnv(baseEnv(hostname, spec.tty), image.env, spec.env);
  const workdir = spec.workdir || image.workdir || '/';
  const complaint = judgeProgram(paths.root, argv[0] ?? '', env, workdir);
  if (complaint !== undefined) return failed(complaint);
  const config = ociSpec({
    argv,
    env,
    workdir,
    user,
    tty: spec.tty,
    mostFiles: mostFiles(),
    hostname,
    netns: netnsPath(sandbox),
    root: paths.root,
    files: [
      { inside: '/etc/hosts', host: paths.hosts },
      { inside: '/etc/resolv.conf', host: paths.resolvConf },
      { inside: '/etc/hostname', host: paths.hostname },
    ],
    cgroup: `${cgroupParent()}/${spec.id}`,
    processor: process.arch,
  });
  mkdirSync(paths.exits, { recursive: true, mode: 0o700 });
  writeFileSync(paths.hosts, hosts, { mode: 0o644 });
  writeFileSync(paths.resolvConf, resolvConf(record), { mode: 0o644 });
  writeFileSync(paths.hostname, hostnameText(hostname), { mode: 0o644 });
  writeFileSync(join(paths.bundle, 'config.json'), JSON.stringify(config), { mode: 0o600 });
  return ok(undefined);
}

/** The servers that were asked for, else those of a DHCP lease, else the host's. */
function resolvConf({ spec, endpoints }: Stored<'containers'>): string {
  const own = spec.dns !== undefined && spec.dns.servers.length > 0;
  const ofLease = own ? undefined : leasedResolvConf(leased(spec.id, endpoints, Date.now()));
  return ofLease ?? resolvConfText(hostResolver(), spec.dns);
}

/** Lets a created container run. Faults: runtime-missing, runtime-failed, program-not-found, program-not-executable. */
export async function startContainer(id: string): Promise<Result<void>> {
  const runtime = await chooseRuntime();
  if (!runtime.ok) return runtime;
  const started = await expectTool(runtime.value, ['--root', RUNTIME_ROOT, 'start', id]);
  return started.ok ? ok(undefined) : failed(programFault(started.fault));
}

/** Sends a signal to the first process only; false when nothing of the container lives. */
export async function signalContainer(id: string, signal: NodeJS.Signals): Promise<Result<boolean>> {
  const pid = livingPid(id);
  if (pid === undefined) return ok(false);
  try {
    process.kill(pid, signal);
    return ok(true);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return ok(false);
    return failed(fault('runtime-failed', { reason: (error as Error).message }));
  }
}

/** TERM, and after `grace` seconds KILL; value: the exit code, as the monitor kept it. */
export async function stopContainer(id: string, grace: number): Promise<Result<number>> {
  if (grace > 0) {
    const asked = await signalContainer(id, 'SIGTERM');
    if (!asked.ok) return asked;
    const code = await awaitExit(id, grace);
    if (code !== undefined) return ok(code);
  }
  const killed = await signalContainer(id, 'SIGKILL');
  if (!killed.ok) return killed;
  const code = await awaitExit(id, KILL_SECONDS);
  return code === undefined
    ? failed(fault('runtime-failed', { reason: `still running ${KILL_SECONDS} s after KILL` }))
    : ok(code);
}

/** Takes away what the runtime and the monitor keep of a run, ending it if need be; log and exit code stay. Idempotent. */
export async function deleteContainer(id: string): Promise<Result<void>> {
  const neverRan = containerState(id).status === 'created';
  if (livingPid(id) !== undefined) {
    const ended = await stopContainer(id, 0);
    if (!ended.ok) return ended;
  }
  const deleted = await deleteRuntimeState(id);
  if (!deleted.ok) return deleted;

  const { bundle, pid, monitorPid, exit } = containerPaths(id);
  const made = ['config.json', 'attach', 'ctl', 'winsz'].map((name) => join(bundle, name));
  const unseen = neverRan ? [exit, birthPath(id)] : [];
  for (const path of [...made, pid, monitorPid, join(SOCKETS, id), ...unseen]) rmSync(path, { force: true });
  removeEmptyCgroup(`${cgroupParent()}/${id}`);
  removeEmptyCgroup(cgroupParent());
  return ok(undefined);
}

async function deleteRuntimeState(id: string): Promise<Result<void>> {
  const state = join(RUNTIME_ROOT, id);
  if (!existsSync(state)) return ok(undefined);
  const runtime = await chooseRuntime();
  if (!runtime.ok) return runtime;
  // Without --force first: with it runc waits 100 ms.
  const plain = await expectTool(runtime.value, ['--root', RUNTIME_ROOT, 'delete', id]);
  if (plain.ok) return ok(undefined);
  const forced = await expectTool(runtime.value, ['--root', RUNTIME_ROOT, 'delete', '--force', id]);
  if (!forced.ok) return forced;
  rmSync(state, { recursive: true, force: true });
  return ok(undefined);
}
