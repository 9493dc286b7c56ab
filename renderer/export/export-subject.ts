// SPDX-License-Identifier: Apache-2.0
import type { Container } from '../../model/container.ts';
import type { Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { ok, type Result } from '../../model/result.ts';
import { everything, subjectOf } from '../../model/text-out/export.ts';
import type { Subject } from '../../model/text-out/exported.ts';

/** What is to be written: one network or container by id, with its name; without one all there is. */
export interface ExportAsked {
  id?: string;
  name?: string;
}

/** The containers on the network that is asked for. */
export const seatsIn = ({ id }: ExportAsked, { containers }: Observation): Container[] =>
  containers.filter(({ endpoints }) => endpoints.some(({ network }) => network === id));

/** `whole`: a network with the containers on it, and with what else those are on. */
export function subjectIn(asked: ExportAsked, whole: boolean, seen: Observation): Result<Subject> {
  if (asked.id === undefined) return ok(everything(seen));
  const seats = whole ? seatsIn(asked, seen) : [];
  return subjectOf([asked.id, ...seats.map(({ spec }) => spec.id)], seen);
}

/** Each remark once. */
export const distinct = (remarks: readonly Finding[]): Finding[] => [
  ...new Map(remarks.map((one) => [JSON.stringify([one.code, one.facts]), one])).values(),
];
