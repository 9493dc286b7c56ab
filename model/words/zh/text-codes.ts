// SPDX-License-Identifier: Apache-2.0

/** Text that is read for drafts, and what is written of networks and containers. */
export const TEXT_WORDS = {
  'text-break-lost':
    '反斜杠后面的换行丢失了，这样的命令 Docker 自己也会拒绝。这里按以下内容各自另起一行理解：{after}。',
  'text-break-blank': '行末反斜杠之后还有空格，shell 不会在此续行。这里按没有空格理解。',
  'text-typography': '{found} 按 {read} 理解。',
  'text-quote-open': '有一个引号没有闭合。请补全后再试。',
  'text-variable': '{variable} 的值不在这段文字里。请直接写出它的值。',
  'text-redirected': '重定向 {text} 已略去。',
  'text-flag-left-out': 'Lanyard 不支持“{command}”的 {flag}，草稿中没有它。',
  'text-key-left-out': 'Lanyard 不支持 {of} 中的 {key}，草稿中没有它。',
  'text-value-elsewhere': '{flag} {value} 的值不在这段文字里，草稿中没有它。',
  'text-network-refused': '网络 {network} 的草稿在第 {line} 行，但它无法执行。请先解决那里的问题。',
  'text-network-left': '网络 {network} 的草稿在第 {line} 行，但没有选中。请一并选中。',
  'text-compose-bad': '这里像是 Compose 文件，但无法读取：{reason}。',
  'text-service-bare': '服务 {service} 没有写明镜像，而 Lanyard 不构建镜像。请给它一个镜像。',
  'text-project-unknown': 'Compose 会在 {name} 前面加上文件所在目录的名称；这里只用这个名称本身。',
  'text-acts': '以下命令只是查看或更改已有的内容，不产生草稿。',
  'text-act-unknown': 'Lanyard 没有这个命令。',
  'text-nothing': '这段文字里没有 docker 命令，也没有 Compose 文件。',
  'text-stopped': '有一份草稿失败，已在那里停下。已完成：{done}。未执行：{left}。',
  'export-left-out': '{target} 无法表达 {of} 的 {what}，已略去。',
  'export-ours': '{of} 的 {what} 只有 Lanyard 会执行，{target} 会忽略或拒绝它。',
  'export-renamed': '{target} 不允许名称 {name}，因此在那里写作 {renamed}。',
  'export-node-link':
    'Multus 不会创建父接口：{network} 的 {parent} 须事先存在于每个节点，或由相应的 CNI 插件创建。',
  'export-host-side':
    'networkd 在宿主机自己的命名空间里创建 {link}。启动 {container} 的程序须自行把它移入沙箱。',
  'export-parent-file':
    'networkd 对每条链路只读一个文件：如果 {parent} 已有自己的文件，请把 {file} 的内容并入其中。',
  'export-route-sandbox': '{container} 经 {via} 的默认路由会变成宿主机的默认路由，因此只写成注释。',
  'export-network-only': '{target} 只包含 {container} 的网络部分：不含镜像和程序。',
  'export-parent-untold': '以本机现状无法创建 {network} 所在的父接口，因此 {target} 中没有父接口。',
  'export-unknown': '没有名为 {name} 的网络或容器。',
} as const;
