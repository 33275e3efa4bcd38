-- The warehouse step: one row per ticket, user and organization that any table mentions, because the sync often lacks the
-- parent row. Needs the variable data_dir (the folder that holds zendesk/).
CREATE SCHEMA support;

CREATE TABLE support.tickets AS
WITH
  ticket AS (SELECT * FROM read_csv(getvariable('data_dir') || '/zendesk/ticket.csv')),
  ids AS (
    SELECT id FROM ticket
    UNION
    SELECT ticket_id FROM read_csv(getvariable('data_dir') || '/zendesk/ticket_comment.csv')
    UNION
    SELECT ticket_id FROM read_csv(getvariable('data_dir') || '/zendesk/ticket_field_history.csv')
    UNION
    SELECT ticket_id FROM read_csv(getvariable('data_dir') || '/zendesk/ticket_tag.csv')
    UNION
    SELECT ticket_id FROM read_csv(getvariable('data_dir') || '/zendesk/ticket_chat.csv')
  )
SELECT
  i.id,
  t.created_at,
  t.updated_at,
  t.status,
  t.priority,
  t.via_channel,
  t.requester_id,
  t.assignee_id,
  t.organization_id
FROM ids AS i
LEFT JOIN ticket AS t ON t.id = i.id;

CREATE TABLE support.users AS
WITH
  person AS (SELECT * FROM read_csv(getvariable('data_dir') || '/zendesk/user.csv')),
  ids AS (
    SELECT id FROM person
    UNION
    SELECT requester_id FROM support.tickets WHERE requester_id IS NOT NULL
    UNION
    SELECT assignee_id FROM support.tickets WHERE assignee_id IS NOT NULL
    UNION
    SELECT user_id FROM read_csv(getvariable('data_dir') || '/zendesk/ticket_comment.csv')
    UNION
    SELECT user_id FROM read_csv(getvariable('data_dir') || '/zendesk/user_tag.csv')
  )
SELECT
  i.id,
  p.name,
  p.email,
  p.role,
  p.organization_id,
  p.created_at,
  p.last_login_at
FROM ids AS i
LEFT JOIN person AS p ON p.id = i.id;

CREATE TABLE support.organizations AS
WITH
  organization AS (SELECT * FROM read_csv(getvariable('data_dir') || '/zendesk/organization.csv')),
  ids AS (
    SELECT id FROM organization
    UNION
    SELECT organization_id FROM support.tickets WHERE organization_id IS NOT NULL
    UNION
    SELECT organization_id FROM support.users WHERE organization_id IS NOT NULL
    UNION
    SELECT organization_id FROM read_csv(getvariable('data_dir') || '/zendesk/organization_tag.csv')
    UNION
    SELECT organization_id FROM read_csv(getvariable('data_dir') || '/zendesk/domain_name.csv')
  )
SELECT i.id, o.name, o.created_at, o.updated_at, o.shared_tickets
FROM ids AS i
LEFT JOIN organization AS o ON o.id = i.id;
