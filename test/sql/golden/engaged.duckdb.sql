WITH
  "contacts_visit" AS (
    SELECT
      "contact"."company_id" AS "company_key",
      COUNT(*) AS "count",
      COUNT(DISTINCT CAST("visit"."contact_id" AS VARCHAR)) AS "count_distinct"
    FROM "crm"."contacts" AS "contact"
    JOIN "events"."tracks" AS "visit" ON "visit"."contact_id" = "contact"."contact_id"
    WHERE
      "contact"."kind" = 'person'
      AND "contact"."deleted_at" IS NULL
      AND "visit"."event" = 'visit'
      AND CAST("visit"."at" AS TIMESTAMP) >= TIMESTAMP '2025-10-02 12:00:00'
      AND CAST("visit"."at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
    GROUP BY "contact"."company_id"
  )
SELECT "company"."id" AS "id"
FROM "crm"."companies" AS "company"
LEFT JOIN "contacts_visit" ON "contacts_visit"."company_key" = "company"."id"
WHERE
  "company"."industry" = 'fintech'
  AND "contacts_visit"."count" >= 50
  AND "contacts_visit"."count_distinct" >= 3
  AND CAST(COALESCE("contacts_visit"."count_distinct", 0) AS DOUBLE) / NULLIF(CAST("company"."seats" AS DOUBLE), 0) < 0.5;
