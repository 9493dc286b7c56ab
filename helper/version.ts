// SPDX-License-Identifier: Apache-2.0
import { version } from '../package.json';

export const VERSION: string = version;
