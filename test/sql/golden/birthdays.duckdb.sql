SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND CASE WHEN CAST(CAST("contact"."born_on" AS DATE) + (YEAR(DATE '2025-11-01') - YEAR(CAST("contact"."born_on" AS DATE))) * INTERVAL 1 YEAR AS DATE) >= DATE '2025-11-01' THEN CAST(CAST("contact"."born_on" AS DATE) + (YEAR(DATE '2025-11-01') - YEAR(CAST("contact"."born_on" AS DATE))) * INTERVAL 1 YEAR AS DATE) ELSE CAST(CAST("contact"."born_on" AS DATE) + ((YEAR(DATE '2025-11-01') - YEAR(CAST("contact"."born_on" AS DATE))) + 1) * INTERVAL 1 YEAR AS DATE) END < DATE '2025-11-08'
  AND LOWER(DAYNAME(CAST(timezone('Europe/Warsaw', timezone('UTC', CAST("contact"."seen_at" AS TIMESTAMP))) AS DATE))) IN ('saturday', 'sunday')
  AND HOUR(timezone('Asia/Tokyo', timezone('UTC', CAST("contact"."seen_at" AS TIMESTAMP)))) >= 8
  AND HOUR(timezone('Asia/Tokyo', timezone('UTC', CAST("contact"."seen_at" AS TIMESTAMP)))) <= 20;
