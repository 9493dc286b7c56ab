// SPDX-License-Identifier: Apache-2.0

/** Containers, endpoints, images, and who reaches whom. */
export const CONTAINER_WORDS = {
  'container-name-bad':
    '{name} 不能作为容器名称。请使用两个以上的字母、数字、点、连字符或下划线，并以字母或数字开头。',
  'container-name-taken': '名称 {name} 已被容器 {id} 使用。请换一个名称，或先删除该容器。',
  'container-unknown': '没有容器 {container}。可用“ps -a”查看现有容器。',
  'container-ambiguous': '{container} 可能指 {matches} 中的任何一个。请写更长的 ID，或写名称。',
  'container-running': '容器 {container} 正在运行。请先停止它，或强制删除。',
  'container-not-running': '容器 {container} 没有运行。请先启动它。',
  'container-already-running': '容器 {container} 已在运行，无需操作。',
  'network-unknown': '没有网络 {network}。可用“network ls”查看现有网络，或新建一个。',
  'network-gone': '容器 {container} 所在的网络 {network} 已被删除。请断开该网络，或重新创建容器。',
  'network-ambiguous': '{network} 可能指 {matches} 中的任何一个。请写更长的 ID，或写名称。',
  'network-in-use': '网络 {network} 上有正在运行的容器：{containers}。请先停止或断开它们。',
  'network-predefined': '{network} 是预定义网络，不能更改。请选择其他网络。',
  'network-unsupported': '这里没有 Docker 的 {network} 网络。请用 --network 指定自建的网络，或指定 none。',
  'prune-asks': '以下网络上没有容器，将被删除：{networks}。确定删除吗？',
  'image-stands-in': '本机没有 {image}，在练习环境中由 {toolbox} 代替。',
  'image-unknown': '本机没有镜像 {image}。请拉取，或从文件导入。',
  'image-in-use': '镜像 {image} 正被 {containers} 使用。请先删除这些容器。',
  'command-empty': '镜像 {image} 没有默认命令。请在镜像名之后写出要运行的命令。',
  'endpoint-taken': '容器 {container} 已在网络 {network} 上，同一网络只能接入一次。',
  'endpoint-missing': '容器 {container} 不在网络 {network} 上。',
  'endpoint-without-network': '{field} 只对自建网络有意义。请用 --network 指定一个。',
  'ip-bad': '{ip} 不是 IPv{family} 地址。请填写不带前缀长度的地址。',
  'ip-outside': '{ip} 不在网络 {network} 的子网（{subnets}）内。请选用其中的地址。',
  'ip-needs-subnet':
    '网络 {network} 创建时没有指定子网，因此不能指定地址 {ip}。请省略地址，或重建带子网的网络。',
  'ip-needs-family':
    '网络 {network} 没有 IPv{family} 子网，因此不能使用 {ip}。请省略地址，或重建带有该类子网的网络。',
  'ip-is-gateway': '{ip} 是网络 {network} 的网关。请换一个地址。',
  'ip-is-reserved': '{ip} 在网络 {network} 上已保留给 {name}。请换一个地址。',
  'ip-is-network': '{ip} 是 {subnet} 的网络地址，主机不能使用。请换一个地址。',
  'ip-is-broadcast': '{ip} 是 {subnet} 的广播地址，主机不能使用。请换一个地址。',
  'ip-taken': '{ip} 已由容器 {container} 占用。请换一个地址。',
  'ip-on-lan':
    '{parent} 所在局域网上已有设备在用 {ip}，其 MAC 为 {mac}。请换一个地址，或先让出该地址。如果该设备替所有地址应答（代理 ARP），创建网络时请加 -o lanyard.probe=off。',
  'ip-on-host': '本机自己在 {parent} 上使用 {ip}。请换一个地址。',
  'lan-unasked':
    '没有询问 {parent} 所在局域网上是否已有设备在用该地址，因为未安装 {package}。请安装它，或在创建网络时加 -o lanyard.probe=off。',
  'ip-by-dhcp':
    '网络 {network} 的地址由局域网的 DHCP 服务器分配，无法在此指定 {ip}。请去掉该地址，并在 DHCP 服务器中为容器的 MAC 预留它。',
  'ip-outside-range': '{ip} 不在分配范围 {range} 内。只要局域网中没有其他设备使用，就可以用它。',
  'mac-bad': '{mac} 不是 MAC 地址。请写六组十六进制数字，例如 02:42:ac:10:56:02。',
  'mac-unusable': '{mac} 是组播 MAC 或全零，链路不能使用。请选用第二位为偶数的 MAC，例如以 02 开头。',
  'mac-taken': 'MAC {mac} 已由 {holder} 使用，同一父接口上的链路不能共用 MAC。请换一个，或省略不写。',
  'mac-unsupported': '{driver} 容器与父接口共用 MAC，因此不能设置 {mac}。请省略，或使用 macvlan 网络。',
  'pool-full': '网络 {network}（{subnets}）的 IPv{family} 地址已全部分配。请删除容器，或新建范围更大的网络。',
  'dns-bad': '{address} 不是地址，DNS 服务器须以地址给出，例如 192.168.1.1。',
  'dns-words-bad': '“{text}”不能写入 resolv.conf。每个搜索域或选项请只写一个词。',
  'add-host-bad': '“{host}”没有说明名称及其地址。请写成 NAME:ADDRESS。',
  'resolver-loopback':
    '本机的 DNS 服务器（{resolvers}）只在环回地址上应答，或根本没有，因此容器没有 DNS 服务器可用。请用 --dns 指定局域网可以到达的服务器。',
  'resolver-on-host':
    '本机的 DNS 服务器（{resolvers}）就是本机自己的地址，而本机的容器无法访问它们。请用 --dns 另行指定。',
  'resolver-other-family':
    'DNS 服务器（{resolvers}）所属的地址类型是容器所没有的，因此容器无法查询它们。请用 --dns 另行指定。',
  'slaac-silent':
    '目前没有路由器向容器 {container} 的 {link} 通告 IPv6 前缀。一旦收到通告，容器就会取得地址；请检查路由器的通告设置。',
  'gateway-priority-bad': '{priority} 不是网关优先级。请写整数，例如 10；数值最大的优先。',
  'env-bad': '“{env}”不是环境变量。请写成 NAME=VALUE。',
  'host-cannot-reach':
    '宿主机无法直接访问网络 {network} 上自己的容器，因为内核把 {parent} 与其上的子链路隔开；局域网中的其他设备可以访问。在 bridge 或 l2 模式下，打开主机访问即可添加通路。',
  'host-access-private':
    '主机访问需要另一条能与网络 {network} 的容器互通的链路，而 {mode} 模式把它们全部隔开。请使用 bridge 模式。',
  'host-access-vepa':
    '在 {mode} 模式下，网络 {network} 的所有帧都先送往交换机，只有开启 hairpin 的端口才会送回，因此无法保证主机访问。请使用 bridge 模式。',
  'host-access-passthru':
    '网络 {network} 以 passthru 模式独占 {parent}，旁边不能再有用于主机访问的链路。请使用 bridge 模式。',
  'host-access-routed':
    '在 {mode} 模式下，网络 {network} 的容器不使用 ARP，宿主机与它们找不到彼此。请使用 l2 模式。',
  'host-access-no-address':
    '网络 {network} 的地址由局域网分配，没有可取用的地址池，因此主机访问需要宿主机在 {parent} 上有自己的 IPv4 地址。请先为 {parent} 配置地址。',
  'host-access-mac':
    '只要网络 {network} 上有容器在运行，宿主机就会多出一条位于 {parent} 上的链路 {link}，以及通往每个容器地址的路由；交换机会多看到一个 MAC。最后一个容器停止后全部移除。',
  'host-access-link':
    '只要网络 {network} 上有容器在运行，宿主机就会多出一条位于 {parent} 上的链路 {link}，以及通往每个容器地址的路由。最后一个容器停止后全部移除。',
  'host-access-address': '为了主机访问，宿主机自己会占用网络 {network} 地址池中的 {addresses}。',
  'host-access-unchanged': '网络 {network} 的主机访问已是所要的状态。',
  'host-route-gone':
    '网络 {network} 已打开主机访问，但宿主机通往 {to} 的路由并不经过它。请再次打开主机访问，以重新建立。',
  'host-by-router':
    '宿主机的地址 {ip} 不在网络 {network} 的子网内，双方的数据包要经过路由器，能否通过在这里无法得知。',
  'pool-filling':
    '{subnet} 可供网络 {network} 分配的 {capacity} 个地址中，已分配 {used} 个。请删除不用的容器，或新建范围更大的网络。',
  'pool-used-up':
    '{subnet} 可供网络 {network} 分配的 {capacity} 个地址已全部分配。请删除不用的容器，或新建范围更大的网络。',
  'ip-is-shims': '宿主机自己在网络 {network} 上使用 {ip}，用于主机访问。请换一个地址。',
  'rootfs-lost': '容器 {container} 写入的文件已丢失，它将从镜像重新开始。',

  'container-stopped': '容器 {container} 没有运行，因此没有链路。请启动它。',
  'parent-gone':
    '网络 {network} 的父接口 {parent} 已不存在，容器的链路也随之消失。请恢复网络，或让 {parent} 重新出现。',
  'sandbox-unseen': '没有 root 权限，看不到容器 {container} 内部，因此这里无法确定。',
  'link-gone': '容器 {container} 中的 {link} 已不存在。重启容器即可恢复。',
  'link-down': '容器 {container} 中的 {link} 未启用。请启用它，或重启容器。',
  'address-gone': '容器 {container} 的 {link} 上已没有地址 {address}。重启容器即可恢复。',
  'address-duplicate':
    '局域网中另有设备使用 {address}，因此内核不在容器 {container} 的 {link} 上启用它。请换一个地址。',
  'lease-lost':
    'DHCP 服务器不再把 {address} 租给容器 {container} 的 {link}。在有服务器应答之前，它没有 IPv4 地址。请检查 DHCP 服务器。',
  'lease-overdue':
    '容器 {container} 的 {link} 持有的 {address} 到了续租时间，却没有 DHCP 服务器应答。租约到期后地址即失效。请检查 DHCP 服务器。',
  'route-gone': '容器 {container} 没有到 {to} 的路由，本应经 {link} 发出。重启容器即可恢复。',
  'route-elsewhere':
    '容器 {container} 发往 {to} 的报文走 {dev}，而不是 {link}。请调高 {link} 所在网络的网关优先级，或更正路由。',
  'mode-isolates': '网络 {network} 处于 {mode} 模式，容器之间相互隔离。如需互通，请使用 bridge 模式。',
  'mode-hairpin':
    '网络 {network} 处于 {mode} 模式，只有交换机端口支持发夹转发（hairpin）时容器才能互通。如不支持，请使用 bridge 模式。',
  'mode-routed':
    '网络 {network} 处于 {mode} 模式，局域网需要一条经 {parent} 的地址到其子网的路由，否则收不到应答。',
  'gateway-is-host':
    '网络 {network} 的网关 {gateway} 是本机，而本机无法经 {parent} 访问自己的容器。请填写路由器的地址。',
  'gateway-nobody':
    '网络 {network} 没有接入局域网的父接口，没有设备会以 {gateway} 应答。请以网卡为父接口重建网络。',
  'network-internal': '网络 {network} 是内部网络，容器没有默认路由，只能到达同一局域网内的设备。',
  'host-address-none': '本机在 {parent} 上没有地址，网络 {network} 的容器没有可以访问的目标。',

  'scan-without-subnet': '{parent} 没有 IPv4 地址，无从得知其子网。请指明要扫描的子网。',
  'scan-large': '{subnet} 太大，无法逐个询问地址。请扫描其中一部分，最大为 {most}。',
  'scan-not-ipv4': '{subnet} 不是 IPv4 子网；只有 IPv4 子网小到可以逐个询问地址。',
  'scan-pool': 'DHCP 服务器 {server} 提供了从 {first} 到 {last} 的地址。',
  'scan-no-dhcp': '{parent} 上没有 DHCP 服务器应答。',
  'scan-range': '可供容器使用：--ip-range {range}。',
  'scan-no-range': '{subnet} 中没有 8 个以上地址的空闲块。',
  'scan-unready': '{parent} 未启用或没有载波，没有人能应答。请启用它，或接好网线。',

  drift: '{what} 与原先留下的不同：应为 {wanted}，实为 {found}。',
  'drift-gone': '{what} 已不存在。执行恢复即可重新创建。',
} as const;
