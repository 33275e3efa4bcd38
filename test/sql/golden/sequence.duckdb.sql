WITH
  "visit_2_for" AS (
    SELECT DISTINCT
      "visit"."contact_id" AS "contact_key",
      "visit"."device" AS "visit_device",
      CAST("visit"."at" AS TIMESTAMP) AS "visit_at"
    FROM "events"."tracks" AS "visit"
    WHERE
      "visit"."event" = 'visit'
      AND CAST("visit"."at" AS TIMESTAMP) >= TIMESTAMP '2025-10-02 12:00:00'
      AND CAST("visit"."at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
      AND contains("visit"."url", '/pricing')
      AND "visit"."contact_id" IS NOT NULL
  ),
  "orders_for" AS (
    SELECT DISTINCT
      "visit_2_for"."contact_key" AS "contact_key",
      CAST("visit"."at" AS TIMESTAMP) AS "visit_at"
    FROM "visit_2_for"
    JOIN "events"."tracks" AS "visit" ON "visit"."contact_id" = "visit_2_for"."contact_key"
    WHERE
      "visit"."event" = 'visit'
      AND CAST("visit"."at" AS TIMESTAMP) >= TIMESTAMP '2025-10-02 12:00:00'
      AND CAST("visit"."at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
      AND "visit"."device" = "visit_2_for"."visit_device"
      AND CAST("visit"."at" AS TIMESTAMP) > "visit_2_for"."visit_at"
      AND CAST("visit"."at" AS TIMESTAMP) <= "visit_2_for"."visit_at" + 2 * INTERVAL 1 HOUR
      AND "visit_2_for"."contact_key" IS NOT NULL
  ),
  "orders" AS (
    SELECT
      "orders_for"."contact_key" AS "contact_key",
      "orders_for"."visit_at" AS "visit_at",
      COUNT(*) AS "count"
    FROM "orders_for"
    JOIN "shop"."orders" AS "order" ON "order"."contact_id" = "orders_for"."contact_key"
    WHERE
      "order"."status" = 'paid'
      AND CAST("order"."placed_at" AS TIMESTAMP) > "orders_for"."visit_at"
      AND CAST("order"."placed_at" AS TIMESTAMP) <= "orders_for"."visit_at" + 24 * INTERVAL 1 HOUR
    GROUP BY "orders_for"."contact_key", "orders_for"."visit_at"
  ),
  "visit_2" AS (
    SELECT
      "visit_2_for"."contact_key" AS "contact_key",
      "visit_2_for"."visit_device" AS "visit_device",
      "visit_2_for"."visit_at" AS "visit_at",
      MAX(CAST("visit"."at" AS TIMESTAMP)) AS "max",
      MAX(CASE WHEN CAST("visit"."at" AS TIMESTAMP) + 24 * INTERVAL 1 HOUR <= TIMESTAMP '2025-11-01 12:00:00' AND COALESCE("orders"."count", 0) = 0 THEN CAST("visit"."at" AS TIMESTAMP) END) AS "max_2"
    FROM "visit_2_for"
    JOIN "events"."tracks" AS "visit" ON "visit"."contact_id" = "visit_2_for"."contact_key"
    LEFT JOIN "orders"
      ON "orders"."contact_key" = "visit_2_for"."contact_key"
      AND "orders"."visit_at" IS NOT DISTINCT FROM CAST("visit"."at" AS TIMESTAMP)
    WHERE
      "visit"."event" = 'visit'
      AND CAST("visit"."at" AS TIMESTAMP) >= TIMESTAMP '2025-10-02 12:00:00'
      AND CAST("visit"."at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
      AND "visit"."device" = "visit_2_for"."visit_device"
      AND CAST("visit"."at" AS TIMESTAMP) > "visit_2_for"."visit_at"
      AND CAST("visit"."at" AS TIMESTAMP) <= "visit_2_for"."visit_at" + 2 * INTERVAL 1 HOUR
    GROUP BY "visit_2_for"."contact_key", "visit_2_for"."visit_device", "visit_2_for"."visit_at"
  ),
  "visit" AS (
    SELECT
      "visit"."contact_id" AS "contact_key",
      COUNT(*) AS "count"
    FROM "events"."tracks" AS "visit"
    LEFT JOIN "visit_2"
      ON "visit_2"."contact_key" = "visit"."contact_id"
      AND "visit_2"."visit_device" IS NOT DISTINCT FROM "visit"."device"
      AND "visit_2"."visit_at" IS NOT DISTINCT FROM CAST("visit"."at" AS TIMESTAMP)
    WHERE
      "visit"."event" = 'visit'
      AND CAST("visit"."at" AS TIMESTAMP) >= TIMESTAMP '2025-10-02 12:00:00'
      AND CAST("visit"."at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
      AND contains("visit"."url", '/pricing')
      AND "visit_2"."max_2" = "visit_2"."max"
    GROUP BY "visit"."contact_id"
  )
SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "visit" ON "visit"."contact_key" = "contact"."contact_id"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND "visit"."count" > 0
  AND "contact"."score" > 5;
