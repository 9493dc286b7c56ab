// SPDX-License-Identifier: Apache-2.0
import { fault } from '../../model/fault.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import type { Step, StepOf } from '../../model/step.ts';
import { releaseLease, takeLease } from '../engines/builtin/dhcp-client.ts';
import { followNames } from '../engines/builtin/hosts-file.ts';
import { markStopped } from '../engines/builtin/restarts.ts';
import { addRootfs, deleteRootfs, mountRootfs, unmountRootfs } from '../engines/builtin/rootfs.ts';
import {
  createContainer,
  deleteContainer,
  startContainer,
  stopContainer,
} from '../engines/builtin/runtime.ts';
import { putRecord } from '../state/store.ts';
import { setOwnLink } from './set-own-link.ts';
import { settleAddresses } from './settle-addresses.ts';

type Runners = { [Kind in Step['step']]?: (step: StepOf<Kind>) => Promise<Result<unknown>> };

/** After a step that lets a container come, go or change: the others hear of it. */
const thenNames = async (done: Result<unknown>, wanted = true): Promise<Result<unknown>> =>
  done.ok && wanted ? followNames() : done;

/** The steps that `ip` does not do: the state folder's and the runtime's. */
export const ENGINE_STEPS = {
  'record-put': async ({ collection, id, before, after }) => {
    try {
      putRecord(collection, id, after, Date.now());
      const changed = collection === 'containers' && before !== null && after !== null;
      return changed ? await followNames() : ok(undefined);
    } catch (error) {
      return failed(
        fault('state-unreadable', { path: `${collection}/${id}`, reason: (error as Error).message }),
      );
    }
  },
  'sysctl-set': setOwnLink,
  // What a router or a DHCP server gave is known only now.
  'address-settle': async (step) => thenNames(await settleAddresses(step), step.slaac),
  'dhcp-take': async (step) => thenNames(await takeLease(step)),
  'dhcp-release': releaseLease,
  'rootfs-add': ({ container, image }) => addRootfs(container, image),
  'rootfs-delete': ({ container }) => deleteRootfs(container),
  'rootfs-mount': ({ container, image }) => mountRootfs(container, image),
  'rootfs-unmount': ({ container }) => unmountRootfs(container),
  'container-create': async ({ container }) => thenNames(await createContainer(container)),
  'container-delete': async ({ container }) => thenNames(await deleteContainer(container)),
  'container-start': ({ container }) => startContainer(container),
  'container-stop': ({ container, grace }) => {
    markStopped(container);
    return stopContainer(container, grace);
  },
} satisfies Runners;
