// SPDX-License-Identifier: Apache-2.0
import type { Change, ChangeOf } from './change.ts';
import type { Observation } from './observation.ts';
import { planConnect, planDisconnect } from './plan/connect.ts';
import {
  planContainerReap,
  planContainerRemove,
  planContainerRun,
  planContainerStart,
  planContainerStop,
} from './plan/container.ts';
import { planHostAccess } from './plan/host-access.ts';
import { planNetworkCreate, planNetworkRemove } from './plan/network.ts';
import { planNetworkRestore } from './plan/restore.ts';
import type { Plan } from './plan.ts';

const PLANNERS: { [Ask in Change['ask']]: (change: ChangeOf<Ask>, observation: Observation) => Plan } = {
  'network-create': ({ spec }, observation) => planNetworkCreate(spec, observation),
  'network-remove': ({ network }, observation) => planNetworkRemove(network, observation),
  'network-restore': ({ network }, observation) => planNetworkRestore(network, observation),
  'network-host-access': ({ network, on }, observation) => planHostAccess(network, on, observation),
  'network-connect': ({ container, endpoint }, observation) => planConnect(container, endpoint, observation),
  'network-disconnect': ({ container, network }, observation) =>
    planDisconnect(container, network, observation),
  'container-run': ({ spec, start }, observation) => planContainerRun(spec, start, observation),
  'container-start': ({ container }, observation) => planContainerStart(container, observation),
  'container-stop': ({ container, grace }, observation) => planContainerStop(container, grace, observation),
  'container-remove': ({ container, force }, observation) =>
    planContainerRemove(container, force, observation),
  'container-reap': ({ container }, observation) => planContainerReap(container, observation),
};

/** The plan of a change on the host as it was observed. The same arguments give the same plan, on whichever side it is made. */
export function makePlan<Ask extends Change['ask']>(change: ChangeOf<Ask>, observation: Observation): Plan {
  const planner = PLANNERS[change.ask] as (change: Change, observation: Observation) => Plan;
  return planner(change, observation);
}
