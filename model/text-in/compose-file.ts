// SPDX-License-Identifier: Apache-2.0
import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { type Finding, finding } from '../finding.ts';
import { joinCommandLine } from '../grammar/split.ts';
import { withPlainBlanks } from './clean.ts';
import { nameless, networkWordsOf, type Worded } from './compose-network.ts';
import type { Region } from './compose-region.ts';
import { serviceWordsOf } from './compose-service.ts';
import { isMapping, type Mapping, mappingOf, textOf, withoutVariables } from './compose-value.ts';
import type { FoundCommand, Source } from './source.ts';

/** The networks and services of a Compose file as the docker commands that would make them, networks first. */
export function composeCommands(region: Region): FoundCommand[] {
  const { document, lines } = read(region.text);
  const [error] = document.errors;
  if (error !== undefined) return [unreadable(region, error.message.split('\n')[0] ?? '')];
  const file: unknown = readable(() => document.toJS());
  if (!isMapping(file)) return [unreadable(region, '')];
  const places = (of: string) => placesIn(document.get(of), region, lines);
  return [...networksIn(file, places('networks'), region), ...servicesIn(file, places('services'), region)];
}

/** A web page may have given other blanks than YAML knows. */
function read(text: string) {
  const all = [text, withPlainBlanks(text)].map((one) => {
    const lines = new LineCounter();
    return { document: parseDocument(one, { merge: true, lineCounter: lines }), lines };
  });
  const [plain, mended] = all as [(typeof all)[number], (typeof all)[number]];
  return plain.document.errors.length > 0 ? mended : plain;
}

/** Too many aliases of aliases make `toJS` throw. */
function readable(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const unreadable = (region: Region, reason: string): FoundCommand => ({
  source: { line: region.line, last: region.last, text: region.text.split('\n')[0] ?? '' },
  certainty: 'prompt',
  program: 'docker',
  argv: undefined,
  findings: [finding('text-compose-bad', { reason: reason.replace(/[.:]?\s*$/, '') })],
});

type Places = ReadonlyMap<string, Pick<Source, 'line' | 'last'>>;

/** On which of the text's lines each entry of a mapping stands. */
function placesIn(node: unknown, region: Region, lines: LineCounter): Places {
  if (!isMap(node)) return new Map();
  return new Map(
    node.items.map(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      const from = (key as Node | null)?.range?.[0] ?? 0;
      const to = ((value as Node | null)?.range ?? (key as Node | null)?.range)?.[1] ?? from;
      const at = (offset: number) => region.line + lines.linePos(offset).line - 1;
      return [name, { line: at(from), last: at(Math.max(from, to - 1)) }] as const;
    }),
  );
}

function found(worded: Worded, place: Pick<Source, 'line' | 'last'>, more: readonly Finding[]): FoundCommand {
  return {
    source: { ...place, text: joinCommandLine(['docker', ...worded.words]) },
    certainty: 'prompt',
    program: 'docker',
    argv: worded.words,
    findings: [...worded.findings, ...more],
  };
}

function networksIn(file: Mapping, places: Places, region: Region): FoundCommand[] {
  return Object.entries(mappingOf(file.networks)).flatMap(([key, value]) => {
    const variables: Finding[] = [];
    const network = mappingOf(withoutVariables(value, variables));
    if (network.external === true || isMapping(network.external)) return [];
    const named = nameIn(file, key, textOf(network.name), `_${key}`);
    const worded = networkWordsOf(key, network, named.name);
    return [found(worded, places.get(key) ?? region, [...variables, ...named.findings])];
  });
}

function servicesIn(file: Mapping, places: Places, region: Region): FoundCommand[] {
  const networks = mappingOf(file.networks);
  const nameOf = (key: string) => {
    const network = mappingOf(networks[key]);
    const outer = textOf(mappingOf(network.external).name);
    if (network.external === true || outer !== undefined) return outer ?? textOf(network.name) ?? key;
    return nameIn(file, key, textOf(network.name), `_${key}`).name;
  };
  const fallback = networks.default === undefined ? undefined : nameOf('default');
  return Object.entries(mappingOf(file.services)).map(([key, value]) => {
    const variables: Finding[] = [];
    const service = mappingOf(withoutVariables(value, variables));
    const named = nameIn(file, key, textOf(service.container_name), `-${key}-1`);
    const worded = serviceWordsOf(key, service, named.name, nameOf, fallback);
    return found(worded, places.get(key) ?? region, [...variables, ...named.findings]);
  });
}

/** The name that Compose gives: its own, or the project's and `tail`. Without a project in the file it is the folder's, which nobody knows here. */
function nameIn(
  file: Mapping,
  key: string,
  own: string | undefined,
  tail: string,
): { name: string; findings: Finding[] } {
  if (own !== undefined) return { name: own, findings: [] };
  const project = textOf(file.name);
  return project === undefined
    ? { name: key, findings: [nameless(key)] }
    : { name: `${project}${tail}`, findings: [] };
}
