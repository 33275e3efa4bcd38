// The tiny project most refresh tests use: three contacts of two companies in CSV files, and segments a test gives.
import { DuckDBInstance } from '@duckdb/node-api';
import { ProjectOnDisk } from './project-on-disk.ts';

export const yaml = `targets:
  dev:
    type: duckdb
    database: warehouse.duckdb
    serving: serving.duckdb
    mounts:
      crm.contacts: data/contacts.csv
      crm.companies: data/companies.csv
`;
export const model = `project demo {
  refresh: manual
}

object contact @table("crm.contacts") {
  id: id @key
  email: email?
  country: text?
  seen_at: timestamp?
  company: company? via company_id
}

object company @table("crm.companies") {
  id: id @key
  name: text
  contacts: contact[] via contact.company
}
`;
export const contacts = `id,email,country,seen_at,company_id
1,ann@x.com,PL,2025-11-01 09:00:00,10
2,bob@x.com,DE,2025-10-20 09:00:00,10
3,,PL,2025-09-01 09:00:00,11
`;
export const companies = 'id,name\n10,Acme\n11,Umbra\n';

export const polish = 'segment polish of contact {\n  where {\n    country = "PL"\n  }\n}\n';
export const recent =
  'segment recent of contact {\n  where {\n    seen_at in last 30 days\n  }\n}\n';

/** Companies by their contacts, and contacts by those companies. */
export const german =
  'segment german of company {\n  where {\n    has contacts where country = "DE"\n  }\n}\n';
export const colleagues =
  'segment colleagues of contact {\n  where {\n    company in segment german\n  }\n}\n';

export function day(date: string): string {
  return `${date}T09:00:00Z`;
}

const made: ProjectOnDisk[] = [];

/** Removed by `removeProjects`. */
export function contactsProject(
  segments: string,
  more: Readonly<Record<string, string>> = {},
): ProjectOnDisk {
  const project = new ProjectOnDisk({
    'segform.yaml': yaml,
    'model.seg': model,
    'segments.seg': segments,
    'data/contacts.csv': contacts,
    'data/companies.csv': companies,
    ...more,
  });
  made.push(project);
  return project;
}

export function removeProjects(): void {
  for (const project of made.splice(0)) project.remove();
}

/** Rows of a statement on the serving file, or on the database. */
export async function query(
  project: ProjectOnDisk,
  sql: string,
  file = 'serving.duckdb',
  access: 'READ_ONLY' | 'READ_WRITE' = file === 'serving.duckdb' ? 'READ_ONLY' : 'READ_WRITE',
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(project.path(file), { access_mode: access });
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
