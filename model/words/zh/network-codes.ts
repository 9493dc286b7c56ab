// SPDX-License-Identifier: Apache-2.0

/** Networks: name, driver, pools, parent. */
export const NETWORK_WORDS = {
  'name-empty': '网络没有名称。请为它取一个名称。',
  'name-reserved': '{name} 是 Docker 保留的名称。请换一个名称。',
  'name-taken': '已有名为 {name} 的网络。请换一个名称，或先删除原有网络。',
  'id-taken': 'ID {id} 已被占用。请换一个 ID 再试。',
  'driver-unknown': '没有驱动 {driver}。可选：{drivers}。',
  'mode-unknown': '{driver} 没有模式 {mode}。可选：{modes}。',
  'flag-unknown': 'ipvlan 没有标志 {flag}。可选：{flags}。',
  'option-ignored': '{driver} 不认识选项 {option}。该选项会被保留，但不起作用。',
  'ipam-unknown': '没有地址管理驱动 {ipam}。省略它即可使用默认驱动。',
  'ipam-empty': '地址管理驱动 {ipam} 不分配 IPv4 地址，而网络需要地址。省略它即可使用默认驱动。',
  'dhcp-ipvlan':
    'ipvlan 容器共用 {parent} 的 MAC，而许多 DHCP 服务器只认 MAC，会给它们同一个地址。请改用 macvlan 网络，或从子网中分配地址。',
  'dhcp-without-lan': '没有父接口的网络不在任何局域网上，不会有 DHCP 服务器应答。请选择父接口。',
  'dhcp-without-ipv4':
    'DHCP 租用的是 IPv4 地址，而此网络不要 IPv4。请去掉 --ipv4=false，或不用 DHCP 而用路由器通告。',
  'option-value': '{value} 不是选项 {option} 的可用值。可选：{wants}。',

  'subnet-bad': '{subnet} 不是子网。请写成地址加前缀长度，例如 192.168.1.0/24。',
  'subnet-host-bits': '{subnet} 是子网内的一个地址，子网本身是 {meant}。',
  'subnet-overlaps-self': '{subnet} 与 {other} 重叠，同一地址可能被分配两次。请只保留一个，或改成互不重叠。',
  'subnet-overlaps':
    '{subnet} 与 {parent} 上网络 {network} 的 {other} 重叠，同一地址可能被分配两次。请把容器接入 {network} 并用 --ip-range 缩小其分配范围，或选用不重叠的子网。',
  'subnet-everything': '{subnet} 是整个地址空间，没有哪个局域网会全部拥有。请填写局域网所用的子网。',
  'subnet-multicast': '{subnet} 是组播地址段，主机不能使用。请选用单播子网。',
  'subnet-loopback': '{subnet} 是环回地址段，报文不会离开主机。请填写局域网所用的子网。',
  'subnet-small': '{subnet} 可分给容器的地址数：{free}。如需更多，请扩大子网或分配范围。',
  'subnet-not-parents':
    '{subnet} 不是 {parent} 所在的子网（{addresses}）。如果 {parent} 上只有后者，容器将无法与外界通信；请改用它，或确认有路由器负责 {subnet}。',
  'gateway-bad': '{gateway} 不是 IP 地址。网关不带前缀长度，例如 192.168.1.1。',
  'gateway-outside': '网关 {gateway} 不在 {subnet} 内，容器无法到达。请选用子网内的地址。',
  'gateway-unmatched': '没有子网包含网关 {gateway}。请补上对应子网，或更正网关。',
  'gateway-twice': '{subnet} 已有网关 {other}，{gateway} 是第二个。请只保留一个。',
  'gateway-is-network': '{gateway} 是 {subnet} 的网络地址，路由器不能使用。请换一个地址。',
  'gateway-is-broadcast': '{gateway} 是 {subnet} 的广播地址，路由器不能使用。请换一个地址。',
  'range-bad': '{range} 不是分配范围。请写成子网的形式，例如 192.168.1.128/25。',
  'range-host-bits': '{range} 是范围内的一个地址，范围本身是 {meant}。',
  'range-outside': '分配范围 {range} 不在 {subnet} 之内。请选用子网的一部分。',
  'range-unmatched': '没有子网包含分配范围 {range}。请补上对应子网，或更正范围。',
  'range-twice': '{subnet} 已有分配范围 {other}，{range} 是第二个。请只保留一个。',
  'pool-without-subnet': '{field} 没有对应的子网。每个分配范围和网关都要有各自的子网。',
  'reserved-bad': '保留项 {name} 的 {address} 不是 IP 地址。请写成 192.168.1.9 这样的形式。',
  'reserved-unnamed': '保留地址 {address} 没有名称。请写成 NAME=ADDRESS。',
  'reserved-outside': '保留项 {name} 的 {address} 不在 {subnet} 内，本来就不会被分配。请去掉或更正。',
  'reserved-unmatched': '没有子网包含保留项 {name} 的 {address}。请补上对应子网，或更正地址。',
  'reserved-is-gateway': '保留项 {name} 的 {address} 就是网关，网关本来就不会被分配。请去掉。',
  'reserved-is-end': '保留项 {name} 的 {address} 是 {subnet} 的首地址或末地址，本来就不会被分配。请去掉。',
  'reserved-name-twice': '有两个保留地址都叫 {name}。请各取一个名称。',
  'reserved-twice': '{address} 被保留了两次，第二次的名称是 {name}。请只保留一个。',
  'default-pools-full': '所有默认地址池都已被本机的网络或链路占用。请自行指定子网。',

  'parent-missing': '本机没有链路 {parent}。可选：{links}；VLAN 请写成“网卡.ID”。',
  'parent-dummy': '没有指定父接口，容器之间可以互通，但无法接入局域网。请选择一块网卡作为父接口。',
  'parent-ipvlan-taken':
    '{parent} 上已有 ipvlan 网络 {network}，而一个父接口只能承载一个 ipvlan 网络。请使用 {network}，或改用 {parent} 上的 VLAN。',
  'parent-loopback': '{parent} 是环回接口，而 {driver} 需要通向局域网的接口。请选择一块网卡。',
  'parent-port':
    '{parent} 是 {master}（{kind}）的端口，内核不允许在它上面创建 macvlan 或 ipvlan。请改用 {master}。',
  'parent-passthru': '网络 {network} 处于 passthru 模式，独占 {parent}。请换一个父接口，或先删除 {network}。',
  'parent-not-alone':
    'passthru 模式需要独占 {parent}，而网络 {network} 正在使用它。请换一种模式或换一个父接口。',
  'parent-other-driver':
    '{parent} 上已有 {driver} 网络 {network}，内核不允许 macvlan 与 ipvlan 共用父接口。请同样使用 {driver}，或换一个父接口。',
  'parent-down': '{parent} 未启用，其上的容器无法接入局域网。请先启用它。',
  'parent-no-carrier': '{parent} 没有信号，其上的容器无法接入局域网。请检查网线和交换机端口。',
  'parent-wifi':
    '{parent} 是 Wi-Fi 接口，多数接入点会丢弃来自第二个 MAC 的帧，macvlan 多半不通。请使用 ipvlan，或换用有线网卡。',
  'parent-other-link':
    '{parent} 上已有 {driver} 链路 {link}，内核不允许 macvlan 与 ipvlan 共用父接口。请同样使用 {driver}，或换一个父接口。',
  'parent-ipvlan-mode':
    '{parent} 上有一条不是 Lanyard 创建的 ipvlan 链路 {link}，模式为 {mode}。同一父接口上的 ipvlan 只能是一种模式，换用其他模式会连带改变它。请使用 {mode} 模式，或换一个父接口。',
  'parent-vm':
    '{parent} 是虚拟机的网卡，来自其他 MAC 的帧能否通过由虚拟化平台决定。请在平台上放行（混杂模式、MAC 地址欺骗），或使用 ipvlan。',
  'parent-vm-kvm':
    '{parent} 是 KVM 虚拟机的网卡。经由 Linux 网桥时，其他 MAC 可以通过；使用 macvtap 时，请在虚拟机的 interface 中把 trustGuestRxFilters 设为 yes，并去掉 nwfilter 的 clean-traffic 和 no-mac-spoofing。',
  'parent-vm-proxmox':
    '{parent} 是 Proxmox 虚拟机的网卡。如果开启了防火墙，请在该虚拟机的防火墙选项中把 MAC filter 设为 No，并关闭 IP filter。',
  'parent-vm-vmware':
    '{parent} 是 VMware 虚拟机的网卡，端口组会丢弃发往其他 MAC 的帧。请把端口组的混杂模式和伪传输设为“接受”，或开启 MAC 学习；也可以使用 ipvlan。',
  'parent-vm-hyperv':
    '{parent} 是 Hyper-V 虚拟机的网卡，虚拟交换机会丢弃来自其他 MAC 的帧。请启用 MAC 地址欺骗（Set-VMNetworkAdapter -MacAddressSpoofing On），或使用 ipvlan。',
  'parent-vm-virtualbox':
    '{parent} 是 VirtualBox 虚拟机的网卡，其他 MAC 收不到帧。请把桥接网卡的混杂模式设为“全部允许”，或使用 ipvlan。',
  'parent-cloud-macs':
    '{parent} 是 {cloud} 的网卡，云平台通常会丢弃来自未分配 MAC 的帧，macvlan 多半不通。请使用 ipvlan 的 l3 模式，并采用 {cloud} 会路由到本机的地址。',
  'parent-cloud-addresses':
    '{parent} 是 {cloud} 的网卡，云平台通常会丢弃来自未分配地址的包。请先在 {cloud} 上把容器的地址分配给本机。',
  'parent-mtu-large':
    '{parent} 可发送最大 {mtu} 字节的帧，其上的容器也一样。局域网中只支持 1500 的设备收不到大帧；如果有这样的设备，请把网络的 MTU 设为 1500。',
  'parent-mtu-small': '{parent} 最大只能发送 {mtu} 字节的包，小于通常的 1500，其上的容器也一样。',
  'kept-networkmanager':
    '{parent} 由 NetworkManager 配置（连接 {profile}）：该连接断开时，{parent} 上的一切也随之断开；Lanyard 在其上创建的链路也可能被它另建连接。如需排除，请在 /etc/NetworkManager/conf.d/lanyard.conf 中写入 [keyfile] 和 unmanaged-devices={devices} 两行。',
  'kept-networkd':
    '{parent} 由 systemd-networkd 配置（{profile}）。凡是匹配其配置文件的链路，不是它设置的地址和路由都会被移除。如需排除 Lanyard 创建的链路，请在 /etc/systemd/network/05-lanyard.network 中写入 [Match] Name=ly-* {parent}.ID 和 [Link] Unmanaged=yes 。',
  'kept-ifupdown':
    '{parent} 由 ifupdown 配置（{profile}）：执行 ifdown 会停用它以及其上的一切。请不要在 /etc/network/interfaces 中写 {parent}.ID，否则 ifup 与 Lanyard 会重复创建。',
  'kept-netplan':
    '{by} 对 {parent} 的配置由 netplan 生成：执行 netplan apply 时，该链路可能短暂中断。请不要把 Lanyard 创建的子接口写进 /etc/netplan 。',
  'kernel-old':
    'Linux {kernel} 太旧，无法使用 {what}，它需要 {needs} 或更新的版本。请换用较新的内核，或改用其他驱动或模式。',
  'module-missing':
    'Linux {kernel} 没有模块 {module}，因此内核会拒绝创建这类链路。请安装软件包 {package}；如果它带来了新内核，请重启机器。',
  'macs-several':
    '交换机在 {nic} 所连的端口上会看到 {count} 个 MAC。启用端口安全的端口可能只放行 {limit} 个：如果容器不通，请调高该上限，或使用不增加 MAC 的 ipvlan。',
  'macs-many':
    '交换机在 {nic} 所连的端口上会看到 {count} 个 MAC，超过了许多端口最多放行的 {limit} 个，而且每个都会占用所有交换机的表项。请使用不增加 MAC 的 ipvlan，或把容器分散到多块网卡。',
  'vlan-id-bad': '{parent} 中的 {id} 不是 VLAN ID。请写 1 到 4094 之间的数字，例如 eth0.10。',
  'vlan-id-range': '{parent} 中的 VLAN ID {id} 超出范围。请选用 1 到 4094。',
  'vlan-name-form': '{parent} 不符合“网卡.ID”的形式。请写一块网卡和一个 VLAN ID，例如 eth0.10。',
  'vlan-name-long':
    '名称 {parent} 有 {length} 个字符，而内核最多接受 15 个。请先创建名称较短的子接口，再以它为父接口。',
  'vlan-id-taken': '{nic} 上的 VLAN {id} 已存在，名为 {link}，内核不会重复创建。请以 {link} 为父接口。',
  'vlan-nic-down': '{nic} 未启用，因此 {parent} 无法启用。请先启用 {nic}。',
  'vlan-nic-missing': '本机没有可承载该 VLAN 的网卡 {nic}。可选：{links}。',
  'mtu-below-ipv6':
    'MTU {mtu} 字节对 IPv6 来说太小，IPv6 至少需要 1280 字节。请选用 1280 或更大的值，或不使用 IPv6。',
  'slaac-routed':
    '路由器通告无法到达 {mode} 模式下的容器，因此容器不能由此取得地址。请使用 l2 模式，或指定 IPv6 子网。',
  'mtu-bad': '{mtu} 不是 MTU。请写 68 到 65535 之间的整数（字节），例如 1500。',
  'mtu-above-parent': 'MTU {mtu} 字节大于 {parent} 的 {parentMtu} 字节。请选用 {parentMtu} 或更小的值。',
} as const;
