// The tables of the generated warehouse: names, columns and types. Times are TIMESTAMP in UTC.

/** @type {readonly string[]} */
export const schema = [
  ...['crm', 'shop', 'events', 'support', 'generator'].map((name) => `CREATE SCHEMA ${name}`),
  `CREATE TABLE generator.state (seed BIGINT, contacts BIGINT, events BIGINT, born_at TIMESTAMP, now TIMESTAMP)`,

  `CREATE TABLE crm.users (id VARCHAR NOT NULL, name VARCHAR NOT NULL, team VARCHAR)`,
  `CREATE TABLE crm.companies (
     id BIGINT NOT NULL, name VARCHAR NOT NULL, domain VARCHAR, industry VARCHAR, country VARCHAR, plan VARCHAR NOT NULL,
     employees INTEGER, licensed_seats INTEGER, nps INTEGER, contract_ends_on DATE, last_touch_at TIMESTAMP,
     owner_id VARCHAR, parent_company_id BIGINT)`,
  `CREATE TABLE crm.contacts (
     contact_id BIGINT NOT NULL, given_name VARCHAR NOT NULL, family_name VARCHAR NOT NULL, email VARCHAR, phone VARCHAR,
     country VARCHAR, city VARCHAR, timezone VARCHAR, birth_date DATE, role VARCHAR, interests VARCHAR[], lead JSON,
     company_id BIGINT, created_at TIMESTAMP NOT NULL, last_visit_at TIMESTAMP, updated_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE crm.list_members (contact_id BIGINT NOT NULL, list_slug VARCHAR NOT NULL, added_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE crm.contact_tags (contact_id BIGINT NOT NULL, tag VARCHAR NOT NULL)`,
  `CREATE TABLE crm.consents (
     contact_id BIGINT NOT NULL, channel VARCHAR NOT NULL, purpose VARCHAR NOT NULL, state VARCHAR NOT NULL,
     changed_at TIMESTAMP NOT NULL, source VARCHAR)`,
  `CREATE TABLE crm.deal_stages (id INTEGER NOT NULL, name VARCHAR NOT NULL, rank INTEGER NOT NULL, typical_days INTEGER)`,
  `CREATE TABLE crm.deals (
     id BIGINT NOT NULL, name VARCHAR NOT NULL, stage_id INTEGER NOT NULL, stage_entered_at TIMESTAMP NOT NULL,
     amount DECIMAL(18, 2), probability DECIMAL(5, 4), expected_close_on DATE, owner_id VARCHAR, company_id BIGINT,
     created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE crm.deal_stage_history (
     id VARCHAR NOT NULL, deal_id BIGINT NOT NULL, changed_at TIMESTAMP NOT NULL, from_rank INTEGER NOT NULL,
     to_rank INTEGER NOT NULL, to_stage VARCHAR NOT NULL, loaded_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE crm.tasks (
     id BIGINT NOT NULL, kind VARCHAR NOT NULL, subject VARCHAR NOT NULL, due_at TIMESTAMP, completed_at TIMESTAMP,
     assignee_id VARCHAR, deal_id BIGINT, contact_id BIGINT, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE crm.task_links (id BIGINT NOT NULL, blocked_task_id BIGINT NOT NULL, blocking_task_id BIGINT NOT NULL)`,

  `CREATE TABLE shop.stores (id INTEGER NOT NULL, kind VARCHAR NOT NULL, country VARCHAR NOT NULL)`,
  `CREATE TABLE shop.products (
     sku VARCHAR NOT NULL, name VARCHAR NOT NULL, status VARCHAR NOT NULL, category VARCHAR, price DECIMAL(18, 2) NOT NULL,
     unit_cost DECIMAL(18, 2), stock_on_hand INTEGER NOT NULL, first_stocked_at TIMESTAMP)`,
  `CREATE TABLE shop.orders (
     id BIGINT NOT NULL, contact_id BIGINT NOT NULL, store_id INTEGER, placed_at TIMESTAMP NOT NULL, shipped_at TIMESTAMP,
     status VARCHAR NOT NULL, channel VARCHAR NOT NULL, coupon VARCHAR, total DECIMAL(18, 2) NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE shop.order_lines (
     id BIGINT NOT NULL, order_id BIGINT NOT NULL, product_id VARCHAR NOT NULL, quantity INTEGER NOT NULL,
     revenue DECIMAL(18, 2) NOT NULL, loaded_at TIMESTAMP NOT NULL)`,

  `CREATE TABLE events.tracks (
     id BIGINT NOT NULL, event VARCHAR NOT NULL, contact_id BIGINT, occurred_at TIMESTAMP NOT NULL, product_id VARCHAR,
     url VARCHAR, device VARCHAR, properties JSON, loaded_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE events.logins (id BIGINT NOT NULL, contact_id BIGINT NOT NULL, logged_in_at TIMESTAMP NOT NULL, device VARCHAR, loaded_at TIMESTAMP NOT NULL)`,

  `CREATE TABLE support.tickets (
     id BIGINT NOT NULL, subject VARCHAR NOT NULL, status VARCHAR NOT NULL, priority VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL,
     first_replied_at TIMESTAMP, solved_at TIMESTAMP, requester_id BIGINT NOT NULL, company_id BIGINT, agent_id VARCHAR,
     satisfaction INTEGER, updated_at TIMESTAMP NOT NULL)`,
];
