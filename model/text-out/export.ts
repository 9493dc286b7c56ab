// SPDX-License-Identifier: Apache-2.0
import { type Fault, fault } from '../fault.ts';
import { findContainer, findNetwork } from '../find.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { failed, ok, type Result } from '../result.ts';
import { say } from '../words/fill.ts';
import type { Language } from '../words/languages.ts';
import { composeOf } from './compose.ts';
import { dockerOf } from './docker.ts';
import type { Exported, Subject, Target } from './exported.ts';
import { ipOf } from './ip.ts';
import { multusOf } from './multus.ts';
import { networkdOf } from './networkd.ts';

const EXPORTERS: Readonly<Record<Target, (subject: Subject, observation: Observation) => Exported>> = {
  docker: dockerOf,
  compose: composeOf,
  ip: ipOf,
  networkd: networkdOf,
  multus: multusOf,
};

/** Networks and containers as they stand on the host, written for a target. The same arguments give the same text. */
export const exportAs = (target: Target, subject: Subject, observation: Observation): Exported =>
  EXPORTERS[target](subject, observation);

/** All that is there. */
export const everything = ({ networks, containers }: Observation): Subject => ({ networks, containers });

/** What is meant by names or ids; a container brings its networks. A container goes before a network of the same name. Faults: export-unknown, and those of an id that several have. */
export function subjectOf(names: readonly string[], observation: Observation): Result<Subject> {
  const containers = new Set<Subject['containers'][number]>();
  const networks = new Set<Network>();
  for (const name of names) {
    const found = meant(name, observation);
    if ('code' in found) return failed(found);
    if ('state' in found) containers.add(found);
    else networks.add(found);
  }
  const on = [...containers].flatMap(({ endpoints }) => endpoints.map(({ network }) => network));
  return ok({
    networks: observation.networks.filter((one) => networks.has(one) || on.includes(one.spec.id)),
    containers: observation.containers.filter((one) => containers.has(one)),
  });
}

function meant(name: string, observation: Observation): Subject['containers'][number] | Network | Fault {
  const container = findContainer(observation, name);
  if ('found' in container) return container.found;
  const network = findNetwork(observation, name);
  if ('found' in network) return network.found;
  const several = [container.finding, network.finding].find(({ code }) => code.endsWith('-ambiguous'));
  return several ?? fault('export-unknown', { name });
}

/** One text: the remarks as comments, then the files, each under its name where there are several. Every target's comments begin with `#`. */
export function textOf({ files, remarks }: Exported, language: Language): string {
  const said = [...new Set(remarks.map(({ code, facts }) => `# ${oneLine(say(language, code, facts))}\n`))];
  const [only, ...more] = files;
  if (only === undefined || more.length > 0) {
    return said.join('') + files.map(({ name, text }) => `\n# ${name}\n${text}`).join('');
  }
  // A script's first line stays first.
  const head = /^#!.*\n/.exec(only.text)?.[0] ?? '';
  return head + said.join('') + only.text.slice(head.length);
}

/** A name may hold a line break, and would end the comment. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');
