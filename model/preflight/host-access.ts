// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import { type Link, linkNamed } from '../link.ts';
import { MODES, type NetworkRecord } from '../network.ts';
import type { Observation } from '../observation.ts';
import { draftShim, lacksAddress, shimName } from '../shim/shim.ts';

/** What is to be said of host access on a network: why it cannot be, else what it changes on this host. */
export function judgeHostAccess(record: NetworkRecord, observation: Observation): Finding[] {
  const parent = linkNamed(observation.links, record.parent);
  const refused = refusalOf(record, parent);
  if (refused !== undefined) return [{ ...refused, field: 'hostAccess' }];
  const { spec } = record;
  const draft = draftShim(record, observation);
  const { name } = spec;
  if ('full' in draft) {
    const { subnet, family } = draft.full;
    return [finding('pool-full', { network: name, subnets: [subnet], family }, 'hostAccess')];
  }
  const { addresses } = draft.shim;
  const facts = { network: name, link: shimName(spec), parent: record.parent };
  return [
    finding(spec.driver === 'ipvlan' ? 'host-access-link' : 'host-access-mac', facts, 'hostAccess'),
    ...(addresses.length === 0
      ? []
      : [finding('host-access-address', { network: name, addresses }, 'hostAccess')]),
  ];
}

/** Only where the kernel lets a second link of the parent speak with the containers'. */
function refusalOf({ spec, parent }: NetworkRecord, link: Link | undefined): Finding | undefined {
  const network = spec.name;
  if (spec.driver === 'ipvlan') {
    const mode = spec.mode || MODES.ipvlan[0];
    if (mode !== MODES.ipvlan[0]) return finding('host-access-routed', { network, mode });
  }
  const mode = (spec.driver === 'ipvlan' ? spec.flag : spec.mode) || 'bridge';
  if (mode === 'private') return finding('host-access-private', { network, mode });
  if (mode === 'vepa') return finding('host-access-vepa', { network, mode });
  if (mode === 'passthru') return finding('host-access-passthru', { network, parent });
  return lacksAddress(spec, link) ? finding('host-access-no-address', { network, parent }) : undefined;
}
