import { expect, it } from 'vitest';
import type { Port } from '../../contracts/port.ts';
import { acceptChannels, openChannels } from './channels.ts';
import { portPair } from './port-pair.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A port that answers with what it is for. */
const answering = (port: Port, label: string) => port.onMessage((message) => port.postMessage([label, message]));

function received(port: Port): unknown[] {
  const messages: unknown[] = [];
  port.onMessage((message) => messages.push(message));
  return messages;
}

it('carries channels that either side opens, and mixes up none', async () => {
  const [parent, child] = portPair();
  const openInParent = openChannels(parent, answering);
  const openInChild = acceptChannels(child, answering);
  const opened = [openInParent('service'), openInChild('arm'), openInParent('control'), openInChild('arm')];
  const answers = opened.map(received);
  opened.forEach((port, i) => port.postMessage(i));
  await settled();
  expect(answers).toEqual([[['service', 0]], [['arm', 1]], [['control', 2]], [['arm', 3]]]);
});

it('closes at once what the other side does not take', async () => {
  const [parent, child] = portPair();
  openChannels(parent);
  const port = acceptChannels(child, () => {})('arm');
  let isClosed = false;
  port.onClose(() => (isClosed = true));
  await settled();
  expect(isClosed).toBe(true);
});
