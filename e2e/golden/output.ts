// SPDX-License-Identifier: Apache-2.0
import type { DockerStep } from './case.ts';
import { type Play, same } from './play.ts';

/** Networks of the recorded daemon itself. */
const DOCKERS = /^"?(bridge|host)\b/;

/** Listings: rows without Docker's own networks, without what ours has not or has besides, without ages. */
function rows(play: Play, text: string): string[] {
  const absent = [...play.phantoms.keys(), ...play.kept, ...play.refused, ...play.extra];
  return text
    .split('\n')
    .filter((row) => row !== '' && !DOCKERS.test(row))
    .filter(
      (row) =>
        !absent.some((name) => row === name || row.startsWith(`${name} `) || row === JSON.stringify(name)),
    )
    .map((row) => row.replace(/ Up .*/, ' Up').trimEnd())
    .sort();
}

const trimmedLines = (_: Play, text: string): string[] => text.split('\n').map((line) => line.trimEnd());

/** Commands whose output is compared, by their first words. Everything else's is seen by the observing steps. */
const COMPARED: readonly { words: RegExp; by: (play: Play, text: string) => string[] }[] = [
  { words: /^network ls .*--format/, by: rows },
  { words: /^ps .*--format/, by: rows },
  { words: /^exec \S+ ip route$/, by: trimmedLines },
  { words: /^network inspect -f /, by: trimmedLines },
  { words: /^(rm|start|stop|restart|network rm|network prune) /, by: trimmedLines },
];

export function sameOutput(play: Play, step: DockerStep, stdout: string): void {
  const words = step.argv.slice(1).join(' ');
  const how = COMPARED.find((one) => one.words.test(words));
  if (how === undefined) return;
  same(play, step.n, `output of ${words}`, how.by(play, step.stdout), how.by(play, play.names.hide(stdout)));
}
