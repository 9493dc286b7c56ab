// SPDX-License-Identifier: Apache-2.0

/** A walk through macvlan and ipvlan as a web page gives it: prompts, continuations, output between the commands. For tests. */
export const TUTORIAL = `# 练习：把容器接到局域网

先建一个桥接网络。要用到的子命令是\`docker network create\`，驱动用\`--driver macvlan\`指定，
网络名放在最后。

\`\`\`
[root@docker11 ~]# docker network create -d macvlan --subnet=172.16.86.0/24 --gateway=172.16.86.1 -o parent=eth0 pub_net
7479d90651e92d8971916e678dceaad5c6deb845b7af30802b028afa022c98d0
\`\`\`

要留出一个地址，就写上 \`--aux-address\`：

\`\`\`
$ docker network create -d macvlan  \\
  --subnet=192.168.32.0/24  \\
  --ip-range=192.168.32.128/25 \\
  --gateway=192.168.32.254  \\
  --aux-address="my-router=192.168.32.129" \\
  -o parent=eth0 macnet32
\`\`\`

192.168.32.128/25 是分配范围，网络名是 macnet32

### VLAN

\`\`\`
[root@docker11 ~]# docker network create -d macvlan \\ --subnet=192.168.50.0/24 \\ --gateway=192.168.50.1 \\ -o parent=eth0.50 macvlan50
cd6369cc9f81ca163f1fcd6b7f36db61276f0f750133e0f8812ce56697874cdc
\`\`\`

\`\`\`
$ docker network create -d ipvlan \\
    --subnet=192.168.210.0/24 \\
    --subnet=192.168.212.0/24 \\
    --gateway=192.168.210.254  \\
    --gateway=192.168.212.254  \\
     -o ipvlan_mode=l2 ipvlan210
\`\`\`

下面这条没有放进代码块：

[root@docker11 ~]# docker network create -d macvlan \\
\\> --subnet=192.168.216.0/24 --subnet=192.168.218.0/24 \\
\\> --gateway=192.168.216.1 --gateway=192.168.218.1 \\
\\> --subnet=2001:db8:abc8::/64 --gateway=2001:db8:abc8::10 \\
\\> -o parent=eth0.218 \\
\\> -o macvlan_mode=bridge macvlan216
65a2dc885f5dd2778089ba636a2dc1050331a4f83f2b2ff3f509e6df5b348a3d

1. 再建一个网络：

\`\`\`
[root@benjamincloud ~]# docker network create -d macvlan \\
> --subnet=172.16.86.0/24 \\
> --gateway=172.16.86.1 \\
> -o parent=eth0 \\
> my-macvlan-net
eae982543504a4951eeaad53f31c1c6442cde5844385e80600bf619be340f091
\`\`\`

用\`docker network ls\`和\`docker network inspect pub_net\` 看看结果。

 2.启动一个容器，\`-dit\`表示在后台运行。

\`\`\`
[root@benjamincloud ~]# docker run --rm -itd --network my-macvlan-net --name my-macvlan-alpine alpine:latest ash
\`\`\`

用几条\`docker exec\`看它的接口：

\`\`\`
[root@benjamincloud ~]# docker exec my-macvlan-alpine ip addr show eth0
19: eth0@if2: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue state UNKNOWN
    link/ether 02:42:ac:10:56:02 brd ff:ff:ff:ff:ff:ff
    inet 172.16.86.2/24 brd 172.16.86.255 scope global eth0
       valid_lft forever preferred_lft forever
[root@benjamincloud ~]# docker exec my-macvlan-alpine ip  route
default via 172.16.86.1 dev eth0
172.16.86.0/24 dev eth0 scope link  src 172.16.86.2
\`\`\`

\`\`\`
[root@benjamincloud ~]# docker network rm my-macvlan-net
my-macvlan-net
\`\`\`

换到 VLAN 10（也就是\`eth0.10\`）：

\`\`\`
[root@benjamincloud ~]# docker network create -d macvlan --subnet 172.16.86.0/24 --gateway 172.16.86.1 -o parent=eth0.10 my-8021q-macvlan-net
0c3d8cfdfc34a00a40317cf0d9d8db32b29a9477cde24e6458c99a1a1592ec65
\`\`\`

\`\`\`
[root@benjamincloud ~]# docker run --rm -itd \\
> --network my-8021q-macvlan-net \\
> --name my-second-macvlan-alpine \\
> alpine:latest \\
> ash
6971038a66ebf529072308d9160c7322e85d58c2c52956006f4f3dead502f594
\`\`\`

\`\`\`
[root@benjamincloud ~]# docker stop my-second-macvlan-alpine
my-second-macvlan-alpine
[root@benjamincloud ~]# docker network rm my-8021q-macvlan-net
my-8021q-macvlan-net
\`\`\`
`;
