// Introspection: what it writes is a correct model, and writing it again changes nothing; what people wrote stays.
import { afterEach, describe, expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import { openWarehouse } from '../../dialects/open-warehouse.ts';
import { introspect, type IntrospectedFile } from '../../runtime/introspect/introspect.ts';
import { ProjectOnDisk } from './project-on-disk.ts';

const projects: ProjectOnDisk[] = [];
afterEach(() => {
  for (const made of projects.splice(0)) made.remove();
});

function project(files: Readonly<Record<string, string>> = {}): ProjectOnDisk {
  const made = new ProjectOnDisk({
    'segform.yaml': `targets:
  dev:
    type: duckdb
    database: w.duckdb
    mounts:
      crm.companies: companies.csv
      crm.contacts: contacts.csv
      crm.visits: visits.csv
`,
    'project.seg': 'project demo {\n  timezone: "UTC"\n}\n',
    'companies.csv': 'id,name\n10,Acme\n11,Umbra\n',
    'contacts.csv':
      'contact_id,Email,company_id,owner_id,in,joined,score\n1,a@x.com,10,7,x,2025-01-01,1.5\n2,,,8,y,2025-01-02,2\n',
    'visits.csv': 'contact_id,at\n1,2025-01-01 10:00:00\n1,2025-01-02 10:00:00\n',
    ...files,
  });
  projects.push(made);
  return made;
}

async function run(
  made: ProjectOnDisk,
  tables?: readonly string[],
): Promise<readonly IntrospectedFile[]> {
  const files = await introspect({
    target: made.target(),
    openWarehouse,
    sources: made.load().sources,
    path: 'model/warehouse.seg',
    tables,
  });
  for (const { path, text } of files) made.write(path, text);
  return files;
}

describe('introspection', () => {
  it('writes objects with keys, types and relations that the data show', async () => {
    const made = project();
    const [file] = await run(made);
    expect(file?.text).toBe(`object company @table("crm.companies") {
  id: id @key
  name: text

  contacts: contact[] via contact.company
}

object contact @table("crm.contacts") {
  contact_id: id @key
  email: email? @column("Email")
  company: company? via company_id
  owner_id: int
  in_value: text @column("in")
  joined: date
  score: decimal
}

// crm.visits: no column is known to identify a row. Mark one with @key, or declare an event, lists or tags.
// object visit @table("crm.visits") {
//   contact: contact via contact_id
//   at: timestamp
// }
`);
    const { diagnostics } = checkProject(made.load().sources);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await run(made)).toEqual([]);
  });

  it('writes a relation as a comment when some values are no key', async () => {
    const made = project({ 'companies.csv': 'id,name\n11,Umbra\n' });
    const [file] = await run(made, ['crm.co*']);
    expect(file?.text).toContain(
      '  company_id: int?\n  // company: company? via company_id    some values are no key of company\n',
    );
    expect(file?.tables).toEqual(['crm.companies', 'crm.contacts']);
  });

  it('leaves what people wrote and adds new columns and tables', async () => {
    const written = `// our own words
object person @table("crm.contacts") { // one person
  id: id @key @column("contact_id")   // odd   spacing
  mail: email? @column("Email")
  // company_id, owner_id and in are left out on purpose
}
`;
    const made = project({ 'model/people.seg': written });
    const files = await run(made);
    const people = files.find(({ path }) => path === 'model/people.seg');
    expect(people?.text).toBe(
      written.replace('on purpose\n}', 'on purpose\n  joined: date\n  score: decimal\n}'),
    );
    expect(people?.columns).toEqual(['crm.contacts.joined', 'crm.contacts.score']);
    expect(files.find(({ path }) => path === 'model/warehouse.seg')?.tables).toEqual([
      'crm.companies',
      'crm.visits',
    ]);
    expect(await run(made)).toEqual([]);
  });
});
