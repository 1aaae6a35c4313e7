/** The import rules of scripts/layers.mjs as ESLint configuration; a wrong import fails `npm test` with a sentence. */
import { isBuiltin } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { ipcFile, layerOf, openFolder } from './layers.mjs';
import { projectRoot } from './setup/projectRoot.mjs';

const rule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const path = fromRoot(context.filename);
    const layer = layerOf(path);
    if (layer === undefined) return {};
    const check = (node, source) => {
      if (typeof source?.value !== 'string') return;
      const message = refusal(layer, path, source.value) ?? ipcRefusal(path, source.value, node);
      if (message !== null) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal),
      TSExternalModuleReference: (node) => check(node, node.expression),
      'CallExpression[callee.name="require"]': (node) => check(node, node.arguments[0]),
    };
  },
};

/** @returns {string | null} why `path` in `layer` must not import `specifier` */
function refusal(layer, path, specifier) {
  if (specifier.startsWith('.')) return folderRefusal(layer, path, fromRoot(resolve(projectRoot, dirname(path), specifier)));
  if (/^electron(?:$|[-/])/.test(specifier))
    return layer.electron ? null : `${layer.name} must not import ${specifier}: only src-main/shell speaks to electron.`;
  const test = isTest(path);
  if (isBuiltin(specifier))
    return layer.node || test ? null : `${layer.name} must not import ${specifier}: it runs where there is no Node.`;
  if (layer.packages === undefined || layer.packages.includes(packageName(specifier)) || test) return null;
  return `${layer.name} must not import ${specifier}: ${layer.why}.`;
}

function folderRefusal(layer, path, target) {
  const targetLayer = layerOf(target) ?? layerOf(`${target}/`) ?? layerOf(`${target}.ts`);
  if (targetLayer === layer || layer.mayImport.includes(targetLayer?.name)) return null;
  const opens = ({ into, path: door, tests }) => into === targetLayer?.name && door.test(target) && (!tests || isTest(path));
  if (layer.doors?.some(opens)) return null;
  if (target.startsWith(openFolder) && layer.packages === undefined) return null;
  return `${layer.name} must not import ${target}: ${layer.why}.`;
}

/** By name only, in one file only: a default or namespace import would carry ipcMain along unseen. */
function ipcRefusal(path, specifier, node) {
  if (specifier !== 'electron' || path === ipcFile || node.importKind === 'type') return null;
  const named = node.type === 'ImportDeclaration' && node.specifiers.every(({ type }) => type === 'ImportSpecifier');
  if (!named) return 'electron is imported by name, so that one can see that only src-main/shell/ipc.ts has ipcMain.';
  const hasIpcMain = node.specifiers.some(({ imported, importKind }) => imported.name === 'ipcMain' && importKind !== 'type');
  return hasIpcMain ? 'Only src-main/shell/ipc.ts imports ipcMain: one place guards every request.' : null;
}

/** Tests do not ship: they may use Node and the tools of their runner, but they keep to the folders of their layer. */
function isTest(path) {
  return /\.test\.tsx?$/.test(path);
}

function packageName(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function fromRoot(absolute) {
  return relative(projectRoot, absolute).split(sep).join('/');
}

export const layerRules = [
  {
    files: ['{contract,src-main,src-renderer}/**/*.{ts,tsx}'],
    plugins: { highnoon: { rules: { layers: rule } } },
    rules: { 'highnoon/layers': 'error' },
  },
];
