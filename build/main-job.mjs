#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takePictures } from './app-shots.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LANYARD = join(ROOT, 'dist/lanyard');
const NETWORK = 'my-macvlan-net';
const CONTAINER = 'my-macvlan-alpine';

/**
 * One row: what is done, by which words or otherwise, and what its output must then show. `always`: also after a failure.
 * @typedef {{title: string, words?: string[], run?: () => Promise<string>, shows?: RegExp[], always?: boolean}} Step
 * @typedef {{step: Step, ok: boolean, output: string, ms: number}} Outcome
 */

/**
 * @param {string} lab
 * @returns {Step[]}
 */
function mainJob(lab) {
  /** @param {string} line */
  const here = (line) => ['--lab', lab, ...line.split(' ')];
  return [
    { title: 'a practice LAN', words: ['lab', 'up', '--name', lab] },
    {
      title: 'a network on its NIC',
      words: here(
        `network create -d macvlan --subnet=172.16.86.0/24 --gateway=172.16.86.1 -o parent=eth0 ${NETWORK}`,
      ),
      shows: [/^[0-9a-f]{64}$/m],
    },
    {
      title: 'a container on it',
      words: here(`run --rm -itd --network ${NETWORK} --name ${CONTAINER} alpine:latest ash`),
      shows: [/^[0-9a-f]{64}$/m],
    },
    {
      title: 'its link',
      words: here(`exec ${CONTAINER} ip addr show eth0`),
      shows: [/02:42:ac:10:56:02/, /172\.16\.86\.2\/24 brd 172\.16\.86\.255/],
    },
    {
      title: 'its routes',
      words: here(`exec ${CONTAINER} ip route`),
      shows: [
        /^default via 172\.16\.86\.1 dev eth0 *$/m,
        /^172\.16\.86\.0\/24 dev eth0 scope link +src 172\.16\.86\.2 *$/m,
      ],
    },
    {
      title: 'can it be reached?',
      words: here(`reach ${CONTAINER}`),
      shows: [/gateway +172\.16\.86\.1 +yes +yes/],
    },
    { title: 'the app’s screens', run: () => pictures(lab), shows: [/out\/.+\.png/] },
    { title: 'the container ends', words: here(`stop -t 1 ${CONTAINER}`), always: true },
    { title: 'the network goes', words: here(`network rm ${NETWORK}`), always: true },
    { title: 'the LAN goes', words: ['lab', 'down', '--name', lab], always: true },
  ];
}

/**
 * The app while the container runs.
 * @param {string} lab
 */
async function pictures(lab) {
  const dark = await takePictures(lab, {
    theme: 'dark',
    pictures: [
      // What the lab's gateway took to answer.
      { file: 'overview.png', place: '#/overview', shows: ' ms' },
      { file: 'container.png', place: `#/containers?container=${idOf(lab)}`, shows: '0 % lost' },
      { file: 'nics.png', place: '#/nics?nic=eth0', shows: '172.16.86' },
    ],
  });
  const light = await takePictures(lab, {
    theme: 'light',
    pictures: [{ file: 'new-network.png', place: '#/new-network?about=eth1', shows: 'eth1' }],
  });
  return [...dark, ...light].join('\n');
}

/** @param {string} lab */
const idOf = (lab) => lanyard(['--lab', lab, 'ps', '-q', '--no-trunc']).stdout.trim();

/** @param {string[]} words */
const lanyard = (words) =>
  spawnSync(LANYARD, words, { encoding: 'utf8', timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'] });

/**
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
async function take(step) {
  const started = performance.now();
  const { well, shown, output } = await (step.run ? runOf(step.run) : wordsOf(step.words ?? []));
  const ok = well && (step.shows ?? []).every((wanted) => wanted.test(shown));
  return { step, ok, output, ms: performance.now() - started };
}

/** @param {string[]} words */
function wordsOf(words) {
  const { status, stdout, stderr, error } = lanyard(words);
  const output = [stdout, stderr, error?.message].filter(Boolean).join('').trimEnd();
  return { well: status === 0, shown: stdout, output };
}

/** @param {() => Promise<string>} run */
const runOf = (run) =>
  run().then(
    (shown) => ({ well: true, shown, output: shown }),
    (error) => ({ well: false, shown: '', output: String(error) }),
  );

/** @param {Outcome} outcome */
function rowOf({ step, ok, output, ms }) {
  const time = `${ms.toFixed(0)} ms`.padStart(8);
  const saw = output === '' ? [] : output.split('\n').map((line) => `           │ ${line}`);
  return [
    `${ok ? 'ok    ' : 'FAILED'} ${step.title.padEnd(22)} ${time}`,
    ...(step.words ? [`           $ lanyard ${step.words.join(' ')}`] : []),
    ...saw,
  ].join('\n');
}

/**
 * Does the main job on a practice LAN of its own, and prints what it did.
 * @param {string} lab
 * @returns {Promise<boolean>} whether all of it went well
 */
export async function runMainJob(lab) {
  let well = true;
  for (const step of mainJob(lab)) {
    if (!well && step.always !== true) continue;
    const outcome = await take(step);
    well &&= outcome.ok;
    console.log(rowOf(outcome));
  }
  return well;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = (await runMainJob(process.argv[2] ?? `start-${process.pid}`)) ? 0 : 1;
}
