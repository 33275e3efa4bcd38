// Tickets: created in a slice, then answered and solved as time goes on.
import { DAY, list } from './random.mjs';
import { ticketSubjects, users } from './vocabulary.mjs';

const agents = users.filter(([, , team]) => team === 'support').map(([id]) => id);

/**
 * @param {{ first: number | string, count: number, contacts: number, from: number, to: number }} what
 * @returns {string}
 */
export function insertTickets({ first, count, contacts, from, to }) {
  return `
  INSERT INTO support.tickets
  WITH drawn AS (
    SELECT ${first} + i AS id, moment(${from}, ${to}, 'ticket', ${first} + i) AS ms, 1 + draw(${contacts}, 'requester', ${first} + i) AS requester
    FROM range(${count}) t(i))
  SELECT d.id, pick(${list(ticketSubjects)}, 'subject', d.id), 'new',
    pick(['low', 'low', 'normal', 'normal', 'normal', 'normal', 'high', 'high', 'urgent'], 'priority', d.id), utc(ms), NULL, NULL,
    CASE WHEN u('requester?', d.id) < 0.004 THEN 9000000 + requester ELSE requester END, c.company_id,
    CASE WHEN u('agent?', d.id) >= 0.15 THEN pick(${list(agents)}, 'agent', d.id) END, NULL, utc(ms)
  FROM drawn d JOIN crm.contacts c ON c.contact_id = d.requester ORDER BY d.id`;
}

/**
 * Brings replies, solutions and states to the instant `to`.
 *
 * @param {import('./slice.mjs').Slice} slice
 * @returns {string}
 */
export function answerTickets({ to }) {
  return `
  UPDATE support.tickets SET first_replied_at = utc(s.replied), solved_at = utc(s.solved), status = s.status, satisfaction = s.satisfaction,
    updated_at = utc(CASE WHEN s.status = 'closed' THEN s.solved + ${14 * DAY} ELSE greatest(s.created, s.replied, s.solved) END)
  FROM (
    WITH reply AS (
      SELECT id, epoch_ms(created_at) AS created, epoch_ms(created_at) + CASE
          WHEN u('forgotten', id) < 0.05 THEN draw(${45 * DAY}, 'forgotten-for', id) + ${DAY}
          ELSE 300000 + draw(CASE priority WHEN 'urgent' THEN ${1.2 * DAY} WHEN 'high' THEN ${2 * DAY} ELSE ${4 * DAY} END::BIGINT, 'reply', id) END AS reply_ms
      FROM support.tickets WHERE status <> 'closed'),
    solution AS (SELECT *, reply_ms + 1800000 + CASE WHEN u('stuck', id) < 0.1 THEN draw(${90 * DAY}, 'stuck-for', id) ELSE draw(${6 * DAY}, 'solve', id) END AS solve_ms FROM reply)
    SELECT id, created, CASE WHEN reply_ms < ${to} THEN reply_ms END AS replied, CASE WHEN solve_ms < ${to} THEN solve_ms END AS solved,
      CASE WHEN solve_ms < ${to - 14 * DAY} THEN 'closed' WHEN solve_ms < ${to} THEN 'solved'
           WHEN reply_ms < ${to} THEN CASE WHEN u('waits', id) < 0.5 THEN 'pending' ELSE 'open' END
           WHEN u('opened', id) < 0.35 THEN 'open' ELSE 'new' END AS status,
      CASE WHEN solve_ms < ${to} AND u('rated', id) < 0.45 THEN pick([1, 2, 3, 4, 4, 5, 5, 5], 'rating', id) END AS satisfaction
    FROM solution) s
  WHERE tickets.id = s.id AND (tickets.first_replied_at IS DISTINCT FROM utc(s.replied) OR tickets.solved_at IS DISTINCT FROM utc(s.solved) OR tickets.status <> s.status)`;
}
