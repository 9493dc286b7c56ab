// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../../model/change.ts';
import { findImage, fullImageName } from '../../model/find.ts';
import { isError } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { makePlan } from '../../model/planner.ts';
import { resolveImage } from '../engines/builtin/images.ts';

/**
 * The observation in which the image that a run asks for is there under that name: built on the spot when it is the
 * toolbox, or, in a practice lab, the toolbox in its stead. Only when nothing else speaks against the run:
 * a refused one must leave no image behind.
 */
export async function standFor(change: Change, observation: Observation): Promise<Observation> {
  if (change.ask !== 'container-run' || findImage(observation.images, change.spec.image) !== undefined)
    return observation;
  const errors = makePlan(change, observation).findings.filter(isError);
  if (errors.some((found) => found.code !== 'image-unknown')) return observation;
  const resolved = await resolveImage(change.spec.image);
  if (!resolved.ok) return observation;
  const { image } = resolved.value;
  const named = { ...image, names: [...image.names, fullImageName(change.spec.image)] };
  return { ...observation, images: [...observation.images.filter((one) => one.id !== image.id), named] };
}
