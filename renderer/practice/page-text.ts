// SPDX-License-Identifier: Apache-2.0

/** A page as people paste it: prompts, continued lines, prose, output, and two mistakes. */
export const PAGE_TEXT = `为客厅的设备新建一个 VLAN 60 的网络：

$ docker network create -d macvlan \\
    --subnet=192.168.60.0/24 \\
    --gateway=192.168.60.1 \\
    -o parent=eth0.60 \\
    living-room

然后把播放器放上去，地址固定：

$ docker run -d --name player --network living-room \\
    --ip 192.168.60.40 -v /media:/media alpine:3.20 sleep 1000

A second network by mistake, and one whose range is not on a boundary:

$ docker network create -d macvlan --subnet=172.16.86.0/24 -o parent=eth0 again
$ docker network create -d ipvlan --subnet=10.9.0.7/24 -o parent=br0 lab

$ docker network ls
NETWORK ID     NAME          DRIVER    SCOPE
4f5a9c1b2d3e   living-room   macvlan   local
$ docker exec player ip route
default via 192.168.60.1 dev eth0
`;
