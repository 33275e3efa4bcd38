WITH
  "orders" AS (
    SELECT
      "order"."contact_id" AS "contact_key",
      SUM(CAST("order"."total" AS DECIMAL(18, 4))) AS "sum"
    FROM "shop"."orders" AS "order"
    WHERE "order"."status" = 'paid'
    GROUP BY "order"."contact_id"
  ),
  "tags" AS (
    SELECT
      "tags"."contact_id" AS "contact_key",
      COUNT(*) AS "count"
    FROM "crm"."tags" AS "tags"
    WHERE "tags"."tag" = 'do_not_contact'
    GROUP BY "tags"."contact_id"
  )
SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "orders" ON "orders"."contact_key" = "contact"."contact_id"
LEFT JOIN "segments"."sticky" AS "sticky_before" ON CAST("sticky_before"."contact_id" AS VARCHAR) = CAST("contact"."contact_id" AS VARCHAR)
LEFT JOIN "tags" ON "tags"."contact_key" = "contact"."contact_id"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND "orders"."sum" >= 500
  AND (
    "orders"."sum" > 800
    OR "sticky_before"."contact_id" IS NOT NULL
  )
  AND COALESCE("tags"."count", 0) = 0;
