// SPDX-License-Identifier: Apache-2.0

/** First line of a resolv.conf that a lease filled: such a one, and no other, follows the lease. */
export const LEASED_MARK = '# Made by Lanyard from a DHCP lease.';

/**
 * What busybox's client runs at each event (its argument), with the server's words as variables. It lies beside the lease
 * file that it writes. The kernel gets the address with its time, and takes it away at the end even if nobody is left to.
 */
export const EVENT_SCRIPT = `#!/bin/sh
# Made by Lanyard: keeps the lease of one link. Runs in the sandbox, at the events of busybox udhcpc.
lease_file="\${0%/*}/$interface.lease"
resolv="\${0%/*}/../resolv.conf"
[ -f "$lease_file" ] && last=$(sed -n 's/^address=//p;/^address=/q' "$lease_file")

case "$1" in
bound | renew)
  now=$(date +%s)
  since=$now
  if [ "$1" = renew ] && [ "$last" = "$ip/$mask" ]; then since=$(sed -n 's/^obtained=//p;/^obtained=/q' "$lease_file"); fi
  if [ -n "$last" ] && [ "$last" != "$ip/$mask" ]; then ip -4 address delete "$last" dev "$interface" 2>/dev/null; fi
  ip -4 address replace "$ip/$mask" broadcast "\${broadcast:-+}" dev "$interface" valid_lft "$lease" preferred_lft "$lease"
  gateway="\${router%% *}"
  if [ -n "$staticroutes" ]; then
    # RFC 3442: with classless routes the router option does not count.
    gateway=
    set -f -- $staticroutes
    while [ $# -ge 2 ]; do
      if [ "$1" = 0.0.0.0/0 ]; then gateway=$2
      elif [ "$LANYARD_ROUTE" = yes ]; then
        case "$2" in
        0.0.0.0) ip -4 route replace "$1" dev "$interface" ;;
        *) ip -4 route replace "$1" via "$2" dev "$interface" ;;
        esac
      fi
      shift 2
    done
  fi
  if [ "$LANYARD_ROUTE" = yes ] && [ -n "$gateway" ]; then
    case "$(ip -4 route show default)" in
    '' | *"dev $interface "*)
      ip -4 route replace default via "$gateway" dev "$interface" 2>/dev/null ||
        ip -4 route replace default via "$gateway" dev "$interface" onlink
      ;;
    esac
  fi
  {
    printf 'state=bound\\naddress=%s/%s\\nseconds=%s\\nobtained=%s\\nrenewed=%s\\n' "$ip" "$mask" "$lease" "\${since:-$now}" "$now"
    printf 'server=%s\\nrouter=%s\\ndns=%s\\ndomain=%s\\n' "$serverid" "$gateway" "$dns" "$domain"
  } >"$lease_file.new"
  mv "$lease_file.new" "$lease_file"
  if [ -n "$dns" ] && [ -f "$resolv" ] && [ "$(head -n 1 "$resolv")" = '${LEASED_MARK}' ]; then
    {
      echo '${LEASED_MARK}'
      for server in $dns; do echo "nameserver $server"; done
      case "$domain" in *[!A-Za-z0-9.-]* | '') ;; *) echo "search $domain" ;; esac
    } >"$resolv"
  fi
  ;;
deconfig | nak | leasefail)
  if [ -n "$last" ]; then
    ip -4 address delete "$last" dev "$interface" 2>/dev/null
    sed -i 's/^state=bound$/state=lost/' "$lease_file"
  fi
  ;;
esac
exit 0
`;
