SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND CAST("contact"."seen_at" AS TIMESTAMP) >= TIMESTAMP '2025-07-31 22:00:00'
  AND CAST("contact"."seen_at" AS TIMESTAMP) < TIMESTAMP '2025-10-31 23:00:00'
  AND CAST("contact"."born_on" AS DATE) > DATE '2024-11-01'
  AND CAST("contact"."born_on" AS DATE) <= DATE '2025-11-01'
  AND least(timezone('UTC', timezone('Europe/Warsaw', timezone('Europe/Warsaw', timezone('UTC', least(timezone('UTC', timezone('Europe/Warsaw', CAST("contact"."local_at" AS TIMESTAMP))), timezone('UTC', timezone('Europe/Warsaw', CAST("contact"."local_at" AS TIMESTAMP) - INTERVAL 60 MINUTE)) + INTERVAL 60 MINUTE))) + 1 * INTERVAL 1 MONTH)), timezone('UTC', timezone('Europe/Warsaw', timezone('Europe/Warsaw', timezone('UTC', least(timezone('UTC', timezone('Europe/Warsaw', CAST("contact"."local_at" AS TIMESTAMP))), timezone('UTC', timezone('Europe/Warsaw', CAST("contact"."local_at" AS TIMESTAMP) - INTERVAL 60 MINUTE)) + INTERVAL 60 MINUTE))) + 1 * INTERVAL 1 MONTH - INTERVAL 60 MINUTE)) + INTERVAL 60 MINUTE) > TIMESTAMP '2025-11-01 12:00:00'
  AND CAST(timezone('Europe/Warsaw', timezone('UTC', CAST("contact"."seen_at" AS TIMESTAMP))) AS DATE) = DATE '2025-11-01'
  AND CAST(CAST(date_diff('millisecond', CAST("contact"."seen_at" AS TIMESTAMP), TIMESTAMP '2025-11-01 12:00:00') AS DOUBLE) / 86400000.0 AS DOUBLE) / NULLIF(CAST(2 AS DOUBLE), 0) > 1.5;
