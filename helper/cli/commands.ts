// SPDX-License-Identifier: Apache-2.0
import type { CommandName, InvocationOf } from '../../model/grammar/commands.ts';
import { helpText } from '../../model/words/help.ts';
import { makeHandlers } from '../serve/handlers.ts';
import { VERSION } from '../version.ts';
import { history, restore, undo } from './history.ts';
import { hostAccess } from './host-access.ts';
import { importImage, pull, removeImages } from './images.ts';
import { exec, logs } from './inside.ts';
import * as lab from './lab.ts';
import { leaseList } from './leases.ts';
import { kill, reap, remove, restart, stop } from './lives.ts';
import { networkConnect, networkCreate, networkDisconnect, networkPrune, networkRemove } from './network.ts';
import { nicInspect, nicList } from './nic.ts';
import { nicScan } from './nic-scan.ts';
import { poolList } from './pools.ts';
import { list, reach } from './reach.ts';
import { create, run, start } from './run.ts';
import { containerInspect, imageInspect, imageList, inspect, networkInspect, networkList } from './show.ts';
import { language, out } from './terminal.ts';

type Runners = { [Name in CommandName]: (invocation: InvocationOf<Name>) => Promise<number> };

/** What each command does. Value: the exit code. */
export const RUNNERS: Runners = {
  'network create': networkCreate,
  'network ls': networkList,
  'network inspect': networkInspect,
  'network rm': networkRemove,
  'network prune': networkPrune,
  'network host-access': hostAccess,
  'network pools': poolList,
  'network connect': networkConnect,
  'network disconnect': networkDisconnect,
  run,
  create,
  exec,
  ps: list,
  start,
  stop,
  restart,
  rm: remove,
  kill,
  logs,
  // Nothing is published on a LAN-native network: the container has its own address, and all its ports with it.
  port: async () => 0,
  inspect,
  'container inspect': containerInspect,
  reap,
  'image ls': imageList,
  'image inspect': imageInspect,
  'image import': importImage,
  'image rm': removeImages,
  'image pull': pull,
  'nic ls': nicList,
  'nic inspect': nicInspect,
  'nic scan': nicScan,
  'lease ls': leaseList,
  reach,
  history,
  undo,
  restore,
  // Loaded only here: nobody else needs YAML.
  import: async (invocation) => (await import('./import.ts')).importText(invocation),
  export: async (invocation) => (await import('./export.ts')).exportText(invocation),
  // Loaded only here: nobody else needs JSON-RPC, and every command waits for what it loads.
  serve: async () => {
    const { serve } = await import('../serve/serve.ts');
    await serve(makeHandlers);
    return 0;
  },
  'lab up': lab.up,
  'lab down': lab.down,
  'lab exec': lab.exec,
  version: async () => {
    out(VERSION);
    return 0;
  },
  help: async ({ args }) => {
    out(helpText(language(), args.topic));
    return 0;
  },
};
