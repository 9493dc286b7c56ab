// SPDX-License-Identifier: Apache-2.0
import {
  CAPABILITIES,
  DEVICES,
  MASKED_PATHS,
  MOUNTS,
  PATH_INSIDE,
  READONLY_PATHS,
  rlimits,
  SYSCTLS,
} from './oci-defaults.ts';
import { seccompProfile } from './seccomp.ts';
import type { User } from './user.ts';

export interface ProgramWish {
  argv: readonly string[];
  /** `KEY=value`, the later of two with one key holds. */
  env: readonly string[];
  workdir: string;
  user: User;
  tty: boolean;
  /** The helper's own hard limit of open files. */
  mostFiles: number;
}

export interface SpecWish extends ProgramWish {
  hostname: string;
  /** Path of the network namespace; undefined: an empty one of its own. */
  netns: string | undefined;
  /** Absolute path of the root on the host. */
  root: string;
  /** Files of ours over files of the image: path inside, path on the host. */
  files: readonly { inside: string; host: string }[];
  cgroup: string;
  /** As process.arch says. */
  processor: string;
}

/** One variable a key, in order of first appearance, with the value that came last. */
export function mergeEnv(...lists: readonly (readonly string[])[]): string[] {
  const merged = new Map<string, string>();
  for (const entry of lists.flat()) merged.set(entry.split('=', 1)[0] ?? entry, entry);
  return [...merged.values()];
}

/** What Docker puts before the image's and the person's own variables. */
export const baseEnv = (hostname: string, tty: boolean): string[] => [
  `PATH=${PATH_INSIDE}`,
  `HOSTNAME=${hostname}`,
  ...(tty ? ['TERM=xterm'] : []),
];

/** `process` of the OCI runtime spec 1.0.2; also what `exec` starts, so that it has no more rights than the container. */
export function ociProgram(wish: ProgramWish) {
  const { uid, gid, additionalGids } = wish.user;
  // As Docker: who is not root has the set as a bound only.
  const held = uid === 0 ? CAPABILITIES : [];
  return {
    terminal: wish.tty,
    user: { uid, gid, additionalGids },
    args: wish.argv,
    env: wish.env,
    cwd: wish.workdir,
    capabilities: { bounding: CAPABILITIES, effective: held, permitted: held, inheritable: [], ambient: [] },
    rlimits: rlimits(wish.mostFiles),
    noNewPrivileges: true,
    oomScoreAdj: 0,
  };
}
export type OciProgram = ReturnType<typeof ociProgram>;

/** config.json of a bundle: OCI runtime spec 1.0.2, hardened as Docker's default and with no_new_privs on top. */
export function ociSpec(wish: SpecWish) {
  return {
    ociVersion: '1.0.2',
    process: ociProgram(wish),
    root: { path: wish.root, readonly: false },
    hostname: wish.hostname,
    mounts: [...MOUNTS, ...wish.files.map(bound)],
    linux: {
      namespaces: [
        { type: 'pid' },
        { type: 'mount' },
        { type: 'uts' },
        { type: 'ipc' },
        { type: 'cgroup' },
        { type: 'network', ...(wish.netns === undefined ? {} : { path: wish.netns }) },
      ],
      sysctl: SYSCTLS,
      resources: { devices: DEVICES },
      cgroupsPath: wish.cgroup,
      maskedPaths: MASKED_PATHS,
      readonlyPaths: READONLY_PATHS,
      seccomp: seccompProfile(wish.processor, CAPABILITIES),
    },
  };
}

const bound = ({ inside, host }: { inside: string; host: string }) => ({
  destination: inside,
  type: 'bind',
  source: host,
  options: ['rbind', 'rprivate', 'nosuid', 'nodev'],
});
