// SPDX-License-Identifier: Apache-2.0
import type { Image } from '../../../model/container.ts';
import { fault } from '../../../model/fault.ts';
import { failed, type Result } from '../../../model/result.ts';

export interface Resolved {
  image: Image;
  /** True when a lab lets the toolbox answer to this name: to be said openly. */
  aliased: boolean;
}

/** All images of this host. */
export const listImages = (): Image[] => [];

/** By name, id, or the beginning of an id. */
export const findImage = (_reference: string): Image | undefined => undefined;

const later = failed(fault('internal', { reason: 'not built yet' }));

/** As findImage; builds the toolbox on the spot, and in a lab lets it answer to alpine and busybox. Faults: image-unknown, tool-missing. */
export const resolveImage = async (_reference: string): Promise<Result<Resolved>> => later;

export const importImage = async (_path: string, _name: string): Promise<Result<Image>> => later;

export const removeImage = async (_reference: string): Promise<Result<Image>> => later;

export const pullImage = async (_name: string, _onLine: (line: string) => void): Promise<Result<Image>> =>
  later;

export const ensureToolbox = async (): Promise<Result<Image>> => later;
