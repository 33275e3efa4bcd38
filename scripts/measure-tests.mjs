// `npm run measure:tests`: writes a project with 1,000 tests over the model and segments of examples/crm, and times
// `segform test` on it. The figures stand in docs/testing.md. Every test passes; each has numbers of its own.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = path.join(root, 'examples/crm');
const count = Number(process.argv[2] ?? 1000);

/** Every test of the example, again and again at other instants, until there are enough. */
function manyTests() {
  const folder = path.join(example, 'tests');
  const files = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const fixtures = files.flatMap((text) => text.match(/^fixtures [^]*?^}/gm) ?? []);
  const tests = files.flatMap((text) => text.match(/^test "[^]*?^}/gm) ?? []);
  const relative = tests.filter(
    (text) => !/\d{4}-\d{2}-\d{2}/.test(text.replace(/^ {2}now:.*$/m, '')),
  );
  const made = Array.from({ length: count }, (_, index) => {
    const text = relative[index % relative.length] ?? '';
    const round = Math.floor(index / relative.length);
    // A quarter of the tests share each instant, as tests of one file do.
    const day = String(2 + (round % 4)).padStart(2, '0');
    return text
      .replace(/^test "/, `test "${index + 1}: `)
      .replace(/^ {2}now: .*$/m, `  now: 2026-11-${day}T09:00:00Z`);
  });
  return { fixtures: fixtures.join('\n\n'), tests: made };
}

const project = mkdtempSync(path.join(tmpdir(), 'segform-measure-'));
try {
  for (const name of ['model', 'segments']) {
    cpSync(path.join(example, name), path.join(project, name), { recursive: true });
  }
  mkdirSync(path.join(project, 'tests'));
  writeFileSync(path.join(project, 'segform.yaml'), 'segments: ["**/*.seg"]\n');
  const { fixtures, tests } = manyTests();
  writeFileSync(path.join(project, 'tests/fixtures.seg'), `${fixtures}\n`);
  for (let at = 0; at < tests.length; at += 50) {
    const file = path.join(project, `tests/part-${at / 50 + 1}.seg`);
    writeFileSync(file, `${tests.slice(at, at + 50).join('\n\n')}\n`);
  }
  console.log(
    `${tests.length} tests, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'})`,
  );
  for (const workers of ['1', String(availableParallelism())]) {
    const args = ['dist/cli.js', 'test', '--project', project, '--workers', workers];
    const began = performance.now();
    const { stdout, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(
      `--workers ${workers}: ${seconds} s, the whole command; ${stdout.trim().split('\n').at(-1)}`,
    );
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  rmSync(project, { recursive: true, force: true });
}
