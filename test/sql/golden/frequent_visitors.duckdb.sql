WITH
  "visit" AS (
    SELECT
      "visit"."contact_id" AS "contact_key",
      COUNT(*) AS "count"
    FROM "events"."tracks" AS "visit"
    WHERE
      "visit"."event" = 'visit'
      AND CAST("visit"."at" AS TIMESTAMP) >= TIMESTAMP '2025-10-02 12:00:00'
      AND CAST("visit"."at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
      AND contains("visit"."url", '/pricing')
    GROUP BY "visit"."contact_id"
  ),
  "visit_2" AS (
    SELECT
      "visit"."contact_id" AS "contact_key",
      COUNT(*) AS "count"
    FROM "events"."tracks" AS "visit"
    WHERE
      "visit"."event" = 'visit'
      AND CAST("visit"."at" AS TIMESTAMP) >= TIMESTAMP '2025-10-30 12:00:00'
      AND CAST("visit"."at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
    GROUP BY "visit"."contact_id"
  )
SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "visit" ON "visit"."contact_key" = "contact"."contact_id"
LEFT JOIN "visit_2" ON "visit_2"."contact_key" = "contact"."contact_id"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND "visit"."count" > 5
  AND COALESCE("visit_2"."count", 0) = 0;
