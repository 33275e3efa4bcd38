-- The warehouse step: one row per contact, deal, recipient and pipeline that any table mentions, because the sync often lacks
-- the parent row. Needs the variable data_dir (the folder that holds hubspot/).
CREATE SCHEMA crm;

CREATE TABLE crm.deal_contacts AS
SELECT contact_id || '-' || deal_id AS link_id, contact_id, deal_id, type_id
FROM read_csv(getvariable('data_dir') || '/hubspot/deal_contact.csv');

-- List membership with the list's name in place of its number
CREATE TABLE crm.list_members AS
SELECT m.contact_id, l.name AS list_name, m.added_at, m._fivetran_deleted AS removed
FROM read_csv(getvariable('data_dir') || '/hubspot/contact_list_member.csv') AS m
JOIN read_csv(getvariable('data_dir') || '/hubspot/contact_list.csv') AS l ON l.id = m.contact_list_id;

CREATE TABLE crm.contacts AS
WITH ids AS (
  SELECT id AS contact_id FROM read_csv(getvariable('data_dir') || '/hubspot/contact.csv')
  UNION
  SELECT contact_id FROM crm.list_members
  UNION
  SELECT contact_id FROM crm.deal_contacts
  UNION
  SELECT contact_id FROM read_csv(getvariable('data_dir') || '/hubspot/contact_property_history.csv')
)
SELECT
  i.contact_id,
  c.property_email AS email,
  c.property_company AS company_name,
  c.property_lastname AS last_name,
  c.property_createdate AS created_at,
  CAST(c.property_createdate AS DATE) AS created_on,
  c.property_hs_merged_object_ids AS merged_ids
FROM ids AS i
LEFT JOIN read_csv(getvariable('data_dir') || '/hubspot/contact.csv') AS c ON c.id = i.contact_id;

CREATE TABLE crm.deals AS
WITH
  deal AS (SELECT * FROM read_csv(getvariable('data_dir') || '/hubspot/deal.csv')),
  stage AS (SELECT * FROM read_csv(getvariable('data_dir') || '/hubspot/deal_stage.csv') WHERE _fivetran_active),
  ids AS (
    SELECT deal_id FROM deal
    UNION
    SELECT deal_id FROM stage
    UNION
    SELECT deal_id FROM crm.deal_contacts
    UNION
    SELECT deal_id FROM read_csv(getvariable('data_dir') || '/hubspot/deal_property_history.csv')
  )
SELECT
  i.deal_id,
  d.property_dealname AS deal_name,
  d.owner_id,
  d.property_createdate AS created_at,
  s.date_entered AS stage_entered_at,
  s.value AS stage_code
FROM ids AS i
LEFT JOIN deal AS d ON d.deal_id = i.deal_id
LEFT JOIN stage AS s ON s.deal_id = i.deal_id;

CREATE TABLE crm.recipients AS
SELECT DISTINCT recipient AS address
FROM read_csv(getvariable('data_dir') || '/hubspot/email_event.csv')
WHERE recipient IS NOT NULL;

CREATE TABLE crm.pipelines AS
SELECT DISTINCT pipeline_id
FROM read_csv(getvariable('data_dir') || '/hubspot/deal_pipeline_stage.csv');

CREATE TABLE crm.owner_teams AS
SELECT owner_id || '-' || team_id AS link_id, owner_id, team_id, is_team_primary
FROM read_csv(getvariable('data_dir') || '/hubspot/owner_team.csv');
