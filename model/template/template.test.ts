// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { goJsonEscaped } from './json.ts';
import { fillTemplate } from './template.ts';

const VALUE = {
  Name: 'default',
  Options: { parent: 'eth0', 'com.docker.network.driver.mtu': '1400' },
  IPAM: { Config: [{ Subnet: '10.77.0.0/24', Gateway: '10.77.0.1' }, { Subnet: 'fd00::/64' }] },
  Containers: { b2: { Name: 'c2' }, a1: { Name: 'c1' } },
  Empty: {},
  None: null,
  Yes: true,
  Count: 3,
  Text: '<a & b>',
  Label: (name: string) => `label of ${name}`,
};

/** Template and text; those without our own value were measured on Docker's command line 28.2. */
test.each([
  ['{{.Name}} {{.Options.parent}}', 'default eth0'],
  ['{{json .Name}}', '"default"'],
  ['{{json .Options}}', '{"parent":"eth0","com.docker.network.driver.mtu":"1400"}'],
  ['{{json .Text}}', '"<a & b>"'],
  ['{{json .None}} {{.None}} {{.Options.nope}} {{.Options.nope.x}}', 'null <nil> <no value> <no value>'],
  ['{{range .IPAM.Config}}{{.Subnet}};{{end}}', '10.77.0.0/24;fd00::/64;'],
  ['{{range $i, $c := .IPAM.Config}}{{$i}}={{$c.Subnet}} {{end}}', '0=10.77.0.0/24 1=fd00::/64 '],
  ['{{range $k,$v := .Containers}}{{$k}}={{$v.Name}} {{$.Name}},{{end}}', 'a1=c1 default,b2=c2 default,'],
  ['{{range .Empty}}x{{else}}none{{end}}', 'none'],
  ['{{if .Empty}}a{{else if .Yes}}b{{else}}c{{end}}', 'b'],
  ['{{if .None}}a{{else}}c{{end}}', 'c'],
  ['{{with .Options.parent}}[{{.}}]{{end}}', '[eth0]'],
  ['{{index .Options "com.docker.network.driver.mtu"}}', '1400'],
  ['{{index .Options "nope"}}', '<no value>'],
  ['{{(index .IPAM.Config 0).Gateway}}', '10.77.0.1'],
  [
    '{{len .Name}}{{upper .Name}}{{printf "%q %-10s| %5d %v" .Name "a" 3 true}}',
    '7DEFAULT"default" a         |     3 true',
  ],
  ['{{println "a" 1}}', 'a 1\n'],
  ['{{print "a" 1 2 "b"}}', 'a1 2b'],
  ['{{eq .Name "default" "x"}} {{and true 0}} {{or "" "z"}} {{not ""}} {{gt 3 2}}', 'true 0 z true true'],
  ['{{ .Name | upper | printf "%s!" }}', 'DEFAULT!'],
  ['{{/* c */}}x', 'x'],
  ['{{$x := 3}}{{$x}}', '3'],
  [
    '{{join (split "a,b" ",") "-"}} {{title "abc"}} {{pad "x" 2 3}}|{{truncate "abcdef" 3}}',
    'a-b Abc   x   |abc',
  ],
  ['{{slice .Name 1 3}}', 'ef'],
  ['{{"q\\"x}}"}} {{`raw`}}', 'q"x}} raw'],
  ['{{printf "%d" "x"}} {{printf "%s"}}', '%!d(string=x) %!s(MISSING)'],
  ['a  {{- .Count -}}  b', 'a3b'],
  ['{{.Label "web"}}', 'label of web'],
  ['{{.IPAM}}', 'map[Config:[map[Gateway:10.77.0.1 Subnet:10.77.0.0/24] map[Subnet:fd00::/64]]]'],
  ['{{len "é"}} {{len .IPAM.Config}}', '2 2'],
])('%s', (template, text) => {
  expect(fillTemplate(template, VALUE)).toEqual({ ok: true, value: text });
});

test.each([
  ['{{ .Name ', 'unclosed action'],
  ['{{foo}}', 'function "foo" not defined'],
  ['{{.Nope}}', "can't evaluate field Nope"],
  ['{{.None.x}}', 'nil pointer evaluating .x'],
  ['{{end}}', 'unexpected {{end}}'],
  ['{{if .Name}}', 'unexpected EOF'],
  ['{{if .Name}}{{else}}', 'unexpected EOF'],
  ['{{$x}}', 'undefined variable "$x"'],
  ['{{index .IPAM.Config 9}}', 'index out of range: 9'],
  ['{{.Name | }}', 'missing value for command'],
  ['{{(.Name}}', 'unclosed left paren'],
  ['{{.Name "x"}}', "can't give argument to default"],
  ['{{constructor}}', 'function "constructor" not defined'],
])('%s: %s', (template, reason) => {
  const filled = fillTemplate(template, VALUE);
  expect(!filled.ok && filled.fault).toEqual({ code: 'usage-template', facts: { template, reason } });
});

test('the whole of inspect has HTML escapes', () => {
  expect(goJsonEscaped({ a: '<&>\u2028' })).toBe('{"a":"\\u003c\\u0026\\u003e\\u2028"}');
});
