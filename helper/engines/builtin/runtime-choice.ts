// SPDX-License-Identifier: Apache-2.0
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { fault } from '../../../model/fault.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import { startTool, toolPath } from '../../command.ts';
import { cgroupParent } from '../../state/paths.ts';
import { readIfThere } from '../../state/store.ts';
import { removeEmptyCgroup } from './cgroup.ts';
import { mostFiles } from './limits.ts';
import { ociSpec } from './oci-spec.ts';

/** In order of preference: crun starts faster, and deletes without runc's wait. */
const RUNTIMES = ['crun', 'runc'] as const;
export type Runtime = (typeof RUNTIMES)[number];

const ROOT = '/run/lanyard';
/** What the trials of this boot said; for the very tools that they were made with. */
const VERDICT = join(ROOT, 'runtime.json');

const TRIAL_MS = 20_000;

let chosen: Runtime | undefined;

/** The OCI runtime that works on this machine, found out once a boot by trying. Fault: runtime-missing, with what each said. */
export async function chooseRuntime(): Promise<Result<Runtime>> {
  chosen ??= remembered();
  if (chosen !== undefined) return ok(chosen);
  const tried: string[] = [];
  for (const runtime of RUNTIMES) {
    const complaint = toolPath(runtime) === undefined ? 'not installed' : await tryRuntime(runtime);
    if (complaint === undefined) {
      remember(runtime);
      chosen = runtime;
      return ok(runtime);
    }
    tried.push(`${runtime}: ${complaint}`);
  }
  return failed(fault('runtime-missing', { tried }));
}

/** Path and time of each tool: a newly installed or updated one is tried again. */
function fingerprint(): string {
  return RUNTIMES.map((runtime) => {
    const path = toolPath(runtime);
    return path === undefined ? `${runtime} none` : `${path} ${statSync(path).mtimeMs}`;
  }).join(', ');
}

function remembered(): Runtime | undefined {
  try {
    const verdict = JSON.parse(readIfThere(VERDICT) ?? '{}') as { tools?: string; runtime?: string };
    return verdict.tools === fingerprint() ? RUNTIMES.find((name) => name === verdict.runtime) : undefined;
  } catch {
    return undefined;
  }
}

function remember(runtime: Runtime): void {
  mkdirSync(ROOT, { recursive: true, mode: 0o700 });
  writeFileAtomic.sync(VERDICT, JSON.stringify({ tools: fingerprint(), runtime }), { mode: 0o600 });
}

/** A real create and delete of a container that is as ours are; undefined when it went well, else what it said. */
export async function tryRuntime(runtime: Runtime): Promise<string | undefined> {
  mkdirSync(ROOT, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(ROOT, 'trial-'));
  const id = folder.slice(dirname(folder).length + 1);
  const cgroup = `${cgroupParent()}/${id}`;
  const state = join(folder, 'state');
  writeTrial(folder, cgroup);
  try {
    const asked = await ask(runtime, ['--root', state, 'create', '--bundle', folder, id], folder);
    const cleared = await ask(runtime, ['--root', state, 'delete', '--force', id], folder);
    return asked ?? cleared;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    removeEmptyCgroup(cgroup);
    removeEmptyCgroup(cgroupParent());
  }
}

/** Undefined when the runtime ended well, else what it said. Its output goes to a file: a created container keeps a pipe open. */
async function ask(runtime: Runtime, argv: readonly string[], folder: string): Promise<string | undefined> {
  const said = join(folder, 'said');
  const output = openSync(said, 'w');
  const started = startTool(runtime, argv, { stdio: ['ignore', output, output], timeout: TRIAL_MS });
  closeSync(output);
  if (!started.ok) return started.fault.code;
  const exit = await new Promise((resolve) => {
    started.value.once('error', (error) => resolve(error.message));
    started.value.once('exit', resolve);
  });
  return exit === 0 ? undefined : (readIfThere(said)?.trim() ?? String(exit));
}

function writeTrial(folder: string, cgroup: string): void {
  const root = join(folder, 'rootfs');
  mkdirSync(root);
  // Never run: a created container waits before its program.
  writeFileSync(join(root, 'never'), '#!never\n', { mode: 0o755 });
  const user = { uid: 0, gid: 0, additionalGids: [] };
  const program = { argv: ['/never'], env: [], workdir: '/', user, tty: false, mostFiles: mostFiles() };
  const spec = ociSpec({
    ...program,
    hostname: 'trial',
    netns: undefined,
    root,
    files: [],
    cgroup,
    processor: process.arch,
  });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(spec));
}
