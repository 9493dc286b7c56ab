#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs in a guest on a tap: a practice lab, and two ways into it. On TCP port 7001 every connection is a helper of its own on
# the lab's host, as `lanyard serve` on a pipe; on 7002 it is a shell in the place that its first line names.
# $1: the program; $2: the lab's name. $LANYARD_GUEST/ready tells that the lab is up.
set -e
echo workstation >/proc/sys/kernel/hostname
ip address add "$LANYARD_ADDRESS" dev vec0
ip link set vec0 up
"$1" lab up --name "$2"
export PROGRAM="$1" LAB="$2"
socat TCP-LISTEN:7001,fork,reuseaddr,nodelay 'SYSTEM:exec \"$PROGRAM\" lab exec --name \"$LAB\" host \"$PROGRAM\" serve' &
socat TCP-LISTEN:7002,fork,reuseaddr,nodelay 'SYSTEM:read -r place; exec \"$PROGRAM\" lab exec --name \"$LAB\" \"$place\" /bin/sh' &
: >"$LANYARD_GUEST/ready"
wait
