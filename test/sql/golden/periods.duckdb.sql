WITH
  "visit" AS (
    SELECT
      "visit"."contact_id" AS "contact_key",
      MIN(CAST("visit"."at" AS TIMESTAMP)) AS "min"
    FROM "events"."tracks" AS "visit"
    WHERE "visit"."event" = 'visit'
    GROUP BY "visit"."contact_id"
  ),
  "visit_2" AS (
    SELECT
      "runs"."contact_key" AS "contact_key",
      MAX("runs"."length") AS "longest_run"
    FROM (
      SELECT
        "moved"."contact_key" AS "contact_key",
        COUNT(*) AS "length"
      FROM (
        SELECT
          "periods"."contact_key" AS "contact_key",
          CAST("periods"."period" + (-ROW_NUMBER() OVER (PARTITION BY "periods"."contact_key" ORDER BY "periods"."period" ASC NULLS LAST)) * INTERVAL 1 WEEK AS DATE) AS "run"
        FROM (
          SELECT
            "visit"."contact_id" AS "contact_key",
            CAST(date_trunc('week', CAST(timezone('Europe/Warsaw', timezone('UTC', CAST("visit"."at" AS TIMESTAMP))) AS DATE)) AS DATE) AS "period"
          FROM "events"."tracks" AS "visit"
          WHERE
            "visit"."event" = 'visit'
            AND CAST("visit"."at" AS TIMESTAMP) >= TIMESTAMP '2025-08-03 12:00:00'
            AND CAST("visit"."at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
            AND "visit"."device" = 'phone'
          GROUP BY "visit"."contact_id", CAST(date_trunc('week', CAST(timezone('Europe/Warsaw', timezone('UTC', CAST("visit"."at" AS TIMESTAMP))) AS DATE)) AS DATE)
        ) AS "periods"
        WHERE "periods"."period" IS NOT NULL
      ) AS "moved"
      GROUP BY "moved"."contact_key", "moved"."run"
    ) AS "runs"
    GROUP BY "runs"."contact_key"
  ),
  "orders" AS (
    SELECT
      "periods"."contact_key" AS "contact_key",
      COUNT(*) AS "count_periods"
    FROM (
      SELECT
        "order"."contact_id" AS "contact_key",
        CAST(date_trunc('month', CAST(timezone('Europe/Warsaw', timezone('UTC', CAST("order"."placed_at" AS TIMESTAMP))) AS DATE)) AS DATE) AS "period"
      FROM "shop"."orders" AS "order"
      WHERE
        CAST("order"."placed_at" AS TIMESTAMP) >= TIMESTAMP '2024-10-31 23:00:00'
        AND CAST("order"."placed_at" AS TIMESTAMP) < TIMESTAMP '2025-10-31 23:00:00'
      GROUP BY "order"."contact_id", CAST(date_trunc('month', CAST(timezone('Europe/Warsaw', timezone('UTC', CAST("order"."placed_at" AS TIMESTAMP))) AS DATE)) AS DATE)
      HAVING COALESCE(SUM(CAST("order"."total" AS DECIMAL(18, 4))), 0) >= 100
    ) AS "periods"
    WHERE "periods"."period" IS NOT NULL
    GROUP BY "periods"."contact_key"
  ),
  "visit_3" AS (
    SELECT
      "visit"."contact_id" AS "contact_key",
      COUNT(DISTINCT date_diff('hour', TIMESTAMP '1970-01-01', CAST("visit"."at" AS TIMESTAMP) + (-minute(timezone('Europe/Warsaw', timezone('UTC', CAST("visit"."at" AS TIMESTAMP))))) * INTERVAL 1 MINUTE)) AS "count_distinct"
    FROM "events"."tracks" AS "visit"
    WHERE
      "visit"."event" = 'visit'
      AND CAST("visit"."at" AS TIMESTAMP) >= TIMESTAMP '2025-10-25 12:00:00'
      AND CAST("visit"."at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
    GROUP BY "visit"."contact_id"
  ),
  "visit_4" AS (
    SELECT
      "ranked"."contact_key" AS "contact_key",
      "ranked"."mode" AS "mode"
    FROM (
      SELECT
        "visit"."contact_id" AS "contact_key",
        CAST("visit"."device" AS VARCHAR) AS "mode",
        ROW_NUMBER() OVER (PARTITION BY "visit"."contact_id" ORDER BY COUNT(*) DESC NULLS LAST, CAST("visit"."device" AS VARCHAR) ASC NULLS LAST) AS "position"
      FROM "events"."tracks" AS "visit"
      WHERE
        "visit"."event" = 'visit'
        AND CAST("visit"."device" AS VARCHAR) IS NOT NULL
      GROUP BY "visit"."contact_id", CAST("visit"."device" AS VARCHAR)
    ) AS "ranked"
    WHERE "ranked"."position" = 1
  ),
  "orders_lines" AS (
    SELECT
      "order"."contact_id" AS "contact_key",
      SUM(CAST("line"."quantity" AS HUGEINT) * CAST("order"."total" AS DECIMAL(18, 4))) AS "sum"
    FROM "shop"."orders" AS "order"
    JOIN "shop"."lines" AS "line" ON "line"."order_id" = "order"."id"
    GROUP BY "order"."contact_id"
  )
SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "visit" ON "visit"."contact_key" = "contact"."contact_id"
LEFT JOIN "visit_2" ON "visit_2"."contact_key" = "contact"."contact_id"
LEFT JOIN "orders" ON "orders"."contact_key" = "contact"."contact_id"
LEFT JOIN "visit_3" ON "visit_3"."contact_key" = "contact"."contact_id"
LEFT JOIN "visit_4" ON "visit_4"."contact_key" = "contact"."contact_id"
LEFT JOIN "orders_lines" ON "orders_lines"."contact_key" = "contact"."contact_id"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND "visit"."min" >= TIMESTAMP '2025-08-03 12:00:00'
  AND "visit"."min" < TIMESTAMP '2025-11-01 12:00:00'
  AND "visit_2"."longest_run" >= 4
  AND "orders"."count_periods" >= 3
  AND CASE WHEN "visit_3"."count_distinct" > 5 THEN 1 ELSE 0 END + CASE WHEN "visit_4"."mode" = 'phone' THEN 1 ELSE 0 END + CASE WHEN "orders_lines"."sum" > 50 THEN 1 ELSE 0 END >= 2;
