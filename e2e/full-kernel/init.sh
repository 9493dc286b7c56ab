#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The guest's first process. The machine's files are its root, seen through an overlay on a tmpfs, so that nothing
# but the folder $LANYARD_SHARED can be written to. $LANYARD_GUEST is this run's folder: `run.sh` in it
# is what to run, `output` what it printed (a file: the console is a terminal, and slow), `exit` its exit status. The kernel hands both over from its command line.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C

stop() {
  sync
  echo o >/proc/sysrq-trigger
  while :; do sleep 1; done
}

mount -t proc proc /proc
echo 1 >/proc/sys/kernel/printk
insmod "/usr/lib/uml/modules/$(uname -r)/kernel/fs/overlayfs/overlay.ko" || stop
mount -t tmpfs -o size=75% tmpfs /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work overlay /mnt/root || stop
cd /mnt/root || stop

mkdir -p usr/lib/modules "./$LANYARD_SHARED"
mount --bind "$LANYARD_SHARED" "./$LANYARD_SHARED"
mount --bind /usr/lib/uml/modules usr/lib/modules
mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t devtmpfs devtmpfs dev
mkdir -p dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
for place in dev/shm run tmp mnt var/lib/docker; do
  # A tree that lies in one of them must not be covered; the overlay keeps its files from being written as well.
  case "$LANYARD_SHARED" in "/$place/"*) continue ;; esac
  mkdir -p "$place" && mount -t tmpfs tmpfs "$place"
done
mkdir mnt/old run/netns

# Not chroot: containers pivot too, and the kernel's own modprobe must find its modules.
pivot_root . mnt/old || stop
cd /
[ -e /dev/fd ] || ln -s /proc/self/fd /dev/fd

mount -t tmpfs cgroup /sys/fs/cgroup
for controller in cpu,cpuacct memory devices freezer blkio pids; do
  mkdir -p "/sys/fs/cgroup/$controller"
  mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller" || rmdir "/sys/fs/cgroup/$controller"
done
mkdir -p /sys/fs/cgroup/systemd && mount -t cgroup -o none,name=systemd cgroup /sys/fs/cgroup/systemd
# A module there, and nothing asks for it before the first address.
modprobe ipv6
ip link set lo up

sh "$LANYARD_GUEST/run.sh" >"$LANYARD_GUEST/output" 2>&1 </dev/null
echo $? >"$LANYARD_GUEST/exit"
stop
