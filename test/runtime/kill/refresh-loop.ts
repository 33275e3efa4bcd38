// Runs in a process of its own, to be killed: refreshes for ever at instants that jump far and near. Arguments: project folder, seed.
import { checkProject } from '../../../compiler/check/check-project.ts';
import { duckdbDialect } from '../../../dialects/duckdb/dialect.ts';
import { openWarehouse } from '../../../dialects/open-warehouse.ts';
import { diskReader } from '../../../runtime/project/disk-reader.ts';
import { loadProject } from '../../../runtime/project/load-project.ts';
import { resolveTarget } from '../../../runtime/project/resolve-target.ts';
import { refresh } from '../../../runtime/refresh/refresh.ts';
import { instants } from './instants.ts';

const [folder = '', seed = '1'] = process.argv.slice(2);
const loaded = loadProject({ startDir: folder, files: diskReader });
const { project } = checkProject(loaded.sources);
process.stdout.write('started\n');
for (const now of instants(Number(seed))) {
  const report = await refresh({
    project,
    sources: loaded.sources,
    target: resolveTarget(loaded, {}, diskReader),
    dialect: duckdbDialect,
    openWarehouse,
    clock: { now: () => new Date().toISOString() },
    now,
  });
  process.stdout.write(`committed ${report.entered + report.left}\n`);
}
