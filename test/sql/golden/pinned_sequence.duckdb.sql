WITH
  "visit_2_for" AS (
    SELECT DISTINCT
      "visit"."contact_id" AS "contact_key",
      CAST("visit"."at" AS TIMESTAMP) AS "visit_at"
    FROM "events"."tracks" AS "visit"
    WHERE
      "visit"."event" = 'visit'
      AND "visit"."contact_id" IS NOT NULL
  ),
  "visit_2" AS (
    SELECT
      "visit_2_for"."contact_key" AS "contact_key",
      "visit_2_for"."visit_at" AS "visit_at",
      MIN(CAST("visit"."at" AS TIMESTAMP)) AS "min"
    FROM "visit_2_for"
    JOIN "events"."tracks" AS "visit" ON "visit"."contact_id" = "visit_2_for"."contact_key"
    WHERE
      "visit"."event" = 'visit'
      AND contains("visit"."url", '/thanks')
      AND CAST("visit"."at" AS TIMESTAMP) > "visit_2_for"."visit_at"
    GROUP BY "visit_2_for"."contact_key", "visit_2_for"."visit_at"
  ),
  "orders" AS (
    SELECT
      "visit_2_for"."contact_key" AS "contact_key",
      "visit_2_for"."visit_at" AS "visit_at",
      MIN(CAST("order"."placed_at" AS TIMESTAMP)) AS "min"
    FROM "visit_2_for"
    JOIN "shop"."orders" AS "order" ON "order"."contact_id" = "visit_2_for"."contact_key"
    WHERE CAST("order"."placed_at" AS TIMESTAMP) > "visit_2_for"."visit_at"
    GROUP BY "visit_2_for"."contact_key", "visit_2_for"."visit_at"
  ),
  "visit" AS (
    SELECT
      "visit"."contact_id" AS "contact_key",
      MIN(CASE WHEN "visit_2"."min" IS NOT NULL AND COALESCE("orders"."min" >= "visit_2"."min", TRUE) THEN CAST("visit"."at" AS TIMESTAMP) END) AS "min",
      MIN(CAST("visit"."at" AS TIMESTAMP)) AS "min_2"
    FROM "events"."tracks" AS "visit"
    LEFT JOIN "visit_2"
      ON "visit_2"."contact_key" = "visit"."contact_id"
      AND "visit_2"."visit_at" IS NOT DISTINCT FROM CAST("visit"."at" AS TIMESTAMP)
    LEFT JOIN "orders"
      ON "orders"."contact_key" = "visit"."contact_id"
      AND "orders"."visit_at" IS NOT DISTINCT FROM CAST("visit"."at" AS TIMESTAMP)
    WHERE "visit"."event" = 'visit'
    GROUP BY "visit"."contact_id"
  )
SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "visit" ON "visit"."contact_key" = "contact"."contact_id"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND COALESCE("visit"."min" <> "visit"."min_2", TRUE);
