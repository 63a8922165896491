// The engine of ODK Web Forms behind a pipe: one JSON command a line, one JSON answer a line. Its parser of XPath takes
// Node for a CommonJS program, and the engine reads XML by the classes of a browser: both are given here.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { JSDOM } from 'jsdom';

globalThis.require = createRequire(import.meta.url);
globalThis.__dirname = import.meta.dirname;
const browser = new JSDOM('').window;
for (const name of ['DOMParser', 'XMLSerializer', 'Node', 'Document', 'Element', 'Text', 'Attr', 'Comment', 'document'])
  globalThis[name] ??= browser[name];
const { createInstance } = await import('@getodk/xforms-engine');

let root;
let found;
const walk = (node) => {
  const { reference, children } = node.currentState;
  const series = node.nodeType.startsWith('repeat-range');
  found.set(series ? reference.replace(/\[\d+\]$/, '') + '[]' : reference, node);
  (children ?? []).forEach(walk);
};
const at = (path) => {
  if (!found?.has(path)) {
    found = new Map(); // an answer may have added instances of a counted repeat
    walk(root);
  }
  const node = found.get(path);
  if (!node) throw new Error(`no node ${path}`);
  return node;
};
const set = (node, value) => {
  if (node.nodeType === 'select' && node.selectType === 'select1') node.selectValue(value || null);
  else if (node.nodeType === 'select') node.selectValues(value ? value.split(' ') : []);
  else if (node.nodeType === 'rank') node.setValues(value ? value.split(' ') : []);
  else if (node.nodeType === 'trigger') node.setValue(value === 'OK');
  else node.setValue(value);
};

const commands = {
  async load({ path, attachments }) {
    found = undefined;
    const result = await createInstance(readFileSync(path, 'utf8'), {
      form: {
        missingResourceBehavior: 'BLANK',
        fetchFormAttachment: async (url) => {
          const file = attachments[String(url).split('/').at(-1)];
          return file ? new Response(readFileSync(file)) : new Response('', { status: 404 });
        },
      },
      instance: { stateFactory: (state) => state },
    });
    root = result.root;
  },
  set: ({ path, value }) => set(at(path), value),
  add({ path }) {
    at(path + '[]').addInstances();
    found = undefined;
  },
  delete({ path }) {
    const [, series, place] = path.match(/^(.*)\[(\d+)\]$/);
    at(series + '[]').removeInstances(Number(place) - 1);
    found = undefined;
  },
  async xml() {
    const payload = await root.prepareInstancePayload({ payloadType: 'monolithic' });
    return { xml: await payload.data[0].get('xml_submission_file').text() };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  let answer;
  try {
    answer = (await commands[command.do](command)) ?? {};
  } catch (error) {
    answer = { error: String(error?.message ?? error) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
