// SPDX-License-Identifier: Apache-2.0

/** A machine that a helper runs on: just the argv that gives a pipe to one. */
export interface Host {
  /** Absolute path first. */
  argv: readonly string[];
  /** The whole environment of the process. */
  env: Record<string, string>;
  /** What goes before argv to run it as root; undefined: there is no way up (a lab, root already). */
  elevate: readonly string[] | undefined;
}

/**
 * polkit's way up. It keeps stdin and stdout. Its built-in agent would ask on the terminal that the app happened to be started
 * from; without it the desktop's agent asks, and where there is none pkexec says so at once (exit 127).
 */
const PKEXEC = ['/usr/bin/pkexec', '--disable-internal-agent'] as const;

/** Handed to the ordinary helper; pkexec scrubs all of it for the elevated one. */
const KEPT = ['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'TZ', 'LANYARD_STATE', 'LANYARD_LAB'] as const;

export function keptEnvironment(from: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT) {
    const value = from[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** This machine. `lanyard`: absolute path of the program. */
export const thisHost = (lanyard: string, env: NodeJS.ProcessEnv, root: boolean): Host => ({
  argv: [lanyard, 'serve'],
  env: keptEnvironment(env),
  elevate: root ? undefined : PKEXEC,
});

/** The place `host` of a practice lab. */
export const labHost = (lanyard: string, env: NodeJS.ProcessEnv, lab: string): Host => ({
  argv: [lanyard, 'lab', 'exec', '--name', lab, 'host', lanyard, 'serve'],
  env: keptEnvironment(env),
  elevate: undefined,
});
