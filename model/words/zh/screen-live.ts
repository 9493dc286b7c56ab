// SPDX-License-Identifier: Apache-2.0
import type { liveWords as en } from '../en/screen-live.ts';

/** 概览与面板中实时部分的用语：需要处理的事、通路、速率、可达的对象。 */
export const liveWords: Readonly<Record<keyof typeof en, string>> = {
  'trouble.label': '需要处理的问题',
  'trouble.with-reason': '{what}{why}',
  'trouble.gateway-silent': '网关 {gateway} 没有应答。',
  'trouble.gateway-silent-many':
    '{count} 个容器收不到网关 {gateway} 的应答。请确认它是该局域网或 VLAN 的网关，并且交换机端口放行了这个 VLAN。',
  'trouble.gateway-lossy': '网关 {gateway} 应答缓慢或丢包（丢包 {loss} %）。',
  'trouble.exited': '已退出，退出码 {exit}。',
  'trouble.parent-gone': '链路已消失，{networks} 没有了出口。',
  'trouble.parent-down': '链路已停用，{networks} 没有出口。',
  'trouble.parent-no-carrier': '未插网线或对端无设备，{networks} 没有出口。',
  'overview.spares': '没有网络的链路',
  'overview.empty-title': '从一块网卡开始建立第一个网络',
  'overview.empty-sentence': '选一块网卡，沿用推荐的地址，容器就会像普通设备一样出现在局域网里。',

  'inspector.label': '详情',
  'inspector.close': '关闭详情',
  'inspector.gone': '它已不存在。',
  'inspector.nic-gone': '{name} 已消失：内核中不再有这条链路。',

  'path.title': '出口路径',
  'path.container': '容器',
  'path.network': '网络',
  'path.vlan': 'VLAN',
  'path.nic': '网卡',
  'path.gateway': '网关',
  'path.ping': 'Ping',
  'answer.yes': '有应答',
  'answer.no': '无应答',
  'answer.unknown': '尚未询问',
  'path.loss': '丢包 {loss}',
  'path.gateway-silent':
    '{gateway} 既不应答 ARP，也不应答 ping。请确认它是该局域网或 VLAN 的网关，并且交换机端口放行了这个 VLAN。',
  'rates.title': '流量',
  'rates.rx': '接收',
  'rates.tx': '发送',
  'rates.unknown': '尚不清楚',
  'others.title': '还能到达',
  'others.more': '另有 {count} 个',
  'others.host': '宿主机',
  'others.by-design': '原理上不通',
};
