// SPDX-License-Identifier: Apache-2.0

/** The one IPC channel, both ways; call and event names travel inside. */
export const CHANNEL = 'lanyard';

/** Argument by which the sandboxed preload gets the names. */
export const NAMES_ARGUMENT = '--lanyard-names=';
