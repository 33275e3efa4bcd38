WITH
  "lines" AS (
    SELECT
      "line"."order_id" AS "order_key",
      COUNT(*) AS "count"
    FROM "shop"."lines" AS "line"
    WHERE "line"."sku" = 'tea'
    GROUP BY "line"."order_id"
  ),
  "orders" AS (
    SELECT
      "order"."contact_id" AS "contact_key",
      COUNT(*) AS "count"
    FROM "shop"."orders" AS "order"
    LEFT JOIN "lines" ON "lines"."order_key" = "order"."id"
    LEFT JOIN "shop"."stores" AS "store" ON "store"."id" = "order"."store_id"
    WHERE
      CAST("order"."placed_at" AS TIMESTAMP) >= TIMESTAMP '2025-08-03 12:00:00'
      AND CAST("order"."placed_at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
      AND "order"."status" = 'paid'
      AND "lines"."count" > 0
      AND COALESCE("store"."city" <> 'Oslo', TRUE)
    GROUP BY "order"."contact_id"
  ),
  "orders_2" AS (
    SELECT
      "order"."contact_id" AS "contact_key",
      COUNT(*) AS "count",
      COUNT(CASE WHEN CAST("order"."total" AS DECIMAL(18, 4)) > 10 THEN 1 END) AS "count_2"
    FROM "shop"."orders" AS "order"
    GROUP BY "order"."contact_id"
  )
SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "orders" ON "orders"."contact_key" = "contact"."contact_id"
LEFT JOIN "orders_2" ON "orders_2"."contact_key" = "contact"."contact_id"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND "orders"."count" >= 2
  AND "orders_2"."count" > 0
  AND COALESCE("orders_2"."count_2", 0) = COALESCE("orders_2"."count", 0);
