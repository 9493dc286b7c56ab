// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { toolPath } from '../helper/command.ts';
import { imageRoot } from '../helper/engines/builtin/image-store.ts';
import { chooseRuntime } from '../helper/engines/builtin/runtime-choice.ts';
import { cgroupParent, containerPaths, stateFolder } from '../helper/state/paths.ts';
import { asking, looking, planning, startUp } from './besides.ts';
import { makeDockerCli, makeLanyardCli } from './command-line.ts';
import type { Contestant } from './contestant.ts';
import { crowding, leasing } from './crowd.ts';
import { makeDockerByApi } from './docker-api.ts';
import { DOCKER_IMAGE, type Docker, startDocker } from './dockerd.ts';
import { makeFloor, type Template } from './floor.ts';
import { profile } from './profile.ts';
import { succeed } from './program.ts';
import type { Figures } from './report.ts';
import { measure, quiet } from './rounds.ts';
import { type Helper, makeServed, startHelper } from './serve.ts';

/** What main.ts asks of this program, in the practice host: its one argument, as JSON. */
export interface Order {
  program: string;
  /** The script that listens in on a helper, when its time is to be told step by step. */
  trace?: string;
  repetitions: number;
  docker: boolean;
}

const say = (line: string): boolean => process.stderr.write(`${line}\n`);

/** Makes one container, and takes over from it what the others are to make likewise. */
async function takeTemplate(helper: Helper): Promise<Template> {
  const served = makeServed(helper);
  await served.createNetwork?.();
  await served.run();
  const config = readFileSync(join(containerPaths(served.id()).bundle, 'config.json'), 'utf8');
  const seen = await helper.ask('observe', { sandboxes: false });
  await served.remove();
  await served.removeNetwork?.();
  await quiet();
  const runtime = await chooseRuntime();
  const [image] = seen.images;
  if (!runtime.ok || image === undefined) throw new Error('no runtime, or no image');
  return {
    id: served.id(),
    config,
    runs: join(stateFolder(), 'run'),
    lower: imageRoot(image.id),
    runtime: toolPath(runtime.value) ?? runtime.value,
  };
}

async function figures(
  { program, repetitions }: Order,
  helper: Helper,
  docker: Docker | undefined,
  template: Template,
) {
  const contestants: Contestant[] = [makeFloor(template), makeServed(helper), makeLanyardCli(program)];
  if (docker !== undefined) {
    contestants.push(
      makeDockerByApi(docker.api, DOCKER_IMAGE),
      makeDockerCli(docker.host, DOCKER_IMAGE, docker.api.sandboxOf),
    );
  }
  const load = readFileSync('/proc/loadavg', 'utf8').trim();
  const contest = await measure(contestants, repetitions, (repetition) =>
    say(repetition === 0 ? 'warming up' : `repetition ${repetition} of ${repetitions}`),
  );
  const leases = leasing();
  const besides = {
    ...(await startUp(program, repetitions)),
    ...(await looking(helper, repetitions)),
    ...(await planning(helper, repetitions)),
    ...(await asking(program, repetitions)),
    ...(await crowding(helper)),
    ...leases.besides,
  };
  const runtime = (await succeed([template.runtime, '--version'])).split('\n')[0] ?? '';
  const machine = {
    repetitions,
    kernel: readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim(),
    processors: `${cpus().length} × ${cpus()[0]?.model ?? ''}`,
    node: process.versions.node,
    runtime,
    docker: docker?.version ?? 'none',
    'heap for a million leases': `${leases.megabytes.toFixed(1)} MB`,
    'load before': load,
    'load after': readFileSync('/proc/loadavg', 'utf8').trim(),
  };
  return { contest, besides, machine } satisfies Figures;
}

async function main(order: Order): Promise<unknown> {
  const helper = startHelper(order.program);
  try {
    const template = await takeTemplate(helper);
    if (order.trace !== undefined) return await profile(order.program, order.trace, order.repetitions);
    say('starting Docker');
    const docker = order.docker ? await startDocker(template.lower, cgroupParent()) : undefined;
    try {
      return await figures(order, helper, docker, template);
    } finally {
      await docker?.close();
    }
  } finally {
    await helper.close();
  }
}

main(JSON.parse(process.argv[2] ?? '{}') as Order).then(
  (made) => process.stdout.write(JSON.stringify(made)),
  (error: Error) => {
    say(error.stack ?? error.message);
    process.exit(1);
  },
);
