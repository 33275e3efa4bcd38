WITH
  "open_days" AS (
    SELECT
      "days"."day" AS "day",
      "days"."opens_1" AS "opens_1",
      "days"."closes_1" AS "closes_1",
      "days"."works" AS "works",
      CAST(SUM("days"."closes_1" - "days"."opens_1") OVER (ORDER BY "days"."day" NULLS LAST) - ("days"."closes_1" - "days"."opens_1") AS BIGINT) AS "open_before",
      CAST(SUM("days"."works") OVER (ORDER BY "days"."day" NULLS LAST) - "days"."works" AS BIGINT) AS "work_before"
    FROM (
      SELECT
        "days"."day" AS "day",
        CASE WHEN "days"."day" IN (DATE '2025-11-11') OR ((MONTH("days"."day") * 100) + DAY("days"."day")) IN (1225) THEN 0 WHEN LOWER(DAYNAME("days"."day")) IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday') THEN 28800000 WHEN LOWER(DAYNAME("days"."day")) IN ('saturday') THEN 36000000 ELSE 0 END AS "opens_1",
        CASE WHEN "days"."day" IN (DATE '2025-11-11') OR ((MONTH("days"."day") * 100) + DAY("days"."day")) IN (1225) THEN 0 WHEN LOWER(DAYNAME("days"."day")) IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday') THEN 64800000 WHEN LOWER(DAYNAME("days"."day")) IN ('saturday') THEN 50400000 ELSE 0 END AS "closes_1",
        CASE WHEN "days"."day" IN (DATE '2025-11-11') OR ((MONTH("days"."day") * 100) + DAY("days"."day")) IN (1225) THEN 0 WHEN LOWER(DAYNAME("days"."day")) IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday') THEN 1 ELSE 0 END AS "works"
      FROM (SELECT DATE '1990-01-01' + CAST("range" AS INTEGER) AS "day" FROM range(25933)) AS "days"
    ) AS "days"
  )
SELECT "order"."id" AS "id"
FROM "shop"."orders" AS "order"
LEFT JOIN "crm"."contacts" AS "contact"
  ON "contact"."contact_id" = "order"."contact_id"
  AND "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
LEFT JOIN "open_days" ON "open_days"."day" = CAST(timezone('Europe/Warsaw', timezone('UTC', CAST("contact"."seen_at" AS TIMESTAMP))) AS DATE)
LEFT JOIN "open_days" AS "open_days_2" ON "open_days_2"."day" = CAST(timezone('Europe/Warsaw', timezone('UTC', CAST("order"."placed_at" AS TIMESTAMP))) AS DATE)
LEFT JOIN "open_days" AS "open_days_3" ON "open_days_3"."day" = CAST("order"."due_on" AS DATE)
LEFT JOIN "open_days" AS "open_days_4" ON "open_days_4"."day" = CAST("contact"."born_on" AS DATE)
WHERE
  CAST("order"."placed_at" AS TIMESTAMP) < TIMESTAMP '2025-10-31 16:00:00'
  AND CAST(("open_days"."open_before" + GREATEST(LEAST(date_diff('millisecond', CAST(CAST(timezone('Europe/Warsaw', timezone('UTC', CAST("contact"."seen_at" AS TIMESTAMP))) AS DATE) AS TIMESTAMP), timezone('Europe/Warsaw', timezone('UTC', CAST("contact"."seen_at" AS TIMESTAMP)))), "open_days"."closes_1") - "open_days"."opens_1", 0)) - ("open_days_2"."open_before" + GREATEST(LEAST(date_diff('millisecond', CAST(CAST(timezone('Europe/Warsaw', timezone('UTC', CAST("order"."placed_at" AS TIMESTAMP))) AS DATE) AS TIMESTAMP), timezone('Europe/Warsaw', timezone('UTC', CAST("order"."placed_at" AS TIMESTAMP)))), "open_days_2"."closes_1") - "open_days_2"."opens_1", 0)) AS DOUBLE) / 3600000.0 > 4
  AND CAST("order"."due_on" AS DATE) >= CAST("contact"."born_on" AS DATE)
  AND "open_days_3"."work_before" - "open_days_4"."work_before" <= 2;
