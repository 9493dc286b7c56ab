// SPDX-License-Identifier: Apache-2.0
import { FUNCTIONS, isTrue } from './functions.ts';
import { type Held, type Node, type Operand, type Pipe, trouble } from './node.ts';
import { byKey, printValue } from './print.ts';

interface Scope {
  dot: Held;
  /** `$`, `$x`: set in an inner scope, they are seen in it only. */
  names: Map<string, Held>;
}

/** Fills a template that was read; throws TemplateTrouble. */
export function fillNodes(nodes: readonly Node[], dot: Held): string {
  return fillIn(nodes, { dot, names: new Map([['$', dot]]) });
}

const fillIn = (nodes: readonly Node[], scope: Scope): string =>
  nodes.map((node) => fillNode(node, scope)).join('');

const inner = (scope: Scope, dot: Held): Scope => ({ dot, names: new Map(scope.names) });

function fillNode(node: Node, scope: Scope): string {
  switch (node.is) {
    case 'text':
      return node.text;
    case 'output':
      return printValue(pipeValue(node.pipe, scope));
    case 'assign':
      scope.names.set(node.name, pipeValue(node.pipe, scope));
      return '';
    case 'if':
      return fillIn(
        isTrue(pipeValue(node.pipe, scope)) ? node.body : node.otherwise,
        inner(scope, scope.dot),
      );
    case 'with': {
      const value = pipeValue(node.pipe, scope);
      return isTrue(value)
        ? fillIn(node.body, inner(scope, value))
        : fillIn(node.otherwise, inner(scope, scope.dot));
    }
    case 'range': {
      const entries = entriesOf(pipeValue(node.pipe, scope));
      if (entries.length === 0) return fillIn(node.otherwise, inner(scope, scope.dot));
      return entries
        .map(([key, value]) => fillIn(node.body, rangeScope(node.names, key, value, scope)))
        .join('');
    }
  }
}

/** Maps by sorted key, as Go ranges over them. */
function entriesOf(value: Held): [string | number, Held][] {
  if (Array.isArray(value)) return value.map((element, index) => [index, element]);
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') return Object.entries(value).sort(byKey);
  return trouble(`range can't iterate over ${printValue(value)}`);
}

function rangeScope(names: readonly string[], key: Held, value: Held, scope: Scope): Scope {
  const within = inner(scope, value);
  const [first, second] = names;
  if (first !== undefined) within.names.set(first, second === undefined ? value : key);
  if (second !== undefined) within.names.set(second, value);
  return within;
}

/** Each command's value is the last argument of the next. */
function pipeValue(pipe: Pipe, scope: Scope): Held {
  return pipe.reduce<Held>(
    (before, command, index) => runCommand(command, index === 0 ? [] : [before], scope),
    undefined,
  );
}

function runCommand([first, ...others]: readonly Operand[], piped: readonly Held[], scope: Scope): Held {
  if (first === undefined) return undefined;
  const given = [...others.map((operand) => operandValue(operand, scope)), ...piped];
  if (first.is === 'call') return callNamed(first.name, given);
  const value = operandValue(first, scope, given);
  if (given.length > 0 && !takesArguments(first, scope))
    trouble(`can't give argument to ${printValue(value)}`);
  return value;
}

function callNamed(name: string, given: readonly Held[]): Held {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  return known === undefined ? trouble(`function ${JSON.stringify(name)} not defined`) : known(...given);
}

function operandValue(operand: Operand, scope: Scope, given: readonly Held[] = []): Held {
  if (operand.is === 'literal') return operand.value;
  if (operand.is === 'call') return callNamed(operand.name, []);
  const found = resolve(operand, scope);
  return typeof found === 'function' ? found(...given) : found;
}

const takesArguments = (operand: Operand, scope: Scope): boolean =>
  (operand.is === 'path' || operand.is === 'group') && typeof resolve(operand, scope) === 'function';

function resolve(operand: Extract<Operand, { fields: readonly string[] }>, scope: Scope): Held {
  return operand.fields.reduce(
    fieldOf,
    operand.is === 'group' ? pipeValue(operand.pipe, scope) : rootOf(operand.root, scope),
  );
}

function rootOf(root: string, scope: Scope): Held {
  if (root === '') return scope.dot;
  return scope.names.has(root)
    ? scope.names.get(root)
    : trouble(`undefined variable ${JSON.stringify(root)}`);
}

function fieldOf(value: Held, field: string): Held {
  if (value === undefined) return undefined;
  if (value === null) return trouble(`nil pointer evaluating .${field}`);
  if (typeof value !== 'object' || Array.isArray(value))
    return trouble(`can't evaluate field ${field} in ${printValue(value)}`);
  if (Object.hasOwn(value, field)) return (value as Record<string, Held>)[field];
  return isStructure(value) ? trouble(`can't evaluate field ${field}`) : undefined;
}

/** Docker's structures have fields in upper camel case, all of them known; a map's keys are a person's own. */
const isStructure = (value: object): boolean =>
  ['Name', 'ID', 'Id', 'Status', 'Subnet', 'NetworkID', 'NetworkMode', 'IPAddress', 'Image', 'Driver'].some(
    (key) => Object.hasOwn(value, key),
  );
