// Deals, their stage history and tasks. Their course is a pure function of the row's id and time of creation; the tables show
// how far it has come by an instant, so a later instant continues the same stories.
import { DAY, list } from './random.mjs';
import { taskSubjects, users } from './vocabulary.mjs';

const sellers = users
  .filter(([, , team]) => team === 'sales' || team === 'success')
  .map(([id]) => id);

/** Stage ids in the order a deal goes through them; 5 is won, 6 is lost. */
const courses = [
  '[1,2,3,4,5]',
  '[1,2,3,4,5]',
  '[1,2,3,5]',
  '[1,2,6]',
  '[1,6]',
  '[1,2,3,6]',
  '[1,2,1,2,3,5]',
  '[1,2,3,2,3,4,5]',
  '[1,2,3,4,3,6]',
  '[1,2]',
  '[1,2,3]',
];

/** @returns {string} */
export function insertStages() {
  return `INSERT INTO crm.deal_stages VALUES
    (1, 'qualified', 1, 12), (2, 'proposal', 2, 18), (3, 'negotiation', 3, 20), (4, 'contract', 4, 10), (5, 'won', 5, NULL), (6, 'lost', 0, NULL)`;
}

/**
 * @param {{ first: number | string, count: number, companies: number, from: number, to: number }} what
 * @returns {string}
 */
export function insertDeals({ first, count, companies, from, to }) {
  return `
  INSERT INTO crm.deals
  WITH drawn AS (
    SELECT ${first} + i AS id, moment(${from}, ${to}, 'deal', ${first} + i) AS ms,
      1 + draw(${companies}, 'deal-company', ${first} + i) AS company FROM range(${count}) t(i))
  SELECT d.id, coalesce(split_part(c.name, ' ', 1), 'Unknown') || ': ' || pick(['office coffee', 'annual supply', 'new site', 'furniture refresh', 'renewal'], 'deal-name', d.id),
    1, utc(ms),
    CASE WHEN u('amount?', d.id) >= 0.05 THEN (1500 + floor(1300 * u('amount', d.id) * u('amount', d.id)) * 100)::DECIMAL(18, 2) END,
    NULL, CASE WHEN u('close?', d.id) >= 0.08 THEN utc(ms + (25 + draw(80, 'close', d.id)) * ${DAY})::DATE END,
    CASE WHEN u('seller?', d.id) >= 0.04 THEN pick(${list(sellers)}, 'seller', d.id) END,
    CASE WHEN u('deal-company?', d.id) < 0.02 THEN 900000 + company ELSE company END,
    utc(ms), utc(ms)
  FROM drawn d LEFT JOIN crm.companies c ON c.id = d.company ORDER BY d.id`;
}

/**
 * Brings stages and history to the instant `to`.
 *
 * @param {import('./slice.mjs').Slice} slice
 * @returns {readonly string[]}
 */
export function moveDeals({ to }) {
  return [
    `CREATE OR REPLACE TEMP TABLE moves AS
     WITH course AS (SELECT id, epoch_ms(created_at) AS created, pick([${courses.join(', ')}], 'course', id) AS path FROM crm.deals),
     step AS (
       SELECT c.id, created, k, path[k] AS from_id, path[k + 1] AS to_id,
         floor(s.typical_days * (0.25 + 1.8 * u('pace', c.id || '-' || k)) * ${DAY})::BIGINT AS lasts
       FROM course c, unnest(range(1, len(path))) t(k) JOIN crm.deal_stages s ON s.id = path[k]),
     timed AS (SELECT *, created + sum(lasts) OVER (PARTITION BY id ORDER BY k) AS ms FROM step)
     SELECT t.id, k, ms::BIGINT AS ms, a.rank AS from_rank, b.rank AS to_rank, b.name AS to_stage, b.id AS to_id
     FROM timed t JOIN crm.deal_stages a ON a.id = from_id JOIN crm.deal_stages b ON b.id = to_id WHERE ms < ${to}`,
    `INSERT INTO crm.deal_stage_history
     SELECT m.id || '-' || k, m.id, utc(ms), from_rank, to_rank, to_stage, utc(least(ms + 5000, ${to - 1})) FROM moves m
     WHERE m.id || '-' || k NOT IN (SELECT id FROM crm.deal_stage_history) ORDER BY ms, m.id, k`,
    `UPDATE crm.deals SET stage_id = m.to_id, stage_entered_at = utc(m.ms), updated_at = utc(m.ms)
     FROM (SELECT id, arg_max(to_id, k) AS to_id, max(ms) AS ms FROM moves GROUP BY id) m
     WHERE deals.id = m.id AND deals.stage_entered_at < utc(m.ms)`,
    `UPDATE crm.deals SET probability = CASE WHEN stage_id = 5 THEN 1 WHEN stage_id = 6 THEN 0
       WHEN u('probability?', id) >= 0.1 THEN (stage_id * 20 - 5 + draw(16, 'probability', id)) * 0.01::DECIMAL(3, 2) END`,
  ];
}

/**
 * @param {{ first: number | string, count: number, deals: number, contacts: number, from: number, until: number, made: number, to: number }} what
 *   due in [from, until), created in [made, to)
 * @returns {string}
 */
export function insertTasks({ first, count, deals, contacts, from, until, made, to }) {
  return `
  INSERT INTO crm.tasks
  WITH drawn AS (SELECT ${first} + i AS id, moment(${from}, ${until}, 'due', ${first} + i) AS due FROM range(${count}) t(i)),
  dated AS (SELECT *, greatest(${made} + draw(60000, 'first', id), least(due - draw(${18 * DAY}, 'ahead', id) - 3600000, ${to - 60_000} - draw(${3 * DAY}, 'made', id))) AS created FROM drawn)
  SELECT id, pick(['call', 'call', 'email', 'email', 'meeting', 'todo'], 'task-kind', id), pick(${list(taskSubjects)}, 'task', id),
    CASE WHEN u('due?', id) >= 0.05 THEN utc(due) END, NULL,
    CASE WHEN u('assignee?', id) >= 0.06 THEN pick(${list(sellers)}, 'assignee', id) END,
    CASE WHEN u('task-deal?', id) < 0.6 THEN 1 + draw(${deals}, 'task-deal', id) END,
    CASE WHEN u('task-contact?', id) < 0.5 THEN 1 + draw(${contacts}, 'task-contact', id) END,
    utc(created), utc(created)
  FROM dated ORDER BY id`;
}

/**
 * @param {number} tasks
 * @returns {string}
 */
export function insertTaskLinks(tasks) {
  return `
  INSERT INTO crm.task_links
  SELECT row_number() OVER (ORDER BY i), i, 1 + draw(${tasks}, 'blocker', i) FROM range(1, ${tasks + 1}) t(i) WHERE u('blocked', i) < 0.07 ORDER BY i`;
}

/**
 * Most tasks are done around their due time, some late, some never.
 *
 * @param {import('./slice.mjs').Slice} slice
 * @returns {string}
 */
export function finishTasks({ to }) {
  return `
  UPDATE crm.tasks SET completed_at = utc(d.done), updated_at = utc(d.done)
  FROM (
    SELECT id, greatest(epoch_ms(created_at) + 600000, coalesce(epoch_ms(due_at), epoch_ms(created_at) + 6 * ${DAY})
        + CASE WHEN u('late', id) < 0.12 THEN draw(${40 * DAY}, 'overdue-by', id) ELSE draw(${6 * DAY}, 'early-by', id) - ${5.5 * DAY} END) AS done
    FROM crm.tasks WHERE completed_at IS NULL AND u('late', id) < 0.94) d
  WHERE tasks.id = d.id AND d.done < ${to}`;
}
