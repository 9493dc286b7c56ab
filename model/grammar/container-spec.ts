// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec } from '../container.ts';
import { fault } from '../fault.ts';
import { readRestart } from '../restart.ts';
import { failed, ok, type Result } from '../result.ts';
import type { InvocationOf } from './commands.ts';
import { endpointSpecsOf } from './endpoint-spec.ts';
import { envOf, type Surroundings } from './env.ts';
import { labelsOf } from './labels.ts';
import { nameFromId } from './name.ts';

type Made = InvocationOf<'run' | 'create'>;

/** What `run` or `create` asks for. `id`: 64 hex digits, chosen by the caller; a missing name is made from it. */
export function containerSpecOf(made: Made, id: string, around: Surroundings = {}): Result<ContainerSpec> {
  const { flags, args } = made;
  const restart = readRestart(flags.restart || 'no');
  if (restart === undefined) return failed(badRestart(flags.restart ?? ''));
  if (restart.policy !== 'no' && flags.rm)
    return failed(fault('usage-conflict', { one: '--restart', other: '--rm' }));
  const endpoints = endpointSpecsOf(flags.network, flags);
  if (!endpoints.ok) return endpoints;
  const env = envOf(flags.env, around);
  if (!env.ok) return env;
  const labels = labelsOf(flags.label);
  if (!labels.ok) return labels;
  return ok({
    id,
    name: flags.name ?? nameFromId(id),
    image: args.image,
    ...(flags.entrypoint ? { entrypoint: flags.entrypoint } : {}),
    command: [...args.command],
    env: env.value,
    ...someOf({ hostname: flags.hostname, workdir: flags.workdir, user: flags.user }),
    ...namesOf(flags),
    tty: flags.tty,
    interactive: flags.interactive,
    remove: flags.rm,
    ...(restart.policy === 'no' ? {} : { restart }),
    labels: labels.value,
    endpoints: endpoints.value,
  });
}

const badRestart = (value: string) =>
  fault('usage-flag-value', {
    flag: '--restart',
    value,
    wants: 'no|always|unless-stopped|on-failure|on-failure:N',
  });

const someOf = <T extends Record<string, string | undefined>>(texts: T): { [Key in keyof T]?: string } =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text !== '')) as {
    [Key in keyof T]?: string;
  };

type Names = Pick<Made['flags'], 'dns' | 'dns-search' | 'dns-option' | 'add-host'>;

/** What is to be looked up where, if anything was said of it. */
function namesOf(flags: Names): Pick<ContainerSpec, 'dns' | 'hosts'> {
  const dns = {
    servers: [...flags.dns],
    search: [...flags['dns-search']],
    options: [...flags['dns-option']],
  };
  const asked = Object.values(dns).some((list) => list.length > 0);
  const hosts = flags['add-host'].map(hostOf);
  return { ...(asked ? { dns } : {}), ...(hosts.length > 0 ? { hosts } : {}) };
}

/** Docker takes `NAME:ADDRESS` and `NAME=ADDRESS`, and brackets around an IPv6 address. */
const hostOf = (text: string): string => text.replace(/^([^:=]+)[:=]\[?([^\]]*)\]?$/, '$1:$2');
