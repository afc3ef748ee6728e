// Generates tree-sitter-pat/src and tree-sitter-pat.wasm from the grammar: `npm run generate`, after a change of
// grammar.js or scanner.c. Both are committed, so nobody else needs these tools:
//   the generator: `tree-sitter` on PATH, or `--generator FILE` / TREE_SITTER_GENERATOR (a script called with a folder);
//   a compiler to WebAssembly: clang-19 with lld-19 and wasi-libc (Debian), or `@yowasp/clang` (npm).
// `--check` writes nothing, compares with what is committed, and exits 1 on a difference.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const grammar = join(root, 'tree-sitter-pat');
/** Beside the wasm: which compiler made it, so that another one is not blamed for other bytes. */
const record = join(grammar, 'wasm-build.json');
const FLAGS = [
  ...[
    '-fPIC',
    '-shared',
    '-Os',
    '-nostdlib',
    '-fno-exceptions',
    '-fvisibility=hidden',
    '-ffile-prefix-map=.=.',
  ],
  ...['-Wl,--export=tree_sitter_pat', '-Wl,--allow-undefined', '-Wl,--no-entry', '-Wl,--strip-all'],
];
const SOURCES = ['src/parser.c', 'src/scanner.c'];

const args = process.argv.slice(2);
const check = args.includes('--check');
const given = args[args.indexOf('--generator') + 1];
const generatorFlag = args.includes('--generator') ? given : process.env.TREE_SITTER_GENERATOR;
if (args.includes('--generator') && !given) fail('--generator needs the path of a script.', 2);

// Everything happens in a copy, so that a failure half-way leaves the working tree as it was.
const work = mkdtempSync(join(tmpdir(), 'tree-sitter-pat-'));
try {
  cpSync(grammar, work, { recursive: true });
  const generated = generate();
  const compiled = compile();
  if (check) compare(generated, compiled);
  else save(generated, compiled);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Runs the generator in the copy; returns whether there is one. */
function generate() {
  const script = [generatorFlag, join(root, '../shared/tools/tree-sitter/generate.mjs')].find(
    path => path && existsSync(path),
  );
  if (generatorFlag && script !== generatorFlag) fail(`There is no generator at ${generatorFlag}.`, 2);
  if (script) {
    run(process.execPath, [script, work], work);
    return true;
  }
  if (works('tree-sitter', ['--version'])) {
    run('tree-sitter', ['generate'], work);
    return true;
  }
  console.log('No tree-sitter generator: install the `tree-sitter` command, or set TREE_SITTER_GENERATOR.');
  if (!check) process.exitCode = 1;
  return false;
}

/** Compiles the copy; returns the compiler's name and version, or undefined if there is none. */
function compile() {
  const output = join(work, 'tree-sitter-pat.wasm');
  const clang = ['clang-19', 'clang'].find(
    name => works(name, ['--version']) && works('wasm-ld-19', ['--version']),
  );
  if (clang) {
    const version =
      /version (\S+)/.exec(spawnSync(clang, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? '';
    run(
      clang,
      ['--target=wasm32-wasi', '-o', 'tree-sitter-pat.wasm', ...FLAGS, '-I', 'src', ...SOURCES],
      work,
    );
    return { name: 'clang', version, output };
  }
  const yowasp = join(root, 'node_modules/@yowasp/clang');
  if (existsSync(yowasp)) {
    const { version } = JSON.parse(readFileSync(join(yowasp, 'package.json'), 'utf8'));
    runYowasp(yowasp);
    return { name: '@yowasp/clang', version, output };
  }
  console.log(
    'No compiler to WebAssembly: install clang-19, lld-19 and wasi-libc, or `npm i --no-save @yowasp/clang`.',
  );
  if (!check) process.exitCode = 1;
  return undefined;
}

function runYowasp(folder) {
  const { exports: entries, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const entry = main ?? entries?.['.']?.default ?? entries?.['.'] ?? 'gen/bundle.js';
  const program = `
    import { readFileSync, writeFileSync } from 'node:fs';
    import { runClang } from ${JSON.stringify(pathToFileURL(join(folder, entry)).href)};
    const read = name => readFileSync(name);
    const files = { src: { 'parser.c': read('src/parser.c'), 'scanner.c': read('src/scanner.c'),
      tree_sitter: { 'parser.h': read('src/tree_sitter/parser.h') } } };
    const out = await runClang(${JSON.stringify(['clang', '-o', 'tree-sitter-pat.wasm', ...FLAGS, '-I', 'src', ...SOURCES])}, files);
    writeFileSync('tree-sitter-pat.wasm', out['tree-sitter-pat.wasm']);`;
  run(process.execPath, ['--input-type=module', '-e', program], work);
}

function save(generated, compiled) {
  if (generated) cpSync(join(work, 'src'), join(grammar, 'src'), { recursive: true });
  if (!compiled) return;
  writeFileSync(join(grammar, 'tree-sitter-pat.wasm'), readFileSync(compiled.output), { mode: 0o644 });
  const { name, version } = compiled;
  writeFileSync(record, `${JSON.stringify({ compiler: name, version, flags: FLAGS }, null, 2)}\n`);
  console.log(`Generated tree-sitter-pat/src and tree-sitter-pat.wasm (${name} ${version}).`);
}

function compare(generated, compiled) {
  const different = [];
  if (generated) {
    for (const file of filesBelow(join(work, 'src'))) {
      const committed = join(grammar, 'src', file);
      if (!existsSync(committed) || !readFileSync(committed).equals(readFileSync(join(work, 'src', file)))) {
        different.push(`tree-sitter-pat/src/${file}`);
      }
    }
  }
  if (compiled) {
    const made = JSON.parse(readFileSync(record, 'utf8'));
    if (made.compiler !== compiled.name || made.version !== compiled.version) {
      console.log(
        `The wasm was made by ${made.compiler} ${made.version}; here is ${compiled.name} ${compiled.version}: not compared.`,
      );
    } else if (!readFileSync(join(grammar, 'tree-sitter-pat.wasm')).equals(readFileSync(compiled.output))) {
      different.push('tree-sitter-pat/tree-sitter-pat.wasm');
    }
  }
  if (different.length > 0) {
    fail(`Not what the grammar generates: ${different.join(', ')}. Run \`npm run generate\`.`, 1);
  }
  if (generated || compiled) console.log('What is committed is what the grammar generates.');
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
}

function works(command, parameters) {
  return spawnSync(command, parameters, { stdio: 'ignore' }).status === 0;
}

function run(command, parameters, cwd) {
  const { status, stderr, error } = spawnSync(command, parameters, { cwd, encoding: 'utf8' });
  if (status !== 0) {
    rmSync(work, { recursive: true, force: true });
    fail(`${command} failed:\n${error?.message ?? stderr}`, 1);
  }
}

function fail(message, code) {
  console.error(message);
  process.exit(code);
}
