// SPDX-License-Identifier: Apache-2.0
import { fault } from '../../model/fault.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import type { Step, StepOf } from '../../model/step.ts';
import { followHosts } from '../engines/builtin/hosts-file.ts';
import { addRootfs, deleteRootfs, mountRootfs, unmountRootfs } from '../engines/builtin/rootfs.ts';
import {
  createContainer,
  deleteContainer,
  startContainer,
  stopContainer,
} from '../engines/builtin/runtime.ts';
import { putRecord } from '../state/store.ts';

type Runners = { [Kind in Step['step']]?: (step: StepOf<Kind>) => Promise<Result<unknown>> };

/** The steps that `ip` does not do: the state folder's and the runtime's. */
export const ENGINE_STEPS = {
  'record-put': async ({ collection, id, before, after }) => {
    try {
      putRecord(collection, id, after, Date.now());
      if (collection === 'containers') followHosts(id, before, after);
      return ok(undefined);
    } catch (error) {
      return failed(
        fault('state-unreadable', { path: `${collection}/${id}`, reason: (error as Error).message }),
      );
    }
  },
  'rootfs-add': ({ container, image }) => addRootfs(container, image),
  'rootfs-delete': ({ container }) => deleteRootfs(container),
  'rootfs-mount': ({ container, image }) => mountRootfs(container, image),
  'rootfs-unmount': ({ container }) => unmountRootfs(container),
  'container-create': ({ container }) => createContainer(container),
  'container-delete': ({ container }) => deleteContainer(container),
  'container-start': ({ container }) => startContainer(container),
  'container-stop': ({ container, grace }) => stopContainer(container, grace),
} satisfies Runners;
