// SPDX-License-Identifier: Apache-2.0
import type { Container, Image } from '../../model/container.ts';

/** Names of the containers that were made from an image. */
export const usersOf = (image: Image, containers: readonly Container[]): string[] =>
  containers.filter(({ imageId }) => imageId === image.id).map(({ spec }) => spec.name);
